"""Practice: moments of one's own calls, marked with the reason, spaced until they stay."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ridealong.coaching.practice import (
    A_DAY,
    Drill,
    Marked,
    Reason,
    Task,
    drills,
    is_habit,
    mark,
    new,
    review,
    today,
)
from ridealong.conversation import Kind
from ridealong.language import taggers
from tagged_talk import told

NOW = datetime(2026, 11, 19, 8, tzinfo=UTC)
PROBLEM = "When the dryer stops we throw away a whole shift of dough."
DRILL = Drill(call=1, turn=4, task=Task.ASK, who="Dean", says=PROBLEM)
DONE, MISSED, UNSURE = (
    Marked(done=True, reason=Reason.DOES),
    Marked(done=False, reason=Reason.MISSES),
    Marked(None, Reason.UNSURE),
)


@pytest.mark.parametrize(
    ("theirs", "ours", "task"),
    [
        ("business_problem", "solution_offer", Task.HOLD_BACK),
        ("technical_problem", "product_talk", Task.HOLD_BACK),
        ("technical_problem", "closed_question", Task.ASK),
        ("technical_problem", "need_question open_question", None),
        ("business_problem", "closed_question", Task.SAY_BACK),
        ("business_problem", "paraphrase", None),
        ("price_pressure", "concession", Task.ASK),
        ("price_pressure", "trade", None),
        ("pushback", "closing_push", Task.CHALLENGE),
        ("pushback", "challenge", None),
    ],
)
def test_which_moments_are_worth_practising(theirs, ours, task):
    call = told(
        Kind.SALES,
        ("seller", "Good morning, Dean.", ""),
        ("dean", PROBLEM, theirs),
        ("seller", "We would put a second one beside it.", ours),
    )
    found = drills(call, 7)
    assert [d.task for d in found] == ([task] if task else [])
    if found:
        (one,) = found
        assert (one.says, one.who, one.call, one.turn) == (PROBLEM, "Dean Hart", 7, 1)
        assert one.before == (("Rita Okafor", "Good morning, Dean."),)
        assert one.said_then == "We would put a second one beside it."


def test_a_word_or_a_speech_is_no_drill():
    for says in ("It stops.", "word " * 61):
        call = told(Kind.SALES, ("dean", says, "business_problem"), ("seller", "Oh?", ""))
        assert drills(call, 1) == ()


@pytest.mark.parametrize(
    ("task", "answer", "done"),
    [
        (Task.ASK, "What does a lost shift mean for your deliveries to the shops?", True),
        (Task.ASK, "We have a very good dryer, I can offer you ten per cent off today.", False),
        (Task.SAY_BACK, "So when it stops, the whole shift of dough is lost, is that right?", True),
        (Task.ASK, "Oh.", None),
    ],
)
def test_an_answer_is_marked_by_what_it_does(task, answer, done):
    marked = mark(replace(DRILL, task=task), answer, taggers.fast())
    assert marked.done is done, marked
    if done:
        (first, *_) = marked.wanted
        assert 0 <= first.start < first.end <= len(answer)


def test_a_miss_comes_back_tomorrow_and_what_is_done_later_and_later():
    missed = review(new("k", NOW), MISSED, NOW)
    assert (missed.due - NOW).days == 1
    spaced, at, gaps = new("k", NOW), NOW, []
    for _ in range(5):
        spaced = review(spaced, DONE, at)
        gaps.append((spaced.due - at).days)
        at = spaced.due
    assert gaps == sorted(gaps)
    assert gaps[-1] > 21
    assert is_habit([spaced], spaced.last or NOW)
    again = review(spaced, UNSURE, at)
    assert (again.in_a_row, is_habit([again], at)) == (0, False)


def test_the_same_answers_give_the_same_days():
    one = review(review(new("k", NOW), DONE, NOW), DONE, NOW + timedelta(days=2))
    assert one == review(review(new("k", NOW), DONE, NOW), DONE, NOW + timedelta(days=2))


def test_three_a_day_what_is_due_first_and_two_of_a_call():
    fresh = [replace(DRILL, call=9, turn=i) for i in range(4)] + [replace(DRILL, call=8)]
    old = replace(DRILL, call=1, turn=1)
    spaced = {old.key: replace(new(old.key, NOW - timedelta(days=3)), last=NOW - timedelta(days=9))}
    found = today([*fresh, old], spaced, NOW)
    assert [k.drill.call for k in found] == [1, 9, 9]
    assert len(found) == A_DAY
    after = {k.drill.key: review(k.spaced, DONE, NOW) for k in found}
    assert today([*fresh, old], after, NOW) == ()


def test_what_is_under_work_goes_before_other_new_moments():
    fresh = [replace(DRILL, call=i) for i in range(3)] + [replace(DRILL, task=Task.CHALLENGE)]
    assert today(fresh, {}, NOW, [Task.CHALLENGE])[0].drill.task is Task.CHALLENGE
