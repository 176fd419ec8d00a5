"""Broken sheets, killed workers, traps: each costs itself alone and is told in words."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from brought import spool_files, zipped
from crm_sheets import (
    DEALS,
    brought,
    changes,
    deals,
    load_all,
    refusals,
    sent,
    take,
    waiting,
)
from made_sheets import workbook
from ridealong.web.calls.incoming import spool
from ridealong.web.jobs.lease import State
from ridealong.web.pipeline.incoming import work as working
from ridealong.web.pipeline.models import CrmImport, Deal, StageEntry

SHARED = Path(__file__).parents[5] / "shared" / "crm"
NOT_READ = {
    "empty": ("deals.csv", b"", "is empty"),
    "a picture": ("deals.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "is a picture"),
    "a recording": ("deals.mp3", b"ID3" + b"\0" * 500, "is no sheet"),
    "a false workbook": ("deals.xlsx", b"Opportunity ID,Name\n1,x\n", "is called .xlsx"),
    "a broken workbook": ("deals.xlsx", b"PK\x03\x04" + b"x" * 900, "broken"),
    "a false Parquet": ("deals.parquet", b"PAR1" + b"x" * 900, ""),
    "a heading alone": ("deals.csv", deals("\n")[1], ""),
    "a broken zip": ("deals.zip", b"PK\x03\x04" + b"x" * 900, "broken zip"),
}


@pytest.mark.parametrize(("name", "data", "why"), NOT_READ.values(), ids=NOT_READ.keys())
def test_what_is_no_sheet_is_refused_with_a_word(ada, name, data, why):
    (work,) = waiting(ada, (name, data))
    assert work.stage == "failed"
    assert why in work.cause
    assert work.remedy
    assert work.remedy in ada.get(f"/imports/crm/{work.pk}/").content.decode()
    assert spool_files() == []


def test_one_broken_file_costs_itself_alone(ada):
    made = waiting(ada, deals(), ("notes.docx", b"PK\x03\x04"), changes())
    assert [work.stage for work in made] == ["mapping", "failed", "mapping"]


def test_a_zip_with_a_folder_and_a_workbook_with_two_sheets_become_a_row_each(ada, tmp_path):
    book = workbook(
        tmp_path / "crm.xlsx",
        {
            "Opportunities": [
                ["Opportunity ID", "Opportunity Name", "Stage", "Amount", "Close Date"],
                ["006A", "Cold store", "Proposal", 12000.5, "2026-12-18"],
            ],
            "Accounts": [["Account ID", "Account Name", "Industry"], ["001A", "Arlo", "Food"]],
        },
    )
    made = waiting(ada, ("all.zip", zipped(("export/crm.xlsx", Path(book).read_bytes()), deals())))
    assert [(w.name, w.table) for w in made] == [
        ("all.zip/export/crm.xlsx / Opportunities", "deals"),
        ("all.zip/export/crm.xlsx / Accounts", "accounts"),
        ("all.zip/opportunities.csv", "deals"),
    ]
    for work in made:
        take(ada, work)
    load_all()
    assert Deal.objects.count() == 4
    assert spool_files() == []


def test_a_trap_is_told_before_it_springs(ada):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deals.csv", b"a,b\n" * 20_000_000)
    (work,) = waiting(ada, ("all.zip", bomb.getvalue()))
    assert work.stage == "failed"
    assert "times its size" in work.cause
    assert spool_files() == []


def test_half_a_file_names_its_last_row_and_takes_the_others(ada):
    name, data = deals()
    work = brought(ada, (name, data[:-40]))
    assert work.stage == "loaded"
    assert work.added == 3
    assert [row for row, *_rest in refusals(work)] == [5]


def test_formulas_and_markup_stay_what_they_are_texts(ada):
    row = '006A,<script>alert(1)</script>,"<b>Arlo</b>",Rita Hollis,Proposal,2026-03-02,,=1+1\n'
    (work,) = waiting(ada, deals(row, *DEALS.splitlines(keepends=True)[1:]))
    page = ada.get(f"/imports/crm/{work.pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page
    take(ada, work)
    load_all()
    assert "<script>alert" not in ada.get(f"/imports/crm/{work.pk}/").content.decode()
    answer = ada.get(f"/imports/crm/{work.pk}/refused.csv")
    told = b"".join(answer.streaming_content).decode()
    assert "'=1+1" in told
    assert ",=1+1" not in told


def test_refused_rows_are_shown_page_by_page(ada):
    rows = [f",Deal {n},Arlo,Rita Hollis,Proposal,2026-03-02,,1\n" for n in range(60)]
    work = brought(ada, deals("006A,Deal,Arlo,Rita Hollis,Proposal,2026-03-02,,1\n", *rows))
    assert (work.added, work.refused) == (1, 60)
    first = ada.get(f"/imports/crm/{work.pk}/").content.decode()
    assert first.count('<th scope="row">') == 25
    after = first.partition("?after=")[2].partition('"')[0]
    second = ada.get(f"/imports/crm/{work.pk}/?after={after}").content.decode()
    assert second.count('<th scope="row">') == 25


def test_a_fault_in_the_middle_leaves_nothing_and_the_next_attempt_all_of_it(ada, monkeypatch):
    brought(ada, deals())
    (work,) = waiting(ada, changes())
    take(ada, work)

    def broken(*_args):
        raise ValueError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(working, "_over", broken)
        working.load(work.pk)
    work.refresh_from_db()
    assert (work.stage, work.state, StageEntry.objects.count()) == ("loading", State.QUEUED, 0)
    assert "power cut" not in work.error
    CrmImport.objects.filter(pk=work.pk).update(lease_until=None)
    load_all()
    work.refresh_from_db()
    assert (work.stage, work.added) == ("loaded", 5)


def test_a_file_that_is_gone_from_the_spool_is_told(ada):
    (work,) = waiting(ada, deals())
    take(ada, work)
    spool.remove([work.spooled])
    load_all()
    work.refresh_from_db()
    assert work.stage == "failed"
    assert "no longer in the spool" in work.cause
    assert not Deal.objects.exists()


def test_a_sheet_that_waits_is_kept_by_the_tidying_and_goes_after_a_month(ada):
    (work,) = waiting(ada, deals())
    path = spool.path_of(work.spooled)
    day = 24 * 3600
    os.utime(path, (path.stat().st_mtime - 3 * day,) * 2)
    spool.tidy()
    assert path.exists()
    os.utime(path, (path.stat().st_mtime - 40 * day,) * 2)
    spool.tidy()
    assert not path.exists()
    page = ada.get(f"/imports/crm/{work.pk}/").content.decode()
    assert "Nobody said within 30 days" in page


def test_an_upload_without_a_file_is_told(ada):
    answer = ada.post("/imports/crm/add/", {"whole": "1"})
    assert answer.status_code == 422
    assert "Choose at least one file." in answer.content.decode()
    assert sent(ada).status_code == 422


@pytest.mark.parametrize("folder", ["salesforce_raw", "hubspot_raw"])
def test_a_real_export_loads_whole(ada, folder):
    files = sorted((SHARED / folder).glob("*.csv"))
    if not files:
        pytest.skip("no exports beside the checkout")
    made = waiting(ada, *((path.name, path.read_bytes()) for path in files))
    assert len(made) == len(files)
    for work in made:
        if work.stage == "mapping":
            take(ada, work)
    load_all()
    for work in CrmImport.objects.order_by("pk"):
        assert (work.stage, work.cause == "" or not work.spooled) == ("loaded", True), work.name
        assert work.refused == work.refusals.filter(kept=False).count()
    again = waiting(ada, *((path.name, path.read_bytes() + b"\n") for path in files))
    for work in again:
        if work.stage == "mapping":
            take(ada, work)
    load_all()
    changed = CrmImport.objects.filter(pk__in=[w.pk for w in again])
    assert sum(w.added + w.changed for w in changed) == 0
