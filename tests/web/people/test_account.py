"""One's own account: name, sessions, recorders' names, who may read, who has looked."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from cast import PASSWORD
from ridealong.web.audit.models import Entry
from ridealong.web.audit.record import record
from ridealong.web.people.actions import letting_read, own
from ridealong.web.people.models import Alias, Grant
from ridealong.web.people.viewer import viewer_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1"


def signed_in(person, browser_name=FIREFOX) -> Client:
    browser = Client(headers={"user-agent": browser_name})
    browser.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return browser


def test_rita_changes_her_name_and_her_clock(cast, as_):
    rita = as_(cast.rita)
    form = {"name": "Rita Brand", "time_zone": "Asia/Tokyo"}
    assert rita.post("/account/save/", form).status_code == 302
    assert "Rita Brand" in rita.get("/account/").content.decode()
    cast.rita.refresh_from_db()
    assert cast.rita.time_zone == "Asia/Tokyo"
    assert Entry.objects.get().details == {"changed": ["name", "time_zone"]}


def test_a_name_that_is_none_is_refused_and_the_old_one_stays(cast, as_):
    answer = as_(cast.rita).post("/account/save/", {"name": " ", "time_zone": "UTC"})
    assert answer.status_code == 422
    assert "Give the name that colleagues know" in answer.content.decode()
    assert '<h1 class="name">Rita Hollis</h1>' in answer.content.decode()


def test_sessions_are_listed_and_ended_one_by_one(cast):
    here, there = signed_in(cast.rita), signed_in(cast.rita, SAFARI)
    page = here.get("/account/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    other = UserSession.objects.get(user_agent=SAFARI)
    assert here.post(f"/account/sessions/{other.pk}/end/").status_code == 302
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_all_other_sessions_end_at_once(cast):
    here, others = signed_in(cast.rita), [signed_in(cast.rita) for _n in range(2)]
    page = here.post("/account/sessions/end-others/", follow=True).content.decode()
    assert "Signed out in 2 places" in page
    assert [o.get("/").status_code for o in others] == [302, 302]
    assert here.get("/").status_code == 200


def test_nobody_ends_a_session_of_somebody_else(cast):
    rita, pat = signed_in(cast.rita), signed_in(cast.pat)
    hers = UserSession.objects.get(user=cast.rita)
    assert pat.post(f"/account/sessions/{hers.pk}/end/").status_code == 404
    assert rita.get("/").status_code == 200
    with pytest.raises(PermissionDenied):
        own.end_session(viewer_of(cast.pat), hers)


def test_names_of_recorders_are_seen_and_forgotten(cast, as_):
    alias = Alias.objects.create(person=cast.rita, kind="name", value="rita <h>")
    rita = as_(cast.rita)
    assert "rita &lt;h&gt;" in rita.get("/account/").content.decode()
    assert as_(cast.pat).post(f"/account/names/{alias.pk}/remove/").status_code == 404
    with pytest.raises(PermissionDenied):
        own.forget_alias(viewer_of(cast.pat), alias)
    assert rita.post(f"/account/names/{alias.pk}/remove/").status_code == 302
    assert not Alias.objects.exists()


def test_rita_lets_pat_read_and_takes_it_back(cast, as_):
    rita = as_(cast.rita)
    rita.post("/account/readers/add/", {"peer": cast.pat.pk})
    assert viewer_of(cast.pat).granted == {cast.rita.pk}
    assert (
        "You may read the talks of Rita Hollis" in as_(cast.pat).get("/account/").content.decode()
    )
    grant = Grant.objects.get()
    assert as_(cast.pat).post(f"/account/readers/{grant.pk}/remove/").status_code == 404
    rita.post(f"/account/readers/{grant.pk}/remove/")
    assert viewer_of(cast.pat).granted == frozenset()
    rita.post("/account/readers/add/", {"peer": cast.pat.pk})
    assert Grant.objects.count() == 2, "the first stays in the history"
    told = Entry.objects.order_by("id").values_list("action", flat=True)
    assert list(told) == ["grant.given", "grant.taken_back", "grant.given"]


def test_only_reps_and_agents_are_let(cast, as_):
    rita = as_(cast.rita)
    page = rita.get("/account/").content.decode()
    for offered, name in ((True, "Sam Whitlock"), (False, "Mel Brandt"), (False, "Ada Nwosu")):
        assert (f">{name}</option>" in page) is offered
    for other in (cast.mel, cast.lee, cast.ada, cast.rita):
        rita.post("/account/readers/add/", {"peer": other.pk})
        with pytest.raises(PermissionDenied):
            letting_read.let_read(viewer_of(cast.rita), other)
    assert not Grant.objects.exists()
    assert "Colleagues who may read" not in as_(cast.mel).get("/account/").content.decode()
    with pytest.raises(PermissionDenied):
        letting_read.let_read(viewer_of(cast.mel), cast.rita)


def test_nobody_is_let_twice(cast):
    letting_read.let_read(viewer_of(cast.rita), cast.pat)
    with pytest.raises(ValidationError, match="reads your talks already"):
        letting_read.let_read(viewer_of(cast.rita), cast.pat)


def test_whoever_changes_to_another_role_reads_no_longer_as_a_peer(cast):
    letting_read.let_read(viewer_of(cast.rita), cast.pat)
    cast.pat.role = "administrator"
    cast.pat.save()
    assert viewer_of(cast.pat).granted == frozenset()


def test_rita_sees_who_has_looked_at_her_calls_and_nobody_elses(cast, as_):
    record(cast.mel, "call.seen", "call 7", about=cast.rita)
    record(cast.rita, "call.seen", "call 7", about=cast.rita)
    record(cast.olga, "call.seen", "call 8", about=cast.tess)
    page = as_(cast.rita).get("/account/").content.decode()
    assert "Mel Brandt</span> read a call" in page
    assert "call 8" not in page
    assert page.count("read a call") == 1, "that she reads her own is no news"


def test_entries_about_oneself_are_paged_by_key(cast, as_):
    for number in range(120):
        record(cast.mel, "call.seen", f"call {number}", about=cast.rita)
    record(cast.olga, "call.seen", "call 999", about=cast.tess)
    rita = as_(cast.rita)
    first = rita.get("/account/record/").content.decode()
    before = Entry.objects.order_by("-id")[50].pk
    assert f"before={before}" in first
    assert "call 119<" in first
    assert "call 999<" not in first
    second = rita.get(f"/account/record/?before={before}").content.decode()
    assert "call 69<" in second
    assert "call 70<" not in second


@pytest.mark.parametrize("address", ["/account/", "/account/record/", "/account/sessions/"])
def test_a_page_takes_at_most_12_queries(address, cast, django_assert_max_num_queries):
    rita = signed_in(cast.rita)
    for number in range(30):
        record(cast.mel, "call.seen", f"call {number}", about=cast.rita)
        Alias.objects.create(person=cast.rita, kind="name", value=f"rita {number}")
    letting_read.let_read(viewer_of(cast.rita), cast.pat)
    with django_assert_max_num_queries(12):
        rita.get(address)
