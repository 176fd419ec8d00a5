"""Records become a pipeline: stages in order, outcomes, histories, sellers, amounts."""

from datetime import date

import pytest

import made_sheets
from ridealong.process.model import Entry, Outcome, Seller
from ridealong.process.sheets import Table, read_files, read_folder

AS_OF = date(2026, 11, 30)


def joined(folder, **sheets):
    """The reading of sheets by their names."""
    for name, text in sheets.items():
        made_sheets.csv_of(folder, text, f"{name}.csv")
    return read_folder(folder, AS_OF)


def by_id(reading):
    return {deal.id: deal for deal in reading.pipeline.deals}


BY_AGENT = {
    "sales_pipeline": (
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
        "A1,Rita,Van S,Okoro,Won,2026-01-20,2026-03-01,1054\n"
        "A2,Pat,VanXL,Lund,Won,2026-01-25,2026-03-11,4514\n"
        "A3,Pat,Trolley,Okoro,Lost,2026-01-25,2026-03-07,0\n"
        "A4,Rita,Van S,,Engaging,2026-01-25,,\n"
        "A5,Rita,Van S,,Prospecting,,,\n"
    ),
    "sales_teams": (
        "sales_agent,manager,regional_office\nRita,Mel,North\nPat,Olga,North\nTess,Mel,South\n"
    ),
    "products": "product,series,sales_price\nVan S,V,550\nVan XL,V,4821\nTrolley,T,55\n",
    "accounts": (
        "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n"
        "Okoro,retail,2001,718.62,2448,Leeds,\nLund,medical,2002,3178.24,4540,Oslo,\n"
    ),
}


def test_deals_by_agent_and_their_teams_products_and_accounts_are_joined(tmp_path):
    reading = joined(tmp_path, **BY_AGENT)
    assert not reading.failed
    pipeline, deals = reading.pipeline, by_id(reading)
    assert pipeline.stages == ("Prospecting", "Engaging")
    assert pipeline.sellers == (Seller("Pat", "Pat", "Olga"), Seller("Rita", "Rita", "Mel"))
    won = deals["A2"]
    assert (won.outcome, won.value, won.list_value) == (Outcome.WON, 4514.0, 4821.0)
    assert (won.closed, won.segment, won.stage) == (date(2026, 3, 11), "medical", "Engaging")
    assert won.history == (Entry("Engaging", date(2026, 1, 25)),)
    assert deals["A3"].outcome is Outcome.LOST
    assert (deals["A4"].stage, deals["A4"].expected) == ("Engaging", None)
    assert deals["A5"].history == ()
    assert "by their names it was taken to be: Prospecting, Engaging" in reading.notes[0]


def test_without_a_day_the_last_that_the_sheets_speak_of_is_taken(tmp_path):
    path = made_sheets.csv_of(tmp_path, BY_AGENT["sales_pipeline"])
    assert read_files([path]).pipeline.as_of == date(2026, 3, 11)


SALESFORCE = {
    "opportunity": (
        "Id,Name,OwnerId,StageName,Amount,CurrencyIsoCode,CreatedDate,CloseDate,IsClosed,IsWon\n"
        "006A00000000001IAA,Vans,005A,Proposal,100,EUR,2026-02-01,2026-12-31,false,false\n"
        "006A00000000002IAA,Cars,005A,Closed Won,200,EUR,2026-02-01,2026-05-01,true,true\n"
        "006A00000000003IAA,Buses,005B,Closed Lost,300,USD,2026-01-01,2026-04-01,true,false\n"
        "006A00000000004IAA,Bikes,005B,Qualification,400,EUR,2026-06-01,2026-12-31,false,false\n"
    ),
    "opportunity_history": (
        "OpportunityId,StageName,CreatedDate\n"
        "006A00000000001,Proposal,2026-03-01T10:00:00Z\n"
        "006A00000000001,Qualification,2026-02-01T10:00:00Z\n"
        "006A00000000001,Qualification,2026-02-03T10:00:00Z\n"
        "006A00000000002,Qualification,2026-02-01T10:00:00Z\n"
        "006A00000000002,Needs,2026-02-20T10:00:00Z\n"
        "006A00000000002,Proposal,2026-03-20T10:00:00Z\n"
        "006A00000000002,Closed Won,2026-05-01T10:00:00Z\n"
        "006A00000000003,Needs,2026-02-15T10:00:00Z\n"
        "006A00000000003,Closed Lost,2026-04-01T10:00:00Z\n"
        "006A00000000009,Needs,2026-02-15T10:00:00Z\n"
    ),
    "user": (
        "Id,Name,Username,ManagerId,IsActive\n005A,Rita,rita@us.example,005M,true\n"
        "005B,Pat,pat@us.example,005M,true\n005M,Mel,mel@us.example,,true\n"
    ),
}


