"""Deals in a real browser: accessible at both widths, in both lights; gates decided by hand."""

from pathlib import Path

import pytest

import desk_steps

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SIZES = ("1440", "390")
SCREENS = Path("build/screens/deals")
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
PAGES = {
    "full": "/deals/{0}/",
    "bare": "/deals/{1}/",
    "calls": "/deals/{0}/calls/",
    "list": "/deals/",
    "filtered": "/deals/?half=yes&stage=proposal",
    "nothing": "/deals/?outcome=lost",
    "wrong": "/deals/?stage=gone&customer=Nobody",
    "customer": "/customers/1/",
}


@pytest.fixture(scope="module")
def deals(serve):
    return serve(desk_steps.deals_in_every_state)


def checked(page, name):
    """Kept as a picture, and looked at by axe, folded and unfolded."""
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
def test_the_pages_of_a_rep(deals, open_as, name, size, scheme):
    address = PAGES[name].format(*deals.answer)
    checked(open_as(deals, "rita", address, size, scheme), f"rita-{name}-{size}-{scheme}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["full", "list"])
def test_the_pages_of_a_manager(deals, open_as, name, size):
    address = PAGES[name].format(*deals.answer)
    checked(open_as(deals, "mel", address, size), f"mel-{name}-{size}")


def test_a_gate_is_decided_and_added_to_by_hand(deals, open_as):
    page = open_as(deals, "rita", f"/deals/{deals.answer[1]}/", "1440")
    gate = page.locator("#gate-admits_need")
    assert "half" in gate.inner_text()
    theirs = gate.locator(".gate-part").first
    theirs.locator("summary", has_text="Add").click()
    theirs.locator("textarea").fill("We lose a load a month, and Halden with it.")
    theirs.locator("form button", has_text="Add").click()
    page.wait_for_load_state()
    gate = page.locator("#gate-admits_need")
    assert "both sides did their part" in gate.inner_text()
    gate.locator("button", has_text="Take it back").first.click()
    page.wait_for_load_state()
    assert "half" in page.locator("#gate-admits_need").inner_text()


def test_older_things_come_below_without_a_new_page(deals, open_as):
    page = open_as(deals, "rita", f"/deals/{deals.answer[0]}/", "1440")
    lines = page.locator(".timeline > li")
    before = lines.count()
    page.locator("#older a").click()
    lines.nth(before).wait_for()
    assert page.url.endswith(f"/deals/{deals.answer[0]}/")


def test_filters_bring_the_list_without_a_new_page(deals, open_as):
    page = open_as(deals, "mel", "/deals/", "1440")
    page.locator("select[name=stage]").select_option("decision")
    page.wait_for_url("**/deals/?stage=decision")
    assert page.locator("table.deals tbody tr").count() < 16


def test_a_deal_prints_plainly(deals, open_as):
    page = open_as(deals, "rita", f"/deals/{deals.answer[0]}/", "1440")
    page.emulate_media(media="print")
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.pdf(path=SCREENS / "print.pdf", format="A4")
    assert not page.locator(".piece-do").first.is_visible()
    assert not page.locator("nav.tabs").is_visible()
    page.screenshot(path=SCREENS / "print.png", full_page=True)
