"""Every desk in a real browser: accessible, in both widths and lights, and without a script."""

from pathlib import Path

import pytest

import desk_steps

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SIZES = ("1440", "390")
SCREENS = Path("build/screens/desks")
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
SHIFTS = """() => new Promise((told) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { moved += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(moved), 300);
})"""
WHO = ("rita", "mel", "sam", "lee", "ada")


@pytest.fixture(scope="module")
def morning(serve):
    return serve(desk_steps.a_morning)


@pytest.fixture(scope="module")
def first_day(serve):
    return serve(desk_steps.people)


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
@pytest.mark.parametrize("who", WHO)
def test_a_desk_of_a_morning(morning, open_as, who, size, scheme):
    checked(open_as(morning, who, "/", size, scheme), f"{who}-{size}-{scheme}")


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
def test_the_page_of_a_team(morning, open_as, size, scheme):
    checked(open_as(morning, "mel", "/team/", size, scheme), f"mel-team-{size}-{scheme}")


def test_rita_writes_her_debrief_at_the_desk_by_keyboard(serve, open_as):
    page = open_as(serve(desk_steps.a_morning), "rita")
    page.locator("#repeat").focus()
    page.keyboard.type("I waited until he had finished")
    done = page.get_by_role("button", name="Done, show me the call")
    for _press in range(5):
        page.keyboard.press("Tab")
        if done.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/calls/*/")
    assert "I waited until he had finished" in page.locator(".pad").inner_text()
    page.goto(page.url.partition("/calls/")[0])
    assert "Nothing waits." in page.locator("main").inner_text()


def test_why_this_is_opened_by_keyboard_and_names_the_rule(morning, open_as):
    page = open_as(morning, "mel")
    fold = page.locator(".because").first
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert fold.locator("dt").first.inner_text() == "Rule"
    assert fold.locator(".made").is_visible()


def test_the_moment_that_a_talk_begins_with_is_one_press_away(morning, open_as):
    page = open_as(morning, "mel")
    source = page.locator(".next-talk .source a").first
    turn = source.get_attribute("href").partition("#")[2]
    source.click()
    page.wait_for_url("**/calls/*/#*")
    assert page.locator(f"#{turn}").is_visible()


@pytest.mark.parametrize("who", WHO)
def test_nothing_moves_while_a_desk_loads(morning, open_as, who):
    page = open_as(morning, who, "/", "390")
    assert page.evaluate(SHIFTS) == 0


@pytest.mark.parametrize("who", WHO)
def test_what_a_finger_presses_is_large_enough(morning, open_as, who):
    page = open_as(morning, who, "/", "390")
    for pressed in page.locator("main :is(button, .button, summary)").all():
        if pressed.is_visible():
            assert pressed.bounding_box()["height"] >= 44, pressed.inner_text()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", WHO)
def test_a_desk_of_the_first_day(first_day, open_as, who, size):
    checked(open_as(first_day, who, "/", size), f"{who}-first-{size}")
