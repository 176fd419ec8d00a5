"""The deals of the desk to try: those of the talks, and a past for the others."""

import pytest
from django.utils import timezone

from ridealong.web.calls.models import Customer
from ridealong.web.demo import deals, fill, invented
from ridealong.web.pipeline.models import Activity, Commit, Deal, GateEvidence, StageEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled():
    here = fill.people()
    for name in {row["customer"] for row in deals.told()["deal"]}:
        Customer.objects.create(name=name)
    return deals.fill(here, timezone.localdate())


def test_every_deal_is_with_a_customer_of_a_talk():
    customers = {talk.customer for talk in invented.talks(timezone.localdate())}
    assert {row["customer"] for row in deals.told()["deal"]} <= customers


def test_a_year_and_a_half_of_deals_with_their_stages(filled):
    assert Deal.objects.count() == filled > 1500
    assert not Deal.objects.filter(owner=None).exists()
    assert not Deal.objects.filter(team=None).exists()
    assert not Deal.objects.filter(framework=None).exists()
    assert not Deal.objects.filter(entries=None).exists()
    closed = Deal.objects.exclude(outcome="open")
    assert not closed.filter(closed_on=None).exists()
    assert not closed.filter(closed_on__gt=timezone.localdate()).exists()
    assert not StageEntry.objects.filter(on__gt=timezone.localdate()).exists()


def test_our_part_stands_for_every_gate_and_theirs_for_some(filled):
    open_ = GateEvidence.objects.filter(deal__outcome="open", state="accepted")
    ours = set(open_.filter(side="seller").values_list("deal", "gate"))
    theirs = set(open_.filter(side="customer").values_list("deal", "gate"))
    assert 0.3 < len(ours & theirs) / len(ours) < 0.9
    assert not GateEvidence.objects.filter(on__gt=timezone.localdate()).exists()


def test_what_people_say_and_do_is_there(filled):
    assert Commit.objects.count() >= 5
    assert Activity.objects.count() > 500
    assert not Activity.objects.filter(at__gt=timezone.now()).exists()
