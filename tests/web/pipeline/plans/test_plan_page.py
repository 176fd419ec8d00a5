"""The plan in a sentence, its steps with rate and count, and what was done so far."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from held_deals import a_deal
from held_pipelines import a_team, an_agreement, contacted, drawn, in_tables
from ridealong.web.pipeline.models import Agreement


def words(client, person):
    html = client.get(reverse("plan", args=[person.pk])).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<main")[2]))


@pytest.fixture
def sells(cast):
    """Rita in a team with two years of deals, and what she and Mel have agreed on."""
    in_tables(drawn(full=1.0), a_team(cast), cast.north)
    an_agreement(cast)
    return cast


def test_without_a_version_it_says_what_to_do_first(cast, as_):
    said = words(as_(cast.mel), cast.rita)
    assert "Nothing is agreed yet" in said
    assert "Write the first version" in said


def test_contacts_a_day_for_an_even_chance_and_for_eighty(sells, as_):
    contacted(sells.rita)
    said = words(as_(sells.rita), sells.rita)
    found = re.search(r"(\d+) contacts? a day gives? an even chance, (\d+) give 80 %", said)
    assert found
    even, sure = map(int, found.groups())
    assert 1 <= even <= sure
    assert "From first day to close" in said
    assert "A won deal is worth" in said


def test_the_same_question_has_the_same_answer(sells, as_):
    contacted(sells.rita)
    assert words(as_(sells.rita), sells.rita) == words(as_(sells.rita), sells.rita)


def test_where_contacts_are_not_kept_it_goes_back_to_the_first_stage(sells, as_):
    said = words(as_(sells.rita), sells.rita)
    assert re.search(r"\d+ that enter “First meeting” until the end give an even chance", said)
    assert "First contacts are not kept" in said


def test_what_does_not_fit_is_said_with_the_chance_that_is_left(sells, as_):
    contacted(sells.rita)
    Agreement.objects.update(quota=50_000_000, capacity=3)
    said = words(as_(sells.rita), sells.rita)
    assert "It does not fit: even 3 contacts a day" in said


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"quota": None}, "No quota is agreed"),
        ({"quota": 1}, "The quota is reached."),
        ({"currency": "USD"}, "The quota is in USD, the deals are in EUR"),
    ],
)
def test_why_there_is_no_plan(sells, as_, change, says):
    Agreement.objects.update(**change)
    assert says in words(as_(sells.rita), sells.rita)


def test_a_period_that_ends_before_a_contact_becomes_a_deal(sells, as_):
    contacted(sells.rita)
    Agreement.objects.update(ends_on=timezone.localdate() + timedelta(days=3))
    assert "The period ends before a contact made today" in words(as_(sells.rita), sells.rita)


def test_a_period_that_is_over(sells, as_):
    Agreement.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert "The period is over." in words(as_(sells.rita), sells.rita)


def test_somebody_without_any_deal_anywhere(cast, as_):
    an_agreement(cast)
    assert "Nobody in the team has won a deal whose value is known" in words(
        as_(cast.rita), cast.rita
    )


def test_what_was_agreed_until_today_stands_beside_what_was_counted(cast, as_):
    an_agreement(cast)
    today = timezone.localdate()
    for n in range(3):
        a_deal(cast.rita, f"Customer {n}", stage="first-meeting", began=today - timedelta(days=n))
    a_deal(cast.rita, "Long ago", stage="first-meeting", began=today - timedelta(days=200))
    said = words(as_(cast.rita), cast.rita)
    assert re.search(r"First meeting .*?12 a month .*?3, of 2\d agreed until today", said)


def test_a_rate_without_anything_to_hold_it_against_is_flagged(cast, as_):
    an_agreement(cast)
    for n in range(12):
        a_deal(cast.rita, f"Customer {n}", stage="proposal")
    said = words(as_(cast.rita), cast.rita)
    assert "no benchmark yet" in said


def test_how_far_a_rate_was_drawn_is_one_press_away(sells, as_):
    said = words(as_(sells.mel), sells.rita)
    assert re.search(r"Drawn to the team, by \d+", said)
    assert re.search(r"Benchmark \d+\s%? of the team|Benchmark \d+", said)


def test_who_has_signed_stands_by_name(cast, as_):
    an_agreement(cast)
    said = words(as_(cast.rita), cast.rita)
    assert "Rita Hollis salesperson signed today at" in said
    assert "Mel Brandt manager signed today at" in said
    assert "in force" in said
