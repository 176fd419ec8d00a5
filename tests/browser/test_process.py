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


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("name", READ)
def test_everybody_reads_the_process(desk, open_as, name, size, scheme):
    checked(open_as(desk, "rita", at(desk, READ[name]), size, scheme), f"{name}-{size}-{scheme}")


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("name", DRAFT)
def test_a_draft_is_edited(desk, open_as, name, size, scheme):
    checked(open_as(desk, "lee", at(desk, DRAFT[name]), size, scheme), f"{name}-{size}-{scheme}")


def test_a_stage_is_chosen_and_its_question_found_with_keys_alone(desk, open_as):
    page = open_as(desk, "rita", "/process/")
    page.get_by_role("link", name="Proposal", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sales=proposal**")
    assert page.get_by_role("heading", name="Proposal").last.is_visible()
    page.get_by_role("link", name="Partner", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**use=partner**")
    assert page.get_by_text("How does the customer decide, as far as you").is_visible()
    assert page.get_by_text("Which of these offers would you write again").count() == 0


def test_the_line_of_a_fault_is_marked_in_the_text(desk, open_as):
    page = open_as(desk, "lee", at(desk, DRAFT["yaml"]), noise="422")
    text = page.get_by_label("The draft as YAML").input_value()
    lines = text.split("\n")
    place = next(i for i, line in enumerate(lines) if line.strip() == "key: can_decide")
    lines[place] = lines[place].replace("can_decide", "Can decide")
    page.get_by_label("The draft as YAML").fill("\n".join(lines))
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name=f"Line {place + 1}", exact=True).click()
    marked = "getSelection().toString()"
    assert "key: Can decide" in page.evaluate(marked)
    checked(page, "yaml-wrong-1440-light")


def test_a_question_is_added_and_moved_without_a_mouse(serve, open_as):
    desk = serve(desk_steps.a_process)
    path = at(desk, "/process/drafts/{draft}/stage/decision/")
    page = open_as(desk, "lee", path)
    new = page.locator(".question-row.new")
    new.get_by_label("One more").fill("What does their board ask?")
    new.get_by_label("One more").press("Tab")
    page.get_by_role("button", name="Save the stage").press("Enter")
    page.get_by_text("Saved.").wait_for()
    rows = page.locator(".question-row:not(.new)")
    assert rows.last.get_by_label("Question").input_value() == "What does their board ask?"
    rows.last.get_by_role("button", name="Up").press("Enter")
    page.wait_for_url("**#questions")
    moved = rows.nth(rows.count() - 2).get_by_label("Question")
    assert moved.input_value() == "What does their board ask?"
    page.get_by_label("Name of the stage").press("Enter")
    page.get_by_text("Saved.").wait_for()
    assert (
        rows.nth(rows.count() - 2).get_by_label("Question").input_value()
        == "What does their board ask?"
    )
