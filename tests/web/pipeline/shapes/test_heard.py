"""What a person's calls show, as the diagnosis counts it: only calls that two may read."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from held_calls import a_call
from held_deals import GATES, a_deal, evidence, with_customer
from held_pipelines import an_agreement, contacted
from ridealong.analysis.clock import clock_of
from ridealong.analysis.customer.giving import concessions
from ridealong.analysis.heard import Heard
from ridealong.process.diagnosis import CallEvidence, Counted
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call, CallMove
from ridealong.web.pipeline.models import Activity
from ridealong.web.pipeline.plans.agreed import contacts_a_week, targets
from ridealong.web.pipeline.shapes.heard import CallsOf

TODAY = timezone.localdate


def shown(person) -> CallEvidence:
    return CallsOf([str(person.pk)], timezone.now())[str(person.pk)]


def call_on(deal, days_ago, *, gates=0, moves=(), sample=0):
    """A call with the customer of a deal that has reached whoever leads."""
    call = a_call(deal.owner, sample, seen_by_manager=True)
    day = TODAY() - timedelta(days=days_ago)
    Call.objects.filter(pk=call.pk).update(
        customer=deal.customer, gates=gates, started_at=datetime.combine(day, time(9), UTC)
    )
    CallMove.objects.filter(call=call).delete()
    CallMove.objects.bulk_create(
        CallMove(call=call, move=move, count=1, started_at=timezone.now()) for move in moves
    )
    return call


def test_of_somebody_without_calls_nothing_is_known(cast):
    assert shown(cast.rita) == CallEvidence()


def test_proposals_with_all_gates_by_the_calls_before_them(cast):
    passed = a_deal(cast.rita, "Brightwater Dairy")  # proposal 30 days ago
    call_on(passed, 35, gates=0b0111)
    call_on(passed, 33, gates=0b1000, sample=1)
    late = a_deal(cast.rita, "Fennick Seafood")
    call_on(late, 35, gates=0b0111, sample=2)
    call_on(late, 5, gates=0b1000, sample=3)
    a_deal(cast.rita, "Ostler’s")  # no call: nothing is known of it
    assert shown(cast.rita).proposals_with_gates == Counted(1, 2)


def test_what_a_person_has_accepted_counts_as_a_gate(cast):
    deal = a_deal(cast.rita)
    call_on(deal, 35)
    for gate in GATES:
        evidence(deal, gate, "customer")
    assert shown(cast.rita).proposals_with_gates == Counted(1, 1)


def test_problem_and_worth_count_by_deal(cast):
    first, second = a_deal(cast.rita, "Brightwater Dairy"), a_deal(cast.rita, "Ostler’s")
    call_on(first, 20, moves=("business_problem", "states_value"))
    call_on(first, 10, moves=("business_problem",), sample=1)
    call_on(second, 10, moves=("product_talk",), sample=2)
    found = shown(cast.rita)
    assert found.problem_stated == Counted(1, 2)
    assert found.value_stated == Counted(1, 2)


def test_a_call_that_somebody_linked_to_a_deal_belongs_to_that_alone(cast):
    first, second = a_deal(cast.rita), a_deal(cast.rita)  # of one customer
    call = call_on(first, 10, moves=("business_problem",))
    second.calls.add(call)
    assert shown(cast.rita).problem_stated == Counted(1, 1)


@pytest.mark.parametrize(
    "state",
    [
        {"manager_from": None},
        {"manager_from": timezone.now() + timedelta(days=2)},
        {"held_back": True},
        {"kind": "coaching"},
        {"started_at": timezone.now() - timedelta(days=600)},
    ],
)
def test_a_call_that_the_manager_may_not_read_is_not_counted(cast, state):
    deal = a_deal(cast.rita)
    call = call_on(deal, 10, moves=("business_problem",))
    Call.objects.filter(pk=call.pk).update(**state)
    assert shown(cast.rita).problem_stated is None


def test_first_calls_are_read_for_their_next_step(cast):
    deals = [a_deal(cast.rita, f"Customer {n}") for n in range(3)]
    for n, deal in enumerate(deals):
        call_on(deal, 30 - n, sample=n)
    found = shown(cast.rita)
    assert found.first_calls_with_next_step
    assert found.first_calls_with_next_step.n <= 3
    assert found.first_calls_need_asked


def test_concessions_are_counted_as_the_analysis_hears_them(cast):
    deal = a_deal(cast.rita)
    call = with_customer(a_call(cast.rita, 0, seen_by_manager=True), deal, 9)
    CallMove.objects.get_or_create(
        call=call, move="concession", defaults={"count": 1, "started_at": call.started_at}
    )
    said = stored.unpack(call.analysis.packed, call.transcript.conversation())
    given = concessions(Heard(clock_of(said.conversation), said.tagging))
    found = shown(cast.rita)
    expected = Counted(sum(not c.asked for c in given), len(given)) if given else None
    assert found.concessions_unasked == expected


def test_first_contacts_are_the_first_activities_with_a_customer(cast):
    contacted(cast.rita, 52)
    first = Activity.objects.filter(owner=cast.rita).order_by("-at").first()
    assert first
    for _ in range(5):  # once more with the same customer
        Activity.objects.create(
            owner=cast.rita, customer=first.customer, kind="email", at=timezone.now()
        )
    found = shown(cast.rita)
    assert found.contacts_per_week == pytest.approx(1.0, abs=0.1)
    assert found.contacts_planned is None


def test_what_was_agreed_is_set_beside_it(cast):
    an_agreement(cast)
    assert contacts_a_week(cast.rita.pk, TODAY()) == 30
    assert shown(cast.rita).contacts_planned == 30
    agreed = targets(TODAY())
    assert agreed[str(cast.rita.pk), "proposal"] == pytest.approx(4 * 12 / 365.25 * 7, rel=1e-3)
    assert (str(cast.rita.pk), "contact") not in agreed


def test_what_only_one_has_signed_sets_no_target(cast):
    an_agreement(cast, signed=False)
    assert targets(TODAY()) == {}
    assert contacts_a_week(cast.rita.pk, TODAY()) is None


def test_nothing_is_looked_up_before_it_is_asked_for(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        calls = CallsOf([str(cast.rita.pk), str(cast.pat.pk)], timezone.now())
        assert len(calls) == 2
        assert "somebody else" not in list(calls)
        assert calls.get("somebody else") is None
