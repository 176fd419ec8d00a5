"""Where the open deals of one person stand, and which gates are half: ours done, theirs not yet.

A deal counts as half where a gate of it is half by `process.gates`. Of a person for whose deals
nobody has written down or found anything that speaks for a gate, gates are not known: nothing is
called half then.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import BooleanField, Case, Count, Q, Value, When
from django.urls import reverse

from ridealong.process.framework.model import Framework
from ridealong.process.gates import Piece, Stands, stands
from ridealong.process.model import Outcome
from ridealong.report.words import _, ngettext
from ridealong.web.people import policy
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.frameworks import using
from ridealong.web.pipeline.models import Activity, Deal, GateEvidence

MOST_SHOWN = 20
"""Half gates that the page lists; of more, those that wait the longest are counted."""


@dataclass(frozen=True, slots=True)
class Open:
    """An open deal."""

    pk: int
    name: str
    customer: str
    stage: str
    since: date | None
    """Since when it stands there."""
    framework: int | None

    @property
    def called(self) -> str:
        """The customer, or the deal where none is known."""
        return self.customer or self.name


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a side of a gate."""

    gate: str
    side: str
    state: str
    words: str
    """Empty where the viewer may not read them."""
    on: date
    call: int | None
    turn: int | None


@dataclass(frozen=True, slots=True)
class Half:
    """A deal with a half gate."""

    deal: Open
    gate: str
    """What it is called."""
    ours: str
    """"proposal sent"."""
    on: date | None
    """When we did our part."""
    theirs: str
    """What the customer has said so far; empty where nothing is heard, or may be read."""
    heard_on: date | None
    href: str
    """Where they said it."""
    instead: str
    """What stands where there are no words: "no call, two e-mails without an answer"."""
    days: int | None


