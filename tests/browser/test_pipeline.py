"""The pages of the pipeline in a real browser: both widths and lights, axe, keyboard, fingers."""

from pathlib import Path

import pytest

import desk_steps

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SIZES = ("1440", "390")
SCREENS = Path("build/screens/pipeline")
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
SHIFTS = """() => new Promise((told) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { moved += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => told(moved), 300);
})"""
PAGES = {
    "now": ("mel", "/pipeline/{rita}/"),
    "own": ("rita", "/pipeline/{rita}/"),
    "table": ("mel", "/pipeline/{rita}/?as=table"),
    "flow": ("mel", "/pipeline/{rita}/flow/"),
    "plan": ("mel", "/pipeline/{rita}/plan/"),
    "plan-form": ("rita", "/pipeline/{rita}/plan/new/"),
    "plan-none": ("mel", "/pipeline/{pat}/plan/"),
    "profile": ("mel", "/pipeline/{rita}/calls/"),
    "team": ("mel", "/pipeline/team/"),
    "leader": ("lee", "/pipeline/team/"),
}


@pytest.fixture(scope="module")
def desk(serve):
    return serve(desk_steps.pipelines)


@pytest.fixture(scope="module")
def first_day(serve):
    return serve(desk_steps.people)


def opened(open_as, desk, name, size="1440", scheme="light", **more):
    who, path = PAGES[name]
    return open_as(desk, who, path.format(**desk.answer), size, scheme, **more)


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_pipeline(desk, open_as, name, size, scheme):
    page = opened(open_as, desk, name, size, scheme)
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}-{size}-{scheme}.png", full_page=True)
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.evaluate(OPEN_ALL)
    page.screenshot(path=SCREENS / f"{name}-{size}-{scheme}-open.png", full_page=True)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", ["rita", "mel", "lee"])
def test_a_pipeline_of_the_first_day(first_day, open_as, who, size):
    page = open_as(first_day, who, "/pipeline/", size)
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"first-{who}-{size}.png", full_page=True)
    assert page.locator("main .nothing").is_visible()
    assert axe.Axe().run(page).violations_count == 0


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_while_a_page_loads(desk, open_as, name):
    assert opened(open_as, desk, name, "390").evaluate(SHIFTS) == 0


@pytest.mark.parametrize("name", PAGES)
def test_what_a_finger_presses_is_large_enough(desk, open_as, name):
    page = opened(open_as, desk, name, "390")
    for pressed in page.locator("main :is(button, .button, summary, .seg a)").all():
        if pressed.is_visible():
            assert pressed.bounding_box()["height"] >= 42, pressed.inner_text()


def test_on_a_phone_the_finding_stands_before_the_lists(desk, open_as):
    page = opened(open_as, desk, "now", "390")
    finding = page.locator(".diagnosis").first.bounding_box()["y"]
    lists = page.locator("h2", has_text="Half gates").bounding_box()["y"]
    assert finding < lists


def test_the_pages_stand_without_a_script(desk, open_as):
    page = opened(open_as, desk, "now", java_script_enabled=False)
    assert page.locator(".stage-bar").count() == 5
    page.locator("summary", has_text="How this is counted").click()
    assert page.locator(".made").first.is_visible()


def test_by_keyboard_to_the_table_and_back(desk, open_as):
    page = opened(open_as, desk, "now")
    page.locator(".head .button", has_text="As a table").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**?as=table")
    assert page.locator("table.in-figures").is_visible()
    page.locator(".head .button", has_text="As pictures").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pipeline/*/")
    assert page.locator(".stage-bar").first.is_visible()


def test_mel_takes_a_question_into_the_next_talk_by_keyboard(serve, open_as):
    desk = serve(desk_steps.pipelines)
    page = opened(open_as, desk, "now")
    page.locator(".diagnosis .first").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice")
    assert "It is kept for the next talk of you two." in page.locator(".notice").inner_text()
    assert "Kept for the next talk by Mel" in page.locator(".diagnosis").first.inner_text()
    asked = page.locator(".diagnosis").count()
    page.locator(".diagnosis button", has_text="Not now").first.click()
    page.wait_for_selector(".notice")
    assert page.locator(".diagnosis").count() == asked - 1


def test_rita_and_mel_agree(serve, open_as):
    desk = serve(desk_steps.pipelines)
    page = opened(open_as, desk, "plan-form")
    page.get_by_label("Proposal: A month").fill("6")
    page.locator("button.first").click()
    page.wait_for_url("**/plan/")
    assert "Proposal: 6 a month, before 4 a month" in page.locator("main").inner_text()
    page.locator("button", has_text="Sign version 2").click()
    page.wait_for_selector(".notice")
    manager = opened(open_as, desk, "plan")
    manager.locator("button", has_text="Sign version 2").click()
    manager.wait_for_selector(".notice")
    assert "What it takes, by version 2" in manager.locator("main").inner_text()
