"""What calls and deals show of one person: trends, what comes up again, what was met."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from held_calls import a_call
from held_deals import a_deal
from ridealong.web.calls.models import Call, CallMove, Customer


def address(person):
    return reverse("profile", args=[person.pk])


def words(client, person):
    html = client.get(address(person)).content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_progress_is_a_trend_against_the_own_past_and_years_count_nowhere(morning, cast, as_):
    """S1.5: of the behaviours that the desks follow, to the person and to the manager alike."""
    for who in (cast.rita, cast.mel):
        said = words(as_(who), cast.rita)
        assert (
            "the last six calls against the own year before; years in the job count nowhere" in said
        )
        assert "Open questions, of all that were asked" in said
    assert "joined" not in said


def test_what_was_met_is_counted_and_what_is_not_kept_is_said(cast, as_):
    """S1.6: product, market, customers, competitors, as far as deals and calls tell."""
    a_deal(cast.rita, "Brightwater Dairy", product="Doors", segment="Food", outcome="won")
    a_deal(cast.rita, "Ostler’s", product="Doors", segment="Food", outcome="lost")
    a_deal(cast.rita, "Tallis", product="Seals")
    for n in range(2):
        call = a_call(cast.rita, n, seen_by_manager=True)
        customer = Customer.objects.get_or_create(name="Brightwater Dairy")[0]
        Call.objects.filter(pk=call.pk).update(customer=customer)
        CallMove.objects.filter(call=call).delete()
        CallMove.objects.create(call=call, move="states_value", count=1, started_at=call.started_at)
    said = words(as_(cast.mel), cast.rita)
    assert "Doors: 2 deals, 1 of 2 closed won" in said
    assert "Seals: one deal" in said
    assert "Food: 2 deals" in said
    assert "1 spoken with in a year, 1 of them more than once" in said
    assert "in 2 of 2 calls the customer said what it is worth" in said
    assert "Competitors not kept" in said


def test_what_comes_up_in_three_calls_and_more_is_quoted_with_its_place(morning, cast, as_):
    """S1.7: to repeat, and to try; each with the latest words."""
    said = words(as_(cast.mel), cast.rita)
    assert re.search(r"To repeat .*In \d+ of the last \d+ calls , the latest:", said)
    assert re.search(r"To try .*In \d+ of the last \d+ calls , the latest:", said)
    html = as_(cast.mel).get(address(cast.rita)).content.decode()
    assert re.search(r'class="beside" href="/calls/\d+/#t\d+"', html)


def test_of_few_calls_nothing_is_said_to_come_up_again(cast, as_):
    a_call(cast.rita, seen_by_manager=True)
    said = words(as_(cast.mel), cast.rita)
    assert "not enough to tell" in said
    assert "1 of 6 calls" in said


@pytest.mark.parametrize("who", ["rita", "mel"])
def test_a_call_that_is_not_open_to_somebody_tells_them_nothing(cast, as_, who):
    """Neither before the hour to the manager, nor before the debrief to the rep."""
    for n in range(3):
        call = a_call(cast.rita, n)
        Call.objects.filter(pk=call.pk).update(
            customer=Customer.objects.get_or_create(name="Zebrafink Ltd")[0],
            manager_from=timezone.now() + timedelta(hours=5),
        )
    said = words(as_(getattr(cast, who)), cast.rita)
    assert "0 of 6 calls" in said
    assert "no call names its customer yet" in said
    assert "Zebrafink" not in said


def test_it_is_for_the_person_and_the_manager_alone(cast, as_):
    for who in ("pat", "tess", "olga"):
        assert as_(getattr(cast, who)).get(address(cast.rita)).status_code == 404
    for who in ("sam", "lee", "ada"):
        assert as_(getattr(cast, who)).get(address(cast.rita)).status_code == 403


def test_nothing_ranks_praises_or_scores(morning, cast, as_):
    said = re.sub(r"“[^”]*”", "", words(as_(cast.mel), cast.rita)).lower()
    for word in ("rank", "score", "strength", "weak", "best", "excellent", "insight", "!"):
        assert word not in said


@pytest.mark.parametrize("who", ["rita", "mel"])
def test_it_asks_twelve_times_at_most(morning, cast, as_, who):
    client = as_(getattr(cast, who))
    client.get(address(cast.rita))
    with CaptureQueriesContext(connection) as asked:
        client.get(address(cast.rita))
    assert len(asked) <= 12, "\n".join(q["sql"][:200] for q in asked)
