"""Two people agree on one thing that the next calls can show; the one place that keeps it.

What cannot be noticed in calls or counted by weeks is refused, with what lies nearest to it. Two at
most are open at a time. The baseline is counted from the calls so far. Nothing is agreed on with
somebody who has left, or who is not the viewer's to coach.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ridealong.coaching.commitments import (
    Draft,
    Fault,
    Followable,
    Reach,
    check,
    followable,
    reach,
)
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.page.sent import words_in
from ridealong.web.coaching.models import Commitment, Talk
from ridealong.web.coaching.plans.figures import singles
from ridealong.web.coaching.plans.following import baseline_of
from ridealong.web.coaching.plans.seen import kind_of
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer

LONGEST = 300
"""Characters of each text."""
FAULTS = {
    "no-words": _("There are no words yet. Write it as the person says it."),
    "too-many": _("Two are open already; with more, none is kept. Look at those first."),
    "not-followed": _("A call cannot show this yet. What would one hear you do?"),
    "result": _("This is a result: nobody’s act. What would you do that leads there?"),
    "theirs": _("This is the customer’s doing. What would you do before it?"),
    "no-date": _("Until when? Give a day."),
    "date-passed": _("That day has passed. Take one that is to come."),
    "date-far": _("That is more than a quarter away. Take a nearer day."),
    "no-target": _("How often? Give a target."),
    "target-range": _("Give a share between 1 and 100 %, or a count a week."),
    "target-is-now": _("It is so already. What would be a step further?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was written down."""

    person: Person
    says: str
    follows: str = ""
    target: float | None = None
    """A share of 0 to 1; of an activity, how many a week."""
    by: date | None = None
    noticed: str = ""
    helps: str = ""
    practice: str = ""
    skill: str = ""
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class NotYet:
    """Why it is not kept yet, and what could be followed in its place."""

    faults: Sequence[Fault]

    @property
    def says(self) -> Sequence[str]:
        """A sentence for each fault."""
        return [FAULTS[fault.key] for fault in self.faults]

    @property
    def nearest(self) -> Sequence[Followable]:
        """What could be followed."""
        return next((fault.nearest for fault in self.faults if fault.nearest), ())


def agree(viewer: Viewer, said: Said, talk: Talk | None = None) -> Commitment | NotYet:
    """Keep what somebody takes on.

    Args:
        viewer: whoever writes it down; they may agree with the person (`policy.may_agree`), or
            coach the talk, which whoever calls this has asked.
        said: what was written down.
        talk: where it was agreed; None outside of a talk.

    Raises:
        PermissionDenied: the person is not theirs to agree with.
        ValidationError: too many words, or the person has left.
    """
    if talk is None and not policy.may_agree(viewer, said.person):
        raise PermissionDenied
    if not said.person.is_active:
        raise refused(
            _("{name} has left.").format(name=said.person.short),
            _("What was open can still be closed with a word."),
        )
    texts = [checked(t) for t in (said.says, said.noticed, said.helps, said.practice)]
    what = followable(said.follows)
    baseline = baseline_of(viewer, said.person, what) if what else {}
    with transaction.atomic():
        Person.objects.select_for_update().only("pk").get(pk=said.person.pk)  # one at a time
        others = Commitment.objects.filter(person=said.person, state=Commitment.State.OPEN)
        today = timezone.localtime(viewer.now).date()
        draft = _draft(said, texts, baseline.get("share"))
        found = check(draft, today, others.count())
        if found.commitment is None or what is None:
            return NotYet(found.faults)
        row = Commitment.objects.create(
            person=said.person,
            talk=talk,
            says=found.commitment.says,
            of=_of(what.id),
            key=what.id,
            baseline=baseline,
            target=said.target,
            begins_on=today,
            by_on=found.commitment.by,
            noticed=texts[1],
            helps=texts[2],
            practice=texts[3],
            skill=said.skill[:60],
            stretch=said.stretch or _beyond(viewer, said, what),
            made_by=viewer.person,
            made_at=viewer.now,
        )
        record(viewer.person, "commitment.agreed", row, about=said.person)
    return row


def checked(text: str) -> str:
    """Words on one line, as they are kept.

    Raises:
        ValidationError: too many.
    """
    words = " ".join(words_in(text).split())
    if len(words) > LONGEST:
        says = _("This is {n} characters long; {most} fit.").format(n=len(words), most=LONGEST)
        raise refused(says, _("Shorten it."))
    return words


def seen_in(follows: str) -> str:
    """In what it shows, in words."""
    found = followable(follows)
    return _(found.name) if found else follows


def _draft(said: Said, texts: Sequence[str], baseline: float | None) -> Draft:
    return Draft(
        says=texts[0],
        follows=said.follows,
        target=said.target,
        baseline=baseline,
        by=said.by,
        noticed=texts[1],
        owner=said.person.pk,
        stretch=said.stretch,
        kind=kind_of(said.person),
    )


def _beyond(viewer: Viewer, said: Said, what: Followable) -> bool:
    """Whether the target lies outside of what the person has done so far."""
    if what.by_weeks or said.target is None:
        return False
    return reach(what, said.target, singles(viewer, said.person, what)) is Reach.STRETCH


def _of(follows: str) -> str:
    if follows.startswith("activity:"):
        return Commitment.Of.ACTIVITY
    return Commitment.Of.MOVE if follows.startswith("move:") else Commitment.Of.MEASURE
