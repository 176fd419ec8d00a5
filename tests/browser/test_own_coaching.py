"""One's own coaching in a real browser: hours, an answer kept for oneself, a step."""

from pathlib import Path

import pytest

import desk_steps

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SCREENS = Path("build/screens/own-coaching")
PAGES = {"audit": "", "people": "people/", "steps": "steps/"}


@pytest.fixture(scope="module")
def served(serve):
    """A desk on a morning of Mel's."""
    return serve(desk_steps.talks_of_mel)


def checked(page, name):
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page(served, open_as, name, size, scheme):
    page = open_as(served, "mel", f"/coaching/mine/{PAGES[name]}", size, scheme)
    checked(page, f"{name}-{size}-{scheme}")


def test_mel_looks_at_her_coaching_from_the_desk_and_keeps_an_answer(served, open_as):
    page = open_as(served, "mel", "/", "1440", "light")
    page.get_by_role("link", name="My coaching").click()
    page.get_by_label("Hours of work in a week").fill("40")
    page.get_by_role("button", name="Keep it for myself").first.click()
    page.get_by_text("of your working time").wait_for()
    page.get_by_label("What do you fear to lose").fill("The deals that I close myself.")
    page.locator("#on-will").get_by_role("button", name="Keep it for myself").click()
    page.get_by_text("1 answer so far").click()
    page.get_by_text("The deals that I close myself.").wait_for()
    checked(page, "answered")
    page.get_by_role("link", name="Steps").click()
    step = page.get_by_role("listitem").filter(has_text="Pass it on")
    step.get_by_role("button", name="I have reached it").click()
    step.get_by_text("by your own word, today").wait_for()
    step.get_by_role("button", name="Take it back").click()
    step.get_by_role("button", name="I have reached it").wait_for()
