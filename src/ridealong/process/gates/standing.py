"""Where the gates of a deal stand: by what each side has done, as far as a person accepts it.

A gate stands on both sides once at least one thing that the customer did and one that we did are
accepted. Where only our side is there, or where the deal has gone on without the customer's side,
it is a half gate. Nothing that a machine proposes moves a gate.

Source: Schenk, "Coaching with a framework": for each gate on the customer's side there is an
equivalent on the sales side, and both have to have occurred.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ridealong.process.framework.model import Framework, Gate, Side, Stage
from ridealong.process.model import Outcome


class State(StrEnum):
    """What became of a piece of evidence."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Piece(NamedTuple):
    """A piece of evidence, as far as it counts."""

    gate: str
    side: str
    state: str


class Counts(NamedTuple):
    """How much there is on one side of a gate."""

    accepted: int = 0
    proposed: int = 0


@dataclass(frozen=True, slots=True)
class Stands:
    """One gate of one deal."""

    gate: Gate
    stage: Stage
    """The stage that it leads out of."""
    number: int
    """From 1, in the order of the journey."""
    claimed: bool
    """The deal stands behind it, or is won."""
    customer: Counts
    seller: Counts

    @property
    def both(self) -> bool:
        """Whether both sides have done their part."""
        return bool(self.customer.accepted and self.seller.accepted)

    @property
    def half(self) -> bool:
        """Whether our part is done, or the stage behind it claimed, without the customer's part."""
        return not self.customer.accepted and (self.claimed or bool(self.seller.accepted))

    @property
    def theirs_alone(self) -> bool:
        """Whether the customer has done their part and we have not, as far as is known."""
        return bool(self.customer.accepted) and not self.seller.accepted


class Rate(NamedTuple):
    """Of the gates that were claimed, how many stand on both sides."""

    both: int
    claimed: int

    @property
    def value(self) -> float | None:
        """0 to 1; None where none was claimed."""
        return self.both / self.claimed if self.claimed else None


def stands(
    framework: Framework, stage: str, outcome: Outcome, pieces: Iterable[Piece]
) -> tuple[Stands, ...]:
    """The gates of a deal, in the order of the journey.

    Args:
        framework: the version that the deal is run under.
        stage: key of the stage in which it stands; of one that ended, the last before its end.
        outcome: whether it ended, and how.
        pieces: its evidence.
    """
    counted = Counter(Piece(*map(str, piece)) for piece in pieces)
    at = place(framework, stage)
    with_gates = [(i, s, s.gate) for i, s in enumerate(framework.stages) if s.gate]
    return tuple(
        Stands(
            gate,
            own,
            number,
            claimed=outcome is Outcome.WON or (at is not None and at > i),
            customer=_counts(counted, gate, Side.CUSTOMER),
            seller=_counts(counted, gate, Side.SELLER),
        )
        for number, (i, own, gate) in enumerate(with_gates, 1)
    )


def rate(gates: Iterable[Stands]) -> Rate:
    """The two-sided gate rate: gates with both sides ÷ gates claimed, of one deal or of many."""
    claimed = [g for g in gates if g.claimed]
    return Rate(sum(g.both for g in claimed), len(claimed))


def place(framework: Framework, stage: str) -> int | None:
    """The place of a stage in the journey, from 0; None for one that the framework lacks."""
    return next((i for i, s in enumerate(framework.stages) if s.key == stage), None)


def claimed_in(framework: Framework) -> dict[str, tuple[str, ...]]:
    """For each gate the stages in which a deal claims that it has passed it."""
    stages = framework.stages
    return {
        s.gate.key: tuple(later.key for later in stages[i + 1 :])
        for i, s in enumerate(stages)
        if s.gate
    }


def _counts(counted: Counter[Piece], gate: Gate, side: Side) -> Counts:
    return Counts(
        counted[Piece(gate.key, side.value, State.ACCEPTED.value)],
        counted[Piece(gate.key, side.value, State.PROPOSED.value)],
    )
