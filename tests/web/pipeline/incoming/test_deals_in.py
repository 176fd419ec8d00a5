"""Deals and their history come in, in any order, once; and again without changing anything."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from brought import spool_files
from crm_sheets import brought, changes, counts, deals, load_all, refusals, take, waiting
from ridealong.process.framework.model import Journey
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Customer
from ridealong.web.calls.repair.customer import forget_if_unknown
from ridealong.web.pipeline.frameworks.using import in_use
from ridealong.web.pipeline.models import CrmImport, Deal, Framework, StageEntry

ROWS = {
    "accounts.csv": "Account ID,Account Name,Website,Industry\n"
    "001A,Arlo Foods,www.arlo.example,Food\n",
    "contacts.csv": "Contact ID,First Name,Last Name,Email,Account ID\n"
    "003A,Vera,Okoro,vera@arlo.example,001A\n",
    "opportunities.csv": "Opportunity ID,Opportunity Name,Account ID,Opportunity Owner,Stage,"
    "Created Date\n006A,Cold store,001A,Rita Hollis,Proposal,2026-03-02\n",
    "opportunity history.csv": "Opportunity ID,Last Modified,From Stage,To Stage\n"
    "006A,2026-03-20 10:00:00,Needs Analysis,Proposal\n",
    "opportunity contact role.csv": "Opportunity ID,Contact ID\n006A,003A\n",
}


def deal(crm_id):
    return Deal.objects.select_related("owner", "team", "customer").get(crm_id=crm_id)


def test_a_deal_comes_in_with_owner_team_customer_stage_and_dates(ada, cast):
    work = brought(ada, deals())
    assert counts(work) == (4, 0, 0, 0), list(refusals(work))
    open_, won, lost, other = (deal(f"006{letter}") for letter in "ABCD")
    assert (open_.owner, open_.team, open_.customer.name) == (cast.rita, cast.north, "Arlo Foods")
    assert (open_.stage, open_.outcome) == ("needs-review", "open")
    assert (open_.created_on, open_.expected_on) == (date(2026, 3, 2), date(2026, 12, 18))
    assert open_.closed_on is None
    assert (won.outcome, won.closed_on, won.value) == ("won", date(2026, 6, 30), Decimal("8000.50"))
    assert (lost.outcome, lost.team, lost.value) == ("lost", cast.south, None)
    assert (other.owner, other.owner_label, other.team) == (None, "Somebody Else", None)
    assert (other.stage, other.outcome) == ("Weighing Things", "open")
    assert open_.framework_id == in_use(Journey.SALES).pk


def test_the_same_sheets_again_change_nothing(ada):
    first = [brought(ada, deals()), brought(ada, changes())]
    before = list(Deal.objects.order_by("pk").values()), list(StageEntry.objects.values())
    again = [brought(ada, deals()), brought(ada, changes())]
    assert [w.added for w in first] == [4, 5]
    assert [(w.added, w.changed) for w in again] == [(0, 0), (0, 0)]
    assert before == (
        list(Deal.objects.order_by("pk").values()),
        list(StageEntry.objects.values()),
    )


def test_stage_changes_become_entries_and_say_where_a_closed_deal_stood(ada):
    brought(ada, deals())
    brought(ada, changes())
    entries = {
        crm_id: list(rows.values_list("stage", "on"))
        for crm_id in ("006A", "006B")
        for rows in [StageEntry.objects.filter(deal__crm_id=crm_id).order_by("on")]
    }
    assert entries["006A"] == [
        ("first-meeting", date(2026, 3, 2)),
        ("needs-review", date(2026, 3, 20)),
    ]
    assert [stage for stage, _on in entries["006B"]] == [
        "first-meeting",
        "needs-review",
        "proposal",
    ]
    won = deal("006B")
    assert (won.stage, won.entered_on) == ("proposal", date(2026, 3, 25))
    assert deal("006A").seen_from == date(2026, 3, 2)


@pytest.mark.parametrize("order", list(permutations(ROWS))[::11])
def test_files_may_come_in_any_order(ada, cast, order):
    for name in order:
        brought(ada, (name, ROWS[name].encode()))
    found = deal("006A")
    assert found.customer == Customer.objects.get(name="Arlo Foods")
    assert [c.name for c in found.contacts.all()] == ["Vera Okoro"]
    assert list(found.entries.values_list("stage", flat=True)) == ["needs-review", "proposal"]
    assert found.customer.domain == "arlo.example"
    assert not CrmImport.objects.filter(on_hold__gt=0).exists()
    assert spool_files() == []


def test_history_whose_deals_are_not_here_waits_and_says_so(ada):
    early = brought(ada, changes())
    assert (early.added, early.on_hold) == (0, 4)
    page = ada.get(f"/imports/crm/{early.pk}/").content.decode()
    assert "4 rows wait for" in page
    brought(ada, deals())
    early.refresh_from_db()
    assert (early.added, early.on_hold) == (5, 0)


def test_a_stage_that_changed_between_two_lists_is_an_entry_of_that_day(ada):
    brought(ada, deals("006A,Cold store,Arlo,Rita Hollis,Prospecting,2026-03-02,,\n"))
    brought(ada, deals("006A,Cold store,Arlo,Rita Hollis,Proposal,2026-03-02,,\n"))
    (seen,) = deal("006A").entries.all()
    assert (seen.stage, seen.seen) == ("proposal", True)
    late = (
        "Opportunity ID,Last Modified,From Stage,To Stage\n006A,2026-03-09,Prospecting,Proposal\n"
    )
    brought(ada, changes(late))
    assert list(deal("006A").entries.values_list("stage", "on", "seen")) == [
        ("first-meeting", date(2026, 3, 2), False),
        ("proposal", date(2026, 3, 9), False),
    ]


def test_weekly_lists_of_all_deals_become_a_history(ada):
    head = "Snapshot Date,Opportunity ID,Opportunity Name,Opportunity Owner,Stage,Amount\n"
    rows = (
        "2026-03-02,006A,Cold store,Rita Hollis,Prospecting,100\n"
        "2026-03-02,006B,Line,Rita Hollis,Prospecting,50\n"
        "2026-03-09,006A,Cold store,Rita Hollis,Prospecting,120\n"
        "2026-03-09,006B,Line,Rita Hollis,Proposal,50\n"
        "2026-03-16,006A,Cold store,Rita Hollis,Proposal,130\n"
        "2026-03-16,006B,Line,Rita Hollis,Closed Won,55\n"
    )
    work = brought(ada, ("weekly snapshots.csv", (head + rows).encode()))
    assert work.table == "snapshots"
    assert deal("006A").value == 130
    assert list(deal("006A").entries.values_list("stage", "on")) == [
        ("first-meeting", date(2026, 3, 2)),
        ("proposal", date(2026, 3, 16)),
    ]
    won = deal("006B")
    assert (won.outcome, won.stage, won.closed_on) == ("won", "proposal", date(2026, 3, 16))
    again = brought(ada, ("weekly snapshots.csv", (head + rows).encode()))
    assert (again.added, again.changed) == (0, 0)


def test_a_blank_cell_and_a_broken_one_leave_what_was_there(ada):
    brought(ada, deals())
    work = brought(
        ada, deals("006A,Cold store,Arlo Foods,,Needs Analysis,2026-03-02,2026-12-18,about 12k\n")
    )
    found = deal("006A")
    assert found.owner is not None
    assert found.value == 12000
    assert [(row, column, value) for row, column, value, _why in refusals(work)] == [
        (2, "Amount", "about 12k")
    ]
    assert work.refusals.get().kept


def test_what_the_crm_deleted_goes_unless_people_have_written_about_it(ada, cast):
    head = "Opportunity ID,Opportunity Name,Opportunity Owner,Stage,Created Date,Is Deleted"
    rows = (
        "006A,One,Rita Hollis,Proposal,2026-03-02,{a}\n"
        "006B,Two,Rita Hollis,Proposal,2026-03-02,{a}\n"
    )
    brought(ada, deals(rows.format(a="false"), head=head))
    deal("006B").commits.create(by=cast.rita, will=True)
    work = brought(ada, deals(rows.format(a="true"), head=head))
    assert list(Deal.objects.values_list("crm_id", flat=True)) == ["006B"]
    assert work.removed == 1
    assert [why for *_where, why in refusals(work)] == [
        "is deleted in the CRM and stays here, since people have written about it"
    ]
    assert "2 rows are marked as deleted" in ada.get(f"/imports/crm/{work.pk}/").content.decode()


def test_a_deal_keeps_the_version_of_the_process_it_was_run_under(ada):
    brought(ada, deals())
    first = in_use(Journey.SALES)
    Framework.objects.filter(pk=first.pk).update(state=Framework.State.ARCHIVED)
    second = Framework.objects.create(
        journey="sales", version=2, name="Next", state=Framework.State.PUBLISHED, body=first.body
    )
    more = "006E,New,Bexley,Rita Hollis,Proposal,2026-05-01,,\n"
    brought(ada, deals("006A,Renamed,Arlo Foods,Rita Hollis,Proposal,2026-03-02,,\n", more))
    assert deal("006A").framework_id == first.pk
    assert deal("006E").framework_id == second.pk
    assert deal("006A").name == "Renamed"


def test_a_customer_of_the_crm_stays_when_the_last_call_with_them_is_deleted(ada):
    brought(ada, ("accounts.csv", ROWS["accounts.csv"].encode()))
    customer = Customer.objects.get()
    forget_if_unknown(customer)
    assert Customer.objects.get() == customer
    customer.account.delete()
    forget_if_unknown(customer)
    assert not Customer.objects.exists()


def test_everything_is_in_the_record(ada, cast):
    (work,) = waiting(ada, deals())
    take(ada, work)
    load_all()
    actions = Entry.objects.filter(thing=f"crmimport {work.pk}").order_by("pk")
    assert list(actions.values_list("action", "actor_id")) == [
        ("crm_import.begun", cast.ada.pk),
        ("crm_import.taken_in", cast.ada.pk),
        ("crm_import.loaded", cast.ada.pk),
    ]
