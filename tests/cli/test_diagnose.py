"""`ridealong diagnose`: a sheet in, one JSON object or a readable page out; bad rows named."""

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ridealong.process.model import Pipeline
from ridealong.simulate.firm import Effect, Firm, Planted, Step
from ridealong.simulate.organisation import organisation

FIRM = Firm(
    teams=2,
    people=8,
    leads_a_week=6.0,
    days=640,
    steps=(
        Step("Qualified", 20, 0.8),
        Step("Needs", 20, 0.85),
        Step("Proposal", 40, 0.6),
        Step("Decision", 15, 0.6),
    ),
    planted=(Planted(3, Effect.STAY, 3.0, "Proposal"),),
)
HEADINGS = (
    "Opportunity ID",
    "Owner",
    "Stage",
    "Created Date",
    "Close Date",
    "Amount",
    "Lead Source",
)


def ridealong(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ridealong", "diagnose", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def written(path: Path, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heads, *rows])
    return str(path)


def rows_of(pipeline: Pipeline) -> list[list[object]]:
    names = {seller.id: seller.name for seller in pipeline.sellers}
    return [
        [
            deal.id,
            names[deal.owner],
            deal.stage if deal.open else "Closed Won" if deal.won else "Closed Lost",
            deal.created,
            deal.closed or "",
            deal.value,
            deal.source,
        ]
        for deal in pipeline.deals
    ]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return organisation(FIRM, 1).pipeline


@pytest.fixture(scope="module")
def sheet(pipeline, tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("sheets")
    return written(folder / "deals.csv", HEADINGS, rows_of(pipeline))


@pytest.fixture(scope="module")
def told(sheet) -> dict[str, Any]:
    done = ridealong(sheet, "--format", "json")
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_it_is_the_object_of_the_contract(told, pipeline):
    assert list(told) == ["schema", "source", "people", "stages", "flags", "warnings"]
    assert told["schema"] == 1
    assert list(told["source"]) == ["path", "rows", "refused", "mapping"]
    assert told["source"]["rows"] == len(pipeline.deals)
    assert told["source"]["mapping"]["owner"] == "Owner"
    assert told["source"]["refused"] == []
    person = told["people"][0]
    assert list(person) == ["id", "team", "measures"]
    assert list(person["measures"][0]) == ["id", "value", "low", "high", "n", "shrunk_by"]
    stage = told["stages"][0]
    assert list(stage) == [
        "person",
        "stage",
        "observed",
        "expected",
        "ratio",
        "low",
        "high",
        "verdict",
    ]
    verdicts = {"usual", "full", "empty", "not recorded", "too few"}
    assert {stage["verdict"] for stage in told["stages"]} <= verdicts


def test_every_person_and_stage_is_in_the_plain_list(told, pipeline):
    assert len(told["people"]) == len(pipeline.sellers)
    assert len(told["stages"]) == len(pipeline.sellers) * 4
    standing = sum(stage["observed"] for stage in told["stages"])
    assert standing == sum(deal.open for deal in pipeline.deals)


def test_what_is_planted_is_flagged_with_hypotheses_and_one_question(told):
    (flag,) = told["flags"]
    assert list(flag) == ["id", "person", "rule", "says", "hypotheses", "ask", "chance"]
    assert flag["person"] == "Seller 4"
    assert flag["rule"] == "stage-full"
    assert len(flag["hypotheses"]) >= 2
    assert flag["ask"].endswith("?")
    assert 0 <= flag["chance"] <= 0.05
    full = [s for s in told["stages"] if s["verdict"] == "full"]
    assert [(s["person"], s["stage"]) for s in full] == [("Seller 4", "Proposal")]


def test_one_day_without_history_is_warned_of(told):
    assert any("one day" in warning for warning in told["warnings"])


def test_the_page_says_what_is_worth_a_question_first(sheet):
    done = ridealong(sheet)
    assert done.returncode == 0, done.stderr
    assert done.stdout.index("Worth a question") < done.stdout.index("What stands where")
    assert "deals stand in Proposal where" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert done.stderr == ""


def test_teams_come_from_a_sheet_of_people(sheet, pipeline, tmp_path):
    people = [[seller.name, seller.team] for seller in pipeline.sellers]
    done = ridealong(
        sheet,
        "--people",
        written(tmp_path / "people.csv", ("Name", "Team"), people),
        "--format",
        "json",
    )
    told = json.loads(done.stdout)
    assert {person["team"] for person in told["people"]} == {"team 1", "team 2"}
    assert not any("team is stated" in warning for warning in told["warnings"])


def test_a_bad_row_is_named_and_the_others_are_diagnosed(pipeline, tmp_path):
    rows = rows_of(pipeline)
    rows[2][3] = "the day before yesterday"
    done = ridealong(written(tmp_path / "deals.csv", HEADINGS, rows), "--format", "json")
    assert done.returncode == 3
    assert "row 4, Created Date" in done.stderr
    told = json.loads(done.stdout)
    (refused,) = told["source"]["refused"]
    assert refused["row"] == 4
    assert refused["column"] == "Created Date"
    assert refused["why"]
    assert told["stages"]


def test_dates_that_could_be_either_have_to_be_stated(tmp_path):
    rows = [[i, "Rita", "Needs", "01/02/2026", "", 100, ""] for i in range(5)]
    path = written(tmp_path / "deals.csv", HEADINGS, rows)
    unsure = ridealong(path)
    assert unsure.returncode == 3
    assert "--dates" in unsure.stderr
    assert unsure.stdout == ""
    assert ridealong(path, "--dates", "dmy").returncode == 0


def test_columns_of_any_name_can_be_stated(tmp_path):
    heads = ("Vorgang", "Wer", "Wo", "Seit")
    rows = [[i, f"p{i % 5}", "Angebot", "2026-01-02"] for i in range(40)]
    path = written(tmp_path / "deals.csv", heads, rows)
    mapped = ("id=Vorgang", "owner=Wer", "stage=Wo", "created=Seit")
    done = ridealong(path, "--format", "json", *(a for m in mapped for a in ("--map", m)))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["source"]["mapping"]["owner"] == "Wer"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--map", "owner"), "FIELD=COLUMN"),
        (("--map", "owner=Nobody"), "owner"),
        (("--map", "colour=Owner"), "Fields are"),
        (("--as-of", "yesterday"), "2026-11-30"),
        (("--stages", "Nowhere"), "There are: "),
        (("--stages", ","), "names no stage"),
        (("--proposal", "Nowhere"), "There are: "),
        (("--format", "xml"), "xml"),
    ],
)
def test_wrong_usage_says_what_is_right(sheet, arguments: tuple[str, ...], says: str):
    done = ridealong(sheet, *arguments)
    assert done.returncode == 2, done.stdout
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = ridealong(str(tmp_path / "none.csv"))
    assert done.returncode == 3
    assert "none.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_without_deals_says_so(tmp_path):
    done = ridealong(written(tmp_path / "deals.csv", HEADINGS, []))
    assert done.returncode == 3
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_stages_can_be_named_in_their_order(sheet):
    done = ridealong(sheet, "--stages", "Proposal,Needs", "--format", "json")
    told = json.loads(done.stdout)
    assert [s["stage"] for s in told["stages"][:2]] == ["Proposal", "Needs"]
