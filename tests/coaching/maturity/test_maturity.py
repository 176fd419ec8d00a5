"""The level of a team from what was done, and what would lift it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ridealong.coaching.maturity import (
    CRITERIA,
    CoachFacts,
    Level,
    Mark,
    RepFacts,
    TeamFacts,
    maturity,
)

GOOD = RepFacts(
    person=1,
    rhythm=True,
    planned=8,
    held=8,
    agreed=8,
    reviewed=8,
    talks=10,
    staged=10,
    concrete=10,
    enablement=10,
    questions=40,
    results=4,
    trend_reviewed=True,
)
TEAM = TeamFacts(
    team="North",
    reps=tuple(replace(GOOD, person=i, topics=((f"t{i}", 3),)) for i in range(6)),
    coaches=(CoachFacts(90, trained=True),),
    stages=5,
    questions=True,
    gates=True,
)
BREAKS: dict[str, dict[str, Any]] = {
    "P": {"staged": 0},
    "S": {"rhythm": False},
    "F": {"reviewed": 0},
    "B": {"results": 40},
    "E": {"enablement": 0},
    "M": {"trend_reviewed": False},
    "A": {"topics": (("same", 1),)},
}


def without(letters):
    """The team, in which the criteria of these letters are not met."""
    broken: dict[str, Any] = {}
    for letter in letters:
        broken.update(BREAKS.get(letter, {}))
    reps = tuple(replace(rep, **broken) for rep in TEAM.reps)
    coaches = (CoachFacts(90, trained="T" not in letters),)
    return replace(TEAM, reps=reps, coaches=coaches)


@pytest.mark.parametrize(
    ("missing", "level"),
    [
        ("", Level.DYNAMIC),
        ("E", Level.FORMAL),
        ("M", Level.FORMAL),
        ("A", Level.FORMAL),
        ("EMA", Level.FORMAL),
        ("P", Level.INFORMAL),
        ("T", Level.INFORMAL),
        ("S", Level.INFORMAL),
        ("F", Level.INFORMAL),
        ("B", Level.INFORMAL),
        ("SF", Level.AD_HOC),
        ("FB", Level.AD_HOC),
        ("PSFBTEMA", Level.AD_HOC),
    ],
)
def test_the_level_follows_from_the_letters(missing, level):
    found = maturity(without(missing))
    assert found.level is level
    assert found.sure
    assert {m.criterion.letter for m in found.criteria if not m.met} == set(missing)


def test_what_would_lift_it_is_what_the_next_level_lacks():
    reps = tuple(replace(r, agreed=10, reviewed=5, results=20) for r in TEAM.reps)
    found = maturity(replace(TEAM, reps=reps, coaches=(CoachFacts(90, trained=False),)))
    assert found.level is Level.AD_HOC
    assert [(m.criterion.key, m.more) for m in found.lift] == [
        ("F.reviewed", 6),
        ("B.results", 24),
    ]


def test_a_threshold_within_the_interval_is_too_close_to_call():
    reps = tuple(
        replace(rep, held=held) for rep, held in zip(TEAM.reps, (8, 8, 8, 4, 4, 4), strict=True)
    )
    (held,) = (m for m in maturity(replace(TEAM, reps=reps)).criteria if m.criterion.part == "held")
    assert (held.counted, held.met) == ((36, 48), True)
    assert held.mark is Mark.TOO_CLOSE
    assert held.low is not None
    assert held.high is not None
    assert held.low < 0.75 < held.high
    assert held.below == (3, 6)


def test_a_level_that_hangs_on_one_person_is_not_sure():
    reps = tuple(
        replace(rep, reviewed=n, results=20)
        for rep, n in zip(TEAM.reps, (8, 8, 8, 2, 2, 1), strict=True)
    )
    found = maturity(replace(TEAM, reps=reps))
    assert found.level is Level.INFORMAL
    assert not found.sure
    assert sum(found.likely.values()) == pytest.approx(1)


def test_what_is_not_known_is_not_met_and_says_so():
    empty = TeamFacts(team="New", reps=(RepFacts(person=1), RepFacts(person=2)))
    found = maturity(empty)
    assert found.level is Level.AD_HOC
    marks = {m.criterion.key: m.mark for m in found.criteria}
    assert marks["F.reviewed"] is Mark.NOT_KNOWN
    assert marks["S.rhythm"] is Mark.NOT_MET
    assert maturity(TeamFacts(team="Nobody", reps=())).likely == {}


def test_topics_differ_from_none_to_all():
    (adaptive,) = (c for c in CRITERIA if c.letter == "A")
    assert adaptive.count(TEAM.reps, TEAM).value == pytest.approx(1)
    assert adaptive.count(without("A").reps, TEAM).value == pytest.approx(0)
    assert adaptive.count(TEAM.reps[:1], TEAM).value is None


def test_no_framework_no_process():
    found = maturity(replace(TEAM, stages=3))
    assert found.level is Level.INFORMAL
    assert [m.criterion.key for m in found.lift] == ["P.framework"]


COUNTS = st.integers(0, 12)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.builds(
            RepFacts,
            person=st.just(1),
            rhythm=st.booleans(),
            planned=st.just(12),
            held=COUNTS,
            agreed=st.just(12),
            reviewed=COUNTS,
            talks=st.just(12),
            staged=COUNTS,
            concrete=COUNTS,
            questions=st.just(12),
            results=COUNTS,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_as_many_more_as_are_named_would_meet_it(reps):
    team = replace(TEAM, reps=tuple(reps))
    for met in maturity(team).criteria:
        if met.criterion.part == "topics" or met.counted.value is None:
            continue
        more = -met.more if met.criterion.most else met.more
        part, whole = met.counted
        assert met.criterion.met((part + more) / whole)
        one_less = part + more - (-1 if met.criterion.most else 1)
        assert not met.more or not met.criterion.met(one_less / whole)
