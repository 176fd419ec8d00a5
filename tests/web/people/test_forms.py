"""Whatever is sent to a form of people, the desk answers with a word, and never breaks."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
from django.forms import Form
from django.test import Client
from django.urls import reverse

from cast import PASSWORD
from forms import throw
from matrix_world import made
from ridealong.web.people.first import first_link
from ridealong.web.people.forms import own, people, record, sign_in, teams

DAY = "2026-11-01"
INVITED = {"name": "Noor", "email": "n@x.example", "role": "rep", "time_zone": "Europe/Berlin"}
PLACE = {"place-team": "2", "place-since": DAY, "place-leads": ""}
type Fields = type[Form] | list[str]

OF_ADMINISTRATORS: dict[str, tuple[Fields, dict[str, str], str]] = {
    "people": (people.PeopleFilter, {}, "get"),
    "record": (["who", "action", "about", "since", "until", "before"], {"since": DAY}, "get"),
    "export_record": (record.RecordFilter, {}, "get"),
    "invite_person": (people.InviteForm, INVITED, "post"),
    "new_team": (teams.TeamForm, {"name": "West"}, "post"),
    "save_organisation": (
        ["name", "domains", "manager_after_h", "consent_needed", "keep_sales", "keep_debrief"],
        {"name": "Acme", "manager_after_h": "24"},
        "post",
    ),
}
OF_A_PERSON: dict[str, tuple[Fields, dict[str, str]]] = {
    "save_person": (people.PersonForm, INVITED),
    "place_person": (list(PLACE), PLACE),
    "end_access": (people.WhyForm, {}),
    "remove_two_step": (people.WhyForm, {}),
    "invite_person_again": (["any"], {}),
    "let_back": (["any"], {}),
}
OWN: dict[str, tuple[Fields, dict[str, str], str]] = {
    "save_account": (own.OwnForm, {"name": "Rita", "time_zone": "UTC"}, "post"),
    "add_reader": (["peer"], {}, "post"),
    "my_record": (["before"], {}, "get"),
    "account_change_password": (sign_in.ChangePassword, {"oldpassword": PASSWORD}, "post"),
    "account_reauthenticate": (["password", "next"], {"password": PASSWORD}, "post"),
    "mfa_reauthenticate": (["code", "next"], {}, "post"),
    "mfa_activate_totp": (["code"], {}, "post"),
    "mfa_add_webauthn": (["name", "credential", "passwordless"], {}, "post"),
    "mfa_reauthenticate_webauthn": (["credential", "next"], {}, "post"),
}
SIGNED_OUT: dict[str, tuple[Fields, dict[str, str], str]] = {
    "account_login": (["login", "password", "next"], {"login": "rita@ridealong.example"}, "post"),
    "account_reset_password": (["email", "next"], {}, "post"),
    "mfa_login_webauthn": (["credential", "next"], {}, "post"),
    "mfa_authenticate": (["code", "credential"], {}, "post"),
}


@pytest.fixture(autouse=True)
def _unthrottled(settings):
    """The throttle has a test of its own; here it would hide what lies behind it."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = False


@pytest.mark.parametrize("name", OF_ADMINISTRATORS)
def test_whatever_an_administrator_sends(name, cast, as_):
    fields, keep, method = OF_ADMINISTRATORS[name]
    throw(as_(cast.ada), reverse(name), fields, keep=keep, method=method)


@pytest.mark.parametrize("name", OF_A_PERSON)
def test_whatever_an_administrator_sends_about_somebody(name, cast, as_):
    fields, keep = OF_A_PERSON[name]
    throw(as_(cast.ada), reverse(name, args=[cast.pat.pk]), fields, keep=keep)


def test_whatever_is_sent_about_a_team(cast, as_):
    address = reverse("save_team", args=[cast.north.pk])
    throw(as_(cast.ada), address, teams.TeamForm, keep={"name": "North"})


def test_whatever_is_sent_about_a_membership(cast, as_):
    own_place = cast.pat.memberships.get()
    address = reverse("end_place", args=[cast.pat.pk, own_place.pk])
    throw(as_(cast.ada), address, people.UntilForm)


