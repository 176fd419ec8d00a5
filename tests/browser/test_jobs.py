"""The page of work in the background, and a call that is being read, in a real browser."""

from pathlib import Path

import pytest

import desk_steps
from desks import until

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SCREENS = Path("build/screens/jobs")
LAY_OUT_ALL = (
    "document.querySelectorAll('.leg').forEach("
    "(leg) => { leg.style.contentVisibility = 'visible'; })"
)
"""Axe takes styles once, also of what is laid out only when it comes into view."""


@pytest.fixture(scope="module")
def bad_night(serve):
    return serve(desk_steps.a_bad_night)


@pytest.fixture(scope="module")
def first_day(serve):
    return serve(desk_steps.people)


def checked(page, name):
    """Kept as a picture, and looked at by axe."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
def test_the_page_of_jobs(bad_night, open_as, size, scheme):
    checked(open_as(bad_night, "ada", "/jobs/", size, scheme), f"jobs-{size}-{scheme}")


@pytest.mark.parametrize("size", ["1440", "390"])
def test_the_page_of_jobs_on_the_first_day(first_day, open_as, size):
    checked(open_as(first_day, "ada", "/jobs/", size), f"jobs-first-day-{size}")


def call_of(served):
    ((pk,),) = served.desk.rows("SELECT max(call_id) FROM calls_analysis")
    return pk


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
def test_a_call_that_waits_says_how_long(bad_night, open_as, size, scheme):
    page = open_as(bad_night, "rita", f"/calls/{call_of(bad_night)}/", size, scheme)
    page.get_by_text("read before this one").wait_for()
    page.evaluate(LAY_OUT_ALL)
    checked(page, f"call-waits-{size}-{scheme}")


def test_a_call_shows_itself_once_it_is_read(serve, open_as):
    served = serve(desk_steps.people)
    (pk,) = served.desk.does(desk_steps.calls_of, "rita", 1)
    page = open_as(served, "rita", f"/calls/{pk}/")
    page.get_by_text("no worker runs").wait_for()
    page.locator("textarea").first.fill("They opened up once I asked about the lorry.")
    worker = served.desk.start("work")
    page.get_by_text("It opens after your own view").wait_for(timeout=60_000)
    assert page.locator("textarea").first.input_value().startswith("They opened up"), "kept"
    until(lambda: served.desk.rows("SELECT state FROM calls_analysis") == [("done",)])
    worker.terminate()


def test_after_the_debrief_a_call_opens_by_itself_once_it_is_read(serve, open_as):
    served = serve(desk_steps.people)
    (pk,) = served.desk.does(desk_steps.calls_of, "rita", 1)
    page = open_as(served, "rita", f"/calls/{pk}/")
    page.get_by_role("button", name="Skip the debrief this time").click()
    page.get_by_text("no worker runs").wait_for()
    worker = served.desk.start("work")
    page.locator("#figures").wait_for(timeout=60_000)
    assert page.locator("#state").count() == 0
    worker.terminate()