def test_changes_of_stage_become_histories(tmp_path):
    reading = joined(tmp_path, **SALESFORCE)
    vans, cars, buses, bikes = reading.pipeline.deals
    assert vans.history == (
        Entry("Qualification", date(2026, 2, 1)),
        Entry("Proposal", date(2026, 3, 1)),
    )
    assert [entry.stage for entry in cars.history] == ["Qualification", "Needs", "Proposal"]
    assert (cars.stage, cars.closed, cars.expected) == ("Proposal", date(2026, 5, 1), None)
    assert (buses.stage, buses.outcome) == ("Needs", Outcome.LOST)
    assert bikes.history == (Entry("Qualification", date(2026, 6, 1)),)
    assert (vans.expected, vans.closed) == (date(2026, 12, 31), None)


def test_what_was_created_before_changes_were_kept_is_seen_from_then_on(tmp_path):
    vans, _, buses, _ = joined(tmp_path, **SALESFORCE).pipeline.deals
    assert buses.seen_from == date(2026, 2, 1)
    assert vans.seen_from is None


def test_the_order_of_stages_comes_from_how_deals_pass_them(tmp_path):
    reading = joined(tmp_path, **SALESFORCE)
    assert reading.pipeline.stages == ("Qualification", "Needs", "Proposal")
    assert reading.order_from == "deals"
    assert any("in which deals pass them" in note for note in reading.notes)


def test_sellers_have_the_team_of_their_manager(tmp_path):
    reading = joined(tmp_path, **SALESFORCE)
    assert reading.pipeline.sellers == (Seller("005B", "Pat", "Mel"), Seller("005A", "Rita", "Mel"))


def test_a_mix_of_currencies_is_told_and_not_added_up(tmp_path):
    reading = joined(tmp_path, **SALESFORCE)
    assert [deal.currency for deal in reading.pipeline.deals] == ["EUR", "EUR", "USD", "EUR"]
    assert (
        "Amounts are in several currencies, EUR (3), USD (1); none was converted." in reading.notes
    )


def test_changes_of_deals_that_no_sheet_knows_are_told(tmp_path):
    assert any(
        "1 deal in the history of changes only" in n for n in joined(tmp_path, **SALESFORCE).notes
    )


@pytest.mark.parametrize(
    ("heads", "cells", "outcome"),
    [
        ("Stage", "Closed Won", Outcome.WON),
        ("Stage", "closedlost", Outcome.LOST),
        ("Stage", "Gewonnen", Outcome.WON),
        ("Stage", "Closed - No Decision", Outcome.NO_DECISION),
        ("Stage", "Proposal", Outcome.OPEN),
        ("Stage,Status", "Proposal,Lost", Outcome.LOST),
        ("Stage,Status", "Proposal,Open", Outcome.OPEN),
        ("Stage,Is Won,Is Closed", "Step 9,true,true", Outcome.WON),
        ("Stage,Is Won,Is Closed", "Step 9,false,true", Outcome.LOST),
        ("Stage,Is Won,Is Closed", "Step 3,false,false", Outcome.OPEN),
        ("Stage,Is Won,Is Closed", "Step 9,true,false", Outcome.WON),
        ("Stage,Lost Reason", "Closed Lost,No decision", Outcome.NO_DECISION),
        ("Stage,Lost Reason", "Closed Won,No decision", Outcome.WON),
        ("Stage", "Won't proceed", Outcome.LOST),
        ("Stage", "Win plan agreed", Outcome.OPEN),
        ("Stage", "NDA signed", Outcome.OPEN),
        ("Stage", "Meeting booked", Outcome.OPEN),
        ("Stage,Is Closed", "Closed Won,true", Outcome.WON),
    ],
)
def test_how_a_deal_ended_is_told_by_flags_status_or_stage(tmp_path, heads, cells, outcome):
    others = "".join(f"{n},{cells.replace(cells.split(',')[0], 'Discovery')}\n" for n in (8, 9))
    reading = joined(tmp_path, deals=f"Deal ID,{heads}\n1,{cells}\n{others}")
    assert by_id(reading)["1"].outcome is outcome


