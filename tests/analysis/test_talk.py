"""Who talks, for how long: each row worked out by hand."""

import pytest

from clocked import clocked
from ridealong.analysis.spans import common, length, median, union, within
from ridealong.analysis.talk import listening, overlap, share, silence

ONE_EACH = [("us", 0.0, 6.0, 9), ("them", 7.0, 11.0, 9)]
AT_ONCE = [("us", 0.0, 10.0, 9), ("them", 8.0, 18.0, 9)]
TWO_OF_US = [("us", 0.0, 6.0, 9), ("us2", 4.0, 8.0, 9), ("them", 8.0, 16.0, 9)]
NESTED = [("us", 0.0, 20.0, 9), ("them", 5.0, 10.0, 9)]


@pytest.mark.parametrize(
    ("lines", "ours", "silent", "both"),
    [
        pytest.param(ONE_EACH, 0.6, 1 / 11, 0.0, id="6 s of 10 s; 1 s of 11 s silent"),
        pytest.param(AT_ONCE, 0.5, 0.0, 2 / 18, id="overlap counts in full for each"),
        pytest.param(TWO_OF_US, 0.5, 0.0, 0.0, id="two of us at once count once"),
        pytest.param(NESTED, 0.8, 0.0, 5 / 20, id="one inside the other"),
        pytest.param(
            [*ONE_EACH, ("screen", 11.0, 22.0, 4)], 0.6, 1 / 22, 0.0,
            id="a shared screen is not silent, and nobody's share",
        ),
        pytest.param(
            [(w, a + 100, b + 100, n) for w, a, b, n in ONE_EACH], 0.6, 1 / 11, 0.0,
            id="what lies before the first word does not count",
        ),
    ],
)  # fmt: skip
def test_shares_of_talk_silence_and_overlap(lines, ours, silent, both):
    clock = clocked(*lines)
    assert share(clock, "us").value == pytest.approx(ours)
    assert share(clock, "them").value == pytest.approx(1 - ours)
    assert silence(clock).value == pytest.approx(silent)
    assert overlap(clock).value == pytest.approx(both)


@pytest.mark.parametrize(
    ("start_s", "end_s", "ours", "turns"),
    [
        pytest.param(0.0, 8.0, 6 / 7, 2, id="first half: 6 s of ours, 1 s of theirs"),
        pytest.param(7.0, 16.0, 0.0, 1, id="theirs alone"),
        pytest.param(6.0, 7.0, None, 0, id="nobody speaks"),
    ],
)
def test_a_share_of_a_part_is_cut_at_its_ends(start_s, end_s, ours, turns):
    taken = share(clocked(("us", 0.0, 6.0, 9), ("them", 7.0, 16.0, 9)), "us", start_s, end_s)
    assert (taken.value, taken.n) == (ours and pytest.approx(ours), turns)
    assert (taken.value is None) == bool(taken.why)


LISTENING = [
    ("us", 0.0, 60.0, 90),
    ("us", 60.0, 80.0, 30),
    ("them", 80.0, 180.0, 200),
    ("us", 180.0, 190.0, 30),
    ("them", 190.0, 250.0, 100),
]


@pytest.mark.parametrize(
    ("stages", "value", "why"),
    [
        ([(1, 2)], 100 / 120, ""),
        ([(1, 2), (4, 4)], 160 / 180, ""),
        ([(2, 3)], None, "only 110 s of speech in the interview, 120 needed"),
        ([], None, "no part of this call was found"),
    ],
)
def test_listening_is_their_share_inside_the_interview_alone(stages, value, why):
    taken = listening(clocked(*LISTENING), stages)
    assert taken.value == (value and pytest.approx(value))
    assert taken.why.startswith(why)


def test_spans_by_hand():
    assert union([(0, 1), (1.2, 2), (5, 6)], bridge_s=0.2) == [(0, 2), (5, 6)]
    assert union([]) == []
    assert length([(0, 2), (5, 6)]) == 3
    assert common([(0, 2), (3, 9)], [(1, 4), (8, 12)]) == [(1, 2), (3, 4), (8, 9)]
    assert within([(0, 2), (3, 9)], 1, 4) == [(1, 2), (3, 4)]
    assert (median([3, 1, 2]), median([4, 1, 2, 3])) == (2, 2.5)
