"""The few figures of a call that desks follow over time, out of everything that was measured."""

from ridealong.analysis import Analysis
from ridealong.analysis.labels import GATES
from ridealong.coaching import single
from ridealong.web.calls.models import Call, CallMeasure, CallMove


def move_counts(call: Call, analysis: Analysis) -> list[CallMove]:
    """How often each move is made, as rows that are not saved yet."""
    counted: dict[str, int] = {}
    for said in analysis.tagging.said:
        counted[said.move] = counted.get(said.move, 0) + 1
    return [
        CallMove(call=call, move=move, count=n, started_at=call.started_at)
        for move, n in counted.items()
    ]


def followed(call: Call, analysis: Analysis) -> list[CallMeasure]:
    """The behaviours that desks follow, as rows that are not saved yet."""
    return [
        CallMeasure(
            call=call,
            measure=name,
            owner_id=call.owner_id,
            started_at=call.started_at,
            value=figure.share,
            n=figure.n,
        )
        for name, figure in single.figures(analysis).items()
    ]


def gates_passed(analysis: Analysis) -> int:
    """The gates that the customer passed: 1, 2, 4, 8 added up."""
    gates = analysis.labels.gates
    return sum(1 << i for i, gate in enumerate(GATES) if gates.get(gate) is not None)
