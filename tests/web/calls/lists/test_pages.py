"""The pages of lists: what a row says to whom, what an empty list says, and what a page costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ridealong.web.calls.models import SavedView
from ridealong.web.people.models import Grant
from spoken_calls import rows_of, spoken

MOST_QUERIES = 12


def page_of(client, text=""):
    return client.get(f"/calls/{text}").content.decode()


def test_an_empty_list_says_what_to_do_first(cast, as_):
    page = page_of(as_(cast.rita))
    assert "No calls yet" in page
    assert 'href="/calls/add/"' in page
    assert 'class="filters"' not in page


def test_a_list_that_filters_have_emptied_says_so(cast, as_):
    spoken(cast.rita)
    assert "No call fits these filters" in page_of(as_(cast.rita), "?kind=partner")


def test_a_row_says_customer_title_who_when_and_how_long(cast, as_):
    spoken(cast.rita, customer="Brightwater Dairy", title="Second visit", gates=0b0101)
    page = page_of(as_(cast.mel))
    for words in ("Brightwater Dairy", "Second visit", "Rita Hollis", "20 min"):
        assert words in page
    assert page.count('class="flag at-') == 2
    assert "admits a need" in page


def test_ones_own_list_names_the_others_alone(cast, as_):
    spoken(cast.rita)
    assert "Rita Hollis" not in page_of(as_(cast.rita))
    assert ">With</th>" not in page_of(as_(cast.rita))
    spoken(cast.rita, kind="coaching", coach=cast.mel)
    page = page_of(as_(cast.rita))
    assert ">With</th>" in page
    assert '<td class="who-held">Mel Brandt</td>' in page
    assert '<td class="who-held">Rita Hollis and Mel Brandt</td>' in page_of(as_(cast.mel))


def test_before_the_hour_the_manager_sees_a_lock_and_from_when(cast, as_):
    call = spoken(cast.rita, title="Fresh", seen_by_manager=False, gates=1)
    page = page_of(as_(cast.mel))
    assert "with Rita until " in page
    assert f'href="/calls/{call.pk}/"' not in page
    assert 'class="flag' not in page


def test_a_call_that_waits_for_consent_says_so_and_leads_nowhere(cast, as_):
    call = spoken(cast.rita, title="Held", held_back=True)
    for person in (cast.rita, cast.mel):
        page = page_of(as_(person))
        assert "waits for consent" in page
        assert f'href="/calls/{call.pk}/"' not in page


def test_ones_own_call_before_the_debrief_shows_no_gates(cast, as_):
    spoken(cast.rita, debriefed=False, gates=1)
    page = page_of(as_(cast.rita))
    assert "debrief is open" in page
    assert 'class="flag' not in page


def test_a_call_that_is_being_read_says_so(cast, as_):
    spoken(cast.rita, ready=False)
    assert '<span class="locked">being read</span>' in page_of(as_(cast.rita))


def test_names_are_escaped_and_long_ones_hold(cast, as_):
    spoken(cast.rita, customer="<img src=x>", title="x" * 200)
    page = page_of(as_(cast.rita))
    assert "<img" not in page
    assert "&lt;img src=x&gt;" in page


def test_the_leader_has_no_calls_and_the_administrator_no_list(cast, as_):
    spoken(cast.rita, title="Hers")
    assert "Hers" not in page_of(as_(cast.lee))
    assert as_(cast.ada).get("/calls/").status_code == 403


def test_a_part_of_the_page_tells_its_own_address(cast, as_):
    spoken(cast.rita)
    asked = {"kind": "sales", "gate": "", "from": "", "customer": ""}
    answer = as_(cast.rita).get("/calls/", asked, headers={"HX-Request": "true"})
    assert answer["HX-Push-Url"] == "/calls/?kind=sales"


@pytest.fixture
def busy(cast):
    """A team with everything that a page may ask for."""
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    SavedView.objects.create(person=cast.mel, name="Mine", query="kind=sales")
    for number in range(60):
        owner = cast.rita if number % 2 else cast.pat
        spoken(
            owner,
            ("us", "mango and more"),
            customer=f"Customer {number % 7}",
            moves=("pushback",),
            gates=number % 16,
            seen_by_manager=number % 5 > 0,
            at=timezone.now() - timedelta(hours=number),
        )
    return cast


@pytest.mark.parametrize("who", ["mel", "rita", "pat", "lee"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "?customer=customer+3",
        "?move=pushback&gate=admits_need&kind=sales",
        "?state=later",
        "?q=mango",
        "?q=mango&customer=Customer+3",
        "?q=zeppelin",
        "?person=99999&team=99999",
    ],
)
def test_no_page_asks_more_than_twelve_times(busy, as_, django_assert_max_num_queries, who, text):
    client = as_(getattr(busy, who))
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(f"/calls/{text}").status_code == 200


def test_a_longer_list_asks_no_more_often(busy, as_):
    client = as_(busy.mel)
    with CaptureQueriesContext(connection) as few:
        client.get("/calls/?customer=Customer+3")
    with CaptureQueriesContext(connection) as many:
        assert len(rows_of(client.get("/calls/?kind=sales"))) == 50
    assert len(many) < len(few)
