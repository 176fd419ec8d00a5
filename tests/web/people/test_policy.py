"""What a filter of the database finds is what the policy allows, for every viewer, whatever is so.

Calls, teams, grants, leads and times are drawn at random; each viewer is asked about each call in
both ways.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ridealong.web.calls.models import Call
from ridealong.web.people import policy
from ridealong.web.people.models import Grant, Membership, Person, Role, Team
from ridealong.web.people.policy import Action
from ridealong.web.people.viewer import PEERS, Viewer, viewer_of, with_below

NOW = timezone.now()
KINDS = ("sales", "service", "coaching", "partner", "debrief")
PEOPLE, TEAMS = 6, 4
somebody = st.one_of(st.none(), st.integers(0, PEOPLE - 1))
moments = st.sampled_from([None, NOW - timedelta(hours=1), NOW, NOW + timedelta(hours=1)])
days = st.sampled_from([NOW.date() + timedelta(days=n) for n in (-30, -1, 0, 1, 30)])
calls = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "owner": somebody,
        "coach": somebody,
        "added_by": somebody,
        "team": st.one_of(st.none(), st.integers(0, TEAMS - 1)),
        "held_back": st.booleans(),
        "ready_at": moments,
        "manager_from": moments,
    }
)
memberships = st.tuples(
    st.integers(0, PEOPLE - 1),
    st.integers(0, TEAMS - 1),
    st.booleans(),
    days,
    st.one_of(st.none(), days),
)
worlds = st.fixed_dictionaries(
    {
        "roles": st.lists(st.sampled_from(Role), min_size=PEOPLE, max_size=PEOPLE),
        "parents": st.lists(somebody, min_size=TEAMS, max_size=TEAMS),
        "memberships": st.lists(memberships, max_size=10),
        "grants": st.lists(
            st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1), st.booleans()),
            max_size=6,
        ),
        "calls": st.lists(calls, min_size=1, max_size=8),
    }
)


def build(world) -> list[Person]:
    """The world, in the database."""
    people = [
        Person.objects.create(email=f"p{n}@x.example", name=f"P{n}", role=role)
        for n, role in enumerate(world["roles"])
    ]
    teams: list[Team] = []
    for number, parent in enumerate(world["parents"]):
        above = teams[parent] if parent is not None and parent < number else None
        teams.append(Team.objects.create(name=f"T{number}", parent=above))
    for person, team, leads, since, until in world["memberships"]:
        ends = max(since, until) if until else None
        taken = Membership.objects.filter(person=people[person], team=teams[team], leads=leads)
        if ends or not taken.filter(until=None).exists():
            Membership.objects.create(
                person=people[person], team=teams[team], leads=leads, since=since, until=ends
            )
    for owner, peer, is_open in world["grants"]:
        given = Grant.objects.filter(owner=people[owner], peer=people[peer], until=None)
        if owner != peer and not (is_open and given.exists()):
            until = None if is_open else NOW
            Grant.objects.create(owner=people[owner], peer=people[peer], until=until)
    for number, told in enumerate(world["calls"]):
        who = {k: people[told[k]] if told[k] is not None else None for k in _WHO}
        team = teams[told["team"]] if told["team"] is not None else None
        rest = {k: told[k] for k in ("kind", "held_back", "ready_at", "manager_from")}
        Call.objects.create(
            title="x",
            source_format="x",
            content_key=str(number),
            started_at=NOW,
            team=team,
            **who,
            **rest,
        )
    return people


_WHO = ("owner", "coach", "added_by")


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(worlds)
def test_filters_and_policy_agree_on_every_call_for_every_viewer(db, world):
    with transaction.atomic():
        for person in build(world):
            viewer = viewer_of(person, NOW)
            rows = list(Call.objects.all())
            readable = set(
                Call.objects.filter(policy.readable(viewer)).values_list("pk", flat=True)
            )
            listed = set(Call.objects.filter(policy.listed(viewer)).values_list("pk", flat=True))
            for call in rows:
                may = policy.allowed(viewer, call)
                assert (Action.SEE in may) == (call.pk in readable), f"{viewer} {vars(call)}"
                assert (Action.LIST in may) == (call.pk in listed), f"{viewer} {vars(call)}"
                holds(viewer, call, may)
        transaction.set_rollback(True)


def holds(viewer: Viewer, call: Call, may: frozenset[Action]) -> None:
    """What has to be so of every call for every viewer, said without the policy's own words."""
    sides = viewer.id in {call.owner_id, call.coach_id}
    brought = call.added_by_id == viewer.id
    reads = may & {Action.SEE, Action.COMMENT, Action.EXPORT, Action.CORRECT, Action.SHARE}
    if call.held_back:
        assert not reads, "a call that waits for consent is read by nobody"
    if viewer.has(Role.LEADER, Role.ADMINISTRATOR) and not sides and not brought:
        assert not reads, "leaders and administrators read no conversation of others"
    if call.kind == "coaching" and not sides and not brought:
        assert not reads, "a coaching talk is for the two who held it"
    if call.kind == "debrief" and reads and not sides and not brought:
        assert _has_come(call, viewer), "it was shared before"
    if viewer.has(Role.MANAGER) and reads and not sides and not brought:
        assert call.team_id in viewer.led
        assert _has_come(call, viewer), "the hour has come"
    if viewer.has(*PEERS) and reads and not sides and not brought:
        assert call.owner_id in viewer.granted
        assert call.ready_at, "it has been analysed"
        assert not reads & {Action.CORRECT, Action.SHARE}
    if Action.DEBRIEF in may:
        assert call.owner_id == viewer.id


def _has_come(call: Call, viewer: Viewer) -> bool:
    return call.manager_from is not None and call.manager_from <= viewer.now


@pytest.mark.parametrize("role", Role)
def test_only_administrators_run_the_desk(role, db):
    person = Person(pk=1, role=role)
    viewer = Viewer(person=person, now=NOW)
    if role == Role.ADMINISTRATOR:
        policy.must_run(viewer)
    else:
        with pytest.raises(PermissionDenied):
            policy.must_run(viewer)


@pytest.mark.parametrize("owner", Role)
@pytest.mark.parametrize("peer", Role)
def test_reps_and_agents_let_each_other_read_and_nobody_else(owner, peer):
    viewer = Viewer(person=Person(pk=1, role=owner), now=NOW)
    other = Person(pk=2, role=peer)
    both = owner in PEERS and peer in PEERS
    assert policy.may_let_read(viewer, other) is both
    other.is_active = False
    assert not policy.may_let_read(viewer, other)
    assert not policy.may_let_read(viewer, Person(pk=1, role=owner))


def test_a_team_in_a_circle_ends_the_search(cast):
    whole = cast.north.parent
    Team.objects.filter(pk=whole.pk).update(parent=cast.north)
    assert with_below([whole.pk]) >= {whole.pk, cast.north.pk, cast.south.pk}
