"""The whole morning of Rita, Pat, Mel, Lee, Ada and Sam on the desk of the invented firm."""

from pathlib import Path

import pytest

from desks import Desk, answers, database_for, free_port, until

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREENS = Path("build/screens/morning")
OWN_WORDS = "I left the silence alone and he told me who signs."
LAY_OUT_ALL = (
    "document.querySelectorAll('.leg').forEach("
    "(leg) => { leg.style.contentVisibility = 'visible'; })"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A demonstration that is open, as `ridealong demo` opens it."""
    desk, port = Desk(tmp_path_factory.mktemp("demo"), database_for("morning")), free_port()
    desk.start("demo", "--port", str(port), "--data", str(desk.data), "--no-open")
    until(lambda: answers(port) == 200, seconds=180)
    yield f"http://127.0.0.1:{port}"
    desk.close()


@pytest.fixture
def be(chromium, address):
    """Sign in as somebody by one press: `be("Rita Hollis")`."""
    contexts = []

    def signed_in(name, width=1440):
        context = chromium.new_context(viewport={"width": width, "height": 1000})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/account/login/")
        page.get_by_role("button", name=name).click()
        page.wait_for_url(f"{address}/")
        return page

    yield signed_in
    for context in contexts:
        context.close()


def looked_at(page, name):
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True, caret="initial")
    page.evaluate(LAY_OUT_ALL)
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_morning(be, address):
    rita = be("Rita Hollis")
    looked_at(rita, "rita-desk")
    call = _debriefs_a_call(rita)
    _corrects_comments_and_shares(rita)
    _finds_a_phrase(rita, address)
    _pat_sees_the_moment(be, address)
    _mel_sees_the_call_and_not_the_words(be, call)
    _lee_sees_counts(be, call)
    _ada_runs_it_and_reads_nothing(be, address, call)
    _sam_is_served_the_same_way(be)


def _debriefs_a_call(rita):
    rita.get_by_label("What would you repeat?").fill(OWN_WORDS)
    rita.get_by_role("button", name="Done, show me the call").click()
    rita.locator("#figures").wait_for()
    assert rita.get_by_text(OWN_WORDS).is_visible()
    looked_at(rita, "rita-call")
    return rita.url.partition("#")[0].partition("?")[0]


def _corrects_comments_and_shares(rita):
    rita.locator("a.act.sure").first.click()
    rita.locator(".move.pressed").first.get_by_role("button", name="It is not").click()
    rita.locator("#toast", has_text="as you say").wait_for()
    rita.keyboard.press("j")
    rita.keyboard.press("m")
    rita.locator("#comment-text").fill("Here it turned")
    rita.get_by_role("button", name="Keep it").click()
    rita.locator(".comment", has_text="Here it turned").wait_for()
    rita.keyboard.press("s")
    rita.get_by_label("Who sees it").select_option(label="Pat Okafor, Salesperson")
    rita.get_by_role("button", name="Show it").click()
    rita.locator("#toast", has_text="Shown to Pat Okafor").wait_for()


def _finds_a_phrase(rita, address):
    rita.goto(f"{address}/")
    rita.keyboard.press("/")
    rita.keyboard.type('customer: "ten thousand"')
    rita.keyboard.press("Enter")
    rita.locator("mark").first.wait_for()
    assert rita.locator("mark").first.inner_text().lower() == "ten thousand"
    looked_at(rita, "rita-search")


def _pat_sees_the_moment(be, address):
    pat = be("Pat Okafor", width=390)
    pat.goto(f"{address}/moments/")
    pat.locator(".moments .spoken a").first.click()
    pat.locator(".turn").first.wait_for()
    looked_at(pat, "pat-moment")


def _mel_sees_the_call_and_not_the_words(be, call):
    mel = be("Mel Brandt")
    looked_at(mel, "mel-desk")
    mel.goto(call)
    mel.locator("#figures").wait_for()
    assert OWN_WORDS not in mel.content()
    assert "Theirs, until they share it" in mel.content()
    mel.get_by_role("link", name="Team").first.click()
    looked_at(mel, "mel-team")


def _lee_sees_counts(be, call):
    lee = be("Lee Castellan")
    looked_at(lee, "lee-desk")
    assert lee.get_by_text("Rita").count() == 0
    assert lee.goto(call).status == 404


def _ada_runs_it_and_reads_nothing(be, address, call):
    ada = be("Ada Nwosu")
    looked_at(ada, "ada-desk")
    assert ada.goto(call).status in {403, 404}
    ada.goto(f"{address}/")
    for place in ("Imports", "People", "Record", "Jobs"):
        ada.get_by_role("link", name=place, exact=True).first.click()
        ada.wait_for_load_state()
        looked_at(ada, f"ada-{place.lower()}")
        assert OWN_WORDS not in ada.content()


def _sam_is_served_the_same_way(be):
    sam = be("Sam Whitlock", width=390)
    assert sam.get_by_text("Neither the length of a call nor the number of calls").is_visible()
    looked_at(sam, "sam-desk")
    sam.get_by_role("link", name="Calls").first.click()
    looked_at(sam, "sam-calls")
