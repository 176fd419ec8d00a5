"""What the customer has told of a deal: heard in its calls, or written down by somebody here.

A talk without a transcript leaves its words in a note from the customer, marked with what it tells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ridealong.process.framework.model import Framework
from ridealong.process.gates import Unknown, unknowns
from ridealong.process.gates.unknown import KNOWN_BY, NEXT_STEP, PARTLY_BY
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.page.sent import words_in
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import DealAction
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.deals.calls import DealCalls, Quote
from ridealong.web.pipeline.deals.words import ASKS, KNOWN, NOT_KNOWN
from ridealong.web.pipeline.gates.proposing import TOLD
from ridealong.web.pipeline.models import Activity, Deal
from ridealong.web.ui.words import day

LONGEST = 500
"""Characters."""
_MOST = {"problem": 2}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that should be known of a deal."""

    key: str
    label: str
    quotes: tuple[Quote, ...]
    says: str = ""
    """What goes with it: that only a part was told."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known, with a question for it."""

    key: str
    label: str
    ask: str
    partly: bool


@dataclass(frozen=True, slots=True)
class Told:
    """All that is known of a deal, and all that is not."""

    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]
    moves: frozenset[str]
    """The customer's moves by which it is known."""
    unknown: tuple[Unknown, ...]

    def fact(self, key: str) -> Fact:
        """One of the facts."""
        return next(f for f in self.facts if f.key == key)


def told(
    deal: Deal,
    process: Framework,
    calls: DealCalls,
    activities: Sequence[Activity],
    accepted: Iterable[str] = (),
) -> Told:
    """What is known of a deal.

    Args:
        deal: which.
        process: that it is run under.
        calls: those that the viewer knows of.
        activities: the latest.
        accepted: gates of which the customer's side is accepted.
    """
    notes = {key: _noted(activities, key) for key in KNOWN}
    moves = set(calls.told) | set(accepted)
    for key, quotes in notes.items():
        if quotes:
            moves.add(KNOWN_BY[key][0])
    unknown = unknowns(process, deal.stage, moves, step_agreed=bool(deal.next_step))
    return Told(
        facts=tuple(_fact(key, notes[key], calls) for key in KNOWN),
        gaps=tuple(_gap(u) for u in unknown),
        moves=frozenset(moves),
        unknown=unknown,
    )


def _fact(key: str, noted: tuple[Quote, ...], calls: DealCalls) -> Fact:
    if key == NEXT_STEP:
        return Fact(key, KNOWN[key], (*noted, *calls.agreed())[:1])
    quotes = (*noted, *calls.quotes(*KNOWN_BY[key], most=_MOST.get(key, 1)))
    if not quotes and (partly := calls.quotes(*PARTLY_BY.get(key, ()))):
        return Fact(key, KNOWN[key], partly, _("its effect was not heard yet"))
    return Fact(key, KNOWN[key], quotes[: _MOST.get(key, 1)])


def _gap(unknown: Unknown) -> Gap:
    own = unknown.question.says if unknown.question else ""
    return Gap(unknown.key, NOT_KNOWN[unknown.key], own or ASKS[unknown.key], unknown.partly)


def _noted(activities: Sequence[Activity], key: str) -> tuple[Quote, ...]:
    return tuple(
        Quote(
            note.contact.name if note.contact else _("The customer"),
            note.text,
            _("as {name} wrote it down, {day}").format(
                name=note.owner.short if note.owner else _("somebody"), day=day(note.at)
            ),
            "",
        )
        for note in activities
        if note.subject == TOLD + key
    )


def write_down(viewer: Viewer, deal: Deal, key: str, words: str) -> Activity:
    """Keep what the customer told in a talk of which there is no transcript.

    Raises:
        PermissionDenied: the deal is not theirs to keep.
        ValidationError: there are no words, too many, or it is not said what they tell.
    """
    if DealAction.EDIT not in policy.deal_actions(viewer, deal):
        raise PermissionDenied
    text = " ".join(words_in(words).split())
    if key not in KNOWN:
        raise refused(_("It is not said what this tells."), _("Choose one of the list."))
    if not text:
        raise refused(_("There are no words yet."), _("Write what the customer said."))
    if len(text) > LONGEST:
        says = _("This is {n} characters long; {most} fit.").format(n=len(text), most=LONGEST)
        raise refused(says, _("Shorten it to the words that matter."))
    with transaction.atomic():
        note = Activity.objects.create(
            deal=deal,
            customer=deal.customer,
            owner=viewer.person,
            kind=Activity.Kind.NOTE,
            direction=Activity.Direction.IN,
            at=timezone.now(),
            subject=TOLD + key,
            text=text,
        )
        record(viewer.person, "deal.changed", deal, changed=[key])
    return note
