"""Administrators see how the machine is and have work tried again; they read no conversation."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from held_calls import a_call
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Analysis, Import, ImportItem
from ridealong.web.jobs import signs
from ridealong.web.jobs.models import ChoreRun


@pytest.fixture
def dead(cast):
    """Three analyses that were given up."""
    calls = [a_call(cast.rita, sample, analysed=False) for sample in range(3)]
    Analysis.objects.update(
        state="dead",
        attempts=4,
        error="ValueError in analysis/gates.py, line 40.",
        finished_at=timezone.now(),
    )
    DBTaskResult.objects.all().delete()
    return calls


def page(as_, person):
    return as_(person).get("/jobs/").content.decode()


def test_an_empty_desk_says_what_is_to_be_done_first(cast, as_):
    says = page(as_, cast.ada)
    assert "No worker runs." in says
    assert "ridealong work" in says
    assert "nothing given up" in says


def test_a_worker_that_is_alive_is_named(cast, as_):
    signs.introduce("fast 7")
    signs.beat()
    says = page(as_, cast.ada)
    assert "No worker runs." not in says
    assert "fast 7" in says


def test_what_was_given_up_is_named_by_number_and_never_by_its_words(dead, cast, as_):
    says = page(as_, cast.ada)
    for call in dead:
        assert f"Call {call.pk}<" in says
        assert call.title not in says
    assert "ValueError in analysis/gates.py, line 40." in says
    assert "4 attempts" in says
    assert "Try all 3 again" in says


def test_what_is_tried_again_by_itself_says_when(cast, as_):
    call = a_call(cast.rita, analysed=False)
    Analysis.objects.update(
        error="The disk is full.", attempts=1, lease_until=Now() + timedelta(minutes=5)
    )
    says = page(as_, cast.ada)
    assert "Failed, and tried again by itself" in says
    assert f"Call {call.pk}<" in says


def test_one_is_tried_again_and_written_down(dead, cast, as_):
    first = dead[0].pk
    answer = as_(cast.ada).post(f"/jobs/analysis/{first}/retry/", follow=True)
    assert "It is tried once more." in answer.content.decode()
    work = Analysis.objects.get(pk=first)
    assert (work.state, work.attempts, work.error) == ("queued", 0, "")
    assert Analysis.objects.dead().count() == 2
    assert DBTaskResult.objects.get().args_kwargs["args"] == [first]
    entry = Entry.objects.get(action="work.retried")
    assert (entry.actor, entry.thing) == ("Ada Nwosu", f"analysis {first}")


def test_all_are_tried_again_and_written_down_once(dead, cast, as_):
    answer = as_(cast.ada).post("/jobs/retry/", follow=True)
    assert "3 pieces of work are tried once more." in answer.content.decode()
    assert not Analysis.objects.dead().exists()
    assert Entry.objects.get(action="work.retried").details == {"counted": ["analysis 3"]}


def test_pressing_twice_changes_nothing_more(dead, cast, as_):
    ada = as_(cast.ada)
    address = f"/jobs/analysis/{dead[0].pk}/retry/"
    ada.post(address)
    assert "not given up any more" in ada.post(address, follow=True).content.decode()
    ada.post("/jobs/retry/")
    assert "Nothing is given up any more." in ada.post("/jobs/retry/", follow=True).content.decode()
    assert Entry.objects.filter(action="work.retried").count() == 2


@pytest.mark.parametrize(
    "address", ["/jobs/nothing/1/retry/", "/jobs/analysis/99999999999999999999/retry/"]
)
def test_what_is_not_there_is_not_tried(address, cast, as_):
    answer = as_(cast.ada).post(address, follow=True)
    assert answer.status_code in {200, 404}


def test_looking_changes_nothing(dead, cast, as_):
    assert as_(cast.ada).get("/jobs/retry/").status_code == 405
    assert Analysis.objects.dead().count() == 3


def test_nobody_but_an_administrator_comes_here(cast, as_):
    for person in (cast.rita, cast.mel, cast.lee, cast.sam):
        assert as_(person).get("/jobs/").status_code == 403
        assert as_(person).post("/jobs/retry/").status_code == 403
        assert as_(person).post("/jobs/analysis/1/retry/").status_code == 403


def test_chores_say_when_they_were_done_and_what_went_wrong(cast, as_):
    ChoreRun.objects.create(name="tidy", error="The database was busy with something else")
    says = page(as_, cast.ada)
    assert "The last time it failed: The database was busy" in says


def test_the_page_is_cheap_however_much_there_is(dead, cast, as_):
    batch = Import.objects.create(by=cast.ada, way="upload")
    ImportItem.objects.bulk_create(
        ImportItem(batch=batch, name=f"{n}.vtt", state="dead", error="no") for n in range(200)
    )
    ada = as_(cast.ada)
    with CaptureQueriesContext(connection) as asked:
        says = ada.get("/jobs/").content.decode()
    assert len(asked) <= 12, [q["sql"][:90] for q in asked]
    assert "The latest 53 of 203." in says
