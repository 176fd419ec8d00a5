"""One call with a customer as the modules of this room see it: what was heard, in which stages.

Stages and gates are found once here, so that all modules speak of the same ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ridealong.analysis.customer.gates import Passed, passed
from ridealong.analysis.customer.stages import stages
from ridealong.analysis.heard import Heard
from ridealong.analysis.labels import GATES, Stage
from ridealong.analysis.model import Earlier
from ridealong.analysis.taking import Taker


@dataclass(frozen=True)
class Call:
    """One call with a customer."""

    taker: Taker
    heard: Heard
    earlier: Earlier

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The stages in order, covering the call; as a person set them where one did."""
        return self.heard.stages or stages(self.heard)

    @cached_property
    def interview(self) -> tuple[int, ...]:
        """The turns of the interview; none where there is none."""
        return tuple(
            turn
            for stage in self.stages
            if stage.name == "interview"
            for turn in range(stage.start_turn, stage.end_turn + 1)
        )

    @cached_property
    def passed(self) -> Mapping[str, Passed | None]:
        """How the customer passes each gate in this call; None where it is not heard."""
        return passed(self.heard)

    @cached_property
    def gates(self) -> Mapping[str, int | None]:
        """The turn in which the customer passes each gate in this call."""
        return {gate: found.turn if found else None for gate, found in self.passed.items()}

    @property
    def standing(self) -> tuple[str, ...]:
        """The gates that stand already from earlier calls of the same deal."""
        return tuple(gate for gate in GATES if gate in self.earlier.gates)

    @property
    def need_turn(self) -> float:
        """The turn from which a need is known: -1 from an earlier call, infinite for never."""
        if "admits_need" in self.standing:
            return -1.0
        turn = self.gates["admits_need"]
        return float("inf") if turn is None else float(turn)
