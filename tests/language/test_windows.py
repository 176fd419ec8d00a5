from hypothesis import given
from hypothesis import strategies as st

from ridealong.language.windows import CONTEXT, LONGEST, TURN, shortened, windows

LENGTHS = st.lists(st.integers(1, TURN), max_size=80)


@given(LENGTHS)
def test_every_turn_is_scored_once_and_in_order(lengths):
    scored = [i for w in windows(lengths) for i in range(w.scored, w.end)]
    assert scored == list(range(len(lengths)))


@given(LENGTHS)
def test_a_window_holds_no_more_than_the_encoder_reads(lengths):
    for w in windows(lengths):
        assert 1 + sum(lengths[w.first : w.end]) <= LONGEST
        assert sum(lengths[w.first : w.scored]) <= CONTEXT


def test_what_went_before_is_read_again():
    first, second = windows([60, 60, 60, 60, 60])
    assert (first.end, second.first, second.scored) == (4, 3, 4)


@given(st.lists(st.integers(), max_size=300))
def test_a_long_turn_keeps_its_beginning_and_its_end(tokens):
    kept = shortened(tokens)
    assert len(kept) == min(len(tokens), TURN)
    assert kept[:1] == tokens[:1]
    assert kept[-1:] == tokens[-1:]
