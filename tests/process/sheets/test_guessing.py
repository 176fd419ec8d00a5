"""What a sheet is taken for, by its headings and by its values."""

import csv
from datetime import date
from pathlib import Path

import pytest

import made_sheets
from ridealong.errors import UsageError
from ridealong.process.sheets import AmountForm, DateForm, Mapping, Table, guess, questions, recall

CASES = [
    (row[0], row[1], dict(pair.rsplit("=", 1) for pair in row[2].split("|")))
    for row in csv.reader(
        (Path(__file__).parent / "headings.tsv").read_text("utf-8").splitlines()[1:],
        delimiter="\t",
    )
]
STAGES = ["Proposal", "Closed Won", "Proposal", "Closed Lost", "Engaging"]


STANDS = {
    **dict.fromkeys(["created", "close", "expected", "closed", "at", "changed"], "2026-{:02}-15"),
    **dict.fromkeys(["snapshot", "entered"], "2026-{:02}-15"),
    **dict.fromkeys(["value", "list_price", "price", "probability", "order", "quantity"], "{}0"),
    "employees": "{}0",
    "property": "StageName",
    "currency": "EUR",
}


def value(field: str, row: int) -> str:
    """Something that stands in a column of a field."""
    if field in {"won", "closed_flag", "deleted", "active"}:
        return "true" if row % 2 else "false"
    if field in {"stage", "old_stage"}:
        return STAGES[row % 5]
    if field in STANDS:
        return STANDS[field].format(row + 1)
    return f"{field}-{row // 2 if field == 'deal' else row}"


