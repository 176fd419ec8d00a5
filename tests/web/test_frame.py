"""The frame: who is signed out is asked to sign in; whoever is signed in lands on their desk."""

from django.test import Client


def test_whoever_is_signed_out_is_asked_to_sign_in(cast):
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/?next=/")


def test_rita_lands_on_her_desk(cast, as_):
    answer = as_(cast.rita).get("/")
    assert answer.status_code == 200
    assert "Rita" in answer.content.decode()
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Cache-Control"] == "private, no-store"


def test_signing_in_by_password(cast):
    client = Client()
    form = {"login": cast.rita.email, "password": "a long password for the tests"}
    assert client.post("/account/login/", form)["Location"] == "/"


def test_a_part_of_a_page_whose_session_is_over_takes_the_whole_page_to_sign_in(cast):
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/calls/?move=paraphrase"}
    answer = Client().get("/calls/", headers=asked)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/account/login/?next=/calls/%3Fmove%3Dparaphrase"
    assert answer.content == b""
