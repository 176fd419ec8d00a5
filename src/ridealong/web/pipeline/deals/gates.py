"""The gates of a deal as its page shows them: both sides, what is proposed, what may be added."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import BooleanField, Case, QuerySet, Value, When

from ridealong.process.framework.model import EvidenceKind, Framework, Side
from ridealong.process.gates import Piece, Rate, Stands, rate, stands
from ridealong.process.model import Outcome
from ridealong.report.words import _, ngettext
from ridealong.web.people import policy
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import Activity, Deal, GateEvidence
from ridealong.web.ui.words import day

State = GateEvidence.State
FIRST = 2
"""Pieces of evidence of one side that stand open; further ones are folded away."""


class Flag(StrEnum):
    """How a gate is drawn."""

    BOTH = "both"
    HALF = "half"
    THEIRS = "theirs"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence."""

    row: GateEvidence
    says: str
    """What counts as done, in the words of the process."""
    source: str
    href: str
    who: str
    """Who accepted, refused or entered it; empty where nobody did."""
    may_take_back: bool
    spoken: bool
    """Its words were spoken or written by a person; else they name what was done."""

    @property
    def proposed(self) -> bool:
        """Whether nobody has decided on it."""
        return self.row.state == State.PROPOSED

    @property
    def refused(self) -> bool:
        """Whether somebody refused it."""
        return self.row.state == State.REFUSED


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a gate."""

    side: Side
    title: str
    shown: tuple[Item, ...]
    """What is accepted; where nothing is, what is proposed: the first of each."""
    more: tuple[Item, ...]
    """The rest of both, folded away."""
    refused: tuple[Item, ...]
    hidden: int
    """Accepted, with words that are not the viewer's to read yet."""
    kinds: tuple[EvidenceKind, ...]
    empty: str
    """What stands where there is nothing."""


@dataclass(frozen=True, slots=True)
class GateShown:
    """One gate."""

    stands: Stands
    flag: Flag
    says: str
    parts: tuple[Part, ...]

    @property
    def proposed(self) -> int:
        """How much waits for a decision."""
        return sum(p.proposed for part in self.parts for p in (*part.shown, *part.more))


@dataclass(frozen=True, slots=True)
class GatesShown:
    """All of them."""

    gates: tuple[GateShown, ...]
    rate: Rate

    @property
    def stands(self) -> tuple[Stands, ...]:
        """As the rules have them."""
        return tuple(g.stands for g in self.gates)

    @property
    def says(self) -> str:
        """Of those that are claimed, how many stand on both sides."""
        if not self.rate.claimed:
            return _("none is claimed yet")
        return ngettext(
            "{both} of {n} that is claimed stands on both sides",
            "{both} of {n} that are claimed stand on both sides",
            self.rate.claimed,
        ).format(both=self.rate.both, n=self.rate.claimed)

    @property
    def accepted(self) -> tuple[str, ...]:
        """Gates of which the customer's side is accepted."""
        return tuple(g.stands.gate.key for g in self.gates if g.stands.customer.accepted)


def rows_of(viewer: Viewer, deal: Deal) -> list[GateEvidence]:
    """The evidence of a deal from one query; `words_open` says whether its words are theirs."""
    rows: QuerySet[GateEvidence] = deal.evidence.select_related(
        "call", "activity__contact", "decided_by", "entered_by"
    )
    whether = Case(
        When(policy.evidence_readable(viewer), then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
    return list(rows.annotate(words_open=whether).order_by("on", "pk"))


def shown(
    viewer: Viewer, deal: Deal, process: Framework, rows: Sequence[GateEvidence]
) -> GatesShown:
    """The gates of a deal for one person.

    What is proposed from a call that is not theirs to read yet does not exist for them.
    """
    known = [r for r in rows if r.words_open or r.state == State.ACCEPTED]  # type: ignore[attr-defined]
    pieces = [Piece(r.gate, r.side, r.state) for r in known]
    gates = stands(process, deal.stage, Outcome(deal.outcome), pieces)
    return GatesShown(tuple(_gate(viewer, deal, g, known) for g in gates), rate(gates))


def _gate(viewer: Viewer, deal: Deal, of: Stands, rows: Sequence[GateEvidence]) -> GateShown:
    own = [r for r in rows if r.gate == of.gate.key]
    flag = (
        Flag.BOTH
        if of.both
        else Flag.HALF
        if of.half
        else Flag.THEIRS
        if of.theirs_alone
        else Flag.OPEN
    )
    says = {
        Flag.BOTH: _("both sides did their part"),
        Flag.HALF: _("half: the customer’s part is missing")
        if of.seller.accepted
        else _("half: claimed, and the customer’s part is missing"),
        Flag.THEIRS: _("the customer did their part; ours is not there yet"),
        Flag.OPEN: _("open"),
    }[flag]
    parts = tuple(
        _part(viewer, deal, of, side, [r for r in own if r.side == side]) for side in Side
    )
    return GateShown(of, flag, says, parts)


def _part(viewer: Viewer, deal: Deal, of: Stands, side: Side, rows: Sequence[GateEvidence]) -> Part:
    kinds = {kind.key: kind for kind in of.gate.kinds(side)}
    readable = [r for r in rows if r.words_open]  # type: ignore[attr-defined]
    pieces = [_piece(viewer, deal, r, kinds.get(r.kind)) for r in readable]
    accepted = [p for p in pieces if not p.proposed and not p.refused]
    proposed = [p for p in pieces if p.proposed]
    first = (accepted or proposed)[:FIRST]
    return Part(
        side,
        _("The customer") if side is Side.CUSTOMER else _("We"),
        shown=tuple(first),
        more=tuple(p for p in (*accepted, *proposed) if p not in first),
        refused=tuple(p for p in pieces if p.refused),
        hidden=len(rows) - len(readable),
        kinds=tuple(kinds.values()),
        empty=_("nothing yet"),
    )


def _piece(viewer: Viewer, deal: Deal, row: GateEvidence, kind: EvidenceKind | None) -> Item:
    who = row.entered_by or row.decided_by
    return Item(
        row,
        kind.says if kind else row.kind,
        *_where(row),
        who.short if who else "",
        may_take_back=row.entered_by_id is not None
        and viewer.id in {row.entered_by_id, deal.owner_id},
        spoken=row.call_id is not None or row.side == GateEvidence.Side.CUSTOMER,
    )


def _where(row: GateEvidence) -> tuple[str, str]:
    """Where it was said or done, and the address of that."""
    if row.call is not None:
        turn = f"#t{row.turn}" if row.turn is not None else ""
        return f"{row.call.title}, {day(row.on)}", f"{row.call.get_absolute_url()}{turn}"
    if row.activity is not None:
        kinds = {Activity.Kind.EMAIL: _("mail"), Activity.Kind.MEETING: _("meeting")}
        name = kinds.get(Activity.Kind(row.activity.kind), str(row.activity.kind))
        contact = row.activity.contact.name if row.activity.contact else ""
        return ", ".join(filter(None, [name, contact, day(row.on)])), ""
    return day(row.on), ""
