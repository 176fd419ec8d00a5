"""The check-ins: who may see them, what becomes a figure, and what never does."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.coaching.checkins import (
    Answers,
    Privacy,
    Scoring,
    areas,
    due,
    form,
    forms,
    may_see,
    pick,
    pooled,
    reflection,
    share_of_contributors,
)

MONDAY = date(2026, 11, 2)


def weekly(n, **values):
    return [Answers(MONDAY + timedelta(weeks=i), values) for i in range(n)]


def test_the_forms_are_whole():
    assert {f.id: len(f.items) for f in forms().values()} == {
        "readiness": 5,
        "mindset": 16,
        "purpose": 3,
        "debrief": 2,
        "session": 6,
        "promotion": 4,
    }
    ids = [item.id for f in forms().values() for item in f.items]
    assert len(ids) == len(set(ids))
    assert all(f.privacy in Privacy and f.source for f in forms().values())


@pytest.mark.parametrize(
    ("id_", "own", "shared", "sees"),
    [
        ("readiness", True, False, True),
        ("readiness", False, True, False),
        ("mindset", False, True, True),
        ("mindset", False, False, False),
        ("purpose", False, True, True),
        ("debrief", False, False, False),
        ("session", False, True, False),
    ],
)
def test_who_may_see_an_entry(id_, own, shared, sees):
    assert may_see(form(id_), own=own, shared=shared) is sees


@pytest.mark.parametrize("scoring", list(Scoring))
def test_a_form_is_scored_only_as_it_says(scoring):
    for one in forms().values():
        for score, wanted in (
            (areas, Scoring.AREAS),
            (pooled, Scoring.POOLED),
            (reflection, Scoring.ITEMS),
        ):
            if one.scoring is not wanted:
                with pytest.raises(ValueError, match="is not scored"):
                    score(one, [])
    assert scoring in {f.scoring for f in forms().values()}


def test_an_area_is_shown_from_four_check_ins_on():
    found = {a.area: a for a in areas(form("mindset"), weekly(3, R8=4, R9=1))}
    assert (found["activities"].points, found["activities"].needed) == ((), 1)
    told = {a.area: a for a in areas(form("mindset"), weekly(4, R8=4, R9=1))}["activities"]
    assert [p.value for p in told.points] == [4.5] * 4
    assert found["growth"].needed == 4


def test_what_was_skipped_or_is_no_answer_leaves_no_trace():
    told = areas(form("mindset"), [*weekly(4, R10=3), Answers(MONDAY, {"R10": 9})])
    offer = next(a for a in told if a.area == "belief-in-offer")
    assert [p.value for p in offer.points] == [3.0] * 4


def test_items_come_round_by_turns():
    asked: list[Answers] = []
    for week in range(4):
        items = pick(form("mindset"), asked)
        assert len(items) == 4
        asked.append(Answers(MONDAY + timedelta(weeks=week), {i.id: 3 for i in items}))
    assert len({id_ for a in asked for id_ in a.values}) == 16


def test_ratings_are_told_from_five_people_on():
    often = [Answers(MONDAY, {"C1": 5}, person=1)] * 20
    few = [Answers(MONDAY, {"C1": 2}, person=p) for p in (2, 3, 4)]
    assert pooled(form("session"), [*often, *few])[0].mean is None
    five = pooled(form("session"), [*often, *few, Answers(MONDAY, {"C1": 4}, person=5)])[0]
    assert (five.mean, five.people) == (3.0, 5)
    assert five.low is not None
    assert five.high is not None
    assert 1 <= five.low < 3 < five.high <= 5


def test_the_lowest_answer_brings_a_question_and_no_total():
    found = reflection(form("readiness"), [Answers(MONDAY, {"M1": 5, "M2": 2, "M5": 2})])
    assert found.lowest is not None
    assert (found.lowest.id, bool(found.lowest.ask)) == ("M2", True)
    high = reflection(form("readiness"), [Answers(MONDAY, {"M1": 5})])
    assert high.lowest is None
    assert reflection(form("readiness"), []).lowest is None


@pytest.mark.parametrize(
    ("id_", "days", "is_due"),
    [
        ("mindset", 6, False),
        ("mindset", 7, True),
        ("readiness", 90, False),
        ("debrief", 900, False),
    ],
)
def test_when_the_next_is_due(id_, days, is_due):
    assert due(form(id_), MONDAY, MONDAY + timedelta(days=days)) is is_due
    assert due(form("mindset"), None, MONDAY)


def test_a_leader_hears_shares_from_eight_contributors_on():
    assert share_of_contributors(7, 20) is None
    assert share_of_contributors(8, 20) == pytest.approx(0.4)


@given(
    st.lists(st.dictionaries(st.sampled_from(["R1", "R2", "R3"]), st.integers(-2, 9)), max_size=9)
)
def test_whatever_is_answered_means_stay_on_the_scale(entries):
    told = [Answers(MONDAY + timedelta(weeks=i), values) for i, values in enumerate(entries)]
    for area in areas(form("mindset"), told):
        assert all(1 <= p.value <= 5 for p in area.points)
