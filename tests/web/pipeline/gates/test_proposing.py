"""What may speak for a gate is proposed, and withdrawn with whatever it rests on."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gated import framework
from held_calls import a_call
from held_deals import a_deal, an_activity, in_use, with_customer
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.corrections import correct
from ridealong.web.calls.repair.customer import name_customer
from ridealong.web.coaching.debriefs import skip
from ridealong.web.jobs.lease import State
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.gates import following
from ridealong.web.pipeline.gates.linking import link_calls
from ridealong.web.pipeline.gates.proposing import propose
from ridealong.web.pipeline.models import CrmImport, Deal, GateEvidence, SharedContent


@pytest.fixture
def deal(cast) -> Deal:
    return a_deal(cast.rita, framework=in_use(framework()))


@pytest.fixture
def call(cast, deal) -> Call:
    found = with_customer(a_call(cast.rita), deal)
    link_calls([found])
    return found


def rows(deal: Deal) -> set[tuple[str, str, str, str]]:
    return {(e.gate, e.side, e.kind, e.state) for e in deal.evidence.all()}


def test_the_customers_words_for_a_gate_are_proposed_with_call_and_turn(deal, call):
    assert propose([deal.pk]) > 0
    found = deal.evidence.filter(side="customer")
    passed = {e.gate for e in found}
    bits = [
        g
        for i, g in enumerate(
            ("admits_need", "open_to_solutions", "agrees_to_discuss", "can_decide")
        )
        if call.gates >> i & 1
    ]
    assert passed == set(bits)
    assert bits, "the conversation passes gates"
    for evidence in found:
        assert evidence.call_id == call.pk
        assert evidence.state == "proposed"
        text = call.transcript.conversation().turns[evidence.turn].text
        assert evidence.words.rstrip("…") in " ".join(text.split())


def test_doing_it_again_changes_nothing(deal, call):
    propose([deal.pk])
    before = list(GateEvidence.objects.order_by("pk").values())
    assert propose([deal.pk]) == 0
    assert list(GateEvidence.objects.order_by("pk").values()) == before


def test_mails_and_content_are_proposed_for_the_stage_of_their_day(deal):
    an_activity(deal, "email", 20, "out", "What we understood")
    an_activity(deal, "email", 18, "in", text="Three nights, not two. Else that is right.")
    SharedContent.objects.create(deal=deal, what="One-pager", on=deal.entered_on)
    propose([deal.pk])
    assert rows(deal) == {
        ("can_decide", "seller", "sent", "proposed"),
        ("can_decide", "customer", "confirmed", "proposed"),
    }
    words = set(deal.evidence.values_list("words", flat=True))
    assert words == {
        "What we understood",
        "Three nights, not two. Else that is right.",
        "One-pager",
    }


def test_what_a_person_decided_stays_as_it_is(deal, call):
    propose([deal.pk])
    first, *_rest = deal.evidence.order_by("pk")
    GateEvidence.objects.filter(pk=first.pk).update(state="refused")
    propose([deal.pk])
    assert deal.evidence.get(pk=first.pk).state == "refused"
    deal.calls.clear()
    propose([deal.pk])
    assert [e.pk for e in deal.evidence.all()] == [first.pk], "the others rest on nothing now"


def test_a_correction_of_a_move_withdraws_what_rested_on_it(
    cast, deal, call, django_capture_on_commit_callbacks
):
    propose([deal.pk])
    evidence = deal.evidence.filter(side="customer").first()
    skip(viewer_of(cast.rita), call)
    call = Call.objects.select_related("transcript", "debrief").get(pk=call.pk)
    with django_capture_on_commit_callbacks(execute=True):
        correct(viewer_of(cast.rita), call, evidence.turn, {evidence.gate: False}, {})
    assert not deal.evidence.filter(pk=evidence.pk).exists()


def test_a_call_that_is_read_is_linked_and_proposes_at_once(
    cast, django_capture_on_commit_callbacks
):
    deal = a_deal(cast.rita, framework=in_use(framework()))
    call = with_customer(a_call(cast.rita, analysed=False), deal)
    assert deal.calls.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        analyse_call(call.pk)
    assert list(deal.calls.all()) == [call]
    assert deal.evidence.exists()


def test_a_call_whose_customer_is_named_afterwards_finds_its_deal(
    cast, deal, django_capture_on_commit_callbacks
):
    call = a_call(cast.rita)
    with django_capture_on_commit_callbacks(execute=True):
        name_customer(viewer_of(cast.rita), call, deal.customer.name)
    assert list(deal.calls.all()) == [call]


def test_after_an_import_every_open_deal_is_looked_at(cast, deal):
    call = with_customer(a_call(cast.rita), deal)
    following.after_import()
    assert deal.calls.count() == 0, "nothing was imported"
    CrmImport.objects.create(name="deals.csv", state=State.DONE, finished_at=call.ready_at)
    following.after_import()
    assert list(deal.calls.all()) == [call]
    assert deal.evidence.exists()


def test_a_fault_in_here_never_stops_the_analysis_of_a_call(cast, deal, call, monkeypatch, caplog):
    secret = "words of a conversation"

    def broken(_ids: object) -> None:
        raise ValueError(secret)

    monkeypatch.setattr(following, "propose", broken)
    following._safely(call)
    assert secret not in caplog.text
    assert f"call {call.pk}" in caplog.text


def test_many_deals_cost_as_many_queries_as_one(cast, deal):
    for n in range(12):
        an_activity(a_deal(cast.rita, customer=f"Customer {n}"), "email", 20, "out")
    ids = list(Deal.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(
        connection,
    ) as one:
        propose([deal.pk])
    with CaptureQueriesContext(connection) as many:
        propose(ids)
    assert len(many) <= len(one) + 2


def test_a_deal_without_a_framework_is_run_under_the_one_in_use(cast):
    deal = a_deal(cast.rita)
    an_activity(deal, "email", 20, "out", "What we understood")
    process = framework()
    in_use(replace(process, name="In use"))
    propose([deal.pk])
    assert rows(deal) == {("can_decide", "seller", "sent", "proposed")}
