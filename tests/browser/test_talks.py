"""Talks in a browser: every page at both widths, light and dark; notes that keep themselves."""

from pathlib import Path

import pytest

import desk_steps

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREENS = Path("build/screens/talks")
LOOKS = [("1440", "light"), ("390", "dark")]
PAGES = [
    ("mel", "list", "/talks/"),
    ("mel", "brief", "/talks/{planned}/brief/"),
    ("mel", "brief of a huddle", "/talks/{huddle}/brief/"),
    ("mel", "planned", "/talks/{planned}/"),
    ("mel", "room", "/talks/{running}/"),
    ("mel", "held", "/talks/{past}/"),
    ("mel", "new", "/talks/new/"),
    ("mel", "note", "/talks/note/"),
    ("mel", "move", "/talks/{planned}/move/"),
    ("rita", "sheet", "/talks/{planned}/prepare/"),
    ("rita", "her list", "/talks/"),
    ("rita", "her room", "/talks/{running}/"),
    ("mel", "desk", "/"),
    ("rita", "her desk", "/"),
]


@pytest.fixture(scope="module")
def desk(serve):
    return serve(desk_steps.talks_of_mel)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_of_talks_is_looked_at(desk, open_as, size, scheme):
    SCREENS.mkdir(parents=True, exist_ok=True)
    for who, name, path in PAGES:
        page = open_as(desk, who, path.format(**desk.answer), size, scheme)
        page.screenshot(path=SCREENS / f"{name}-{size}-{scheme}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{name} is {wide} px too wide"
        found = axe.Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        page.close()


def test_the_brief_is_one_page_of_paper(desk, open_as):
    page = open_as(desk, "mel", f"/talks/{desk.answer['planned']}/brief/")
    data = page.pdf(format="A4", margin={"top": "12mm", "bottom": "12mm"}, path=SCREENS / "a4.pdf")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") == 1


def test_a_note_keeps_itself_and_says_so(desk, open_as):
    page = open_as(desk, "mel", f"/talks/{desk.answer['running']}/")
    with page.expect_response("**/notes/mine/"):
        page.fill("#note-mine", "Ask about Tomas last.")
    page.wait_for_selector("#kept-mine:has-text('Kept')")
    page.reload()
    assert page.input_value("#note-mine") == "Ask about Tomas last."


def test_a_question_is_ticked_and_a_moment_opened_in_place(desk, open_as):
    page = open_as(desk, "mel", f"/talks/{desk.answer['running']}/")
    first = page.locator("#questions .tick").first
    first.click()
    page.wait_for_selector("#questions li.done")
    page.locator("section:has(#moment) p.quiet a").first.click()
    page.wait_for_selector("#moment mark")
    assert page.url.endswith(f"/talks/{desk.answer['running']}/")


def test_what_cannot_be_noticed_comes_back_with_what_can(desk, open_as):
    page = open_as(desk, "mel", f"/talks/{desk.answer['running']}/")
    page.locator("#commitments summary").click()
    page.fill("#id_says", "I will listen more")
    page.fill("#id_target", "60")
    page.get_by_role("button", name="Agreed").click()
    page.wait_for_selector(".kindly")
    page.locator(".nearest input").first.check()
    assert page.input_value("#id_follows") == "behaviour:listening"


def test_a_results_question_is_met_with_the_gates(desk, open_as):
    page = open_as(desk, "mel", f"/talks/{desk.answer['running']}/")
    page.fill("#question", "When will it close?")
    page.locator("#questions .add button").click()
    page.wait_for_selector(".kindly")
    assert "gates" in page.inner_text(".kindly")
