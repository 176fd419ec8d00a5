"""Signing in and the pages of people in a real browser: passkeys, no console message, axe."""

import re
from pathlib import Path

import pytest

import desk_steps
from cast import PASSWORD

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SIZES = {"1440": (1440, 1000), "390": (390, 844)}
SCREENS = Path("build/screens/people")
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
OF_RITA = {
    "account": "/account/",
    "my-record": "/account/record/",
    "sessions": "/account/sessions/",
    "ways": "/account/2fa/",
    "passkeys": "/account/2fa/webauthn/",
    "app": "/account/2fa/totp/activate/",
    "password": "/account/password/change/",
    "sign-out": "/account/logout/",
}
OF_ADA = {
    "people": "/people/?left=on",
    "invite": "/people/new/",
    "person": "/people/2/",
    "invited": "/people/10/",
    "teams": "/teams/",
    "team": "/teams/2/",
    "organisation": "/organisation/",
    "record": "/record/",
    "record-none": "/record/?since=1990-01-01&until=1990-01-02",
}


@pytest.fixture(scope="module")
def office(serve):
    return serve(desk_steps.an_office)


@pytest.fixture
def outside(chromium):
    """A browser in which nobody is signed in; fails on any message of the console."""
    contexts, said = [], []

    def opened(served, path, size="1440", scheme="light"):
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if _news(message) else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"http://localhost:{served.port}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def _news(message):
    """Whether the console says something that we do not say ourselves: 422 is a form's answer."""
    return "status of 422" not in message.text


def checked(page, name):
    """Kept as a picture, and looked at by axe, folded and unfolded."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
    page.evaluate(OPEN_ALL)
    page.screenshot(path=SCREENS / f"{name}-open.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def sign_in(page, name="rita"):
    page.get_by_label("E-mail address").fill(f"{name}@ridealong.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def with_a_key(page):
    """A passkey of the browser's own, that always says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("name", OF_RITA)
def test_pages_of_ones_own(office, open_as, name, size, scheme):
    page = open_as(office, "rita", OF_RITA[name], size, scheme)
    if "reauthenticate" in page.url:
        checked(page, f"is-it-you-{size}-{scheme}")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url(f"**{OF_RITA[name]}")
    checked(page, f"{name}-{size}-{scheme}")


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("name", OF_ADA)
def test_pages_of_an_administrator(office, open_as, name, size, scheme):
    checked(open_as(office, "ada", OF_ADA[name], size, scheme), f"{name}-{size}-{scheme}")


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
def test_doors(office, outside, size, scheme):
    page = outside(office, "/account/login/", size, scheme)
    checked(page, f"sign-in-{size}-{scheme}")
    sign_in(page, "nobody")
    page.get_by_role("alert").filter(has_text="do not belong together").wait_for()
    checked(page, f"sign-in-wrong-{size}-{scheme}")
    page.get_by_role("link", name="I have forgotten my password").click()
    page.get_by_text("This desk sends no mails").wait_for()
    checked(page, f"forgotten-{size}-{scheme}")


@pytest.mark.parametrize("size", SIZES)
def test_a_newcomer_chooses_a_password_and_is_in(serve, outside, size):
    served = serve(desk_steps.an_office)
    token = served.answer[0]
    page = outside(served, f"/welcome/{token}/", size)
    checked(page, f"welcome-{size}")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Come in").click()
    page.locator(".error").wait_for()
    checked(page, f"welcome-wrong-{size}")
    page.get_by_label("Password").fill("a password that Noor chose")
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url(f"http://localhost:{served.port}/")
    again = outside(served, "/account/inactive/", size)
    checked(again, f"closed-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_the_first_person_begins_an_empty_desk(serve, outside, size):
    served = serve(desk_steps.nobody)
    page = outside(served, "/account/login/", size)
    checked(page, f"nobody-{size}")
    page.goto(f"http://localhost:{served.port}{served.answer}")
    checked(page, f"first-{size}")
    page.get_by_label("Your organisation").fill("Brightwater")
    page.get_by_label("Name", exact=True).fill("Ada Nwosu")
    page.get_by_label("E-mail address").fill("ada@brightwater.example")
    page.get_by_label("Password").fill("the first password of all")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(f"http://localhost:{served.port}/")
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Organisation").click()
    assert page.get_by_label("Name").input_value() == "Brightwater"


def test_a_passkey_from_adding_it_to_signing_in_with_it_alone(serve, outside):
    served = serve(desk_steps.an_office)
    page = outside(served, "/account/login/")
    with_a_key(page)
    sign_in(page)
    page.goto(f"http://localhost:{served.port}/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name of the passkey").fill("My telephone")
    page.get_by_label("It alone is enough to sign in").check()
    checked(page, "add-passkey")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    checked(page, "recovery-codes")
    page.goto(f"http://localhost:{served.port}/account/2fa/webauthn/")
    assert "My telephone" in page.locator("tbody").inner_text()
    checked(page, "passkeys-one")
    checked_ways(page, served)

    sign_out(page, served)
    page.get_by_role("button", name="With a passkey").click()
    page.wait_for_url(f"http://localhost:{served.port}/")
    page.goto(f"http://localhost:{served.port}/account/")
    page.get_by_role("heading", name="Rita Hollis").wait_for()

    sign_out(page, served)
    sign_in(page)
    page.get_by_role("heading", name="The second step").wait_for()
    checked(page, "second-step")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"http://localhost:{served.port}/")

    page.goto(f"http://localhost:{served.port}/account/2fa/webauthn/")
    page.get_by_role("link", name="Rename").click()
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name of the passkey").fill("My old telephone")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("My old telephone").wait_for()
    page.get_by_role("link", name="Remove").click()
    checked(page, "remove-passkey")
    page.get_by_role("button", name="Remove it").click()
    page.get_by_text("No passkey yet").wait_for()


def checked_ways(page, served):
    page.goto(f"http://localhost:{served.port}/account/2fa/")
    checked(page, "ways-on")
    page.goto(f"http://localhost:{served.port}/account/2fa/recovery-codes/generate/")
    checked(page, "new-codes")


def sign_out(page, served):
    page.goto(f"http://localhost:{served.port}/account/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("/account/login/"))


def test_a_passkey_that_is_not_there_is_told_in_words(office, outside):
    page = outside(office, "/account/login/")
    with_a_key(page)
    page.get_by_role("button", name="With a passkey").click()
    page.get_by_role("alert").filter(has_text="The browser gave no passkey").wait_for()


def test_an_invited_persons_link_is_copied_with_one_press(office, open_as):
    page = open_as(office, "ada", "/people/10/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy it").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Link").input_value()
