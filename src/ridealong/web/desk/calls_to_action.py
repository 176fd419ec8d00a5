"""Once a day: note who stood among the talks worth having, so that a coach sees what followed.

It is kept for the coach's own look at their coaching, for half a year, and shown to nobody else.
"""

from datetime import timedelta

from ridealong.coaching.next_talks import NextTalk, next_talks
from ridealong.web.coaching.models import CallToAction
from ridealong.web.desk.team import Team
from ridealong.web.people.models import Person, Role
from ridealong.web.people.viewer import Viewer, viewer_of

KEPT = timedelta(weeks=26)
AGAIN_AFTER = timedelta(days=7)
"""Who was not there for so long, and comes back, is called anew."""


def note_all() -> int:
    """Of every manager; says how many calls to action are new."""
    managers = Person.objects.filter(role=Role.MANAGER, is_active=True).order_by("pk")
    return sum(note(viewer_of(person)) for person in managers)


def note(viewer: Viewer) -> int:
    """Of one manager, at the moment of the viewer."""
    CallToAction.objects.filter(coach=viewer.id, seen_at__lt=viewer.now - KEPT).delete()
    if not viewer.led:
        return 0
    chosen = next_talks(Team(viewer).facts, viewer.now)
    return sum(_note(viewer, talk) for talk in chosen if talk.since <= viewer.now)


def _note(viewer: Viewer, talk: NextTalk) -> bool:
    """Whether it is a new one; the same of some days ago goes on."""
    same = CallToAction.objects.filter(
        coach=viewer.id,
        person=talk.facts.person,
        rule=talk.rule.name,
        seen_at__gte=viewer.now - AGAIN_AFTER,
    )
    if same.update(seen_at=viewer.now):
        return False
    CallToAction.objects.create(
        coach=viewer.person,
        person_id=talk.facts.person,
        rule=talk.rule.name,
        at=viewer.now,
        seen_at=viewer.now,
    )
    return True