@pytest.mark.parametrize(("table", "fields"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_an_export_is_recognised_by_its_headings(tmp_path, table, fields):
    rows = [",".join(fields)]
    rows += [",".join(value(field, n) for field in fields.values()) for n in range(6)]
    if table == "snapshots":  # the same deals on two days
        rows += [line.replace("2026-01-15", "2026-01-22", 1) for line in rows[1:2]]
    mapping = guess(made_sheets.sheet_of(tmp_path, "\n".join(rows) + "\n", "export.csv"))
    assert mapping.table.value == table
    assert {column.name: column.field for column in mapping.columns} == fields
    assert questions(mapping) == ()
    assert all(0 < column.confidence <= 1 for column in mapping.columns if column.field)
    assert mapping.unread == tuple(name for name, field in fields.items() if not field)


def test_a_date_named_after_a_stage_says_when_it_was_entered(tmp_path):
    text = (
        "Deal ID,Deal Stage,Proposal Date,Date entered Negotiation,Close Date\n"
        "1,Proposal,2026-01-01,,2026-03-01\n2,Negotiation,2026-01-05,2026-02-01,2026-03-01\n"
        "3,Won,2026-01-05,2026-02-01,2026-03-01\n"
    )
    mapping = guess(made_sheets.sheet_of(tmp_path, text))
    assert [(c.field, c.of) for c in mapping.columns[2:4]] == [
        ("entered", "Proposal"),
        ("entered", "Negotiation"),
    ]


def test_headings_that_say_nothing_leave_it_to_the_values(tmp_path):
    people = ["Rita Okoro", "Pat Lund", "Tess Ayo"]
    rows = "".join(f"K-{n},{people[n % 3]},{STAGES[n % 5]},€{n * 100 + 7}.50\n" for n in range(30))
    mapping = guess(made_sheets.sheet_of(tmp_path, f"F1,F2,F3,F4\n{rows}", "x.csv"))
    assert mapping.table is Table.DEALS
    assert mapping.fields == {"id": "F1", "owner": "F2", "stage": "F3", "value": "F4"}
    assert {column.because for column in mapping.columns} == {"values"}
    assert max(column.confidence for column in mapping.columns) < 0.5


def test_a_heading_whose_values_are_something_else_is_not_taken(tmp_path):
    text = "Deal ID,Stage,Close Date\n1,Won,soon\n2,Lost,later\n3,Won,2026-01-01\n"
    mapping = guess(made_sheets.sheet_of(tmp_path, text))
    assert mapping.unread == ("Close Date",)


def test_nothing_is_made_of_what_is_no_crm(tmp_path):
    text = "Planet,Moons,Radius\nMars,2,3390\nJupiter,95,69911\n"
    mapping = guess(made_sheets.sheet_of(tmp_path, text))
    assert mapping.table is Table.UNKNOWN
    (question,) = questions(mapping)
    assert question.about == "table"
    assert "deals" in question.choices


@pytest.mark.parametrize(
    ("dates", "form"),
    [
        (["3/4/2026", "5/6/2026"], DateForm.ASK),
        (["3/4/2026", "5/6/2026"] * 3000 + ["25/6/2026"], DateForm.DMY),
        (["3/4/2026", "5/6/2026"] * 3000 + ["6/25/2026"], DateForm.MDY),
        (["3.4.2026", "5.6.2026"], DateForm.DMY),
    ],
)
def test_the_order_of_day_and_month_is_looked_for_in_the_whole_column(tmp_path, dates, form):
    rows = "".join(f"{n},Won,{on}\n" for n, on in enumerate(dates))
    sheet = made_sheets.sheet_of(tmp_path, f"Deal ID,Stage,Close Date\n{rows}")
    mapping = guess(sheet)
    assert mapping.columns[2].form == form
    asked = [question.column for question in questions(mapping)]
    assert asked == (["Close Date"] if form is DateForm.ASK else [])


def test_an_open_date_is_written_as_the_settled_ones_beside_it(tmp_path):
    text = (
        "Deal ID,Stage,Create Date,Close Date\n1,Won,3/4/2026,25/6/2026\n2,Won,5/6/2026,7/8/2026\n"
    )
    mapping = guess(made_sheets.sheet_of(tmp_path, text))
    assert [column.form for column in mapping.columns[2:]] == [DateForm.DMY, DateForm.DMY]


def test_what_is_stated_answers_the_question(tmp_path):
    text = 'Deal ID,Stage,Close Date,Amount\n1,Won,3/4/2026,"1,234"\n2,Lost,5/6/2026,7\n'
    sheet = made_sheets.sheet_of(tmp_path, text)
    mapping = guess(sheet)
    assert [q.about for q in questions(mapping)] == ["dates", "amounts"]
    stated = mapping.stated("Close Date", form=DateForm.MDY).stated("Amount", form=AmountForm.POINT)
    assert questions(stated) == ()
    records, _, _ = made_sheets.read(sheet, columns=stated.columns)
    assert records[0].day("close") == date(2026, 3, 4)
    assert records[0].number("value") == 1234.0
    assert stated.columns[2].because == "stated"
    with pytest.raises(KeyError):
        mapping.stated("Closing", form=DateForm.DMY)


def test_a_field_stated_for_one_column_is_taken_from_another(tmp_path):
    text = "Deal ID,Stage,Amount,Real amount\n1,Won,5,6\n2,Lost,7,8\n"
    mapping = guess(made_sheets.sheet_of(tmp_path, text)).stated("Real amount", field="value")
    assert mapping.fields["value"] == "Real amount"
    assert "Amount" in mapping.unread


def test_what_is_needed_and_missing_is_asked_for(tmp_path):
    mapping = guess(made_sheets.sheet_of(tmp_path, "Deal ID,Stage,X\n1,Won,a\n2,Lost,b\n"))
    (question,) = questions(mapping.stated("Deal ID", field=""))
    assert question.about == "field"
    assert "id or name or account" in question.says
    assert question.choices == ("Deal ID", "X")


def test_a_heading_that_names_a_currency_lends_it_to_its_amounts(tmp_path):
    sheet = made_sheets.sheet_of(tmp_path, "Deal ID,Stage,Amount (CHF)\n1,Won,5\n2,Lost,$6\n")
    records, _, _ = made_sheets.read(sheet)
    assert [record.text("currency") for record in records] == ["CHF", "USD"]


def test_no_kept_mapping_is_made_of_rubbish():
    for rubbish in ({}, {"table": "planets", "columns": []}, {"table": "deals", "columns": [{}]}):
        with pytest.raises(ValueError, match=r"no mapping|not a valid Table"):
            Mapping.from_dict(rubbish)


def test_a_kept_mapping_finds_its_columns_in_another_order(tmp_path):
    first = made_sheets.sheet_of(tmp_path, "Deal ID,Stage,Close Date\n1,Won,25/6/2026\n", "a.csv")
    kept = Mapping.from_dict(guess(first).to_dict())
    other = made_sheets.sheet_of(
        tmp_path, "close-date,Deal ID,X,Stage\n6/25/2026,7,y,Lost\n", "b.csv"
    )
    (record,), refusals, _ = made_sheets.read(other, columns=recall(other, kept).columns)
    assert not refusals
    assert record.values == {"id": "7", "stage": "Lost", "close": date(2026, 6, 25)}
    lacking = made_sheets.sheet_of(tmp_path, "Deal ID,Stage\n1,Won\n", "c.csv")
    with pytest.raises(UsageError, match="no column “Close Date”"):
        recall(lacking, kept)


def test_what_a_person_stated_is_not_looked_at_anew(tmp_path):
    text = "Deal ID,Stage,Close Date\n1,Won,3/4/2026\n"
    sheet = made_sheets.sheet_of(tmp_path, text)
    kept = guess(sheet).stated("Close Date", form=DateForm.MDY)
    assert recall(sheet, Mapping.from_dict(kept.to_dict())) == kept
    assert questions(recall(sheet, guess(sheet)))


def test_a_field_stated_for_a_column_has_its_writing_looked_at(tmp_path):
    text = 'Deal ID,Stage,Foo,Bar\n1,Won,25/6/2026,"1,5"\n2,Won,26/6/2026,"2,5"\n'
    sheet = made_sheets.sheet_of(tmp_path, text)
    mapping = guess(sheet).stated("Foo", field="close").stated("Bar", field="value")
    records, refusals, _ = made_sheets.read(sheet, columns=mapping.columns)
    assert not refusals
    assert (records[0].day("close"), records[0].number("value")) == (date(2026, 6, 25), 1.5)


def test_several_columns_may_say_when_a_deal_closed(tmp_path):
    text = "Deal ID,Stage,Won time,Lost time\n1,Won,2026-01-01,\n2,Lost,,2026-02-01\n"
    records, _, _ = made_sheets.read(made_sheets.sheet_of(tmp_path, text))
    assert [record.day("closed") for record in records] == [date(2026, 1, 1), date(2026, 2, 1)]


def test_nobody_is_asked_how_heads_are_counted(tmp_path):
    text = "Account ID,Account Name,Industry,Employees\n1,Okoro,Freight,1.234\n2,Lund,Freight,20\n"
    sheet = made_sheets.sheet_of(tmp_path, text)
    assert questions(guess(sheet)) == ()
    records, _, _ = made_sheets.read(sheet)
    assert records[0].number("employees") == 1234.0
