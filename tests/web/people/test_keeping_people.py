"""What administrators keep: who is here, in which team since when, and what holds for all."""

import html
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from cast import BEGAN, PASSWORD
from held_calls import a_call
from ridealong.web.audit.models import Entry
from ridealong.web.people.actions import changing, inviting, letting_read, moving, organisation
from ridealong.web.people.actions import teams as team_actions
from ridealong.web.people.models import Grant, Membership, Organisation, Person, Role, Team
from ridealong.web.people.viewer import viewer_of

TODAY = timezone.localdate()
LATER, SOONER = TODAY + timedelta(days=10), TODAY - timedelta(days=10)


@pytest.fixture
def ada(cast, as_):
    return as_(cast.ada)


@pytest.fixture
def runs(cast):
    return viewer_of(cast.ada)


def history(person: Person) -> list[tuple[str, bool, date, date | None]]:
    rows = Membership.objects.filter(person=person).order_by("since", "id")
    return [(m.team.name, m.leads, m.since, m.until) for m in rows]


# who they are


def test_a_change_is_saved_and_in_the_record(ada, cast):
    form = {
        "name": "Rita Hollis-Brand",
        "email": "Rita@new.example",
        "role": "rep",
        "time_zone": "Europe/Berlin",
    }
    assert ada.post(f"/people/{cast.rita.pk}/save/", form).status_code == 302
    cast.rita.refresh_from_db()
    assert (cast.rita.name, cast.rita.email) == ("Rita Hollis-Brand", "rita@new.example")
    entry = Entry.objects.get(action="person.changed")
    assert (entry.actor_id, entry.about_id) == (cast.ada.pk, cast.rita.pk)
    assert entry.details == {"changed": ["name", "email", "time_zone"]}


def test_saving_what_holds_already_writes_nothing(ada, cast):
    form = {
        "name": "Rita Hollis",
        "email": cast.rita.email,
        "role": "rep",
        "time_zone": "UTC",
    }
    ada.post(f"/people/{cast.rita.pk}/save/", form)
    assert not Entry.objects.exists()


def test_the_desk_keeps_an_administrator(ada, cast):
    form = {"name": "Ada", "email": cast.ada.email, "role": "rep", "time_zone": "UTC"}
    answer = ada.post(f"/people/{cast.ada.pk}/save/", form)
    assert "is the only administrator. Make somebody else one first." in answer.content.decode()
    Person.objects.create_user("bo@x.example", "Bo", Role.ADMINISTRATOR, PASSWORD)
    assert ada.post(f"/people/{cast.ada.pk}/save/", form).status_code == 302


def test_whoever_leads_keeps_the_role_until_the_lead_has_ended(ada, cast):
    form = {"name": "Mel", "email": cast.mel.email, "role": "rep", "time_zone": "UTC"}
    answer = ada.post(f"/people/{cast.mel.pk}/save/", form)
    assert "leads North. Say until when before you change the role." in answer.content.decode()


def test_another_role_ends_what_peers_let_each_other_read(ada, cast):
    letting_read.let_read(viewer_of(cast.pat), cast.rita)
    form = {"name": "Rita", "email": cast.rita.email, "role": "administrator", "time_zone": "UTC"}
    ada.post(f"/people/{cast.rita.pk}/save/", form)
    assert not Grant.objects.filter(until=None).exists()


def test_ending_somebodys_access_ends_sessions_and_grants_at_once(ada, cast):
    rita = Client()
    rita.post("/account/login/", {"login": cast.rita.email, "password": PASSWORD})
    assert rita.get("/").status_code == 200
    letting_read.let_read(viewer_of(cast.rita), cast.pat)
    letting_read.let_read(viewer_of(cast.tess), cast.rita)
    ada.post(f"/people/{cast.rita.pk}/end-access/", {"why": "Works elsewhere"})
    assert rita.get("/").status_code == 302
    assert not Grant.objects.filter(until=None).exists()
    entry = Entry.objects.get(action="person.left")
    assert (entry.why, entry.details["sessions_ended"]) == ("Works elsewhere", 1)

    ada.post(f"/people/{cast.rita.pk}/let-back/")
    assert rita.get("/").status_code == 302, "the session of before stays ended"
    again = Client().post("/account/login/", {"login": cast.rita.email, "password": PASSWORD})
    assert again["Location"] == "/"


