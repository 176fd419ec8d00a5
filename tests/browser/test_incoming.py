"""Calls coming in, put right and deleted, in a real browser: every page at both widths, and axe."""

import re
from pathlib import Path

import pytest

import desk_steps
from brought import talk
from ridealong.samples import SAMPLES

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SCREENS = Path("build/screens/incoming")
OF_RITA = {
    "add": "/calls/add/",
    "imports": "/imports/",
    "mixed": "/imports/{mixed}/",
    "one": "/imports/{one}/",
    "held": "/imports/{held}/",
    "waiting": "/imports/{waiting}/",
    "unopened": "/imports/{unopened}/",
    "given-up": "/imports/{given-up}/",
    "speakers": "/calls/{call}/speakers/",
    "speakers-unknown": "/calls/{unknown}/speakers/",
    "owner": "/calls/{call}/owner/",
    "kind": "/calls/{call}/kind/",
    "customer": "/calls/{call}/customer/",
    "consent-open": "/calls/{call}/consent/",
    "consent-waits": "/calls/{waits}/consent/",
    "consent-stopped": "/calls/{stopped}/consent/",
    "delete": "/calls/{call}/delete/",
    "my-data": "/account/data/",
}
OF_ADA = {
    "ada-add": "/calls/add/",
    "ada-imports": "/imports/",
    "ada-nobodys": "/imports/{nobodys}/",
    "ada-owner": "/calls/{nobodys-call}/owner/",
    "ada-consent": "/calls/{waits}/consent/",
    "ada-delete": "/calls/{waits}/delete/",
}
PAGES = [*((n, "rita", a) for n, a in OF_RITA.items()), *((n, "ada", a) for n, a in OF_ADA.items())]
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


@pytest.fixture(scope="module")
def office(serve):
    return serve(desk_steps.files_that_came_in)


def address(office, path):
    return re.sub(r"\{([\w-]+)\}", lambda m: str(office.answer[m[1]]), path)


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("which", PAGES, ids=[page[0] for page in PAGES])
def test_every_page_is_whole(office, open_as, which, size, scheme):
    name, who, path = which
    page = open_as(office, who, address(office, path), size, scheme)
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}-{size}-{scheme}.png", full_page=True)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def chosen(page, *files):
    page.get_by_label("Files, or a zip of them").set_input_files(list(files))


def test_rita_adds_a_call_and_watches_it_being_read(office, open_as, tmp_path):
    good, bad = tmp_path / "new.txt", tmp_path / "bad.json"
    good.write_bytes(talk("Halden"))
    bad.write_bytes(b"{")
    page = open_as(office, "rita", "/calls/add/")
    page.get_by_label("What are they?").select_option("debrief")
    chosen(page, good, bad)
    page.get_by_text("2 files, 1 kB.").wait_for()
    page.get_by_role("button", name="Add them").click()
    page.wait_for_url("**/imports/*/")
    page.get_by_text("0 of 2 files are through.").wait_for()
    office.desk.does(desk_steps.read_what_waits)
    page.get_by_text("1 file read and 1 not read.").wait_for(timeout=20_000)
    page.get_by_text("It is no valid JSON").wait_for()
    assert page.get_by_role("link", name="Open the call").is_visible()


def test_nothing_chosen_and_too_much_are_told_before_anything_is_sent(office, open_as, tmp_path):
    page = open_as(office, "rita", "/calls/add/")
    page.get_by_role("button", name="Add them").click()
    page.get_by_text("Choose at least one file.").wait_for()
    files = []
    for n in range(3):
        files.append(tmp_path / f"{n}.txt")
        files[-1].write_bytes(talk(str(n)))
    page.evaluate("document.getElementById('bring').dataset.mostFiles = 2")
    chosen(page, *files)
    page.get_by_text("These are more than 2 files.").wait_for()
    page.get_by_role("button", name="Add them").click()
    assert page.url.endswith("/calls/add/")


def test_without_a_script_the_form_works_as_well(office, open_as):
    page = open_as(office, "rita", "/calls/add/", java_script_enabled=False)
    chosen(page, SAMPLES[7].path)
    page.get_by_role("button", name="Add them").click()
    page.wait_for_url("**/imports/*/")
    assert page.locator("h1").inner_text() == SAMPLES[7].path.name


def test_a_session_that_ended_meanwhile_asks_to_sign_in(office, open_as, tmp_path):
    page = open_as(office, "rita", "/calls/add/", noise="403")
    file = tmp_path / "a.txt"
    file.write_bytes(talk("Nobody"))
    chosen(page, file)
    page.context.clear_cookies()
    page.get_by_role("button", name="Add them").click()
    page.wait_for_url("**/account/login/?next=**")


def test_rita_says_who_is_who_with_a_press_each(office, open_as):
    page = open_as(office, "rita", address(office, "/calls/{unknown}/speakers/"))
    first, second = page.locator(".voice").nth(0), page.locator(".voice").nth(1)
    first.get_by_role("button", name="Me", exact=True).click()
    page.get_by_text("Rita Hollis, seller, our side: said by Rita Hollis").wait_for()
    second.get_by_role("button", name="The customer’s").click()
    page.get_by_text("customer, their side: said by Rita Hollis").wait_for()
    assert (
        second.get_by_role("button", name="The customer’s").get_attribute("aria-pressed") == "true"
    )


def test_rita_writes_down_that_her_customer_agreed(office, open_as):
    page = open_as(office, "rita", address(office, "/calls/{waits}/consent/"), "390")
    page.get_by_text("This call waits.").wait_for()
    page.get_by_label("Who?").fill("Jude’s customer")
    page.get_by_label("agreed to be recorded").check()
    page.get_by_label("How?").fill("Asked at the start of the call")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text("It is written down that the customer agreed.").wait_for()
    page.get_by_role("button", name="Write it down").click()
    page.get_by_label("Who?").fill("Jude’s customer")


def test_ada_deletes_a_call_that_she_cannot_read(office, open_as):
    page = open_as(office, "ada", address(office, "/calls/{stopped}/consent/"))
    page.get_by_role("link", name="Delete it for good").click()
    assert page.get_by_label("Consent was withdrawn").is_checked()
    page.get_by_role("button", name="Delete it for good").click()
    page.get_by_text("The call is deleted").wait_for()
    assert page.url.endswith("/imports/")


def test_rita_takes_her_data_along(office, open_as):
    page = open_as(office, "rita", "/account/data/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the zip").click()
    assert re.fullmatch(r"ridealong-\d+-[\d-]+\.zip", download.value.suggested_filename)
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
