"""What two agree on at the end of a talk, and what became of what they agreed on before.

What cannot be noticed in calls or counted by weeks is refused, with what lies nearest to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.coaching.behaviours import followed as behaviours_of
from ridealong.coaching.commitments import Draft, Fault, Followable, check, followable
from ridealong.conversation import Kind as Conversation
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.page.sent import words_in
from ridealong.web.coaching.measures import own_trends, trends_of
from ridealong.web.coaching.models import Commitment
from ridealong.web.coaching.talks.asked import Seen
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Person, Role
from ridealong.web.people.policy import TalkAction
from ridealong.web.people.viewer import Viewer

LONGEST = 300
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


def agree(viewer: Viewer, of: Seen, said: Said) -> Commitment | NotYet:
    """Keep what somebody takes on.

    Raises:
        PermissionDenied: they are not in the talk, or the person is not.
        ValidationError: too many words.
    """
    of.must(TalkAction.WRITE)
    if said.person not in of.people:
        raise PermissionDenied
    said_words = [_checked(words) for words in (said.says, said.noticed, said.helps, said.practice)]
    today = viewer.now.date()
    baseline = _baseline(viewer, said)
    with transaction.atomic():
        own = Commitment.objects.select_for_update().filter(
            person=said.person, state=Commitment.State.OPEN
        )
        draft = Draft(
            says=said_words[0],
            follows=said.follows,
            target=said.target,
            baseline=baseline.get("share"),
            by=said.by,
            noticed=said_words[1],
            owner=said.person.pk,
            stretch=said.stretch,
            kind=_kind(said.person),
        )
        checked = check(draft, today, len(own))
        if checked.commitment is None:
            return NotYet(checked.faults)
        row = Commitment.objects.create(
            person=said.person,
            talk=of.talk,
            says=checked.commitment.says,
            of=_of(said.follows),
            key=said.follows,
            baseline=baseline,
            target=said.target,
            begins_on=today,
            by_on=checked.commitment.by,
            noticed=said_words[1],
            helps=said_words[2],
            practice=said_words[3],
            stretch=said.stretch,
            made_by=viewer.person,
            made_at=viewer.now,
        )
        record(viewer.person, "commitment.agreed", row, about=said.person)
    return row


def review(viewer: Viewer, of: Seen, row: Commitment, state: str, words: str) -> Commitment:
    """Say what became of something that was agreed before.

    Raises:
        PermissionDenied: they are not in the talk, or it is nobody's of the talk.
        ValidationError: it is closed already, or was dropped without a word.
    """
    of.must(TalkAction.WRITE)
    if row.person not in of.people:
        raise PermissionDenied
    closing = {Commitment.State.HOLDS, Commitment.State.NOT_YET, Commitment.State.DROPPED}
    if state not in closing:
        raise refused(_("This is no answer."), _("Choose one of the three."))
    said = _checked(words)
    if state == Commitment.State.DROPPED and not said:
        raise refused(_("It is dropped with a word."), _("Write why, in a sentence."))
    with transaction.atomic():
        held = Commitment.objects.select_for_update().get(pk=row.pk)
        if held.state != Commitment.State.OPEN:
            raise refused(_("This is closed already."), _("Load the page again to see it."))
        held.state, held.closing_words = Commitment.State(state), said
        held.closed_at, held.reviewed_in = viewer.now, of.talk
        held.save(update_fields=["state", "closing_words", "closed_at", "reviewed_in"])
        record(viewer.person, "commitment.reviewed", held, about=row.person, changed=state)
    return held


def _baseline(viewer: Viewer, said: Said) -> dict[str, float]:
    """How it is now, of a behaviour that is followed anyway; empty where that is not known."""
    wanted = said.follows.removeprefix("behaviour:")
    behaviours = [b for b in behaviours_of(_kind(said.person)) if b.id == wanted]
    if not behaviours:
        return {}
    if viewer.id == said.person.pk:
        found = own_trends(viewer, behaviours)
    else:
        of = {said.person.pk: behaviours}
        found = list(trends_of(of, viewer.led, viewer.now)[said.person.pk])
    change = found[0].change
    if change is None:
        return {}
    return {"share": change.now.share, "low": change.now.low, "high": change.now.high}


def _kind(person: Person) -> Conversation:
    return Conversation.SERVICE if person.role == Role.AGENT else Conversation.SALES


def _of(follows: str) -> str:
    if follows.startswith("activity:"):
        return Commitment.Of.ACTIVITY
    return Commitment.Of.MOVE if follows.startswith("move:") else Commitment.Of.MEASURE


def _checked(text: str) -> str:
    words = " ".join(words_in(text).split())
    if len(words) > LONGEST:
        says = _("This is {n} characters long; {most} fit.").format(n=len(words), most=LONGEST)
        raise refused(says, _("Shorten it."))
    return words


def seen_in(follows: str) -> str:
    """In what it shows, in words."""
    found = followable(follows)
    return _(found.name) if found else follows
