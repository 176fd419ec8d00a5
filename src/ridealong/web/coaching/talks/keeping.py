"""Briefs that are written before anybody asks: those of tomorrow's talks, in the background.

One that was written lately is shown as it stands, with the hour; what the person brings is read
anew each time, and the words of a call that may not be read any more are left out. Where there is
none, or it is old, the page composes it on the spot and keeps nothing.
"""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from ridealong.web import trouble
from ridealong.web.coaching.models import Talk, TalkPerson
from ridealong.web.coaching.talks import written
from ridealong.web.coaching.talks.asked import Seen, seen
from ridealong.web.coaching.talks.knowing import Knowing
from ridealong.web.coaching.talks.written import Written
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer, viewer_of

log = logging.getLogger(__name__)
FRESH_FOR = timedelta(hours=12)
AHEAD = timedelta(hours=36)
"""The evening before, whichever the time zone."""


def brief_of(of: Seen, person: Person, *, anew: bool = False) -> Written:
    """The brief of a talk for the one who looks.

    Args:
        of: the talk.
        person: who is coached.
        anew: whether what was written before does not count.
    """
    before = None if anew else _written_before(of, person)
    if before is None:
        return written.write(Knowing.of(of, person))
    return written.as_seen(before, of.viewer)


def _written_before(of: Seen, person: Person) -> Written | None:
    """What was written for this coach, while it is fresh; of a talk that began, as it began."""
    if of.viewer.id != of.talk.coach_id:
        return None
    before = written.read(of.talk.brief)
    if before is None or before.brief.person != person.pk:
        return None
    begun = of.talk.started_at is not None
    fresh = timedelta() <= of.viewer.now - before.made_at <= FRESH_FOR
    return before if begun or fresh else None


def prepare_tomorrow(now: datetime | None = None) -> int:
    """What the clock calls: write the briefs of the talks of the next day; says how many.

    One that cannot be written costs itself alone; its page will compose it when it is opened.
    """
    at = now or timezone.now()
    rows = TalkPerson.objects.select_related("person", "talk__coach", "talk__second_coach")
    due = rows.filter(
        talk__state=Talk.State.PLANNED,
        talk__planned_at__gt=at,
        talk__planned_at__lte=at + AHEAD,
        talk__coach__is_active=True,
        person__is_active=True,
    )
    by_talk: dict[int, list[TalkPerson]] = {}
    for place in due.order_by("talk__coach_id", "talk_id", "id"):
        by_talk.setdefault(place.talk_id, []).append(place)
    viewers: dict[int, Viewer] = {}
    return sum(_prepare(places, viewers, at) for places in by_talk.values())


def _prepare(places: list[TalkPerson], viewers: dict[int, Viewer], at: datetime) -> bool:
    talk = places[0].talk
    if talk.coach is None:
        return False
    if talk.coach.pk not in viewers:
        viewers[talk.coach.pk] = viewer_of(talk.coach, at)
    of = seen(viewers[talk.coach.pk], places)
    if of is None:
        return False
    try:
        found = written.write(Knowing.of(of, places[0].person))
    except Exception as error:  # noqa: BLE001  # one brief never stops the others
        log.error("brief of talk %s: %s", talk.pk, trouble.for_the_log(error))  # noqa: TRY400
        return False
    # Only where it is still planned: what began in the meantime keeps the brief it began with.
    still = Talk.objects.filter(pk=talk.pk, state=Talk.State.PLANNED)
    return still.update(brief=written.kept(found)) > 0
