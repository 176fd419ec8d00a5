"""How somebody goes on: counted from rows of their own, on a page that nobody else has."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from held_calls import a_call
from held_deals import a_deal
from held_talks import a_commitment, held
from ridealong.web.coaching.models import Commitment, Debrief, TalkPerson
from ridealong.web.coaching.own.growing import Growing
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.models import Activity, Contact


def page_of(person):
    return Growing(viewer_of(person))


def test_what_was_taken_on_holds_or_not_and_what_is_open_says_what_calls_show(cast, as_):
    now = timezone.now()
    for state in ("holds", "holds", "not yet", "dropped"):
        a_commitment(cast.rita, state=state, closed_at=now, stretch=state == "holds")
    assert not page_of(cast.rita).openness.now, "three are too few"
    a_commitment(cast.rita, state="not yet", closed_at=now)
    a_commitment(cast.rita)
    found = page_of(cast.rita)
    assert found.openness.now == "2 of 4"
    assert found.stretch.now == "2 of 6"
    html = as_(cast.rita).get("/growing/").content.decode()
    assert "2 of 4" in html
    assert "no call since could show it" in html
    assert not page_of(cast.pat).openness.part.n, "it is her own"


def test_who_carries_the_talks(cast):
    for _n in range(4):
        held(cast.mel, cast.rita)
    TalkPerson.objects.filter(pk__lte=TalkPerson.objects.order_by("pk")[1].pk).update(brings="Kiln")
    call = a_call(cast.rita)
    Debrief.objects.create(call=call, by=cast.rita, repeat="Asked")
    a_commitment(cast.rita, talk=None)
    now, before, alone, looked = page_of(cast.rita).carried
    assert now.now == "2 of 4"
    assert before.part.n == 0
    assert alone.part.k == alone.part.n == Commitment.objects.count()
    assert (looked.part.k, looked.part.n) == (1, 1)


def test_traces_of_the_weeks_between(cast, as_):
    now, deal = timezone.now(), a_deal(cast.rita)
    assert "Once the CRM brings" in as_(cast.rita).get("/growing/").content.decode()
    for n, title in enumerate(("CFO", "Buyer", "Head of Fleet", "Clerk")):
        contact = Contact.objects.create(customer=deal.customer, name=f"C {n}", title=title)
        told = {"owner": cast.rita, "customer": deal.customer, "contact": contact}
        Activity.objects.create(kind="meeting", at=now - timedelta(days=20 + n), **told)
    Activity.objects.create(kind="email", at=now - timedelta(days=120), owner=cast.rita)
    for n in range(3):
        ended = a_deal(cast.rita, customer=f"Lost {n}")
        ended.outcome, ended.closed_on = "lost", (now - timedelta(days=60 + n)).date()
        ended.save()
    found = page_of(cast.rita)
    assert found.reached.now == "2 of 4"
    assert dict(found.weeks)["Meetings"].now == 0.5
    (says,) = found.ends
    assert says.startswith("After a no (3 in the past year)")
    html = as_(cast.rita).get("/growing/").content.decode()
    assert "After a no (3 in the past year)" in html
    assert "After a yes" not in html.replace("After a no, after a yes", "")


def test_it_is_for_whoever_holds_talks_with_customers_and_cheap(cast, as_):
    assert as_(cast.mel).get("/growing/").status_code == 404
    for _n in range(2):
        a_commitment(cast.rita)
    client = as_(cast.rita)
    client.get("/growing/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/growing/").status_code == 200
    assert len(asked) <= 12