def test_where_no_stage_says_how_it_ends_probabilities_do(tmp_path):
    rows = "1,A,10\n2,B,50\n3,Z,100\n4,Y,0\n5,A,10\n"
    reading = joined(tmp_path, deals=f"Deal ID,Stage,Probability\n{rows}")
    outcomes = [deal.outcome for deal in reading.pipeline.deals]
    assert outcomes == [Outcome.OPEN, Outcome.OPEN, Outcome.WON, Outcome.LOST, Outcome.OPEN]
    assert reading.pipeline.stages == ("A", "B")
    assert reading.order_from == "probabilities"


HUBSPOT = {
    "deal": (
        "deal_id,property_dealname,deal_pipeline_id,deal_pipeline_stage_id,owner_id,property_amount,"
        "property_createdate,property_closedate,is_deleted\n"
        "1,Vans,sales,11,70,5,2026-01-01 10:00:00,2026-06-01 10:00:00,false\n"
        "2,Cars,sales,13,70,6,2026-01-01 10:00:00,2026-03-01 10:00:00,false\n"
        "3,Buses,sales,14,71,7,2026-01-01 10:00:00,2026-03-02 10:00:00,false\n"
        "4,Bikes,sales,11,71,7,2026-01-01 10:00:00,2026-03-02 10:00:00,true\n"
    ),
    "deal_stage": (
        "_fivetran_start,deal_id,_fivetran_active,_fivetran_end,date_entered,value\n"
        "2026-01-01 10:00:00,1,TRUE,9999-12-31,2026-01-01 10:00:00,12\n"
        "2026-02-01 10:00:00,1,TRUE,9999-12-31,2026-02-01 10:00:00,11\n"
        "2026-01-01 10:00:00,2,TRUE,9999-12-31,2026-01-01 10:00:00,12\n"
        "2026-03-01 10:00:00,2,TRUE,9999-12-31,2026-03-01 10:00:00,13\n"
    ),
    "deal_pipeline_stage": (
        "stage_id,label,pipeline_id,display_order,probability,is_closed,closed_won\n"
        "11,Offer,sales,2,0.6,FALSE,FALSE\n12,Needs,sales,1,0.2,FALSE,FALSE\n"
        "13,Yes,sales,3,1.0,TRUE,TRUE\n14,No,sales,4,0.0,FALSE,FALSE\n"
        "15,Later,sales,1.5,0.3,FALSE,FALSE\n21,Renewal,service,1,0.3,FALSE,FALSE\n"
    ),
    "deal_pipeline": "pipeline_id,label,display_order\nsales,Sales,0\nservice,Service,1\n",
    "deal_company": "company_id,deal_id,type_id\n900,1,5\n",
    "company": "id,property_name,property_industry,property_city\n900,Okoro Ltd,Freight,Leeds\n",
}


def test_a_table_of_stages_gives_order_labels_and_ends(tmp_path):
    reading = joined(tmp_path, **HUBSPOT)
    assert not reading.failed
    pipeline, deals = reading.pipeline, by_id(reading)
    assert pipeline.stages == ("12", "15", "11")
    assert [pipeline.label(key) for key in pipeline.stages] == ["Needs", "Later", "Offer"]
    assert reading.order_from == "stages"
    assert (deals["2"].outcome, deals["3"].outcome) == (Outcome.WON, Outcome.LOST)
    assert deals["1"].history == (Entry("12", date(2026, 1, 1)), Entry("11", date(2026, 2, 1)))
    assert (deals["1"].account, deals["1"].segment) == ("Okoro Ltd", "Freight")
    assert "4" not in deals


