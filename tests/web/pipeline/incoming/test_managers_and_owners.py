"""Managers bring the deals of their teams alone; owners who are nobody here are asked about."""

import forms
from crm_sheets import brought, changes, counts, deals, load_all, refusals, sent, take, waiting
from ridealong.web.audit.models import Entry
from ridealong.web.people.models import Alias, Membership
from ridealong.web.pipeline.incoming.owner_pages import GiveForm
from ridealong.web.pipeline.incoming.teams import follow_owners
from ridealong.web.pipeline.models import CrmImport, Deal, StageEntry

PEOPLE = (
    "crm users.csv",
    (
        b"User ID,Name,Email,Is Active\n005R,R. Hollis,rita@ridealong.example,true\n"
        b"005Y,Yusuf Demir,yusuf@elsewhere.example,true\n"
    ),
)
BY_ID = "Opportunity ID,Opportunity Name,Owner ID,Stage,Created Date,Close Date"


def test_mel_brings_the_deals_of_her_team_and_the_others_are_refused(mel, cast):
    work = brought(mel, deals())
    assert counts(work) == (2, 0, 0, 2)
    assert {d.owner for d in Deal.objects.select_related("owner")} == {cast.rita}
    assert [(row, column, value) for row, column, value, _why in refusals(work)] == [
        (4, "Opportunity Owner", "Tess Lindgren"),
        (5, "Opportunity Owner", "Somebody Else"),
    ]


def test_mel_takes_no_deal_of_another_team_by_writing_her_own_seller_beside_it(ada, mel, cast):
    brought(ada, deals())
    work = brought(mel, deals("006C,Stolen,Bexley,Rita Hollis,Proposal,2026-02-09,2026-05-04,1\n"))
    assert counts(work) == (0, 0, 0, 1)
    theirs = Deal.objects.get(crm_id="006C")
    assert (theirs.name, theirs.owner) == ("Pilot", cast.tess)


def test_mel_brings_no_history_for_deals_of_another_team(ada, mel):
    brought(ada, deals())
    text = "Opportunity ID,Last Modified,From Stage,To Stage\n006C,2026-03-20,,Proposal\n"
    assert brought(mel, changes(text)).added == 0
    assert not StageEntry.objects.exists()


def test_what_holds_for_everybody_is_brought_by_administrators_alone(mel):
    (work,) = waiting(mel, PEOPLE)
    assert take(mel, work).status_code == 403
    assert CrmImport.objects.get(pk=work.pk).stage == "mapping"
    assert mel.post("/imports/crm/take/").status_code == 302
    assert CrmImport.objects.get(pk=work.pk).stage == "mapping"


def test_olga_sees_nothing_of_what_mel_brought(mel, as_, cast):
    work = brought(mel, deals())
    olga = as_(cast.olga)
    assert olga.get(f"/imports/crm/{work.pk}/").status_code == 404
    assert "opportunities.csv" not in olga.get("/imports/crm/").content.decode()


def test_a_manager_without_a_team_is_told_so(as_, cast):
    Membership.objects.filter(person=cast.mel).delete()
    page = as_(cast.mel)
    assert "You lead no team yet" in page.get("/imports/crm/add/").content.decode()
    assert sent(page, deals()).status_code == 403


def test_owners_known_by_id_come_from_the_sheet_of_people(ada, cast):
    row = "006A,Cold store,005R,Proposal,2026-03-02,\n006B,Line,005Y,Proposal,2026-03-02,\n"
    brought(ada, deals(row, head=BY_ID))
    assert not Deal.objects.filter(owner=cast.rita).exists()
    brought(ada, PEOPLE)
    assert Deal.objects.get(crm_id="006A").owner == cast.rita
    page = ada.get("/imports/crm/owners/").content.decode()
    assert "Yusuf Demir" in page
    assert "005Y" in page


def test_ada_says_whose_deals_they_are_and_the_next_import_knows_it(ada, cast):
    brought(ada, deals())
    answer = ada.post(
        "/imports/crm/owners/give/", {"label": "Somebody Else", "person": cast.pat.pk}, follow=True
    )
    assert "1 deal is Pat Okafor’s now." in answer.content.decode()
    given = Deal.objects.get(crm_id="006D")
    assert (given.owner, given.team) == (cast.pat, cast.north)
    assert Alias.objects.get(kind="provider").value == "crm:somebody else"
    assert Entry.objects.get(action="deals.given").about_id == cast.pat.pk
    again = brought(ada, deals())
    assert counts(again) == (0, 0, 4, 0)


def test_deals_that_name_no_owner_can_be_given_as_well(ada, cast):
    brought(ada, deals("006A,Cold store,Arlo,,Proposal,2026-03-02,,\n"))
    assert "No owner named" in ada.get("/imports/crm/owners/").content.decode()
    ada.post("/imports/crm/owners/give/", {"label": "", "person": cast.rita.pk})
    assert Deal.objects.get().owner == cast.rita
    assert not Alias.objects.exists()


def test_a_deal_is_given_to_nobody_who_can_have_none(ada, cast):
    brought(ada, deals())
    for person in (cast.ada.pk, 10**9, "x", ""):
        answer = ada.post(
            "/imports/crm/owners/give/", {"label": "Somebody Else", "person": person}, follow=True
        )
        assert answer.status_code == 200
    assert Deal.objects.get(crm_id="006D").owner is None


def test_an_owner_said_in_the_mapping_is_remembered(ada, cast):
    (work,) = waiting(ada, deals())
    page = ada.get(f"/imports/crm/{work.pk}/").content.decode()
    assert "2 owners are people here" in page
    at = page.partition('name="owner-')[2].partition('"')[0]
    take(ada, work, **{f"owner-{at}": str(cast.pat.pk)})
    load_all()
    assert Deal.objects.get(crm_id="006D").owner == cast.pat


def test_an_open_deal_follows_its_owner_to_another_team_and_a_closed_one_stays(ada, cast):
    brought(ada, deals())
    Membership.objects.filter(person=cast.rita).update(until="2026-07-01")
    Membership.objects.create(person=cast.rita, team=cast.south, since="2026-07-01")
    assert follow_owners() == 1
    assert Deal.objects.get(crm_id="006A").team == cast.south
    assert Deal.objects.get(crm_id="006B").team == cast.north
    assert follow_owners() == 0


def test_whatever_is_sent_to_the_owners_page_is_answered(ada):
    brought(ada, deals())
    forms.throw(ada, "/imports/crm/owners/give/", GiveForm)
