"""What is said for oneself, in a real browser: a voice note, a role-play, the pages beside it."""

from pathlib import Path

import pytest

import desk_steps
from completions import Reply, endpoint, says

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SCREENS = Path("build/screens/spoken")
WASTE = "By then 7 percent of the bread is thrown away."
SAYS = """(() => {
  const form = document.querySelector("form.say");
  form.requestSubmit();
  return form.getAttribute("aria-busy");
})()"""
PAGES = {
    "desk": ("rita", "/"),
    "role-plays": ("rita", "/role-plays/"),
    "growing": ("rita", "/growing/"),
    "styles": ("rita", "/styles/"),
    "for-oneself": ("rita", "/checkins/"),
    "team": ("mel", "/team/"),
}


@pytest.fixture(scope="module")
def served(serve):
    """A desk with a language model that thinks for a second."""
    with endpoint(Reply(says(WASTE).body, after_s=1)) as model:
        to = {"RIDEALONG_LLM_URL": model.url, "RIDEALONG_LLM_MODEL": "tiny"}
        yield serve(desk_steps.plans, **to)


def checked(page, name):
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_beside_it(served, open_as, name, size, scheme):
    who, address = PAGES[name]
    checked(open_as(served, who, address, size, scheme), f"{name}-{size}-{scheme}")


def test_rita_says_her_debrief_on_the_phone_and_hears_it_again(served, spoken_to):
    context = spoken_to.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "sessionid", "value": served.session("rita"), "url": served.url}])
    page, said = context.new_page(), []
    page.on("console", lambda m: said.append(m.text))
    page.goto(f"{served.url}/")
    page.get_by_role("button", name="Say it instead").click()
    page.get_by_text("Recording… 0:01").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Kept. Press the button above").wait_for()
    heard = page.evaluate(
        """new Promise((done) => {
          const audio = document.querySelector("[data-plays] audio");
          audio.addEventListener("playing", () => done("playing"));
          audio.addEventListener("error", () => done(audio.error.message));
          audio.play();
        })"""
    )
    assert heard == "playing"
    checked(page, "recorded")
    page.get_by_role("button", name="Done, show me the call").click()
    page.wait_for_url("**/calls/*/")
    page.get_by_text("Spoken, not typed.").wait_for()
    checked(page, "spoken")
    page.get_by_role("button", name="Delete it").click()
    page.get_by_text("The voice note is deleted.").wait_for()
    assert page.locator("audio").count() == 0
    assert said == []
    context.close()


def test_rita_practises_with_somebody_who_does_not_exist(served, open_as):
    page = open_as(served, "rita", "/role-plays/")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/role-plays/*/")
    for asked in ("What happens in the shops then?", "Who else sees that?"):
        page.get_by_label("You say").fill(asked)
        assert page.evaluate(SAYS) == "true"
        page.locator("dd", has_text=asked).wait_for()
    checked(page, "role-play")
    page.get_by_role("button", name="End it, and look at it").click()
    page.get_by_text("1 of 3").wait_for()
    page.get_by_text("It is being heard").wait_for()
    checked(page, "role-play-ended")
