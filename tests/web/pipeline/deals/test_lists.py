"""The list of deals: filters in the address, by key, in order of the customer's name; as a file."""

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gated import framework
from held_calls import a_call
from held_deals import a_deal, an_activity, evidence, in_use, with_customer
from ridealong.web.audit.models import Entry
from ridealong.web.people.models import Grant
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.deals import lists
from ridealong.web.pipeline.models import Account, Contact, Deal

MOST_QUERIES = 12


def names(client, query: str = "") -> list[str]:
    return [name for _pk, name in _shown(client, f"/deals/?{query}")[0]]


def _shown(client, address: str) -> tuple[list[tuple[int, str]], str]:
    """Number and name of each row, and the address of the next page."""
    answer = client.get(address)
    assert answer.status_code == 200
    text = unescape(answer.content.decode())
    rows = re.findall(r'<a class="name" href="/deals/(\d+)/">(.*?)</a>', text)
    following = re.search(r'<a class="button" href="(/deals/\?[^"]*after=\d+)">', text)
    return [(int(pk), name) for pk, name in rows], following[1] if following else ""


def page(client, query: str = "") -> str:
    return " ".join(client.get(f"/deals/?{query}").content.decode().split())


@pytest.fixture
def deals(cast) -> dict[str, Deal]:
    in_use(framework())
    return {
        "Brightwater": a_deal(cast.rita, customer="Brightwater Dairy"),
        "ancora": a_deal(cast.rita, customer="ancora Foods", stage="first-meeting"),
        "Fennick": a_deal(cast.pat, customer="Fennick Seafood"),
        "Northgate": a_deal(cast.tess, customer="Northgate Fruit"),
        "won": a_deal(cast.rita, customer="Vane Catering", outcome="won"),
    }


def test_open_deals_stand_in_order_of_the_customers_name(cast, as_, deals):
    assert names(as_(cast.rita)) == ["ancora Foods", "Brightwater Dairy"]
    assert names(as_(cast.mel)) == ["ancora Foods", "Brightwater Dairy", "Fennick Seafood"]
    assert names(as_(cast.olga)) == ["Northgate Fruit"]


def test_a_peer_who_is_let_sees_them_beside_their_own(cast, as_, deals):
    Grant.objects.create(owner=cast.rita, peer=cast.tess)
    assert names(as_(cast.tess)) == ["ancora Foods", "Brightwater Dairy", "Northgate Fruit"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stage=first-meeting", ["ancora Foods"]),
        ("outcome=won", ["Vane Catering"]),
        ("outcome=all", ["ancora Foods", "Brightwater Dairy", "Fennick Seafood", "Vane Catering"]),
        ("customer=fen", ["Fennick Seafood"]),
        ("person={pat}", ["Fennick Seafood"]),
        ("half=yes", ["Brightwater Dairy", "Fennick Seafood"]),
        ("team={north}&stage=first-meeting", ["ancora Foods"]),
    ],
)
def test_filters_live_in_the_address(cast, as_, deals, query, found):
    asked = query.format(pat=cast.pat.pk, north=cast.north.pk)
    assert names(as_(cast.mel), asked) == found


def test_deals_of_whose_customer_nothing_was_heard(cast, as_, deals):
    an_activity(deals["Brightwater"], "email", 3, "in")
    an_activity(deals["ancora"], "email", 3, "out")
    an_activity(deals["Fennick"], "meeting", 20)
    assert names(as_(cast.mel), "silent=14") == ["ancora Foods", "Fennick Seafood"]
    call = with_customer(a_call(cast.pat), deals["Fennick"], days_ago=2)
    deals["Fennick"].calls.add(call)
    assert names(as_(cast.mel), "silent=14") == ["ancora Foods"]
    assert names(as_(cast.mel), "silent=30") == ["ancora Foods"]


