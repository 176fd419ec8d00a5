"""The page of a call in a real browser: own view first, corrections in place, keys, a long call."""

import gzip
import re
from pathlib import Path

import pytest

import desk_steps

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SCREENS = Path("build/screens/call")
OPEN_ALL = (
    "document.querySelectorAll('details:not(.more)').forEach((fold) => { fold.open = true; })"
)
LAY_OUT_ALL = (
    "document.querySelectorAll('.leg').forEach("
    "(leg) => { leg.style.contentVisibility = 'visible'; })"
)
SEEN = (
    ("rita", "open"),
    ("rita", "covered"),
    ("rita", "unknown"),
    ("rita", "several"),
    ("rita", "untimed"),
    ("rita", "names"),
    ("mel", "open"),
    ("mel", "coaching"),
    ("sam", "service"),
    ("sam", "waiting"),
)
WATCH = """
window.long = [];
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.long.push(Math.round(entry.duration));
}).observe({ entryTypes: ["longtask"] });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def desk(serve):
    return serve(desk_steps.talks)


def looked_at(page, name, *, whole=True):
    """Kept as a picture, and looked at by axe with everything unfolded."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=whole, caret="initial")
    page.evaluate(OPEN_ALL)
    page.evaluate(LAY_OUT_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.fixture
def opened(desk, open_as):
    """Open a talk as somebody: `opened("rita", "open", "390", "dark")`."""

    def page_of(who, talk, size="1440", scheme="light", *, at="", **options):
        path = f"/calls/{desk.answer[talk]}/{at}"
        return open_as(desk, who, path, size, scheme, **options)

    return page_of


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize(("who", "talk"), SEEN)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(opened, who, talk, size, scheme):
    looked_at(opened(who, talk, size, scheme), f"{talk}-{who}-{size}-{scheme}")


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
def test_what_opens_beside_a_turn_is_accessible(opened, size, scheme):
    page = opened("rita", "open", size, scheme)
    page.locator("a.act.sure").first.click()
    page.locator("dialog .move").first.wait_for()
    looked_at(page, f"turn-{size}-{scheme}", whole=False)
    for name, key in (("comment", "m"), ("share", "s")):
        page.keyboard.press("Escape")
        page.keyboard.press(key)
        page.locator("dialog form").first.wait_for()
        looked_at(page, f"{name}-{size}-{scheme}", whole=False)


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
def test_moments_are_accessible(desk, open_as, size, scheme):
    looked_at(open_as(desk, "tess", "/moments/", size, scheme), f"moments-{size}-{scheme}")
    address = f"/moments/{desk.answer['moment']}/"
    looked_at(open_as(desk, "tess", address, size, scheme), f"moment-{size}-{scheme}")
    looked_at(open_as(desk, "pat", "/moments/", size, scheme), f"no-moments-{size}-{scheme}")


@pytest.mark.parametrize("width", [320, 390, 720, 721, 1080, 1081, 1440])
@pytest.mark.parametrize("talk", ["open", "several", "names"])
def test_nothing_scrolls_sideways_at_any_width(opened, talk, width):
    page = opened("rita", talk)
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_debrief_is_written_on_a_phone_and_opens_the_call(opened):
    page = opened("rita", "covered", "390", has_touch=True, is_mobile=True)
    assert page.locator("a.act").count() == 0
    button = page.get_by_role("button", name="Done, show me the call")
    assert button.bounding_box()["y"] + button.bounding_box()["height"] < 844
    page.get_by_label("What would you do differently?").fill("Ask who decides before the price")
    button.tap()
    page.get_by_text("Written today at").wait_for()
    assert page.locator("a.act").count() > 5
    assert page.get_by_text("Ask who decides before the price").is_visible()


def test_the_debrief_can_be_skipped_and_written_after_all(opened):
    page = opened("rita", "covered too")
    page.get_by_role("button", name="Skip the debrief this time").click()
    page.get_by_text("You opened this call without a debrief").wait_for()
    page.get_by_text("Write it after all").click()
    page.get_by_label("What would you repeat?").fill("The first question")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text("after the analysis was opened").wait_for()


def press_a_question(page):
    act = page.locator("a.act.sure", has_text="open question").first
    address = act.get_attribute("href")
    act.click()
    page.locator("dialog .move.pressed").wait_for()
    return address


def test_a_correction_changes_margin_and_count_and_is_undone(opened):
    page = opened("rita", "corrected")
    count = page.locator("label:has(#only-open) b")
    before = int(count.inner_text())
    address = press_a_question(page)
    page.locator(".move.pressed").get_by_role("button", name="It is not").click()
    page.locator("#toast", has_text="as you say").wait_for()
    assert not page.locator("dialog[open]").count()
    assert page.locator(f'a.act[href="{address}"]').count() == 0
    assert int(count.inner_text()) == before - 1
    page.locator("#toast").get_by_role("button", name="Undo").click()
    page.locator("#toast", has_text="holds again").wait_for()
    assert page.locator(f'a.act[href="{address}"]').count() == 1
    assert int(count.inner_text()) == before


def test_the_road_can_still_be_walked_after_a_correction(opened):
    page = opened("rita", "corrected")
    press_a_question(page)
    page.locator(".move.pressed").get_by_role("button", name="It is", exact=True).click()
    page.locator("#toast", has_text="as you say").wait_for()
    page.locator(".walk").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert page.locator(".reading .words").inner_text()
    page.locator("#toast").get_by_role("button", name="Undo").click()
    page.locator("#toast", has_text="holds again").wait_for()


def test_two_tabs_correct_the_same_move(opened):
    first, second = opened("rita", "corrected"), opened("rita", "corrected")
    address = press_a_question(first)
    second.locator(f'a.act[href="{address}"]').click()
    second.locator("dialog .move.pressed").wait_for()
    first.locator(".move.pressed").get_by_role("button", name="It is not").click()
    first.locator("#toast", has_text="as you say").wait_for()
    second.locator(".move.pressed").get_by_role("button", name="It is", exact=True).click()
    told = second.locator("dialog [role=alert]", has_text="Rita Hollis said today at")
    told.wait_for()
    assert "say it once more" in told.inner_text()
    second.locator(".move.pressed").get_by_role("button", name="It is", exact=True).click()
    second.locator("#toast", has_text="as you say").wait_for()
    assert second.locator(f'a.act[href="{address}"] small').inner_text() == "as Rita says"


def test_keys_walk_correct_comment_and_explain_themselves(opened):
    page = opened("rita", "open")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert re.search(r"#t\d+$", page.url)
    at = page.url
    assert page.locator(".turn:has(:target)").count() == 1
    page.keyboard.press("k")
    assert page.url != at
    page.keyboard.press("c")
    page.locator("dialog .of-turn").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.locator("#comment-text").wait_for()
    assert page.evaluate("document.activeElement.id") == "comment-text"
    page.keyboard.type("jkcmf?/")
    assert page.locator("#comment-text").input_value() == "jkcmf?/"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.get_by_role("heading", name="Keys on this page").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_a_comment_stands_below_its_turn_and_is_changed_and_deleted(opened):
    page = opened("rita", "open", at="#t30")
    page.locator("#turn-do").get_by_text("Comment").click()
    page.get_by_label("Your words").fill("Three seconds more")
    page.get_by_role("button", name="Keep it").click()
    comment = page.locator(".comment", has_text="Three seconds more")
    comment.wait_for()
    assert "only me" in comment.inner_text()
    assert page.locator(".turn:has(:target) .comment").count() == 1
    comment.get_by_text("Change").click()
    page.get_by_label("Your words").fill("Four seconds more")
    page.get_by_role("button", name="Keep it").click()
    page.locator(".comment", has_text="Four seconds more").get_by_text("Change").click()
    page.get_by_role("button", name="Delete this comment").click()
    page.locator(".comment", has_text="Four seconds more").wait_for(state="detached")


def test_a_moment_is_shown_to_a_colleague_who_reads_it_and_nothing_else(desk, opened, open_as):
    page = opened("rita", "open", at="#t40")
    page.get_by_role("link", name="Share a moment").click()
    page.get_by_label("Who sees it").select_option(label="Olga Reyes, Manager")
    page.get_by_label("A word along with it").fill("For our talk")
    page.get_by_role("button", name="Show it").click()
    page.locator("#toast", has_text="Shown to Olga Reyes").wait_for()
    hers = open_as(desk, "olga", "/moments/")
    hers.locator(".moments .spoken a").first.click()
    assert hers.locator(".turn").count() == 2
    assert hers.get_by_text("For our talk").is_visible()


def test_words_are_found_one_after_the_other(opened):
    page = opened("rita", "open")
    page.keyboard.press("f")
    page.keyboard.type("price")
    count = page.locator("#find-count")
    page.keyboard.press("Enter")
    first = count.inner_text()
    assert re.fullmatch(r"1 of \d+", first)
    page.keyboard.press("Enter")
    assert count.inner_text().startswith("2 of")
    page.keyboard.press("Shift+Enter")
    assert count.inner_text() == first
    page.locator("#find-words").fill("no such words here")
    assert count.inner_text() == "not in this call"
    page.keyboard.press("Escape")
    assert not page.locator("#find-here").is_visible()


def test_the_row_of_marks_shows_only_the_turns_with_a_move(opened):
    page = opened("rita", "open")
    all_turns = page.locator(".turn:visible").count()
    page.locator("label:has(#only-back)").click()
    shown = page.locator(".turn:visible").count()
    assert 0 < shown < all_turns
    assert page.locator("#how-many").inner_text().startswith(f"{shown} / ")
    page.locator("#only-other").select_option("concession")
    assert (
        page.locator(".turn:visible").count()
        == page.locator('.turn:has(a[href$="=concession"])').count()
    )
    assert page.locator(".only input:checked").count() == 0
    page.locator("label:has(#only-all)").click()
    assert page.locator(".turn:visible").count() == all_turns


def test_an_address_with_a_move_shows_only_its_turns(opened):
    page = opened("rita", "open", at="?move=concession")
    assert page.locator("#only-other").input_value() == "concession"
    assert 0 < page.locator(".turn:visible").count() < 10


def test_a_link_to_a_turn_opens_at_it(opened):
    page = opened("rita", "open", at="?t=120")
    assert page.url.endswith("#t120")
    assert page.locator("#t120").evaluate("(t) => t.getBoundingClientRect().top") < 500
    assert page.locator("#turn-do").is_visible()


def test_its_link_is_copied(opened):
    allowed = ["clipboard-read", "clipboard-write"]
    page = opened("rita", "open", at="#t30", permissions=allowed)
    page.locator("#turn-do").get_by_role("button", name="Copy the link").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/?t=30")


def test_a_fault_is_told_where_one_is_writing_and_the_words_stay(opened):
    page = opened("rita", "open", at="#t30", noise="Failed to")
    page.locator("#turn-do").get_by_text("Comment").click()
    page.get_by_label("Your words").fill("Not lost")
    page.route("**/comment/", lambda route: route.abort())
    page.get_by_role("button", name="Keep it").click()
    page.locator("dialog [data-fault]", has_text="did not answer").wait_for()
    assert page.get_by_label("Your words").input_value() == "Not lost"


def test_without_a_script_every_link_leads_to_a_page(opened):
    page = opened("rita", "open", java_script_enabled=False)
    page.locator("a.act.sure").first.click()
    assert "/turns/" in page.url
    assert page.get_by_role("button", name="It is not").first.is_visible()
    page.get_by_role("link", name="Comment").click()
    page.get_by_label("Your words").fill("Without a script")
    page.get_by_role("button", name="Keep it").click()
    assert re.search(r"/calls/\d+/#t\d+$", page.url)
    assert page.locator(".comment", has_text="Without a script").count() == 1


def test_on_paper_frame_and_tools_go_and_the_talk_stays(opened):
    page = opened("rita", "open", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    white = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert white == "rgb(255, 255, 255)"
    for gone in (".tabs", ".only-row", ".walk", ".head .do", ".not-right", ".script-head .hints"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("#t100").is_visible()
    assert page.locator("#p1").is_visible()
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.pdf(path=SCREENS / "open.pdf", format="A4")


@pytest.mark.slow
@pytest.mark.parametrize("size", ["1440", "390"])
def test_a_call_of_1500_turns_is_scrolled_without_a_jerk(opened, size):
    page = opened("rita", "long", size)
    page.add_init_script(WATCH)
    whole = page.reload()
    assert len(gzip.compress(whole.body())) < 150_000
    page.wait_for_timeout(500)
    assert page.evaluate("shifted") < 0.01
    page.mouse.move(195, 500)
    best = min((jerks(page) for _ in range(3)), key=lambda found: max(found, default=0))
    assert max(best, default=0) <= 100


def jerks(page):
    """Milliseconds of every long task while the page is scrolled; the machine may be busy, too."""
    page.keyboard.press("Home")
    page.wait_for_timeout(300)
    page.evaluate("long.length = 0")
    for _ in range(40):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(30)
    return page.evaluate("long")
