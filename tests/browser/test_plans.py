"""The pages of plans in a real browser: accessible, in both widths and lights, and by keyboard."""

from pathlib import Path

import pytest

import desk_steps

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SCREENS = Path("build/screens/plans")
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
PAGES = {
    "desk": ("rita", "/"),
    "own": ("rita", "/commitments/"),
    "of-rita": ("mel", "/commitments/of/{person}/"),
    "one": ("rita", "/commitments/{commitment}/"),
    "closed": ("rita", "/commitments/{closed}/"),
    "new": ("rita", "/commitments/of/{person}/new/"),
    "nothing": ("tess", "/commitments/"),
    "practice": ("rita", "/practice/"),
    "practised": ("rita", "/practice/answers/{answer}/"),
    "no-practice": ("tess", "/practice/"),
    "goals": ("rita", "/goals/"),
    "goals-shared": ("mel", "/goals/of/{person}/"),
    "changes": ("mel", "/transformations/"),
    "change": ("mel", "/transformations/{transformation}/"),
}


@pytest.fixture(scope="module")
def served(serve):
    return serve(desk_steps.plans)


def checked(page, name):
    """Kept as a picture, and looked at by axe, folded and unfolded."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.evaluate(OPEN_ALL)


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_plans(served, open_as, name, size, scheme):
    who, address = PAGES[name]
    page = open_as(served, who, address.format(**served.answer), size, scheme)
    checked(page, f"{name}-{size}-{scheme}")


def test_rita_agrees_by_keyboard_on_what_a_call_can_show(served, open_as):
    page = open_as(served, "pat", "/commitments/", noise="422")
    page.get_by_role("link", name="Agree on one thing").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/new/")
    page.locator("#id_says").focus()
    page.keyboard.type("I will be better prepared")
    page.locator("#id_says").evaluate("field => field.form.requestSubmit()")
    page.get_by_text("What would one hear you do?").wait_for()
    assert page.locator("#id_says").input_value() == "I will be better prepared"
