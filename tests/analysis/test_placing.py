"""Every turn's place on the clock: given, or estimated from words between what is given."""

import pytest

from clocked import clocked, talk
from ridealong.analysis.clock import clock_of
from ridealong.analysis.placing import own_rates
from ridealong.conversation import Draft, Side, Timing

NO = None


@pytest.mark.parametrize(
    ("timing", "lines", "expected"),
    [
        pytest.param(
            Timing.CUE,
            [("us", 1.0, 3.5, 9), ("them", 3.2, 8.0, 4)],
            [(1.0, 3.5), (3.2, 8.0)],
            id="given times stay, overlap and all",
        ),
        pytest.param(
            Timing.NONE,
            [("us", NO, NO, 10), ("them", NO, NO, 5), ("them", NO, NO, 5)],
            [(0.0, 4.0), (4.2, 6.2), (6.2, 8.2)],
            id="no times: words at 2.5 a second, 0.2 s between sides",
        ),
        pytest.param(
            Timing.START,
            [("us", 0.0, NO, 10), ("them", 2.0, NO, 5), ("us", 10.0, NO, 5)],
            [(0.0, 2.0), (2.0, 4.0), (10.0, 12.0)],
            id="starts: to the next start, or as long as the words last",
        ),
        pytest.param(
            Timing.START,
            [("us", 5.0, NO, 4), ("them", 5.0, NO, 5)],
            [(5.0, 5.0), (5.0, 7.0)],
            id="two starts in one second: the first has no length",
        ),
        pytest.param(
            Timing.MINUTE,
            [("us", 0.0, NO, 10), ("them", NO, NO, 10), ("us", 60.0, NO, 5)],
            [(0.0, 4.0), (4.2, 8.2), (60.0, 62.0)],
            id="marks: natural lengths where there is room",
        ),
        pytest.param(
            Timing.MINUTE,
            [("us", 0.0, NO, 10), ("us", NO, NO, 10), ("us", 4.0, NO, 5)],
            [(0.0, 2.0), (2.0, 4.0), (4.0, 6.0)],
            id="marks: squeezed where there is none",
        ),
        pytest.param(
            Timing.MINUTE,
            [("us", NO, NO, 5), ("them", 60.0, NO, 5)],
            [(58.0, 60.0), (60.0, 62.0)],
            id="before the first mark: straight up to it",
        ),
        pytest.param(
            Timing.CUE,
            [
                ("us", 0.0, 1.0, 5),
                ("us", NO, NO, 5),
                ("them", 1.5, 3.0, 5),
                ("us", 4.0, 5.0, 5),
                ("them", NO, 7.0, 5),
            ],
            [(0.0, 1.0), (1.0, 1.5), (1.5, 3.0), (4.0, 5.0), (5.0, 7.0)],
            id="one turn without times, one with an end alone",
        ),
    ],
)
def test_turns_are_placed(timing, lines, expected):
    placed = clocked(*lines, timing=timing).placed
    assert [p.start_s for p in placed] == pytest.approx([start for start, _ in expected])
    assert [p.end_s for p in placed] == pytest.approx([end for _, end in expected])


def test_only_what_was_estimated_is_marked():
    clock = clocked(*[("us", i, i + 1.0, 5) for i in range(5)], ("us", NO, NO, 5))
    assert [p.estimated for p in clock.placed] == [False] * 5 + [True]


def test_a_stated_length_bounds_the_last_turn():
    clock = clocked(("us", 0.0, NO, 100), timing=Timing.START, duration_s=30.0)
    assert clock.placed[0].end_s == pytest.approx(30.0)


@pytest.mark.parametrize(("words", "rate"), [(100, 4.0), (99, None)])
def test_the_own_rate_needs_500_measured_words(words, rate):
    conversation = talk(*[("us", i * 30.0, i * 30.0 + words / 4, words) for i in range(5)])
    given = [(t.start_s, t.end_s) for t in conversation.turns]
    rates = own_rates(conversation.turns, [words] * 5, given)
    assert rates.get(conversation.turns[0].speaker) == rate


def test_a_speaker_with_a_rate_is_placed_by_it():
    timed = [("us", i * 30.0, i * 30.0 + 25.0, 100) for i in range(5)]
    clock = clocked(*timed, ("us", NO, NO, 40))
    assert clock.placed[-1].length_s == pytest.approx(10.0)


@pytest.mark.parametrize(
    ("lines", "channels", "gaps", "overlaps"),
    [
        pytest.param(
            [("us", 0.0, 4.13, 9), ("them", 4.6, 8.21, 9), ("us", 8.05, 9.31, 9)],
            False, True, True, id="fine, and it shows an overlap",
        ),
        pytest.param(
            [("us", 0.0, 4.13, 9), ("them", 4.6, 8.21, 9)],
            False, True, False, id="one channel, nothing overlaps",
        ),
        pytest.param(
            [("us", 0.0, 4.13, 9), ("them", 4.6, 8.21, 9)],
            True, True, True, id="a channel each",
        ),
        pytest.param(
            [("us", 0.0, 4.0, 9), ("them", 3.0, 8.0, 9), ("us", 9.0, 11.0, 9)],
            False, False, False, id="whole seconds",
        ),
        pytest.param(
            [("us", 0.3, 4.3, 9), ("them", 5.3, 8.3, 9), ("us", 9.3, 11.3, 9)],
            False, False, False, id="whole seconds apart",
        ),
        pytest.param(
            [("us", 0.1, 4.23, 9), ("them", 4.23, 8.37, 9), ("us", 8.37, 9.9, 9)],
            False, False, False, id="captions cut end to end",
        ),
        pytest.param(
            [("us", 0.1, 4.23, 9), ("them", 0.1, 4.23, 9), ("us", 8.37, 9.9, 9)],
            False, True, False, id="two voices in one caption",
        ),
        pytest.param(
            [("us", 0.0, 4.5, 9), ("them", 5.0, 8.5, 9), ("us", 9.5, 11.0, 9)],
            False, True, False, id="half seconds are fine enough",
        ),
    ],
)  # fmt: skip
def test_gaps_and_overlaps_are_trusted_where_the_times_allow(lines, channels, gaps, overlaps):
    clock = clocked(*lines, channels=channels)
    assert (clock._why_no_gaps is None, clock._why_no_overlaps is None) == (gaps, overlaps)


def test_two_names_of_one_person_are_one():
    draft = Draft(Timing.CUE)
    for key, name in (("1", "Mel van Dyck"), ("2", "Mel Van Dyck (M)")):
        draft.turn(draft.speaker(key, name, side=Side.US, because="stated"), "One.", 0.1, 1.3)
    assert len({p.person for p in clock_of(draft.finish()).placed}) == 1


def test_no_turns_have_no_places():
    clock = clocked()
    assert (clock.placed, clock.length_s) == ((), 0.0)