def test_nobody_ends_their_own_access(ada, cast):
    page = ada.post(f"/people/{cast.ada.pk}/end-access/", {"why": "x"}, follow=True)
    assert "You cannot end your own access" in page.content.decode()
    cast.ada.refresh_from_db()
    assert cast.ada.is_active


def test_without_a_reason_nothing_is_ended(ada, cast):
    page = ada.post(f"/people/{cast.rita.pk}/end-access/", follow=True)
    assert "Say why. It goes into the record." in page.content.decode()
    cast.rita.refresh_from_db()
    assert cast.rita.is_active


# in which team, since when


def test_a_move_ends_one_membership_and_begins_another(runs, cast):
    moving.move(runs, cast.rita, cast.south, LATER)
    assert history(cast.rita) == [
        ("North", False, BEGAN, LATER),
        ("South", False, LATER, None),
    ]
    assert viewer_of(cast.rita).team_ids == {cast.north.pk}, "not before the day"


def test_talks_held_since_a_move_go_along(runs, cast):
    before = a_call(cast.rita, 0, analysed=False, at=timezone.now() - timedelta(days=20))
    since = a_call(cast.rita, 1, analysed=False, at=timezone.now() - timedelta(days=2))
    moving.move(runs, cast.rita, cast.south, SOONER)
    before.refresh_from_db()
    since.refresh_from_db()
    assert (before.team, since.team) == (cast.north, cast.south)


def test_a_move_that_is_taken_back_on_its_day_stays_in_the_history(runs, cast):
    moving.move(runs, cast.rita, cast.south, LATER)
    moving.move(runs, cast.rita, cast.north, LATER)
    assert history(cast.rita) == [
        ("North", False, BEGAN, LATER),
        ("South", False, LATER, LATER),
        ("North", False, LATER, None),
    ]


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (BEGAN - timedelta(days=1), "is in North since"),
        (date(1999, 12, 31), "is too far away"),
        (TODAY + timedelta(days=500), "is too far away"),
    ],
)
def test_a_day_that_cannot_be_is_refused(on, says, runs, cast):
    with pytest.raises(ValidationError, match=says):
        moving.move(runs, cast.rita, cast.south, on)
    assert history(cast.rita) == [("North", False, BEGAN, None)]


def test_nobody_moves_to_where_they_are(ada, cast):
    form = {"place-team": cast.north.pk, "place-since": TODAY.isoformat()}
    answer = ada.post(f"/people/{cast.rita.pk}/place/", form)
    assert answer.status_code == 422
    assert "Rita Hollis is in North already" in answer.content.decode()


def test_mel_leads_service_as_well_for_a_time(ada, cast):
    form = {
        "place-team": cast.service.pk,
        "place-since": SOONER.isoformat(),
        "place-leads": "leads",
    }
    assert ada.post(f"/people/{cast.mel.pk}/place/", form).status_code == 302
    assert viewer_of(cast.mel).led == {cast.north.pk, cast.service.pk}
    lead = Membership.objects.get(person=cast.mel, team=cast.service)
    end = {"until": TODAY.isoformat()}
    assert ada.post(f"/people/{cast.mel.pk}/place/{lead.pk}/end/", end).status_code == 302
    assert viewer_of(cast.mel).led == {cast.north.pk}
    again = ada.post(f"/people/{cast.mel.pk}/place/{lead.pk}/end/", end, follow=True)
    assert "This ended today already" in again.content.decode()