@pytest.mark.parametrize(
    "query",
    [
        "stage=gone",
        "outcome=x",
        "half=no",
        "silent=3",
        "person=999999",
        "person=x",
        "team=1e9",
        "customer=Nobody",
        "after=x",
        "after=99999999999999999999",
    ],
)
def test_what_makes_no_sense_is_told_and_the_rest_holds(cast, as_, deals, query):
    answer = as_(cast.rita).get(f"/deals/?{query}")
    assert answer.status_code == 200
    assert names(as_(cast.rita), query) == ["ancora Foods", "Brightwater Dairy"]
    if not query.startswith("after"):
        assert "notice told" in answer.content.decode()


def test_deals_of_others_cannot_be_asked_for(cast, as_, deals):
    client = as_(cast.rita)
    assert "Northgate" not in page(client, f"person={cast.tess.pk}&outcome=all")
    assert "You see no deals with a customer" in page(client, "customer=Northgate Fruit")


def test_pages_follow_by_key_and_show_each_deal_once(cast, as_):
    for n in range(120):
        a_deal(cast.rita, customer=f"Customer {n % 40:02d}")
    client, seen, address = as_(cast.rita), [], "/deals/"
    while address:
        found, address = _shown(client, address)
        seen += [pk for pk, _name in found]
    assert len(seen) == 120
    assert len(set(seen)) == 120


@pytest.mark.parametrize("query", ["", "half=yes&silent=14&customer=Cust&stage=proposal"])
def test_it_takes_twelve_queries_however_long_it_is(cast, as_, query):
    version = in_use(framework())
    for n in range(60):
        deal = a_deal(cast.rita, customer=f"Customer {n:02d}", framework=version)
        evidence(deal, "admits_need", "seller")
    client = as_(cast.mel)
    client.get(f"/deals/?{query}")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/deals/?{query}")
    assert len(asked) <= MOST_QUERIES, [q["sql"][:100] for q in asked]


def test_the_file_has_the_rows_of_the_list_and_no_formula(cast, as_, deals):
    a_deal(cast.rita, customer="=HYPERLINK(1)", name="+cmd", next_step="@x", source="-1+1")
    answer = as_(cast.rita).get("/deals/export/?stage=proposal")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["customer"] for row in rows} == {"'=HYPERLINK(1)", "Brightwater Dairy"}
    bad = next(row for row in rows if row["customer"].startswith("'"))
    assert (bad["name"], bad["next_step"], bad["source"]) == ("'+cmd", "'@x", "'-1+1")
    assert bad["half_gates"] == "3"
    assert Entry.objects.get(action="deals.exported").details == {"filters": "stage=proposal"}


def test_somebody_without_deals_is_told_where_they_come_from(cast, as_):
    assert "Deals come from your CRM" in page(as_(cast.rita))
    assert "No single deal is shown to leaders" in page(as_(cast.lee))


def test_a_customer_has_deals_calls_people_and_what_they_told(cast, as_, deals):
    deal = deals["Brightwater"]
    with_customer(a_call(cast.rita), deal)
    Account.objects.create(customer=deal.customer, industry="Dairy")
    Contact.objects.create(customer=deal.customer, name="Tomas Vrba", title="Managing director")
    client = as_(cast.rita)
    address = f"/customers/{deal.customer.pk}/"
    shown = " ".join(client.get(address).content.decode().split())
    assert "Brightwater Dairy" in shown
    assert "Tomas Vrba" in shown
    assert "Dairy" in shown
    assert "Nothing yet: no call that you may read" in shown, "she looks back first"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= MOST_QUERIES, [q["sql"][:100] for q in asked]


@pytest.mark.parametrize("who", ["pat", "tess", "olga", "sam", "lee"])
def test_a_customer_of_whom_one_knows_nothing_is_not_there(cast, as_, deals, who):
    customer = deals["Brightwater"].customer
    assert as_(cast.people[who]).get(f"/customers/{customer.pk}/").status_code == 404


def test_days_in_a_stage_and_the_day_of_the_last_word(cast, as_, deals):
    an_activity(deals["Brightwater"], "email", 3, "in")
    shown = lists.shown(viewer_of(cast.rita), {})
    row = next(r for r in shown.rows if r.name == "Brightwater Dairy")
    assert row.days == 30
    assert row.heard_on
    assert row.heard_on.date() == timezone.localdate() - timedelta(days=3)
