"""Whom to talk to next: a table of the rule, who goes first, and what never decides."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from many_calls import NOW, alike, counted, day, dice
from ridealong.coaching.behaviours import LISTENING, OPEN_QUESTIONS
from ridealong.coaching.chance import standing_out
from ridealong.coaching.next_talks import MOST, Facts, Rule, next_talks
from ridealong.coaching.trend import trend

STEADY = trend(OPEN_QUESTIONS, alike(20, 4, 10, first_day=60), NOW)
FELL = trend(OPEN_QUESTIONS, alike(20, 6, 10, first_day=90) + alike(6, 2, 10, first_day=6), NOW)
ROSE = trend(OPEN_QUESTIONS, alike(20, 3, 10, first_day=90) + alike(6, 7, 10, first_day=6), NOW)
HELD = trend(
    OPEN_QUESTIONS,
    alike(20, 3, 10, first_day=90) + alike(6, 7, 10, first_day=30) + alike(6, 7, 10, first_day=6),
    NOW,
)
RITA = Facts(person=1, name="Rita", trends=(STEADY,), calls=4, debriefed=4, readable=4, opened=1)


@pytest.mark.parametrize(
    ("what", "facts", "rule"),
    [
        ("nothing", {}, None),
        ("a behaviour fell", {"trends": (FELL,)}, Rule.FELL),
        ("the pipeline asks something", {"pipeline_since": day(9)}, Rule.PIPELINE),
        (
            "the pipeline asks something, and a behaviour fell",
            {"pipeline_since": day(9), "trends": (FELL,)},
            Rule.PIPELINE,
        ),
        ("it rose lately, and has not held yet", {"trends": (ROSE,)}, None),
        ("it rose and held", {"trends": (HELD,)}, Rule.HELD),
        ("no call opened for two days", {"opened": 0, "reached_at": day(2)}, Rule.UNREAD),
        ("no call opened, since yesterday", {"opened": 0, "reached_at": day(1)}, None),
        ("nothing has reached the manager", {"opened": 0, "readable": 0}, None),
        ("consent waits for a day", {"consent_since": day(1), "consent_calls": 1}, Rule.CONSENT),
        ("consent waits since this morning", {"consent_since": day(0.1)}, None),
        (
            "three calls, no debrief",
            {"calls": 3, "debriefed": 0, "first_call_at": day(9)},
            Rule.NO_DEBRIEF,
        ),
        ("two calls, no debrief", {"calls": 2, "debriefed": 0, "first_call_at": day(9)}, None),
        ("one debrief of nine", {"calls": 9, "debriefed": 1, "first_call_at": day(9)}, None),
        (
            "it fell, and no call was opened",
            {"trends": (FELL,), "opened": 0, "reached_at": day(3)},
            Rule.FELL,
        ),
    ],
)
def test_the_rule(what, facts, rule):
    talks = next_talks([replace(RITA, **facts)], NOW)
    assert [t.rule for t in talks] == ([rule] if rule else []), what


def test_people_stand_in_the_order_of_their_names_whatever_is_said_of_them():
    team = [
        replace(RITA, person=1, name="Rita", trends=(FELL,)),
        replace(RITA, person=2, name="Anja", consent_since=day(3)),
        replace(RITA, person=3, name="mel", opened=0, reached_at=day(4)),
    ]
    assert [t.facts.name for t in next_talks(team, NOW)] == ["Anja", "mel", "Rita"]


def test_of_more_than_three_the_earlier_reason_goes_first_then_who_waits_longest():
    waiting = [
        replace(RITA, person=i, name=f"N{i}", opened=0, reached_at=day(3 + i)) for i in range(4)
    ]
    without = replace(RITA, person=9, name="A", calls=5, debriefed=0, first_call_at=day(13))
    talks = next_talks([*waiting, without], NOW)
    assert [t.facts.name for t in talks] == ["N1", "N2", "N3"]


def test_one_person_is_there_once_with_the_first_behaviour_of_the_fixed_order():
    listening = replace(FELL, behaviour=LISTENING)
    (talk,) = next_talks([replace(RITA, trends=(listening, FELL))], NOW)
    assert talk.trend is FELL


def test_where_nothing_has_changed_hardly_anybody_is_called_for_a_figure():
    """Of 400 figures about 20 would stand out one by one, in most of the teams."""
    rng = dice(8)
    alone = together = 0
    for _ in range(50):
        team = [
            replace(RITA, person=i, name=f"N{i}", trends=(_without_change(rng),)) for i in range(8)
        ]
        alone += sum(t.change.clear for f in team for t in f.trends if t.change)
        together += len(next_talks(team, NOW))
    assert alone > 10
    assert together <= 5


def test_one_who_has_changed_is_found_among_eight():
    rng = dice(9)
    found = 0
    for _ in range(20):
        calls = counted(rng, 20, 0.6, first_day=90) + counted(rng, 6, 0.25, first_day=6)
        changed = replace(RITA, name="Noor", trends=(trend(OPEN_QUESTIONS, calls, NOW),))
        others = [
            replace(RITA, person=2 + i, name=f"N{i}", trends=(_without_change(rng),))
            for i in range(7)
        ]
        found += "Noor" in [t.facts.name for t in next_talks([changed, *others], NOW)]
    assert found >= 18


def _without_change(rng):
    return trend(OPEN_QUESTIONS, counted(rng, 26, 0.5, hang_together=0.1), NOW)


@given(st.permutations(range(6)))
def test_the_order_in_which_people_are_given_changes_nothing(order):
    team = [
        replace(RITA, person=i, name=f"N{i}", opened=0, reached_at=day(3 + i % 3)) for i in range(6)
    ]
    assert next_talks([team[i] for i in order], NOW) == next_talks(team, NOW)
    assert len(next_talks(team, NOW)) == MOST


@given(st.lists(st.floats(0, 1), max_size=30))
def test_what_stands_out_is_the_smallest(ps):
    out = standing_out(ps)
    named = [p for p, stands in zip(ps, out, strict=True) if stands]
    others = [p for p, stands in zip(ps, out, strict=True) if not stands]
    assert not named or not others or max(named) < min(others)
    assert all(p <= 0.1 for p in named)
