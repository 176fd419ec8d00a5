"""A call finds its deal by itself where there is only one, and is offered where there are more."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.utils import timezone

from held_calls import a_call
from held_deals import a_deal, an_activity, evidence, with_customer
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Call
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.gates import by_hand
from ridealong.web.pipeline.gates.linking import (
    link_calls,
    link_deals,
    open_on,
    possible,
    unlinked,
)
from ridealong.web.pipeline.models import Activity, Deal


def test_a_call_of_a_customer_with_one_open_deal_belongs_to_it(cast):
    deal = a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal)
    assert link_calls([call]) == [(deal.pk, call.pk)]
    assert list(deal.calls.all()) == [call]


def test_doing_it_again_changes_nothing(cast):
    deal = a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal)
    link_calls([call])
    assert link_calls([call]) == []
    assert deal.calls.count() == 1


def test_with_two_open_deals_a_person_chooses(cast):
    deal, other = a_deal(cast.rita), a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal)
    assert link_calls([call]) == []
    assert set(possible(call)) == {deal, other}
    assert list(unlinked(deal)) == [call]


def test_a_deal_that_had_ended_by_that_day_is_none_to_choose(cast):
    today = timezone.localdate()
    ended = a_deal(cast.rita, outcome="lost", closed_on=today - timedelta(days=30))
    deal = a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal, days_ago=5)
    assert list(possible(call)) == [deal]
    assert link_calls([call]) == [(deal.pk, call.pk)]
    assert ended.calls.count() == 0


def test_a_deal_that_was_entered_some_days_after_the_first_talk_is_still_its_deal(cast):
    deal = a_deal(cast.rita, stage="first-meeting", began=timezone.localdate())
    call = with_customer(a_call(cast.rita), deal, days_ago=2)
    assert link_calls([call]) == [(deal.pk, call.pk)]


def test_filter_and_rule_agree_on_which_deals_were_open(cast):
    today = timezone.localdate()
    for days in (None, 0, 2, 9, 40):
        for outcome, ended in (("open", None), ("won", 0), ("lost", 9), ("lost", None)):
            deal = a_deal(cast.rita, customer=f"C {days} {outcome} {ended}", outcome=outcome)
            Deal.objects.filter(pk=deal.pk).update(
                created_on=None if days is None else today - timedelta(days=days),
                closed_on=None if ended is None else today - timedelta(days=ended),
            )
            call = with_customer(_plain_call(cast.rita, deal.pk), deal, days_ago=5)
            then = timezone.localdate() - timedelta(days=5)
            by_filter = Deal.objects.filter(open_on(then), pk=deal.pk).exists()
            assert bool(link_calls([call])) == by_filter, f"{days} {outcome} {ended}"


def _plain_call(owner, number) -> Call:
    return Call.objects.create(
        kind="sales",
        title="x",
        owner=owner,
        source_format="x",
        content_key=str(number),
        started_at=timezone.now(),
    )


def test_the_transcript_of_an_activity_belongs_to_the_activitys_deal(cast):
    deal, _other = a_deal(cast.rita), a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal)
    an_activity(deal, "meeting", 40, call=call)
    assert link_calls([call]) == [(deal.pk, call.pk)]


def test_a_call_at_the_time_of_one_activity_is_its_transcript(cast):
    deal, _other = a_deal(cast.rita), a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal, days_ago=5)
    activity = an_activity(deal, "call", 5)
    assert link_calls([call]) == [(deal.pk, call.pk)]
    assert Activity.objects.get(pk=activity.pk).call == call


def test_two_activities_at_that_time_leave_it_open(cast):
    deal, other = a_deal(cast.rita), a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal, days_ago=5)
    an_activity(deal, "call", 5)
    an_activity(other, "call", 5)
    assert link_calls([call]) == []


def test_service_calls_and_coaching_talks_are_linked_by_nobody_but_people(cast):
    deal = a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal)
    Call.objects.filter(pk=call.pk).update(kind="service")
    call.refresh_from_db()
    assert link_calls([call]) == []


def test_from_the_side_of_a_deal_the_same_calls_are_found(cast):
    deal = a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal)
    assert link_deals([deal.pk]) == [(deal.pk, call.pk)]
    assert link_deals([]) == []


def test_what_a_person_took_away_is_not_linked_again(cast):
    deal = a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal)
    link_calls([call])
    evidence(deal, "admits_need", "customer", call=call, turn=3)
    by_hand.take_away(viewer_of(cast.rita), deal, call)
    assert deal.calls.count() == 0
    assert deal.evidence.count() == 0, "what the call brought goes with it"
    assert link_calls([call]) == []
    assert link_deals([deal.pk]) == []
    by_hand.link(viewer_of(cast.rita), deal, call)
    assert list(deal.calls.all()) == [call]


def test_linking_by_hand_is_for_whoever_decides_on_the_deal_and_may_correct_the_call(cast):
    deal = a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal)
    for who in (cast.pat, cast.olga, cast.ada, cast.lee):
        with pytest.raises(PermissionDenied):
            by_hand.link(viewer_of(who), deal, call)
    with pytest.raises(PermissionDenied):
        by_hand.link(viewer_of(cast.mel), deal, call)
    Call.objects.filter(pk=call.pk).update(manager_from=F("ready_at"))
    call.refresh_from_db()
    by_hand.link(viewer_of(cast.mel), deal, call)
    entry = Entry.objects.get(action="deal.call_added")
    assert entry.actor_id == cast.mel.pk
    assert entry.about_id == cast.rita.pk


def test_a_call_with_another_customer_is_refused_with_a_word(cast):
    deal = a_deal(cast.rita)
    elsewhere = a_deal(cast.rita, customer="Fennick Seafood")
    call = with_customer(a_call(cast.rita), elsewhere)
    with pytest.raises(ValidationError, match="another customer"):
        by_hand.link(viewer_of(cast.rita), deal, call)
