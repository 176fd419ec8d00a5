"""Every desk in a real browser: accessible, in both widths and lights, and without a script."""

from pathlib import Path

import pytest

import desk_steps

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SIZES = ("1440", "390")
SCREENS = Path("build/screens/desks")
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", WHO)
def test_a_desk_of_a_morning(morning, open_as, who, size, scheme):
    checked(open_as(morning, who, "/", size, scheme), f"{who}-{size}-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_page_of_a_team(morning, open_as, size, scheme):
    checked(open_as(morning, "mel", "/team/", size, scheme), f"mel-team-{size}-{scheme}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", WHO)
def test_a_desk_of_the_first_day(first_day, open_as, who, size):
    checked(open_as(first_day, who, "/", size), f"{who}-first-{size}")
