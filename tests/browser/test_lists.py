"""Lists and search in a real browser: accessible at both widths, in both lights, by keyboard."""

from pathlib import Path

import pytest

import desk_steps

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SIZES = ("1440", "390")
SCREENS = Path("build/screens/lists")
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
PAGES = {
    "list": "/calls/",
    "filtered": "/calls/?kind=sales&gate=admits_need",
    "nothing": "/calls/?kind=partner&move=threat",
    "wrong": "/calls/?kind=chat&from=31+November",
    "search": "/calls/?q=price",
    "phrase": '/calls/?q=customer:+"too+expensive"+-mango',
    "not-found": "/calls/?q=zeppelin",
}


@pytest.fixture(scope="module")
def listed(serve):
    return serve(desk_steps.calls_in_every_state)


@pytest.fixture(scope="module")
def first_day(serve):
    return serve(desk_steps.people)


def checked(page, name):
    """Kept as a picture, and looked at by axe, folded and unfolded; only filters go sideways."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.evaluate(OPEN_ALL)
    page.screenshot(path=SCREENS / f"{name}-open.png", full_page=True)


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_a_manager(listed, open_as, name, size, scheme):
    checked(open_as(listed, "mel", PAGES[name], size, scheme), f"mel-{name}-{size}-{scheme}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["list", "search"])
def test_the_pages_of_a_rep(listed, open_as, name, size):
    checked(open_as(listed, "rita", PAGES[name], size), f"rita-{name}-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_the_first_day(first_day, open_as, size):
    checked(open_as(first_day, "rita", "/calls/", size), f"rita-first-{size}")


def test_a_filter_changes_the_list_and_the_address_and_nothing_else(listed, open_as):
    page = open_as(listed, "mel", "/calls/")
    rows = page.locator("#found tbody tr")
    before = rows.count()
    page.locator("select[name=kind]").focus()
    page.locator("select[name=kind]").select_option("service")
    page.wait_for_url("**/calls/?kind=service")
    sync_api.expect(rows).to_have_count(1)
    assert before > 10
    assert page.evaluate("document.activeElement.name") == "kind", "the keyboard stays where it was"
    sync_api.expect(page.locator("#list-status")).to_have_text("1 call")
    link = page.locator("#list-head a[download]").first
    assert "kind=service" in (link.get_attribute("href") or "")
    page.go_back()
    sync_api.expect(rows).to_have_count(before)


def test_a_view_is_kept_renamed_and_deleted(listed, open_as):
    page = open_as(listed, "mel", "/calls/?gate=admits_need")
    page.get_by_text("Keep view").click()
    page.get_by_label("Name of this view").fill("A need is admitted")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('A need is admitted')")
    page.get_by_text("This view", exact=True).click()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.get_by_text("This view", exact=True).click()
    page.get_by_label("Name of this view").fill("Needs")
    page.get_by_role("button", name="Rename").click()
    page.wait_for_selector("h1:has-text('Needs')")
    page.get_by_text("This view", exact=True).click()
    page.get_by_role("button", name="Delete the view").click()
    page.wait_for_selector("h1:has-text('Calls')")


def test_the_slash_leads_into_the_search_and_a_place_to_its_turn(listed, open_as):
    page = open_as(listed, "rita", "/calls/")
    page.keyboard.press("/")
    page.keyboard.type("price")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark")
    place = page.locator(".results .quote a").first
    turn = (place.get_attribute("href") or "").split("#")[1]
    place.click()
    page.wait_for_url(f"**/calls/*/#{turn}")


def test_without_a_script_the_filters_have_a_button(listed, chromium):
    context = chromium.new_context(java_script_enabled=False)
    cookie = {"name": "sessionid", "value": listed.session("mel"), "url": listed.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{listed.url}/calls/")
    page.locator("select[name=kind]").select_option("service")
    page.get_by_role("button", name="Show").click()
    assert "kind=service" in page.url
    assert page.locator("#found tbody tr").count() == 1
    context.close()
