"""Who sees what somebody took on, wants, and what a team changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from held_plans import a_goal
from held_talks import a_commitment, held
from ridealong.web.coaching.models import Commitment, Goal, Thought
from ridealong.web.people import policy
from ridealong.web.people.models import Membership, Person
from ridealong.web.people.viewer import viewer_of


def sees(who: Person) -> bool:
    return Commitment.objects.filter(policy.commitments_seen(viewer_of(who))).exists()


def opens(who: Person, whose: Person) -> bool:
    return Person.objects.filter(policy.plan_pages_seen(viewer_of(who)), pk=whose.pk).exists()


def moved(person: Person, team) -> None:
    today = timezone.localdate()
    Membership.objects.filter(person=person).update(until=today - timedelta(days=1))
    Membership.objects.create(person=person, team=team, since=today)


def test_the_person_and_whoever_leads_them_see_what_they_took_on(cast):
    a_commitment(cast.rita)
    assert {name for name, who in cast.people.items() if sees(who)} == {"rita", "mel"}
    assert {name for name, who in cast.people.items() if opens(who, cast.rita)} == {"rita", "mel"}


def test_after_a_change_of_teams_the_new_manager_sees_it_and_the_old_one_what_they_agreed(cast):
    a_commitment(cast.rita)
    moved(cast.rita, cast.south)
    assert sees(cast.olga)
    assert not sees(cast.mel), "it was agreed in no talk of Mel's"
    assert not opens(cast.mel, cast.rita)


def test_the_coach_of_the_talk_still_sees_what_was_agreed_there(cast):
    row = a_commitment(cast.rita, held(cast.mel, cast.rita))
    a_commitment(cast.rita, says="I wait")
    moved(cast.rita, cast.south)
    seen = Commitment.objects.filter(policy.commitments_seen(viewer_of(cast.mel)))
    assert list(seen) == [row]
    assert opens(cast.mel, cast.rita)


@pytest.mark.parametrize("shared", [False, True])
def test_a_goal_is_seen_by_its_author_and_once_shared_by_whoever_leads_them(cast, shared):
    row = a_goal(cast.rita)
    Goal.objects.filter(pk=row.pk).update(shared=shared)
    seen = {
        name
        for name, who in cast.people.items()
        if Goal.objects.filter(policy.goals_seen(viewer_of(who))).exists()
    }
    assert seen == ({"rita", "mel"} if shared else {"rita"})


def test_only_the_manager_of_a_team_has_it_change(cast):
    may = {
        name
        for name, who in cast.people.items()
        if policy.transforms(viewer_of(who), cast.north.pk)
    }
    assert may == {"mel"}


def test_who_writes_down_what_somebody_takes_on(cast):
    may = {n for n, who in cast.people.items() if policy.may_agree(viewer_of(who), cast.rita)}
    assert may == {"rita", "mel"}
    assert not policy.may_agree(viewer_of(cast.ada), cast.ada)


def test_what_a_coach_thinks_for_themselves_is_read_by_nobody_else(cast):
    Thought.objects.create(by=cast.mel, on="move", about=cast.rita, says="On price.")
    Thought.objects.create(by=cast.mel, on="will", says="I miss selling.")
    reads = {
        name: Thought.objects.filter(policy.thoughts_seen(viewer_of(who))).count()
        for name, who in cast.people.items()
    }
    assert {name: n for name, n in reads.items() if n} == {"mel": 2}