def test_a_lead_is_not_doubled_nor_given_to_a_rep(runs, cast):
    with pytest.raises(ValidationError, match="leads North at that time already"):
        moving.lead(runs, cast.mel, cast.north, TODAY)
    with pytest.raises(ValidationError, match="cannot lead a team as salesperson"):
        moving.lead(runs, cast.rita, cast.north, TODAY)


def test_a_lead_does_not_end_before_it_began(runs, cast):
    lead = Membership.objects.get(person=cast.mel)
    with pytest.raises(ValidationError, match="Choose that day or a later one"):
        moving.end_membership(runs, lead, BEGAN - timedelta(days=1))


def test_the_history_stands_on_the_page(ada, cast):
    moving.move(viewer_of(cast.ada), cast.rita, cast.south, SOONER)
    page = ada.get(f"/people/{cast.rita.pk}/").content.decode()
    assert page.index("South") < page.index("1 Jan until")


# teams


def test_a_team_is_made_and_hung_under_another(ada, cast):
    ada.post("/teams/new/", {"name": "North  West", "parent": cast.north.pk, "serves": "on"})
    team = Team.objects.get(name="North West")
    assert (team.parent, team.serves) == (cast.north, True)
    assert viewer_of(cast.mel).led == {cast.north.pk, team.pk}, "whoever leads North leads it too"
    assert Entry.objects.get(action="team.made").thing == f"team {team.pk}"


def test_no_team_stands_below_itself(ada, cast):
    whole = cast.north.parent
    assert whole
    form = {"name": whole.name, "parent": cast.north.pk}
    answer = ada.post(f"/teams/{whole.pk}/save/", form)
    assert "North stands below Sales and service" in answer.content.decode()
    itself = ada.post(f"/teams/{cast.north.pk}/save/", {"name": "North", "parent": cast.north.pk})
    assert itself.status_code == 422


def test_two_teams_do_not_share_a_name(ada, cast):
    answer = ada.post("/teams/new/", {"name": "north"})
    assert "There is a team named north already" in answer.content.decode()


