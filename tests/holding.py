"""What must hold for every measure of every conversation."""

from ridealong.analysis.definitions import DEFINITIONS, STATED


def measures_hold(analysis):
    for m in analysis.measures:
        assert (m.value is None) == bool(m.withheld), m
        assert m.formula
        assert m.source
        if m.id == STATED:
            continue
        assert m.unit == DEFINITIONS[m.id].unit
        assert m.value is None or m.value >= 0, m
        if m.id.endswith("share") and m.value is not None:
            assert m.value <= 1 + 1e-9, m
        assert all(0 <= turn < len(analysis.conversation.turns) for turn in m.turns)
        if m.low is not None and m.high is not None and m.value is not None:
            assert m.low <= m.value + 1e-9
            assert m.value <= m.high + 1e-9
    keys = [(m.id, m.of, m.scope) for m in analysis.measures if m.id != STATED]
    assert len(keys) == len(set(keys))
