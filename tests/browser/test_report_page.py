"""The page of one talk in a real browser: alone, accessible, and usable by keyboard."""

import re

import pytest

from own_talk import SOURCE, analysis, conversation
from ridealong.analysis import analyse
from ridealong.conversation import Timing, assign_sides
from ridealong.errors import Malformed
from ridealong.report import Listed, render_html, render_index
from tagged_talk import kestrel

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SIZES = {"desktop": (1440, 1000), "phone": (390, 844)}
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
LAY_OUT_ALL = (
    "document.querySelectorAll('.leg').forEach("
    "(leg) => { leg.style.contentVisibility = 'visible'; })"
)
"""Axe takes places once; what is laid out only when it comes into view would seem to overlap."""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Pages on disk, as a person opens them, by name."""
    folder = tmp_path_factory.mktemp("report")
    broken = Malformed("is cut off", place="line 9", remedy="Export it again", path="bad.vtt")
    pages = {
        "call": render_html(analysis(), SOURCE),
        "real": render_html(analyse(assign_sides(conversation())), SOURCE),
        "untimed": render_html(analysis(Timing.NONE), SOURCE),
        "tagged": render_html(kestrel(), SOURCE),
        "index": render_index([Listed.of(analysis(), SOURCE, "call.html")], [broken]),
    }
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


@pytest.fixture
def visit(chromium, files):
    """Open a page; fails on any console message and on any request but the page's own."""
    contexts, said, asked = [], [], []

    def opened(name, size="desktop", scheme="light", **options):
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(files[name])
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
    assert {url.split("#")[0] for url in asked} <= set(files.values())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["call", "real", "untimed", "tagged", "index"])
def test_axe_finds_nothing(visit, name, size, scheme):
    page = visit(name, size, scheme)
    page.evaluate(OPEN_ALL)
    page.evaluate(LAY_OUT_ALL)
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", ["call", "real", "untimed", "tagged", "index"])
@pytest.mark.parametrize("width", [320, 390, 720, 1080, 1440])
def test_nothing_scrolls_sideways(visit, name, width):
    page = visit(name)
    page.set_viewport_size({"width": width, "height": 844})
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_keyboard_reaches_everything_in_few_steps(visit):
    page = visit("call")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "((at) => at.getAttribute('href') || at.className || at.tagName)"
                "(document.activeElement)"
            )
        )
        if reached[-1] == "BODY":
            break
    assert reached[0] == "#transcript"
    assert "walk" in reached
    assert {"#p1", "#p2", "#t4"} <= set(reached)
    assert "BODY" in reached, "the page has more stops than a person would walk through"


def test_the_road_is_walked_turn_by_turn(visit):
    page = visit("call")
    page.locator(".walk").focus()
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert page.locator(".walk").get_attribute("aria-valuetext") == (
        "0:42 Rita: What does a night like that set in motion for you?"
    )
    assert page.locator(".reading").inner_text().split("\n")[0].startswith("0:42")
    page.keyboard.press("Enter")
    assert page.url.endswith("#t4")
    assert page.locator("#t4").evaluate("(turn) => turn.getBoundingClientRect().top") < 500


def test_a_mouse_over_the_road_shows_what_was_said(visit):
    page = visit("call")
    box = page.locator(".walk").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2)
    assert "Let me show you how the shelf readers work" in page.locator(".reading").inner_text()


def test_the_page_is_whole_without_script(visit):
    page = visit("call", java_script_enabled=False)
    assert not page.locator(".walk").is_visible()
    assert not page.locator(".reading").is_visible()
    page.locator(".figure summary").first.click()
    assert page.locator(".made").first.is_visible()
    page.locator('.lane a[href="#t17"]').click()
    assert page.url.endswith("#t17")


def test_moves_on_the_road_are_shown_on_demand(visit):
    page = visit("tagged", java_script_enabled=False)
    assert not page.locator(".signs-svg").first.is_visible()
    page.locator(".signs-fold > summary").click()
    assert page.locator(".signs-svg").count() == 2
    assert page.locator(".signs-svg").first.is_visible()


def test_the_transcript_shows_only_the_turns_with_a_move(visit):
    page = visit("tagged", java_script_enabled=False)
    page.locator(".only > summary").click()
    page.locator("#only-open").check()
    assert page.locator("#t4").is_visible()
    assert not page.locator("#t3").is_visible()
    page.locator('.told a[href="#t5"]').first.click()
    assert page.locator("#t5").is_visible()


def test_a_move_s_probability_is_seen_on_hover_and_always_where_it_is_low(visit):
    page = visit("tagged")
    sure = page.locator(".act.sure small").first
    assert not sure.is_visible()
    page.locator("#t2").hover()
    assert sure.is_visible()
    assert page.locator(".act:not(.sure) small").is_visible()


def test_a_minute_leads_to_the_turn_that_is_spoken_then(visit):
    page = visit("call")
    page.locator(".ticks-svg a").nth(3).click()
    assert page.url.endswith("#t16")
    assert page.locator("#t16").is_visible()


def test_focus_is_always_seen(visit):
    page = visit("call")
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline in {"solid", "auto"}


def test_what_a_finger_presses_is_large_enough(visit):
    page = visit("call", "phone")
    for summary in page.locator(".figure > summary").all():
        if summary.is_visible():
            assert summary.bounding_box()["height"] >= 44


def test_on_paper_frame_and_colour_go_and_the_transcript_stays(visit):
    page = visit("call")
    page.emulate_media(media="print", color_scheme="dark")
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert background == "rgb(255, 255, 255)"
    assert not page.locator(".walk").is_visible()
    mark = page.locator(".quote mark").first.evaluate(
        "(m) => getComputedStyle(m).textDecorationLine"
    )
    assert mark == "underline"
    assert page.locator("#t27").is_visible()


def test_dark_paper_is_dark(visit):
    page = visit("call", scheme="dark")
    background = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert re.findall(r"\d+", background) == ["21", "24", "21"]