def test_the_tree_shows_who_leads_and_how_many_are_in_it(ada, cast):
    page = ada.get("/teams/").content.decode()
    order = ["Sales and service", "Lee Castellan", "North", "Mel Brandt", "2 people", "Service"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


# what holds for all

HOLDS = {
    "name": "Brightwater",
    "domains": "Brightwater.example, @sales.brightwater.example",
    "manager_after_h": "48",
    "consent_needed": "on",
    "keep_sales": "730",
}


def test_what_holds_for_all_is_changed_with_before_and_after(ada, cast):
    assert ada.post("/organisation/save/", HOLDS).status_code == 302
    held = Organisation.get()
    assert held.domains == "brightwater.example sales.brightwater.example"
    assert (held.manager_after_h, held.consent_needed) == (48, True)
    assert held.keep_days == {"sales": 730}
    changed = Entry.objects.get(action="organisation.changed").details["changed"]
    assert "manager_after_h: 24 → 48" in changed
    assert ada.get("/organisation/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Give it a name"),
        ({"domains": "brightwater"}, "brightwater is no domain"),
        ({"domains": "gmail.com"}, "Everybody may have an address at gmail.com"),
        ({"manager_after_h": "-1"}, "Give hours, from 0 to 336"),
        ({"manager_after_h": "400"}, "two weeks"),
        ({"manager_after_h": "soon"}, "Give whole hours"),
        ({"keep_sales": "0"}, "Give whole days, from 1 to 3650"),
    ],
)
def test_what_cannot_hold_is_refused_with_a_word(wrong, says, ada, cast):
    answer = ada.post("/organisation/save/", HOLDS | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Entry.objects.exists()


# the list


def test_the_list_is_in_order_of_name_and_finds_by_name_or_address(ada, cast):
    page = ada.get("/people/").content.decode()
    places = [page.index(name) for name in ("Ada Nwosu", "Lee Castellan", "Mel Brandt", "Tess")]
    assert places == sorted(places)
    assert "Mel Brandt" not in ada.get("/people/?name=rita").content.decode()
    assert "Rita Hollis" in ada.get("/people/?name=rita@").content.decode()
    assert "Nobody found" in ada.get("/people/?name=zz").content.decode()


def test_whoever_has_left_is_listed_when_asked_for(ada, cast):
    changing.deactivate(viewer_of(cast.ada), cast.rita)
    assert "Rita Hollis" not in ada.get("/people/").content.decode()
    assert "Rita Hollis" in ada.get("/people/?left=on").content.decode()


def test_the_list_goes_on_where_the_page_ends(ada, cast, monkeypatch):
    monkeypatch.setattr("ridealong.web.people.pages.people.PAGE", 4)
    seen: list[str] = []
    address = "/people/"
    while address:
        page = ada.get(address)
        seen += _names(page)
        address = _next(page)
    assert seen == sorted(p.name for p in cast.people.values())


def _names(page) -> list[str]:
    return re.findall(r'<td class="who"><a [^>]*>([^<]+)</a>', page.content.decode())


def _next(page) -> str:
    found = re.search(r'href="(\?[^"]*)">Further names', page.content.decode())
    return f"/people/{html.unescape(found[1])}" if found else ""


@pytest.mark.parametrize(
    "address",
    [
        "/people/",
        "/people/{pat}/",
        "/teams/",
        "/teams/{north}/",
        "/organisation/",
        "/record/",
        "/people/new/",
    ],
)
def test_a_page_takes_at_most_12_queries(address, ada, cast, django_assert_max_num_queries):
    for number in range(30):
        who = inviting.Newcomer(
            f"Noor {number}", f"n{number}@x.example", Role.REP, "UTC", cast.north
        )
        inviting.invite(viewer_of(cast.ada), who)
    with django_assert_max_num_queries(12):
        ada.get(address.format(pat=cast.pat.pk, north=cast.north.pk))


# none of it is anybody else's to do


def test_the_actions_themselves_refuse_everybody_but_administrators(cast):
    to = changing.Changed("X", "x@x.example", Role.REP, "UTC")
    holds = organisation.OrganisationAs("X", "", 1, consent_needed=False, keep_days={})
    for person in (cast.rita, cast.sam, cast.mel, cast.lee):
        viewer = viewer_of(person)
        for act in (
            lambda v=viewer: changing.change(v, cast.pat, to),
            lambda v=viewer: changing.deactivate(v, cast.pat),
            lambda v=viewer: changing.reactivate(v, cast.pat),
            lambda v=viewer: changing.forget_two_step(v, cast.pat, "why"),
            lambda v=viewer: moving.move(v, cast.pat, cast.south, TODAY),
            lambda v=viewer: moving.lead(v, cast.mel, cast.south, TODAY),
            lambda v=viewer: moving.end_membership(v, cast.pat.memberships.get(), TODAY),
            lambda v=viewer: team_actions.make_team(
                v, team_actions.TeamAs("X", None, serves=False)
            ),
            lambda v=viewer: team_actions.change_team(
                v, cast.north, team_actions.TeamAs("X", None, serves=False)
            ),
            lambda v=viewer: organisation.change_organisation(v, holds),
        ):
            with pytest.raises(PermissionDenied):
                act()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("address", ["/people/", "/people/new/", "/teams/", "/organisation/"])
def test_teams_and_organisation_stand_within_people(address, ada):
    (place,) = re.findall(r'<a href="([^"]+)" aria-current="page">People</a>', _bar(ada, address))
    assert place == "/people/"


def test_the_account_is_within_no_place(ada):
    assert "aria-current" not in _bar(ada, "/account/")


def _bar(browser, address) -> str:
    page: str = browser.get(address).content.decode()
    return page.split('<nav class="tabs"')[1].split("</nav>", maxsplit=1)[0]
