"""Sheets of a CRM coming in, in a real browser: every page at both widths, and axe."""

import re
from pathlib import Path

import pytest

import desk_steps
from crm_sheets import deals

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

pytestmark = pytest.mark.browser

SCREENS = Path("build/screens/crm")
PAGES = {
    "list": ("ada", "/imports/crm/"),
    "add": ("ada", "/imports/crm/add/"),
    "owners": ("ada", "/imports/crm/owners/"),
    "asks": ("ada", "/imports/crm/{asks}/"),
    "again": ("ada", "/imports/crm/{again}/"),
    "ready": ("ada", "/imports/crm/{ready}/"),
    "broken": ("ada", "/imports/crm/{broken}/"),
    "waits": ("ada", "/imports/crm/{waits}/"),
    "in": ("ada", "/imports/crm/{in}/"),
    "unused": ("ada", "/imports/crm/{unused}/"),
    "failed": ("ada", "/imports/crm/{failed}/"),
    "loading": ("ada", "/imports/crm/{loading}/"),
    "given-up": ("ada", "/imports/crm/{given-up}/"),
    "mel-list": ("mel", "/imports/crm/"),
    "mel-asks": ("mel", "/imports/crm/{mels-asks}/"),
    "mel-in": ("mel", "/imports/crm/{mels}/"),
}
OPEN_ALL = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


@pytest.fixture(scope="module")
def office(serve):
    return serve(desk_steps.sheets_of_every_fate)


def address(office, path):
    return re.sub(r"\{([\w-]+)\}", lambda m: str(office.answer[m[1]]), path)


@pytest.mark.parametrize(("size", "scheme"), [("1440", "light"), ("390", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_whole(office, open_as, name, size, scheme):
    who, path = PAGES[name]
    page = open_as(office, who, address(office, path), size, scheme)
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}-{size}-{scheme}.png", full_page=True)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_ada_says_what_a_sheet_means_and_sees_it_come_in(office, open_as, tmp_path):
    file = tmp_path / "northern deals.csv"
    name, data = deals("00X,New,Ek,Yusuf Demir,Weighing,03/02/2026,04/05/2026,900\n")
    assert name
    file.write_bytes(data)
    page = open_as(office, "ada", "/imports/crm/add/")
    page.get_by_label("Sheets, or a zip of them").set_input_files(file)
    page.get_by_role("button", name="Look at them").click()
    page.wait_for_url("**/imports/crm/*/")
    page.get_by_text("No date in “Created Date” says").wait_for()
    page.get_by_role("button", name="Take it in").click()
    assert page.get_by_text("Nothing of it is in yet.").is_visible(), "an answer is needed first"
    for radio in page.get_by_label("day first: 3.12. is in December").all():
        radio.check()
    page.get_by_label("Weighing").select_option("It was lost")
    page.get_by_label("Yusuf Demir").select_option("Rita Hollis")
    page.get_by_role("button", name="Take it in").click()
    page.get_by_text("It waits for a worker.").wait_for()
    office.desk.does(desk_steps.take_sheets_in)
    page.get_by_text("1 row: 1 added and 0 changed.").wait_for(timeout=20_000)
    told = (
        "SELECT d.outcome, p.name, d.created_on FROM pipeline_deal d "
        "JOIN people_person p ON p.id = d.owner_id WHERE d.crm_id = '00X'"
    )
    assert [tuple(map(str, row)) for row in office.desk.rows(told)] == [
        ("lost", "Rita Hollis", "2026-02-03")
    ]


def test_ada_says_whose_deals_they_are(office, open_as):
    page = open_as(office, "ada", "/imports/crm/owners/")
    row = page.locator("li", has_text="Somebody Else")
    row.get_by_role("combobox").select_option("Pat Okafor")
    row.get_by_role("button", name="They are theirs").click()
    page.get_by_text("1 deal is Pat Okafor’s now.").wait_for()
