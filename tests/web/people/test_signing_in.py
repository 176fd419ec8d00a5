"""Signing in: by password, throttled; in two steps; in a demonstration at one press."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cast import PASSWORD
from mail_server import mail_server
from ridealong.web.audit.models import Entry
from ridealong.web.people.models import Person

LOGIN = "/account/login/"


def sign_in(browser, person, password=PASSWORD, **more):
    form = {"login": person.email, "password": password, **more}
    return browser.post(LOGIN, form)


def words(answer) -> str:
    page: str = answer.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def code_now(secret: str, step: int = 0) -> str:
    """What an authenticator app shows, reckoned from its secret."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def test_the_sixth_wrong_password_is_refused_with_what_to_do(cast):
    browser = Client()
    for _n in range(5):
        assert "do not belong together" in words(sign_in(browser, cast.rita, "wrong"))
    sixth = words(sign_in(browser, cast.rita, "wrong"))
    assert "There were too many attempts. Wait five minutes, then try once more." in sixth
    right = words(sign_in(browser, cast.rita))
    assert "There were too many attempts" in right, "even the right one has to wait"


def test_pat_signs_in_while_somebody_guesses_at_rita(cast):
    for _n in range(6):
        sign_in(Client(), cast.rita, "wrong")
    assert sign_in(Client(), cast.pat).status_code == 302


def test_more_attempts_than_a_person_makes_end_on_a_page_that_says_so(cast):
    for _n in range(30):
        Client().post(LOGIN, {"login": "x", "password": "x"})
    answer = Client().post(LOGIN, {"login": "x", "password": "x"})
    assert answer.status_code == 429
    assert "Wait five minutes" in words(answer)


def test_a_wrong_password_is_in_the_record_and_a_right_one_too(cast):
    sign_in(Client(), cast.rita, "wrong")
    sign_in(Client(), cast.rita)
    told = list(Entry.objects.order_by("id").values_list("action", "about_id"))
    assert told == [("person.not_signed_in", cast.rita.pk), ("person.signed_in", cast.rita.pk)]


def test_the_page_does_not_say_whether_an_address_is_known(cast):
    known = words(sign_in(Client(), cast.rita, "wrong")).replace(cast.rita.email, "")
    unknown = words(Client().post(LOGIN, {"login": "n@x.example", "password": "wrong"}))
    assert known == unknown.replace("n@x.example", "")


def test_after_signing_in_one_goes_where_one_wanted_and_never_to_another_site(cast):
    assert sign_in(Client(), cast.rita, next="/account/")["Location"] == "/account/"
    assert sign_in(Client(), cast.rita, next="https://elsewhere.example/")["Location"] == "/"


def test_whoever_has_left_cannot_sign_in(cast):
    Person.objects.filter(pk=cast.rita.pk).update(is_active=False)
    answer = sign_in(Client(), cast.rita)
    assert answer["Location"] == "/account/inactive/"
    assert Client().get("/account/inactive/").status_code == 200


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_confirm_login_code"])
def test_what_the_library_offers_beyond_signing_in_is_not_there(name, cast):
    with pytest.raises(NoReverseMatch):
        reverse(name)
    assert Client().get("/account/signup/").status_code == 404


def test_two_steps_from_setting_them_up_to_signing_in(cast, django_capture_on_commit_callbacks):
    browser = Client()
    sign_in(browser, cast.rita)
    page = browser.get("/account/2fa/totp/activate/", follow=True)
    assert page.request["PATH_INFO"] == "/account/reauthenticate/", "first the password again"
    page = browser.post(
        page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"],
        {"password": PASSWORD},
        follow=True,
    )
    (secret,) = re.findall(r'class="secret">(\w+)<', page.content.decode())
    wrong = browser.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert "This code does not hold" in words(wrong)
    with django_capture_on_commit_callbacks(execute=True):
        page = browser.post("/account/2fa/totp/activate/", {"code": code_now(secret)}, follow=True)
    assert page.request["PATH_INFO"] == "/account/2fa/recovery-codes/"
    recovery = re.findall(r"<code>(\d+)</code>", page.content.decode())
    assert len(recovery) == 10
    assert Entry.objects.filter(action="two_step.added", about_id=cast.rita.pk).exists()

    again = Client()
    assert sign_in(again, cast.rita)["Location"] == "/account/2fa/authenticate/"
    assert again.get("/").status_code == 302, "the password alone is not enough"
    assert "This code does not hold" in words(
        again.post("/account/2fa/authenticate/", {"code": "1"})
    )
    answer = again.post("/account/2fa/authenticate/", {"code": code_now(secret, 1)})
    assert answer["Location"] == "/"
    assert again.get("/").status_code == 200

    lost = Client()
    sign_in(lost, cast.rita)
    assert lost.post("/account/2fa/authenticate/", {"code": recovery[0]})["Location"] == "/"
    twice = Client()
    sign_in(twice, cast.rita)
    assert twice.post("/account/2fa/authenticate/", {"code": recovery[0]}).status_code == 200

    assert browser.post("/account/2fa/totp/deactivate/")["Location"] == "/account/2fa/"
    assert not Authenticator.objects.filter(user=cast.rita).exists()
    assert sign_in(Client(), cast.rita)["Location"] == "/"


