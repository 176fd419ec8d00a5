"""Which questions a coach is offered: open, for what is not known, never for a result."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.coaching.questions import FEWEST, MOST, Because, Occasion, choose
from ridealong.coaching.questions.wording import is_open, is_second_level, may_be_asked
from ridealong.process.framework.default import default
from ridealong.process.framework.model import Framework, Journey, Question, Stage, UseCase

SALES, SERVICE = default(Journey.SALES), default(Journey.SERVICE)
STAGES = [(f, s.key) for f in (SALES, SERVICE) for s in f.stages]
UNKNOWNS = ("problem", "value", "who", "measure", "decides", "admits_need", "can_decide")
USES = [use for use in UseCase if use is not UseCase.ANY]


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("journey", list(Journey))
def test_every_talk_has_three_to_six_open_questions_and_none_for_a_result(journey, use):
    framework = default(journey)
    for stage in ("", *(s.key for s in framework.stages)):
        chosen = choose(framework, Occasion(use=use, stage=stage))
        assert FEWEST <= len(chosen) <= MOST
        assert all(is_open(c.question.says) and may_be_asked(c.question.says) for c in chosen)
        assert len({c.question.key for c in chosen}) == len(chosen)


def test_what_is_not_known_comes_first_and_what_is_known_is_not_asked():
    deal = Occasion(use=UseCase.DEAL, stage="needs-review", unknown=("who", "measure"))
    chosen = choose(SALES, deal)
    assert [c.question.unknown for c in chosen[:2]] == ["who", "measure"]
    assert [c.because for c in chosen[:2]] == [Because.UNKNOWN] * 2
    assert chosen[0].stage == "needs-review"
    assert {c.question.unknown for c in chosen} <= {"who", "measure", ""}


def test_where_all_is_known_there_are_still_questions():
    chosen = choose(SALES, Occasion(use=UseCase.DEAL, stage="proposal", unknown=()))
    assert len(chosen) >= FEWEST
    assert {c.question.unknown for c in chosen} == {""}


def test_one_asks_for_the_words():
    pre = Occasion(use=UseCase.PRE_CALL, stage="needs-review", unknown=("measure", "value"))
    chosen = choose(SALES, pre)
    assert any(is_second_level(c.question.says) for c in chosen)


def test_the_next_week_asks_other_questions_and_old_ones_come_back_later():
    asked: tuple[tuple[str, ...], ...] = ()
    seen: list[set[str]] = []
    for _ in range(6):
        weekly = Occasion(use=UseCase.ONE_TO_ONE, asked=asked)
        keys = tuple(c.question.key for c in choose(SALES, weekly))
        seen.append(set(keys))
        asked = (keys, *asked)
    assert all(not (now & then) for now, then in pairwise(seen))
    assert len(set().union(*seen)) >= 12


def test_the_same_occasion_has_the_same_questions():
    for (framework, stage), use in product(STAGES, USES):
        occasion = Occasion(use=use, stage=stage, unknown=UNKNOWNS[:3])
        assert choose(framework, occasion) == choose(framework, occasion)


def test_a_library_with_results_and_closed_questions_gives_neither():
    own = (
        Question("when", "When will it close?"),
        Question("big", "How big is it?"),
        Question("yes", "Did you ask them?"),
        Question("why", "What keeps them from it?"),
    )
    framework = Framework("Own", Journey.SALES, (Stage("a", "A", "x", "y", "z", questions=own),))
    chosen = choose(framework, Occasion(use=UseCase.DEAL, stage="a"))
    assert [c.question.key for c in chosen] == ["why"]


def test_a_small_library_repeats_itself_rather_than_fall_silent():
    own = tuple(Question(f"q{i}", f"What did they say {i}?") for i in range(4))
    framework = Framework("Own", Journey.SALES, (Stage("a", "A", "x", "y", "z", questions=own),))
    occasion = Occasion(use=UseCase.DEAL, stage="a", asked=(("q0", "q1"),))
    assert [c.question.key for c in choose(framework, occasion)] == ["q2", "q3", "q0"]


def test_an_unknown_stage_is_no_stumbling_block():
    assert len(choose(SALES, Occasion(use=UseCase.DEAL, stage="of-another-version"))) >= FEWEST


@given(
    st.sampled_from(USES),
    st.sampled_from(STAGES),
    st.one_of(st.none(), st.lists(st.sampled_from(UNKNOWNS), unique=True).map(tuple)),
    st.integers(-3, 20),
    st.data(),
)
def test_whatever_the_occasion_the_rule_holds(use, place, unknown, most, data):
    framework, stage = place
    keys = [q.key for s in framework.stages for q in s.questions]
    last = tuple(data.draw(st.lists(st.sampled_from(keys), max_size=8)))
    occasion = Occasion(use=use, stage=stage, unknown=unknown, asked=(last,), most=most)
    chosen = choose(framework, occasion)
    assert FEWEST <= len(chosen) <= MOST
    assert all(may_be_asked(c.question.says) for c in chosen)
    if unknown is not None:
        same = {"decides": "can_decide", "problem": "admits_need"}
        open_ = {*unknown, *(same.get(u, u) for u in unknown)}
        open_ |= {new for new, old in same.items() if old in unknown}
        assert all(not c.question.unknown or c.question.unknown in open_ for c in chosen)
