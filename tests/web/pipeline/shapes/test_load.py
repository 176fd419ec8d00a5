"""Deals out of the tables: the same pipeline that went in, in few queries, of whom one asks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from held_deals import STAGES, a_deal
from held_pipelines import a_team, drawn, in_tables
from ridealong.process.model import Entry, Outcome
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.pipeline.models import Deal
from ridealong.web.pipeline.shapes.load import framework_in_use, pipeline_of, sellers_of

TODAY = timezone.localdate


def of(people, **more):
    sellers = [s for s in sellers_of(None, TODAY()) if int(s.id) in {p.pk for p in people}]
    return pipeline_of(sellers, TODAY(), framework_in_use()[0], **more)


def test_a_pipeline_comes_out_as_it_went_in(cast):
    people = a_team(cast)
    told = drawn()
    in_tables(told, people, cast.north)
    found = of(people)
    assert found.stages == STAGES
    recent = [
        d for d in told.deals if d.closed is None or d.closed >= TODAY() - timedelta(days=822)
    ]
    assert len(found.deals) == len(recent)
    by_seller = {s.id: str(p.pk) for s, p in zip(told.sellers, people, strict=True)}
    came = {(d.owner, d.stage, d.outcome, d.value, d.history) for d in found.deals}
    assert came == {(by_seller[d.owner], d.stage, d.outcome, d.value, d.history) for d in recent}


def test_what_a_deal_tells_is_read(cast):
    deal = a_deal(cast.rita, value=900, list_value=1000, source="referral", segment="food")
    (read,) = of([cast.rita]).deals
    assert (read.id, read.account, read.outcome) == (
        str(deal.pk),
        "Brightwater Dairy",
        Outcome.OPEN,
    )
    assert (read.value, read.list_value, read.currency) == (900.0, 1000.0, "EUR")
    assert (read.source, read.segment) == ("referral", "food")
    assert deal.created_on
    assert read.history[0] == Entry("first-meeting", deal.created_on)


def test_nobody_elses_deals_are_read(cast):
    a_deal(cast.tess)
    a_deal(None)
    assert not of([cast.rita]).deals


def test_what_closed_long_ago_is_left_out(cast):
    a_deal(cast.rita, outcome="won", closed_on=TODAY() - timedelta(days=2000))
    a_deal(cast.rita, outcome="won", closed_on=TODAY() - timedelta(days=20))
    assert len(of([cast.rita]).deals) == 1


@pytest.mark.parametrize("people", [1, 8])
def test_it_takes_as_many_queries_for_many_as_for_one(cast, people, django_assert_num_queries):
    team = a_team(cast)
    in_tables(drawn(), team, cast.north)
    framework_in_use()
    with django_assert_num_queries(4):  # sellers, process, deals, stages
        of(team[:people])


def test_sellers_are_the_salespeople_of_today_each_once_in_the_latest_team(cast):
    Membership.objects.create(person=cast.rita, team=cast.south, since=TODAY() - timedelta(days=3))
    left = Person.objects.create_user("gone@ridealong.example", "Gone Away", Role.REP)
    Membership.objects.create(person=left, team=cast.north)
    Person.objects.filter(pk=left.pk).update(is_active=False)
    found = {s.name: s.team for s in sellers_of(None, TODAY())}
    assert found == {
        "Pat Okafor": str(cast.north.pk),
        "Rita Hollis": str(cast.south.pk),
        "Tess Lindgren": str(cast.south.pk),
    }
    assert [s.name for s in sellers_of([cast.north.pk], TODAY())] == ["Pat Okafor", "Rita Hollis"]


def test_everybody_is_read_by_a_condition_that_does_not_grow(cast, monkeypatch):
    monkeypatch.setattr("ridealong.web.pipeline.shapes.load._MOST_IN", 0)
    a_deal(cast.rita)
    a_deal(cast.tess)
    a_deal(None)
    assert Deal.objects.count() == 3
    assert len(of([cast.rita, cast.tess]).deals) == 2
