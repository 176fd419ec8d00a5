"""Coming in: an invitation serves once and for a while; the first person has a printed link."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from mail_server import mail_server
from ridealong.web.audit.models import Entry
from ridealong.web.people.actions.inviting import Newcomer, accept, invite, invite_again
from ridealong.web.people.first import first_link, is_good
from ridealong.web.people.models import Invitation, Membership, Person, Role
from ridealong.web.people.viewer import viewer_of

PASSWORD = "a password that Noor chose"
NOOR = {
    "name": "Noor Vos",
    "email": "Noor@Ridealong.example",
    "role": "rep",
    "time_zone": "Europe/Amsterdam",
}
IN = {"name": "Noor Vos", "time_zone": "Europe/Amsterdam", "password": PASSWORD}


@pytest.fixture
def ada(cast, as_):
    return as_(cast.ada)


def link_on(page) -> str:
    found = re.search(r'value="http://127.0.0.1:8000(/welcome/[^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_ada_invites_noor_who_comes_in_once(ada, cast):
    page = ada.post("/people/invite/", NOOR | {"team": cast.north.pk}, follow=True)
    assert "Hand over the link below" in page.content.decode()
    link = link_on(page)
    noor = Person.objects.get(email="noor@ridealong.example")
    assert Membership.objects.get(person=noor).team == cast.north
    assert not noor.has_usable_password()

    browser = Client()
    assert "noor@ridealong.example" in browser.get(link).content.decode()
    assert browser.post(link, IN)["Location"] == "/"
    assert browser.get("/").status_code == 200
    noor.refresh_from_db()
    assert noor.time_zone == "Europe/Amsterdam"

    spent = Client().get(link)
    assert spent.status_code == 404
    assert "Ask Ada Nwosu for a new one" in spent.content.decode()
    actions = Entry.objects.filter(about_id=noor.pk).order_by("id").values_list("action", flat=True)
    assert list(actions) == ["person.invited", "person.came", "person.signed_in"]


def test_an_invitation_gets_too_old(ada, cast):
    link = link_on(ada.post("/people/invite/", NOOR, follow=True))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(link).status_code == 404
    assert Client().post(link, IN).status_code == 404


def test_two_who_use_a_link_at_once_do_not_both_come_in(ada, cast):
    ada.post("/people/invite/", NOOR)
    link = Invitation.objects.get()
    accept(link, "Noor Vos", "UTC", PASSWORD)
    with pytest.raises(ValidationError, match="has been used"):
        accept(link, "Somebody Else", "UTC", "another long password")
    assert Person.objects.get(email="noor@ridealong.example").check_password(PASSWORD)


def test_a_new_link_makes_the_one_before_worthless(ada, cast):
    first = link_on(ada.post("/people/invite/", NOOR, follow=True))
    noor = Person.objects.get(email="noor@ridealong.example")
    second = link_on(ada.post(f"/people/{noor.pk}/invite-again/", follow=True))
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200


def test_a_new_link_for_rita_leaves_her_password_until_it_is_used(ada, cast, as_):
    rita = as_(cast.rita)
    link = link_on(ada.post(f"/people/{cast.rita.pk}/invite-again/", follow=True))
    assert rita.get("/").status_code == 200
    assert "made a new link" in rita.get("/account/record/").content.decode(), "and she sees it"
    assert Client().post(link, IN | {"name": "Rita Hollis"}).status_code == 302
    assert rita.get("/").status_code == 302, "her sessions of before have ended"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": "  "}, "Give the name that colleagues know"),
        ({"name": "···"}, "Give the name that colleagues know"),
        ({"email": "noor"}, "This is no e-mail address"),
        ({"email": "RITA@ridealong.example"}, "Rita Hollis has this address already"),
        ({"role": "king"}, "Choose one of those listed"),
        ({"time_zone": "Mars/Base"}, "There is no time zone of this name"),
        ({"leads": "on"}, "Choose the team that they lead"),
        ({"team": "99999"}, "Choose one of those listed"),
    ],
)
def test_what_does_not_hold_is_said_beside_the_field(wrong, says, ada, cast):
    answer = ada.post("/people/invite/", NOOR | wrong)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_rep_cannot_be_invited_to_lead(ada, cast):
    answer = ada.post("/people/invite/", NOOR | {"team": cast.north.pk, "leads": "on"})
    assert "cannot lead a team as salesperson" in answer.content.decode()
    assert not Person.objects.filter(email="noor@ridealong.example").exists()


@pytest.mark.parametrize("poor", ["short", "noor vos noor", "password12345"])
def test_a_poor_password_is_told_on_the_page(poor, ada, cast):
    link = link_on(ada.post("/people/invite/", NOOR, follow=True))
    answer = Client().post(link, IN | {"password": poor})
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


def test_html_in_a_name_is_shown_as_it_is_written(ada, cast):
    name = "<script>alert(1)</script> Vos"
    page = ada.post("/people/invite/", NOOR | {"name": name}, follow=True).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_whoever_leaves_before_coming_in_cannot_come_in(ada, cast):
    link = link_on(ada.post("/people/invite/", NOOR, follow=True))
    noor = Person.objects.get(email="noor@ridealong.example")
    ada.post(f"/people/{noor.pk}/end-access/", {"why": "Changed her mind"})
    assert Client().post(link, IN).status_code == 404


def test_only_administrators_invite_even_past_the_page(cast):
    who = Newcomer("Noor", "n@x.example", Role.REP, "UTC")
    for person in (cast.rita, cast.mel, cast.lee):
        with pytest.raises(PermissionDenied):
            invite(viewer_of(person), who)
        with pytest.raises(PermissionDenied):
            invite_again(viewer_of(person), cast.pat)


def test_the_invitation_is_mailed_where_mails_are_sent(ada, cast, settings):
    with mail_server(settings) as letters:
        page = ada.post("/people/invite/", NOOR, follow=True).content.decode()
        assert "The link is on its way to noor@ridealong.example" in page
        assert letters.taken[0]["To"] == "noor@ridealong.example"
        assert f"http://127.0.0.1:8000/welcome/{Invitation.objects.get().token}/" in letters.text()


def test_a_mail_that_fails_is_told_and_the_link_is_there(ada, cast, settings):
    with mail_server(settings) as letters:
        letters.refuses = True
        page = ada.post("/people/invite/", NOOR, follow=True)
        assert "could not be sent. Hand over the link below" in page.content.decode()
        assert link_on(page)


FIRST = {
    "organisation": "Brightwater",
    "name": "Ada Nwosu",
    "email": "ada@brightwater.example",
    "time_zone": "Africa/Lagos",
    "password": "the first password of all",
}


def path_of(link: str | None) -> str:
    assert link
    return link.removeprefix("http://127.0.0.1:8000")


def test_the_first_person_comes_by_the_printed_link_and_only_the_first(db):
    page = Client().get("/account/login/").content.decode()
    assert "Where this desk was started, a link is printed" in page
    link, other = path_of(first_link()), path_of(first_link())
    browser = Client()
    assert browser.get(link).status_code == 200
    assert browser.post(link, FIRST)["Location"] == "/"
    ada = Person.objects.get()
    assert (ada.role, ada.time_zone) == (Role.ADMINISTRATOR, "Africa/Lagos")
    assert browser.get("/people/").status_code == 200
    assert first_link() is None
    assert Client().get(other).status_code == 404
    assert Client().post(other, FIRST | {"email": "b@x.example"}).status_code == 404


def test_a_printed_link_is_good_for_a_day(db, monkeypatch):
    token = path_of(first_link()).split("/")[2]
    assert is_good(token)
    monkeypatch.setattr("ridealong.web.people.first.GOOD_FOR", timedelta(seconds=-1))
    assert not is_good(token)
    assert not is_good(f"{token}x")
