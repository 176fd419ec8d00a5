"""Who sees which deal, and what they may do with it: filters and policy say the same."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from held_calls import a_call
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Debrief
from ridealong.web.people import policy
from ridealong.web.people.access import deal_for
from ridealong.web.people.models import Grant, Membership, Person, Role, Team
from ridealong.web.people.policy import DealAction
from ridealong.web.people.viewer import Viewer, viewer_of
from ridealong.web.pipeline.models import Deal, GateEvidence

NOW = timezone.now()
PEOPLE, TEAMS = 5, 3
somebody = st.one_of(st.none(), st.integers(0, PEOPLE - 1))
some_team = st.one_of(st.none(), st.integers(0, TEAMS - 1))
worlds = st.fixed_dictionaries(
    {
        "roles": st.lists(st.sampled_from(Role), min_size=PEOPLE, max_size=PEOPLE),
        "members": st.lists(
            st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, TEAMS - 1), st.booleans()),
            max_size=8,
            unique=True,
        ),
        "grants": st.lists(
            st.tuples(st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)).filter(
                lambda pair: pair[0] != pair[1]
            ),
            max_size=5,
            unique=True,
        ),
        "deals": st.lists(st.tuples(somebody, some_team), min_size=1, max_size=8),
    }
)


def build(world) -> list[Person]:
    """The world, in the database."""
    people = [
        Person.objects.create(email=f"p{n}@x.example", name=f"P{n}", role=role)
        for n, role in enumerate(world["roles"])
    ]
    teams = [Team.objects.create(name=f"T{n}") for n in range(TEAMS)]
    for who, team, leads in world["members"]:
        Membership.objects.create(
            person=people[who], team=teams[team], leads=leads, since=NOW.date()
        )
    for owner, peer in world["grants"]:
        Grant.objects.create(owner=people[owner], peer=people[peer])
    for owner, team in world["deals"]:
        Deal.objects.create(
            name="x",
            owner=None if owner is None else people[owner],
            team=None if team is None else teams[team],
        )
    return people


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(worlds)
def test_filter_and_policy_agree_on_every_deal_for_every_viewer(db, world):
    with transaction.atomic():
        for person in build(world):
            viewer = viewer_of(person, NOW)
            seen = set(Deal.objects.filter(policy.deals_seen(viewer)).values_list("pk", flat=True))
            for deal in Deal.objects.all():
                may = policy.deal_actions(viewer, deal)
                assert (DealAction.SEE in may) == (deal.pk in seen)
                holds(viewer, deal, may)
        transaction.set_rollback(True)


def holds(viewer: Viewer, deal: Deal, may: frozenset[DealAction]) -> None:
    """What has to be so of every deal, said without the policy's own words."""
    if deal.owner_id == viewer.id:
        return
    assert not may & {DealAction.COMMIT, DealAction.EDIT}, "a deal is kept by its owner alone"
    if viewer.has(Role.LEADER, Role.REP, Role.AGENT) and deal.owner_id not in viewer.granted:
        assert not may
    if viewer.has(Role.ADMINISTRATOR):
        assert may <= {DealAction.ASSIGN}
        assert not may or deal.owner_id is None
    if DealAction.DECIDE in may:
        assert viewer.has(Role.MANAGER)
        assert deal.team_id in viewer.led


@pytest.fixture
def deal(cast) -> Deal:
    return Deal.objects.create(name="Freezers", owner=cast.rita, team=cast.north)


def test_the_owner_keeps_a_deal_and_their_manager_decides_with_them(cast, deal):
    mine = policy.deal_actions(viewer_of(cast.rita), deal)
    assert mine == {DealAction.SEE, DealAction.EDIT, DealAction.DECIDE, DealAction.COMMIT}
    assert policy.deal_actions(viewer_of(cast.mel), deal) == {DealAction.SEE, DealAction.DECIDE}


@pytest.mark.parametrize("who", ["pat", "tess", "olga", "sam", "sol", "lee", "ada"])
def test_nobody_else_sees_it(cast, deal, who):
    viewer = viewer_of(cast.people[who])
    assert policy.deal_actions(viewer, deal) == frozenset()
    with pytest.raises(Http404):
        deal_for(viewer, DealAction.SEE, deal.pk)


def test_a_peer_sees_it_for_as_long_as_the_owner_lets_them(cast, deal):
    grant = Grant.objects.create(owner=cast.rita, peer=cast.pat)
    assert policy.deal_actions(viewer_of(cast.pat), deal) == {DealAction.SEE}
    with pytest.raises(PermissionDenied):
        deal_for(viewer_of(cast.pat), DealAction.DECIDE, deal.pk)
    Grant.objects.filter(pk=grant.pk).update(until=timezone.now())
    assert policy.deal_actions(viewer_of(cast.pat), deal) == frozenset()


def test_an_administrator_gives_a_deal_that_is_nobodys_and_reads_none(cast):
    nobodys = Deal.objects.create(name="Found in the sheet")
    ada = viewer_of(cast.ada)
    assert policy.deal_actions(ada, nobodys) == {DealAction.ASSIGN}
    assert deal_for(ada, DealAction.ASSIGN, nobodys.pk) == nobodys
    with pytest.raises(Http404):
        deal_for(ada, DealAction.SEE, nobodys.pk)
    assert not Deal.objects.filter(policy.deals_seen(ada)).exists()


def test_a_number_beyond_any_key_is_no_deal(cast):
    with pytest.raises(Http404):
        deal_for(viewer_of(cast.rita), DealAction.SEE, 10**30)


def test_words_of_a_call_are_read_by_whoever_may_read_the_call(cast, deal):
    call = a_call(cast.rita)
    quoted = GateEvidence.objects.create(
        deal=deal, gate="admits_need", side="customer", kind="x", words="x", on=NOW, call=call
    )
    told = GateEvidence.objects.create(
        deal=deal, gate="admits_need", side="customer", kind="x", words="x", on=NOW
    )

    def reads(person: Person) -> set[GateEvidence]:
        viewer = viewer_of(person)
        found = set(GateEvidence.objects.filter(policy.evidence_readable(viewer)))
        for evidence in (quoted, told):
            debrief = Debrief.objects.filter(call=call).first()
            may = policy.reads_evidence(viewer, evidence, evidence.call, debrief)
            assert may == (evidence in found)
        return found

    assert reads(cast.rita) == {told}, "she looks back first"
    Debrief.objects.create(call=call, by=cast.rita, skipped=True)
    assert reads(cast.rita) == {quoted, told}
    assert reads(cast.mel) == {told}, "the hour has not come"
    Call.objects.filter(pk=call.pk).update(manager_from=NOW)
    quoted.refresh_from_db()
    assert reads(cast.mel) == {quoted, told}


def test_pipelines_are_opened_by_whose_they_are_by_managers_and_by_peers(cast):
    def seen(person: Person) -> set[str]:
        found = Person.objects.filter(policy.pipelines_seen(viewer_of(person)))
        return {p.short for p in found}

    assert seen(cast.rita) == {"Rita"}
    assert seen(cast.mel) == {"Mel", "Rita", "Pat"}
    assert seen(cast.lee) == {"Lee"}
    assert seen(cast.ada) == {"Ada"}
    Grant.objects.create(owner=cast.pat, peer=cast.rita)
    assert seen(cast.rita) == {"Rita", "Pat"}