def test_labels_in_the_deals_find_the_stages_of_the_table(tmp_path):
    head = "Record ID,Deal Stage,Pipeline,Create Date\n"
    deal = f"{head}1,offer,sales,2026-01-01\n2,YES,sales,2026-01-01\n"
    sheets = HUBSPOT | {"deal": deal}
    deals = by_id(joined(tmp_path, **sheets))
    assert deals["1"].stage == "11"
    assert deals["2"].outcome is Outcome.WON


SNAPSHOTS = (
    "Snapshot Date,Opportunity ID,Stage,Amount,Created Date,Close Date\n"
    "2026-01-05,1,Needs,100,2025-12-01,2026-06-01\n"
    "2026-01-05,2,Offer,200,2025-12-01,2026-06-01\n"
    "2026-01-05,5,Needs,200,2025-12-01,2026-06-01\n"
    "2026-01-12,1,Offer,150,2025-12-01,2026-06-01\n"
    "2026-01-12,2,Won,200,2025-12-01,2026-01-09\n"
    "2026-01-12,3,Needs,300,2026-01-07,2026-06-01\n"
    "2026-01-19,1,Offer,160,2025-12-01,2026-07-01\n"
    "2026-01-19,3,Needs,300,2026-01-07,2026-06-01\n"
    "2026-01-19,4,Offer,400,2026-01-02,2026-06-01\n"
)


def test_weekly_snapshots_become_histories_seen_from_the_first_on(tmp_path):
    reading = joined(tmp_path, pipeline=SNAPSHOTS)
    deals = by_id(reading)
    assert deals["1"].history == (
        Entry("Needs", date(2026, 1, 5)),
        Entry("Offer", date(2026, 1, 12)),
    )
    assert deals["1"].seen_from == date(2026, 1, 5)
    assert (deals["1"].value, deals["1"].expected) == (160.0, date(2026, 7, 1))
    assert (deals["2"].outcome, deals["2"].closed) == (Outcome.WON, date(2026, 1, 9))
    assert deals["3"].history == (Entry("Needs", date(2026, 1, 7)),)
    assert deals["3"].seen_from is None
    assert deals["4"].history == (Entry("Offer", date(2026, 1, 19)),)
    assert "5" not in deals
    assert any("1 deal open in an earlier snapshot and missing" in note for note in reading.notes)


def test_columns_of_dates_become_histories(tmp_path):
    text = (
        "Deal ID,Stage,Created,Date entered Needs,Offer Date\n"
        "1,Offer,2026-01-01,2026-01-02,2026-02-01\n2,Needs,2026-01-01,2026-01-05,\n"
    )
    deals = by_id(joined(tmp_path, deals=text))
    assert deals["1"].history == (
        Entry("Needs", date(2026, 1, 2)),
        Entry("Offer", date(2026, 2, 1)),
    )
    assert deals["2"].history == (Entry("Needs", date(2026, 1, 5)),)


def test_a_stage_before_the_first_change_began_with_the_deal(tmp_path):
    deals = "Deal ID,Stage,Created\n1,Offer,2026-01-02\n2,Offer,2026-01-02\n"
    changes = (
        "Deal ID,From Stage,To Stage,Changed On\n1,Needs,Offer,2026-02-01\n"
        "2,Lead,Needs,2026-01-02\n2,Needs,Offer,2026-01-09\n"
    )
    found = by_id(joined(tmp_path, deals=deals, stage_history=changes))
    assert found["1"].history == (
        Entry("Needs", date(2026, 1, 2)),
        Entry("Offer", date(2026, 2, 1)),
    )
    assert [entry.stage for entry in found["2"].history] == ["Lead", "Needs", "Offer"]


def test_changes_of_one_day_keep_the_order_of_the_sheet_from_its_older_end(tmp_path):
    deals = "Deal ID,Stage,Created\n1,C,2026-01-01\n2,C,2026-01-01\n"
    newest_first = "1,C,2026-01-03\n1,B,2026-01-02\n1,A,2026-01-02\n"
    oldest_first = "2,A,2026-01-02\n2,B,2026-01-02\n2,C,2026-01-03\n"
    changes = f"Deal ID,New Stage,Changed On\n{newest_first}{oldest_first}"
    found = by_id(joined(tmp_path, deals=deals, stage_history=changes))
    for deal in found.values():
        assert [entry.stage for entry in deal.history] == ["A", "B", "C"]


