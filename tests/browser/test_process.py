"""The process and its editor in a real browser: light, dark, wide, narrow, axe, without a mouse."""

from pathlib import Path

import pytest

import desk_steps

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SIZES = {"1440": (1440, 1000), "390": (390, 844)}
SCREENS = Path("build/screens/process")
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
READ = {
    "process": "/process/",
    "process-of-a-talk": "/process/?sales=proposal&service=cause&use=pre-call",
    "version": "/process/versions/{used}/",
}
DRAFT = {
    "versions": "/process/versions/",
    "import": "/process/import/",
    "edit": "/process/drafts/{draft}/",
    "stage": "/process/drafts/{draft}/stage/needs-review/",
    "add-stage": "/process/drafts/{draft}/stages/add/",
    "skills": "/process/drafts/{draft}/skills/",
    "library": "/process/drafts/{draft}/library/",
    "yaml": "/process/drafts/{draft}/yaml/",
    "publish": "/process/drafts/{draft}/publish/",
}


@pytest.fixture(scope="module")
def desk(serve):
    return serve(desk_steps.a_process)


def at(desk, path):
    used, draft = desk.answer
    return path.format(used=used, draft=draft)


def checked(page, name):
    """Kept as a picture, and looked at by axe, folded and unfolded."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
    assert axe.Axe().run(page).violations_count == 0, axe.Axe().run(page).generate_report()
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", READ)
def test_everybody_reads_the_process(desk, open_as, name, size, scheme):
    checked(open_as(desk, "rita", at(desk, READ[name]), size, scheme), f"{name}-{size}-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", DRAFT)
def test_a_draft_is_edited(desk, open_as, name, size, scheme):
    checked(open_as(desk, "lee", at(desk, DRAFT[name]), size, scheme), f"{name}-{size}-{scheme}")