def test_between_the_steps_one_can_turn_back_and_be_somebody_else(cast):
    Authenticator.objects.create(user=cast.rita, type="totp", data={"secret": "A" * 32})
    browser = Client()
    sign_in(browser, cast.rita)
    browser.post("/account/logout/")
    assert sign_in(browser, cast.pat)["Location"] == "/"


def test_a_new_password_ends_all_other_sessions(cast):
    here, there = Client(), Client()
    sign_in(here, cast.rita)
    sign_in(there, cast.rita)
    new = "another password that is long"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/account/password/change/", form).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


@pytest.mark.parametrize("poor", ["short", "password1234", "rita hollis 1"])
def test_a_poor_password_is_refused(poor, cast):
    browser = Client()
    sign_in(browser, cast.rita)
    form = {"oldpassword": PASSWORD, "password1": poor, "password2": poor}
    assert browser.post("/account/password/change/", form).status_code == 200
    cast.rita.refresh_from_db()
    assert cast.rita.check_password(PASSWORD)


def test_a_forgotten_password_is_chosen_anew_by_mail(cast, settings):
    with mail_server(settings) as letters:
        browser = Client()
        answer = browser.post("/account/password/reset/", {"email": cast.rita.email})
        assert answer["Location"] == "/account/password/reset/done/"
        assert letters.taken[0]["To"] == cast.rita.email
        (link,) = re.findall(r"http://testserver(\S+)", letters.text())
        page = browser.get(link, follow=True)
        new = "another password that is long"
        done = browser.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
        assert done["Location"] == "/account/password/reset/key/done/"
        assert "This link is spent" in words(Client().get(link, follow=True))
    assert sign_in(Client(), cast.rita, new)["Location"] == "/"


def test_nobody_learns_from_the_reset_who_is_here_nor_that_the_mail_failed(cast, settings):
    with mail_server(settings) as letters:
        unknown = Client().post("/account/password/reset/", {"email": "nobody@x.example"})
        letters.refuses = True
        known = Client().post("/account/password/reset/", {"email": cast.rita.email})
        assert unknown["Location"] == known["Location"]
        assert not letters.taken


def test_without_mails_the_page_says_whom_to_ask(db):
    page = words(Client().get("/account/password/reset/"))
    assert "This desk sends no mails. Ask your administrator" in page


def test_in_a_demonstration_everybody_is_offered_by_role_and_name(cast, settings):
    settings.DEMO = True
    Person.objects.filter(pk=cast.tess.pk).update(is_active=False)
    page = words(Client().get(LOGIN))
    order = [
        "Salesperson",
        "Pat Okafor",
        "Rita Hollis",
        "Service agent",
        "Sam Whitlock",
        "Manager",
        "Mel Brandt",
        "Olga Reyes",
        "Sol Marin",
        "Leader",
        "Administrator",
    ]
    places = [page.index(name) for name in order]
    assert places == sorted(places)
    assert "Tess Lindgren" not in page
    browser = Client()
    assert browser.post(f"/account/login/as/{cast.mel.pk}/")["Location"] == "/"
    assert "Mel" in words(browser.get("/account/"))
    assert browser.get(f"/account/login/as/{cast.rita.pk}/").status_code == 405
    assert browser.post(f"/account/login/as/{cast.rita.pk}/").status_code == 302
    assert "Rita Hollis" in words(browser.get("/account/"))
    assert browser.post(f"/account/login/as/{cast.tess.pk}/").status_code == 404


def test_outside_a_demonstration_nobody_is_offered(cast):
    page = words(Client().get(LOGIN))
    assert "Rita" not in page
    assert Client().post(f"/account/login/as/{cast.rita.pk}/").status_code == 404


def test_passkeys_are_offered_where_the_desk_has_a_name(cast):
    named = Client().get(LOGIN, headers={"host": "localhost:8000"}).content.decode()
    bare = Client().get(LOGIN, headers={"host": "127.0.0.1:8000"}).content.decode()
    assert "With a passkey" in named
    assert "With a passkey" not in bare
