"""Everything on the page of a deal, for the person who opens it, from a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from ridealong.process.framework.model import Framework
from ridealong.process.gates import Attempt, Reading, Third, attempts, attention, readings
from ridealong.report.words import _
from ridealong.web.people import policy
from ridealong.web.people.policy import DealAction
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.deals import gates as gates_
from ridealong.web.pipeline.deals import words as said
from ridealong.web.pipeline.deals.calls import DealCalls, calls_of
from ridealong.web.pipeline.deals.gates import GatesShown
from ridealong.web.pipeline.deals.timeline import Line, activities_of, first_lines
from ridealong.web.pipeline.deals.told import Told, told
from ridealong.web.pipeline.deals.words_given import Given, given
from ridealong.web.pipeline.frameworks import using
from ridealong.web.pipeline.gates.proposing import done, shared
from ridealong.web.pipeline.models import Activity, Contact, Deal, SharedContent
from ridealong.web.ui.words import day, listing

WITH = ("framework",)
"""What is read along with a deal for its page."""
_CONTACTS = 30
_VOICES = 3
_REASONS = 2


@dataclass(frozen=True)
class DealShown:
    """A deal with everything on its page, made when the page first asks for it."""

    viewer: Viewer
    deal: Deal

    @cached_property
    def may(self) -> frozenset[DealAction]:
        """What the viewer may do with it."""
        return policy.deal_actions(self.viewer, self.deal)

    @property
    def own(self) -> bool:
        """Whether it is the viewer's own."""
        return self.deal.owner_id == self.viewer.id

    @cached_property
    def process(self) -> Framework:
        """The version that it is run under."""
        return (
            using.of(self.deal)
            if self.deal.framework is None
            else using.parsed(self.deal.framework)
        )

    @property
    def title(self) -> str:
        """With whom it is."""
        return self.deal.customer.name if self.deal.customer else self.deal.name

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.deal.outcome == Deal.Outcome.OPEN

    @property
    def facts(self) -> Sequence[str]:
        """The line below the title."""
        deal = self.deal
        owner = deal.owner.name if deal.owner else deal.owner_label
        return [
            *([deal.name] if deal.customer else []),
            *([owner] if owner else []),
            self._stands,
            *([money] if (money := said.money(deal.value, deal.currency)) else []),
        ]

    @property
    def _stands(self) -> str:
        deal = self.deal
        if not self.is_open:
            ended = said.OUTCOMES[deal.outcome]
            return f"{ended}, {day(deal.closed_on)}" if deal.closed_on else ended
        stage = self.process.stage(deal.stage)
        label = stage.label if stage else deal.stage or deal.crm_stage or _("no stage")
        if deal.entered_on is None:
            return label
        return _("{stage} since {day}").format(stage=label, day=day(deal.entered_on))

    @cached_property
    def calls(self) -> DealCalls:
        """Its calls."""
        return calls_of(self.viewer, self.deal)

    @cached_property
    def gates(self) -> GatesShown:
        """Its gates."""
        rows = gates_.rows_of(self.viewer, self.deal)
        return gates_.shown(self.viewer, self.deal, self.process, rows)

    @cached_property
    def activities(self) -> Sequence[Activity]:
        """The latest."""
        return activities_of(self.deal)

    @cached_property
    def told(self) -> Told:
        """What is known of it."""
        return told(self.deal, self.process, self.calls, self.activities, self.gates.accepted)

    @cached_property
    def content(self) -> Sequence[SharedContent]:
        """What the customer was given, the latest first."""
        return list(self.deal.content.select_related("by").order_by("-on", "-id")[:_CONTACTS])

    @cached_property
    def attempts(self) -> Sequence[Attempt]:
        """What did not work, and another idea."""
        if not self.is_open:
            return ()
        # Who else is there at the customer's is asked only where something did not work.
        return self._attempts(self._voices) if self._attempts(()) else ()

    def _attempts(self, voices: tuple[str, ...]) -> Sequence[Attempt]:
        held = {call.pk for call in self.calls.rows}
        return attempts(
            self.process,
            self.deal.stage,
            timezone.localdate(),
            activities=[done(a, held) for a in self.activities],
            content=[shared(c) for c in self.content],
            unknown=self.told.unknown,
            voices=voices,
            problem_told=bool(self.told.fact("problem").quotes),
        )

    @property
    def _voices(self) -> tuple[str, ...]:
        """Who is known at the customer's, and neither spoke in a call nor is in an activity."""
        if self.deal.customer_id is None:
            return ()
        contacts = Contact.objects.filter(customer=self.deal.customer_id)[:_CONTACTS]
        met = {a.contact_id for a in self.activities}
        spoke = " ".join(self.calls.spoken_with)
        silent = [c.name for c in contacts if c.pk not in met and not _among(c.name, spoke)]
        return tuple(silent[:_VOICES])

    def idea_words(self, attempt: Attempt) -> list[str]:
        """Its ideas, as sentences."""
        names = listing(attempt.voices)
        return [said.IDEAS[idea].format(names=names) for idea in attempt.ideas]

    @property
    def readings(self) -> list[str]:
        """How it can be read that gates are missing, as questions."""
        found: tuple[Reading, ...] = readings(self.gates.stands, asked=self.calls.asked)
        return [said.READINGS[reading] for reading in found] if self.is_open else []

    @property
    def attention(self) -> tuple[str, str] | None:
        """Where time would go, and why; nothing for what has ended, or is too young."""
        if not self.is_open:
            return None
        found = attention(self.gates.stands, self.told.moves)
        if found.third is Third.EARLY:
            return None
        return said.THIRDS[found.third], self._why(found.third, found.reasons, found.gate)

    @staticmethod
    def _why(third: Third, reasons: Sequence[str], gate: object) -> str:
        label = getattr(getattr(gate, "gate", None), "label", "")
        if third is Third.ON_ITS_WAY:
            return _("Every gate stands on both sides.")
        if third is Third.NOTHING_YET:
            return _("It has gone on, and no part of the customer’s is accepted.")
        has = listing([said.REASONS[r] for r in reasons[:_REASONS]])
        if has and label:
            return _("The customer has {reasons}. Still open: {gate}.").format(
                reasons=has, gate=label
            )
        if label:
            return _("The customer has done a part. Still open: {gate}.").format(gate=label)
        return _("The customer has {reasons}.").format(reasons=has)

    @cached_property
    def given(self) -> Given:
        """What comparable deals say, and what its owner says."""
        return given(self.deal)

    @cached_property
    def _timeline(self) -> tuple[list[Line], str]:
        return first_lines(self.calls, self.activities)

    @property
    def lines(self) -> Sequence[Line]:
        """What was done, the latest first."""
        return self._timeline[0]

    @property
    def older(self) -> str:
        """Where the next page of it begins."""
        return self._timeline[1]


def _among(name: str, spoke: str) -> bool:
    """Whether somebody of this given name speaks in a call; nobody is told twice to be asked."""
    return any(word in spoke for word in name.casefold().split()[:1])