@pytest.mark.parametrize("name", OWN)
def test_whatever_somebody_sends_about_themselves(name, cast, as_):
    fields, keep, method = OWN[name]
    throw(as_(cast.rita), reverse(name), fields, keep=keep, method=method)


@pytest.mark.parametrize("name", SIGNED_OUT)
def test_whatever_is_sent_by_whoever_is_signed_out(name, cast):
    fields, keep, method = SIGNED_OUT[name]
    throw(Client(), reverse(name), fields, keep=keep, method=method)


def test_whatever_is_sent_with_an_invitation(cast):
    world = made(cast)
    address = reverse("welcome", kwargs=world.made["token"])
    keep = {"name": "Noor", "time_zone": "UTC", "password": "a password of some length"}
    throw(Client(), address, own.ComeInForm, keep=keep)


def test_whatever_the_first_person_sends(db):
    link = first_link()
    assert link
    keep = {"name": "Ada", "email": "a@x.example", "time_zone": "UTC", "organisation": "Acme"}
    throw(Client(), link.removeprefix("http://127.0.0.1:8000"), own.FirstForm, keep=keep)


@pytest.mark.parametrize("name", ["welcome", "first"])
@pytest.mark.parametrize("token", ["x", "é", "a" * 3000, "first:1:2", "%00", "a%2Fb"])
def test_whatever_stands_in_a_link(name, token, db):
    assert Client().get(f"/{name}/{token}/").status_code in {200, 404}


@pytest.mark.parametrize("uid", ["1", "zzzzzzzzzzzzzzz", "Z" * 300])
def test_whatever_stands_in_a_link_for_a_password(uid, db):
    assert Client().get(f"/account/password/reset/key/{uid}-abc/").status_code == 200


def _part(*parts: bytes) -> str:
    return urlsafe_b64encode(b"".join(parts)).decode().rstrip("=")


def _passkey(client: bytes = b"{}", *, user: bytes = b"1", **more: str) -> str:
    response = {
        "clientDataJSON": _part(client),
        "attestationObject": _part(b"\xa0"),
        "authenticatorData": _part(sha256(b"localhost").digest(), b"\x05\x00\x00\x00\x01"),
        "signature": _part(b"\x00"),
        "userHandle": _part(user),
    }
    told = {"type": "public-key", "id": "AA", "rawId": "AA", "response": response | more}
    return json.dumps(told | {"clientExtensionResults": {}})


_CLIENT = b'{"type": "webauthn.%s", "challenge": "AA", "origin": "http://localhost"}'
_EMPTY = _part(b"\xa3cfmtdnonegattStmt\xa0hauthDataA\x00")
BROKEN_PASSKEYS = {
    "no mapping": "[]",
    "a number": "1",
    "too little": '{"id": 1}',
    "no response": '{"type": "public-key", "id": "AA", "rawId": "AA", "response": null}',
    "a text as response": '{"type": "public-key", "id": "AA", "rawId": "AA", "response": "x"}',
    "an empty client": _passkey(),
    "a client that is no JSON": _passkey(b"\x00\x00"),
    "another challenge": _passkey(_CLIENT % b"get"),
    "nobody's handle": _passkey(_CLIENT % b"get", user=b"z" * 18),
    "a handle that is no text": _passkey(_CLIENT % b"get", user=b"\xff\xfe"),
    "an attestation that ends too soon": _passkey(_CLIENT % b"create", attestationObject=_EMPTY),
}


@pytest.fixture
def sure(cast, as_):
    """Rita's browser, in which she has just typed her password once more."""
    browser = as_(cast.rita)
    assert (
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    )
    return browser


@pytest.mark.parametrize("what", BROKEN_PASSKEYS)
def test_whatever_a_browser_hands_over_as_a_passkey(what, sure):
    credential = BROKEN_PASSKEYS[what]
    address = reverse("mfa_add_webauthn")
    assert sure.get(address).status_code == 200
    assert sure.post(address, {"credential": credential, "name": "Key"}).status_code < 500
    outside, door = Client(), reverse("mfa_login_webauthn")
    assert outside.get(door, headers={"accept": "application/json"}).status_code == 200
    assert outside.post(door, {"credential": credential}).status_code < 500


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_whatever_is_sent_to_set_up_a_second_step(name, sure):
    throw(sure, reverse(name), ["code", "credential", "name", "passwordless"])