def test_line_items_give_value_and_list_value(tmp_path):
    deals = "Opportunity ID,Stage,Created Date\n1,Offer,2026-01-01\n2,Offer,2026-01-01\n"
    lines = (
        "Opportunity ID,Product Name,Quantity,List Price,Total Price\n"
        "1,Vans,2,100,150\n1,Cars,1,50,50\n2,Cars,1,,50\n"
    )
    found = by_id(joined(tmp_path, opportunity=deals, opportunity_line_item=lines))
    assert (found["1"].value, found["1"].list_value) == (200.0, 250.0)
    assert (found["2"].value, found["2"].list_value) == (50.0, None)


def test_what_is_odd_is_counted_in_words(tmp_path):
    text = (
        "Deal ID,Stage,Created,Close Date,Owner\n1,Won,2026-02-01,2026-01-01,Rita\n"
        "2,Lost,,,rita\n3,Offer,2026-01-01,2026-03-01,\n"
    )
    reading = joined(tmp_path, deals=text)
    assert "1 deal without an owner." in reading.notes
    assert "1 deal without a date of creation." in reading.notes
    assert "1 deal closed, but without a date." in reading.notes
    assert "1 deal closed before creation, such as 1." in reading.notes
    assert [seller.name for seller in reading.pipeline.sellers] == ["Rita"]


def test_one_broken_sheet_costs_itself_alone(tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    made_sheets.csv_of(tmp_path, "Planet,Moons\nMars,2\n", "planets.csv")
    made_sheets.csv_of(tmp_path, "Deal ID,Stage,Close\n1,Won,3/4/2026\n", "unclear.csv")
    reading = joined(tmp_path, **BY_AGENT)
    assert len(reading.pipeline.deals) == 5
    assert sorted(file.path.rsplit("/", 1)[1] for file in reading.failed) == [
        "broken.xlsx",
        "planets.csv",
        "unclear.csv",
    ]
    for file in reading.failed:
        assert file.error.path == file.path
        assert file.error.remedy


def test_without_deals_there_is_no_pipeline_and_it_says_so(tmp_path):
    reading = joined(tmp_path, people=BY_AGENT["sales_teams"])
    assert reading.pipeline.deals == ()
    assert "No sheet holds deals" in reading.notes[0]


def test_the_records_of_a_table_are_read_anew(tmp_path):
    reading = joined(tmp_path, **SALESFORCE)
    assert [record.text("name") for record in reading.records(Table.PEOPLE)] == [
        "Rita",
        "Pat",
        "Mel",
    ]
    assert len(list(reading.records(Table.HISTORY))) == 10


def test_closed_deals_of_which_nothing_says_how_are_left_out_and_told(tmp_path):
    text = "Deal ID,Stage,Is Closed\n1,Done,true\n2,Offer,false\n3,Offer,true\n4,Won,true\n"
    reading = joined(tmp_path, deals=text)
    assert {deal.id: deal.outcome for deal in reading.pipeline.deals} == {
        "2": Outcome.OPEN,
        "4": Outcome.WON,
    }
    assert reading.pipeline.stages == ("Offer",)
    assert any("2 deals closed, and nothing says" in note for note in reading.notes)


def test_a_name_of_two_people_is_told(tmp_path):
    people = "User ID,Name,Manager\n7,Pat,Mel\n8,Pat,Olga\n"
    deals = "Deal ID,Stage,Owner\n1,Offer,Pat\n2,Won,Pat\n"
    reading = joined(tmp_path, deals=deals, users=people)
    assert reading.pipeline.sellers == (Seller("7", "Pat", "Mel"),)
    assert any("1 name of more than one person, such as Pat" in note for note in reading.notes)


def test_ids_of_another_house_are_never_cut(tmp_path):
    text = "Deal ID,Stage\nDEAL00000000000001,Won\nDEAL00000000000002,Lost\n"
    assert len(joined(tmp_path, deals=text).pipeline.deals) == 2
