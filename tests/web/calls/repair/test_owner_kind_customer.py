"""Whose call it is, what it is and with whom: said in a moment, and everything follows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from brought import brought, talk
from forms import throw
from held_calls import a_call
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Call, CallMeasure, Customer
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.models import Organisation


def post(client, call, what, **said):
    return client.post(f"/calls/{call.pk}/{what}/", said)


def fresh(call):
    return Call.objects.get(pk=call.pk)


@pytest.fixture
def nobodys(cast, as_):
    """A call of which nothing tells whose it is, brought by the administrator."""
    brought(as_(cast.ada), [("a.txt", talk().replace(b"Rita", b"Speaker 1"))])
    call = Call.objects.get()
    assert call.owner is None
    return call


def test_an_administrator_says_whose_a_call_is_without_reading_it(cast, as_, nobodys):
    client = as_(cast.ada)
    page = client.get(f"/calls/{nobodys.pk}/owner/").content.decode()
    assert "a.txt" in page
    assert "late truck" not in page
    answer = post(client, nobodys, "owner", owner=cast.rita.pk)
    assert (answer.status_code, answer["Location"]) == (302, "/imports/")
    call = fresh(nobodys)
    assert (call.owner, call.team) == (cast.rita, cast.north)
    assert Entry.objects.filter(action="call.given", about_id=cast.rita.pk).exists()
    assert post(client, nobodys, "owner", owner=cast.pat.pk).status_code == 404, "it is Rita's now"


def test_a_manager_says_it_of_her_own_people(cast, as_):
    brought(as_(cast.mel), [("a.txt", talk().replace(b"Rita", b"Speaker 1"))])
    call = Call.objects.get()
    assert post(as_(cast.mel), call, "owner", owner=cast.tess.pk).status_code == 422
    assert fresh(call).owner is None
    post(as_(cast.mel), call, "owner", owner=cast.pat.pk)
    assert fresh(call).owner == cast.pat
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 403, "Pat sees it first"


def test_a_rep_hands_on_what_is_not_hers_and_sees_it_no_longer(cast, as_):
    call = a_call(cast.rita, seen_by_manager=True)
    post(as_(cast.rita), call, "owner", owner=cast.tess.pk)
    call = fresh(call)
    assert (call.owner, call.team) == (cast.tess, cast.south)
    assert call.manager_from > timezone.now(), "Tess sees it first"
    assert set(CallMeasure.objects.values_list("owner_id", flat=True)) == {cast.tess.pk}
    assert as_(cast.rita).get(f"/calls/{call.pk}/").status_code == 404
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 404


def test_what_she_has_written_about_stays_hers(cast, as_):
    call = a_call(cast.rita)
    Debrief.objects.create(call=call, by=cast.rita, repeat="The first question.")
    answer = post(as_(cast.rita), call, "owner", owner=cast.tess.pk)
    assert answer.status_code == 422
    assert "so it stays yours" in answer.content.decode()
    assert fresh(call).owner == cast.rita


def test_a_call_cannot_be_an_administrators(cast, as_, nobodys):
    assert post(as_(cast.ada), nobodys, "owner", owner=cast.ada.pk).status_code == 422


@pytest.mark.parametrize("who", ["pat", "mel", "olga", "lee"])
def test_nobody_else_says_whose_it_is(cast, as_, nobodys, who):
    assert post(as_(cast.people[who]), nobodys, "owner", owner=cast.pat.pk).status_code == 404


def test_a_call_that_is_a_coaching_talk_is_for_the_two_alone(cast, as_):
    call = a_call(cast.rita, seen_by_manager=True)
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 200
    assert post(as_(cast.rita), call, "kind", kind="coaching").status_code == 302
    call = fresh(call)
    assert (call.kind, call.manager_from) == ("coaching", None)
    assert set(call.participants.values_list("side", flat=True)) == {"us"}
    assert call.transcript.conversation().kind == "coaching"
    assert call.analysis.state == "queued"
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 404


def test_a_service_call_has_an_agent(cast, as_):
    call = a_call(cast.rita)
    post(as_(cast.rita), call, "kind", kind="service")
    assert set(fresh(call).participants.values_list("role", flat=True)) == {"agent", "customer"}


def test_a_private_talk_is_opened_by_its_owner_alone(cast, as_):
    call = a_call(cast.rita, 6)
    Call.objects.update(coach=cast.mel)
    assert fresh(call).kind == "coaching"
    assert post(as_(cast.mel), call, "kind", kind="sales").status_code == 422
    assert fresh(call).kind == "coaching"
    post(as_(cast.rita), call, "kind", kind="sales")
    call = fresh(call)
    assert (call.kind, call.coach) == ("sales", None)
    assert call.manager_from > timezone.now()


def test_a_call_that_needs_consent_now_waits_for_it(cast, as_):
    call = a_call(cast.rita, 6)
    Organisation.objects.filter(pk=1).update(consent_needed=True)
    assert post(as_(cast.rita), call, "kind", kind="sales")["Location"] == "/calls/"
    assert fresh(call).held_back
    post(as_(cast.rita), call, "consent", who="V", given="yes", how="Asked", on="2026-11-01")
    assert not fresh(call).held_back


def test_the_same_kind_again_changes_nothing(cast, as_):
    call = a_call(cast.rita, seen_by_manager=True)
    post(as_(cast.rita), call, "kind", kind="sales")
    assert fresh(call).analysis.state == "done"


def test_with_whom_it_was(cast, as_):
    call = a_call(cast.rita)
    client = as_(cast.rita)
    assert post(client, call, "customer", customer="  Brightwater   Dairy ").status_code == 302
    assert fresh(call).customer.name == "Brightwater Dairy"
    other = a_call(cast.rita, 1)
    post(client, other, "customer", customer="brightwater dairy")
    assert fresh(other).customer == fresh(call).customer
    assert "Brightwater Dairy" in client.get(f"/calls/{other.pk}/customer/").content.decode()
    post(client, other, "customer", customer="")
    assert fresh(other).customer is None
    post(client, call, "customer", customer="Halden")
    assert list(Customer.objects.values_list("name", flat=True)) == ["Halden"], "none is left over"


def test_names_of_customers_of_others_are_not_offered(cast, as_):
    theirs = a_call(cast.tess)
    Call.objects.update(customer=Customer.objects.create(name="Secret & Sons"))
    mine = a_call(cast.rita, 1)
    assert "Secret" not in as_(cast.rita).get(f"/calls/{mine.pk}/customer/").content.decode()
    assert "Secret" in as_(cast.tess).get(f"/calls/{theirs.pk}/customer/").content.decode()


@pytest.mark.parametrize("what", ["owner", "kind", "customer", "consent"])
@pytest.mark.parametrize("htmx", [True, False])
def test_each_is_a_page_and_a_part_of_one(cast, as_, what, htmx):
    call = a_call(cast.rita)
    headers = {"HTTP_HX_REQUEST": "true"} if htmx else {}
    page = as_(cast.rita).get(f"/calls/{call.pk}/{what}/", **headers).content.decode()
    assert ("<html" in page) != htmx
    assert f'hx-post="/calls/{call.pk}/{what}/"' in page


def test_a_script_is_sent_on_to_the_call(cast, as_):
    call = a_call(cast.rita)
    answer = as_(cast.rita).post(
        f"/calls/{call.pk}/customer/", {"customer": "Halden"}, HTTP_HX_REQUEST="true"
    )
    assert (answer.status_code, answer["HX-Redirect"]) == (200, call.get_absolute_url())


@pytest.mark.parametrize(
    ("what", "keep"),
    [
        ("owner", {"owner": "1"}),
        ("kind", {"kind": "coaching"}),
        ("customer", {"customer": "Halden"}),
        (
            "consent",
            {"who": "Vera", "given": "yes", "how": "Asked", "on": "2026-11-01"},
        ),
        ("delete", {"why": "OTHER"}),
    ],
)
def test_whatever_is_sent(cast, as_, what, keep):
    call = a_call(cast.rita)
    throw(as_(cast.rita), f"/calls/{call.pk}/{what}/", list(keep), keep=keep)


def test_a_manager_reads_a_new_team_call_only_after_its_owner(cast, as_):
    call = a_call(cast.rita, 10)
    assert fresh(call).kind == "debrief"
    post(as_(cast.rita), call, "kind", kind="sales")
    hours = fresh(call).manager_from - timezone.now()
    assert timedelta(hours=23) < hours < timedelta(hours=25)