@dataclass(frozen=True)
class Standing:
    """The open deals of one person, with what speaks for their gates."""

    viewer: Viewer
    person: Person
    on: date

    @cached_property
    def deals(self) -> Sequence[Open]:
        """All that are open, by the customer's name."""
        rows = Deal.objects.filter(owner=self.person, outcome=Deal.Outcome.OPEN).order_by()
        found = [
            Open(pk, name, customer or "", stage, entered or created, framework)
            for pk, name, customer, stage, entered, created, framework in rows.values_list(
                "pk", "name", "customer__name", "stage", "entered_on", "created_on", "framework_id"
            )
        ]
        return sorted(found, key=lambda d: (d.called.casefold(), d.pk))

    @cached_property
    def frameworks(self) -> Mapping[int | None, Framework]:
        """The process of each deal, and the one in use."""
        return using.of_all([None, *{d.framework for d in self.deals}])

    @property
    def framework(self) -> Framework:
        """The process in use, whose stages the page shows."""
        return self.frameworks[None]

    @cached_property
    def evidence(self) -> Mapping[int, Sequence[Evidence]]:
        """What speaks for the gates of each deal, oldest first."""
        readable = Case(
            When(policy.evidence_readable(self.viewer), then=Value(True)),  # noqa: FBT003
            default=Value(False),  # noqa: FBT003
            output_field=BooleanField(),
        )
        rows = (
            GateEvidence.objects.filter(deal__in=self._open_rows())
            .exclude(state=GateEvidence.State.REFUSED)
            .annotate(readable=readable)
            .order_by("on", "pk")
            .values_list(
                "deal_id", "gate", "side", "state", "words", "on", "call_id", "turn", "readable"
            )
        )
        found: defaultdict[int, list[Evidence]] = defaultdict(list)
        for deal, gate, side, state, words, on, call, turn, may_read in rows:
            said = words if may_read else ""
            where = (call, turn) if may_read else (None, None)
            found[deal].append(Evidence(gate, side, state, said, on, *where))
        return found

    @property
    def gates_known(self) -> bool:
        """Whether anything speaks for any gate of the deals."""
        return bool(self.evidence)

    @cached_property
    def gates(self) -> Mapping[int, tuple[Stands, ...]]:
        """Where the gates of each deal stand."""
        return {
            d.pk: stands(
                self.frameworks.get(d.framework, self.framework),
                d.stage,
                Outcome.OPEN,
                [Piece(e.gate, e.side, e.state) for e in self.evidence.get(d.pk, ())],
            )
            for d in self.deals
        }

    def half_gate(self, deal: Open) -> Stands | None:
        """The half gate of a deal: the last for which our part is accepted, else the first."""
        if not self.gates_known:
            return None
        halves = [g for g in self.gates[deal.pk] if g.half]
        ours = [g for g in halves if g.seller.accepted]
        return ours[-1] if ours else next(iter(halves), None)

    @cached_property
    def by_stage(self) -> Mapping[str, tuple[int, int]]:
        """Of each stage the deals without and with a half gate."""
        found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for deal in self.deals:
            found[deal.stage][self.half_gate(deal) is not None] += 1
        return {stage: (both, half) for stage, (both, half) in found.items()}

    @property
    def elsewhere(self) -> Mapping[str, int]:
        """Deals in stages that the process does not know, by the CRM's label."""
        known = {s.key for s in self.framework.stages}
        return {s: both + half for s, (both, half) in self.by_stage.items() if s not in known}

    @cached_property
    def halves(self) -> Sequence[Half]:
        """Deals with a half gate, those that wait the shortest first."""
        waiting = [(d, g) for d in self.deals for g in [self.half_gate(d)] if g]
        answers = self._answers([d.pk for d, _g in waiting])
        found = [self._half(deal, gate, answers) for deal, gate in waiting]
        return sorted(found, key=lambda h: (h.days is None, h.days or 0, h.deal.called.casefold()))

    @property
    def halves_shown(self) -> Sequence[Half]:
        """As many as the page lists."""
        return self.halves[:MOST_SHOWN]

    @property
    def halves_more(self) -> int:
        """How many it does not list."""
        return max(0, len(self.halves) - MOST_SHOWN)

    def _half(self, deal: Open, gate: Stands, answers: Mapping[int, "_Answers"]) -> Half:
        own = [e for e in self.evidence.get(deal.pk, ()) if e.gate == gate.gate.key]
        ours = [e for e in own if e.side == "seller" and e.state == "accepted"]
        theirs = [e for e in own if e.side == "customer" and e.words]
        on = ours[-1].on if ours else deal.since
        said = theirs[-1] if theirs else None
        return Half(
            deal=deal,
            gate=gate.gate.label,
            ours=self._ours(ours, deal),
            on=on,
            theirs=said.words if said else "",
            heard_on=said.on if said else None,
            href=_href(said),
            instead="" if said else answers.get(deal.pk, _NO_ANSWERS).in_words(),
            days=(self.on - on).days if on else None,
        )

    def _ours(self, ours: Sequence[Evidence], deal: Open) -> str:
        if ours:
            return ours[-1].words or _("our part is done")
        framework = self.frameworks.get(deal.framework, self.framework)
        stage = framework.stage(deal.stage)
        return _("stands in {stage}").format(stage=stage.label if stage else deal.stage)

    def _answers(self, deals: Sequence[int]) -> "Mapping[int, _Answers]":
        """What was sent and what came back for each deal."""
        if not deals:
            return {}
        kinds = Activity.Kind
        rows = (
            Activity.objects.filter(deal__in=deals)
            .order_by()
            .values_list("deal_id")
            .annotate(
                sent=Count("pk", filter=Q(kind=kinds.EMAIL, direction="out")),
                back=Count("pk", filter=Q(kind=kinds.EMAIL, direction="in")),
                talks=Count("pk", filter=Q(kind__in=(kinds.CALL, kinds.MEETING))),
            )
        )
        return {deal: _Answers(sent, back, talks) for deal, sent, back, talks in rows}

    def _open_rows(self) -> list[int]:
        return [d.pk for d in self.deals]


@dataclass(frozen=True, slots=True)
class _Answers:
    """Mails and talks about a deal."""

    sent: int
    back: int
    talks: int

    def in_words(self) -> str:
        """In words: "no call, two e-mails without an answer"."""
        talks = (
            ngettext(
                "one talk, nothing heard for this gate", "{n} talks, nothing heard", self.talks
            )
            if self.talks
            else _("no call")
        )
        told = [talks.format(n=self.talks)]
        if self.sent and not self.back:
            mails = ngettext(
                "one e-mail without an answer", "{n} e-mails without an answer", self.sent
            )
            told.append(mails.format(n=self.sent))
        elif self.back:
            mails = ngettext("one e-mail came back", "{n} e-mails came back", self.back)
            told.append(mails.format(n=self.back))
        return ", ".join(told)


_NO_ANSWERS = _Answers(0, 0, 0)


def _href(said: Evidence | None) -> str:
    if said is None or said.call is None:
        return ""
    anchor = "" if said.turn is None else f"#t{said.turn}"
    return reverse("call", args=[said.call]) + anchor
