"""What a leader may count: groups of five and more, and nothing that tells a smaller one."""

from hypothesis import given
from hypothesis import strategies as st

from ridealong.coaching.coverage import FEWEST, Member, coverage

NORTH = [Member("North", 2, 1)] * 5 + [Member("North", 0, 0)]


def test_a_team_of_six_by_hand():
    found = coverage(NORTH, ["North"])
    (north,) = found.groups
    assert (north.with_call.part, north.with_call.whole) == (5, 6)
    assert (round(north.with_call.low, 2), round(north.with_call.high, 2)) == (0.44, 0.97)
    assert north.debriefed is not None
    assert (north.debriefed.part, north.debriefed.whole) == (5, 10)


def test_small_teams_are_told_together():
    members = [Member(team, 1, 0) for team in ("East", "East", "West", "West", "West")]
    found = coverage([*members, *NORTH], ["West", "North", "East", "Empty"])
    assert [g.teams for g in found.groups] == [("North",), ("East", "West")]
    assert found.left_out == ()


def test_a_small_team_alone_is_left_out_of_the_total_as_well():
    found = coverage([*NORTH, Member("East", 9, 9)], ["North", "East"])
    assert found.left_out == ("East",)
    assert found.total is not None
    assert (found.total.people, found.total.with_call.part) == (6, 5)


def test_nobody_and_nothing():
    assert coverage([], ["North"]) == coverage([], [])


@st.composite
def organisations(draw):
    teams = [f"T{i}" for i in range(draw(st.integers(0, 5)))]
    members = []
    for team in teams:
        for _ in range(draw(st.integers(0, 9))):
            calls = draw(st.integers(0, 3))
            members.append(Member(team, calls, draw(st.integers(0, calls))))
    return teams, members


@given(organisations())
def test_whatever_is_told_is_of_five_people_and_more(organisation):
    teams, members = organisation
    found = coverage(members, teams)
    assert all(g.people >= FEWEST for g in found.groups)
    assert {t for g in found.groups for t in g.teams}.isdisjoint(found.left_out)


@given(organisations())
def test_nobody_can_be_worked_out_by_taking_one_count_from_another(organisation):
    """The total is the sum of what is told, so that nothing is left over for those left out."""
    teams, members = organisation
    found = coverage(members, teams)
    if found.total is None:
        assert not found.groups
        return
    assert found.total.people == sum(g.people for g in found.groups)
    assert found.total.with_call.part == sum(g.with_call.part for g in found.groups)
    told = [g.debriefed for g in found.groups if g.debriefed]
    summed = (sum(d.part for d in told), sum(d.whole for d in told))
    total = found.total.debriefed
    assert ((total.part, total.whole) if total else (0, 0)) == summed
