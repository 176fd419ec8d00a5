"""What a list asks for in parts is what the policy says as a whole."""

from itertools import product

import pytest
from django.utils import timezone

from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Debrief
from ridealong.web.people import policy
from ridealong.web.people.models import Grant
from ridealong.web.people.viewer import viewer_of

KINDS = ("sales", "service", "coaching", "partner", "debrief")
NOW = timezone.now()


@pytest.fixture
def calls(cast):
    """Each kind of call of several people, in every state that decides who sees it."""
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    owners = ((cast.rita, cast.north), (cast.tess, cast.south), (None, None))
    states = product(KINDS, owners, (None, NOW), (False, True), (cast.mel, None))
    rows = [
        Call(
            kind=kind,
            title=f"call {number}",
            started_at=NOW,
            source_format="native",
            content_key=str(number),
            owner=owner,
            team=team,
            coach=coach if kind == "coaching" else None,
            added_by=cast.rita if number % 2 else cast.olga,
            held_back=held,
            ready_at=ready,
            manager_from=ready,
        )
        for number, (kind, (owner, team), ready, held, coach) in enumerate(states)
    ]
    made = Call.objects.bulk_create(rows)
    Debrief.objects.create(call=made[0], by=cast.rita)
    return made


def ids(*filters):
    return {pk for one in filters for pk in Call.objects.filter(one).values_list("pk", flat=True)}


def test_the_parts_together_are_the_whole(cast, calls):
    for person in cast.people.values():
        viewer = viewer_of(person)
        assert ids(*policy.listed_parts(viewer)) == ids(policy.listed(viewer))
        assert ids(*policy.readable_parts(viewer)) == ids(policy.readable(viewer))


def test_the_filters_say_what_the_policy_says_of_each_call(cast, calls):
    rows = Call.objects.select_related("debrief")
    for person in cast.people.values():
        viewer = viewer_of(person)
        listed, readable = ids(policy.listed(viewer)), ids(policy.readable(viewer))
        heard = ids(policy.readable(viewer) & policy.analysis_open(viewer))
        for call in rows:
            assert (call.pk in listed) == policy.may(viewer, policy.Action.LIST, call)
            assert (call.pk in readable) == policy.may(viewer, policy.Action.SEE, call)
            debrief = getattr(call, "debrief", None)
            assert (call.pk in heard) == policy.sees_analysis(viewer, call, debrief)


def test_a_manager_of_many_teams_asks_once_for_all(cast, calls, monkeypatch):
    monkeypatch.setattr(policy, "_MOST_PARTS", 0)
    viewer = viewer_of(cast.mel)
    assert ids(*policy.listed_parts(viewer)) == ids(policy.listed(viewer))
