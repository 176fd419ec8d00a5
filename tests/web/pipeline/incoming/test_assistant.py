"""What the assistant guesses, asks and remembers."""

from brought import spool_files
from crm_sheets import brought, deals, load_all, take, waiting
from ridealong.web.pipeline.models import CrmImport, Deal, RememberedMapping

ODD = (
    "export 7.csv",
    b"Ref,Titel,Wer,Status,Datum\n1,Cold store,Rita Hollis,Weighing,2026-03-02\n",
)


def page_of(client, work):
    return client.get(f"/imports/crm/{work.pk}/").content.decode()


def test_twenty_rows_are_shown_under_our_words(ada):
    rows = [f"006{n},Deal {n},Arlo,Rita Hollis,Proposal,2026-03-02,,{n}\n" for n in range(40)]
    (work,) = waiting(ada, deals(*rows))
    page = page_of(ada, work)
    assert page.count('<tr><td class="row-number">') == 20
    assert '<option value="owner" selected>owner, by name</option>' in page
    assert "Deal 19" in page
    assert "Deal 20" not in page


def test_nothing_is_in_before_somebody_takes_it_in(ada):
    waiting(ada, deals())
    load_all()
    assert not Deal.objects.exists()


def test_an_unknown_sheet_is_asked_about_and_remembered_once_said(ada, cast):
    (work,) = waiting(ada, ODD)
    said = {"table": "deals"}
    ada.post(f"/imports/crm/{work.pk}/columns/", said)
    columns = {"0": "id", "1": "name", "2": "owner", "3": "stage", "4": "created"}
    said |= {f"field-{at}": field for at, field in columns.items()}
    ada.post(f"/imports/crm/{work.pk}/columns/", said)
    take(ada, work, **said)
    load_all()
    found = Deal.objects.get()
    assert (found.name, found.owner, found.stage) == ("Cold store", cast.rita, "Weighing")
    again = brought(ada, ("other name.csv", ODD[1].replace(b"Cold store", b"Renamed")))
    assert (again.table, again.changed) == ("deals", 1)


def test_dates_that_could_be_either_are_asked_about(ada):
    row = "006A,Cold store,Arlo,Rita Hollis,Proposal,03/02/2026,04/05/2026,1\n"
    (work,) = waiting(ada, deals(row))
    assert "says whether the day or the month comes first" in page_of(ada, work)
    take(ada, work)
    load_all()
    assert not Deal.objects.exists()
    take(ada, work, **{"form-5": "dmy", "form-6": "dmy"})
    load_all()
    assert str(Deal.objects.get().created_on) == "2026-02-03"


def test_a_stage_that_was_said_once_holds_for_every_sheet_and_for_what_is_here(ada):
    brought(ada, deals())
    assert Deal.objects.get(crm_id="006D").stage == "Weighing Things"
    (work,) = waiting(ada, deals("006E,More,Arlo,Rita Hollis,Weighing Things,2026-04-09,,\n"))
    page = page_of(ada, work)
    assert "nobody has said yet" in page
    take(ada, work, **{"stage-0": "stage:decision"})
    load_all()
    assert set(
        Deal.objects.filter(crm_id__in=["006D", "006E"]).values_list("stage", flat=True)
    ) == {"decision"}
    (next_one,) = waiting(ada, deals("006F,Third,Arlo,Rita Hollis,Weighing Things,2026-04-09,,\n"))
    assert "said before" in page_of(ada, next_one)


def test_everything_that_leaves_nothing_open_is_taken_in_with_one_press(ada):
    waiting(ada, deals())
    (asks,) = waiting(ada, ODD)
    page = ada.get("/imports/crm/").content.decode()
    assert "1 sheet leaves nothing open" in page
    ada.post("/imports/crm/take/")
    load_all()
    assert Deal.objects.count() == 4
    assert CrmImport.objects.get(pk=asks.pk).stage == "mapping"


def test_the_same_file_again_is_told(ada):
    brought(ada, deals())
    (again,) = waiting(ada, deals())
    assert "This very file came in" in page_of(ada, again)
    assert waiting(ada, deals()) == []
    assert CrmImport.objects.count() == 2


def test_a_sheet_that_is_thrown_away_leaves_nothing(ada):
    (work,) = waiting(ada, deals())
    ada.post(f"/imports/crm/{work.pk}/throw-away/")
    assert not CrmImport.objects.exists()
    assert spool_files() == []
    assert not RememberedMapping.objects.exists()


def test_whatever_a_form_says_the_page_answers(ada):
    (work,) = waiting(ada, deals())
    nonsense = {
        "table": "robots",
        "field-0": "owner",
        "field-1": "<b>",
        "field-99": "id",
        "form-5": "backwards",
        "currency": "<<>>",
        "more-column": "none such",
        "more-field": "id",
        "stage-0": "stage:none",
        "owner-0": "-1",
        "missing-id": "\0",
    }
    for address in ("columns", "take"):
        answer = ada.post(f"/imports/crm/{work.pk}/{address}/", nonsense, follow=True)
        assert answer.status_code == 200


def test_no_page_asks_the_database_more_than_twelve_times(ada, django_assert_max_num_queries):
    rows = [f"006{n},Deal {n},Arlo,Owner {n},Stage {n},2026-03-02,,x{n}\n" for n in range(60)]
    done = brought(ada, deals(*rows))
    (work,) = waiting(ada, deals(*rows, "006X,One,Arlo,Rita Hollis,Proposal,2026-03-02,,1\n"))
    for n in range(10):
        waiting(ada, (f"{n}.csv", ODD[1].replace(b"Cold store", f"Deal {n}".encode())))
    for path in ("", "add/", "owners/", f"{work.pk}/", f"{done.pk}/"):
        with django_assert_max_num_queries(12):
            assert ada.get(f"/imports/crm/{path}").status_code == 200
