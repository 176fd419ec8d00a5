"""Whatever is due and has no task gets one; what is done regularly is done by one for all."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from held_calls import a_call
from ridealong.web.calls.models import Analysis
from ridealong.web.jobs import alive, chores, lease, tidying
from ridealong.web.jobs.kinds import NOT_URGENT, kind_named, kinds
from ridealong.web.jobs.models import ChoreRun, WorkerSeen
from ridealong.web.jobs.sweep import sweep

READY = TaskResultStatus.READY


@pytest.fixture
def work(cast) -> Analysis:
    """An analysis that waits without a task, since a while."""
    made = a_call(cast.rita, analysed=False).analysis
    DBTaskResult.objects.all().delete()
    since_a_while(made)
    return made


def since_a_while(work: Analysis) -> None:
    Analysis.objects.filter(pk=work.pk).update(queued_at=timezone.now() - timedelta(minutes=1))


def tasks():
    return list(DBTaskResult.objects.filter(status=READY))


def test_work_without_a_task_gets_one_and_only_one(work):
    assert (sweep(), sweep()) == (1, 0)
    (task,) = tasks()
    assert task.args_kwargs["args"] == [work.pk]
    assert task.task_name == "analyse"


def test_work_that_came_in_just_now_is_left_to_whoever_brought_it(work):
    Analysis.objects.update(queued_at=timezone.now())
    assert sweep() == 0


def test_work_that_somebody_does_is_left_to_them(work):
    lease.take(Analysis, work.pk)
    assert sweep() == 0


def test_work_whose_lease_ran_out_is_taken_up(work):
    lease.take(Analysis, work.pk)
    Analysis.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert sweep() == 1


def test_work_that_failed_waits_for_its_turn(work):
    mine = lease.take(Analysis, work.pk)
    assert mine is not None
    lease.fail(mine, "no")
    assert sweep() == 0
    Analysis.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert sweep() == 1


@pytest.mark.parametrize("state", ["done", "dead"])
def test_what_is_over_is_left_alone(work, state):
    Analysis.objects.update(state=state)
    assert sweep() == 0


def test_work_whose_task_died_with_its_worker_gets_another(work):
    sweep()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)
    assert sweep() == 1


def test_what_was_done_before_is_not_urgent(work):
    Analysis.objects.update(result=b"from before")
    sweep()
    assert [task.priority for task in tasks()] == [NOT_URGENT]


def test_every_kind_names_a_task_that_is_there(db):
    for kind in kinds():
        kind.enqueue(4711)
        assert kind.rows.due().count() == 0
        assert kind_named(kind.name) is kind
    assert {task.task_path for task in tasks()} == {kind.task for kind in kinds()}


def test_what_a_dead_worker_held_is_found_by_its_file(work, settings, tmp_path):
    settings.DATA = tmp_path
    lease.take(Analysis, work.pk)
    with alive.announced() as key:
        assert alive.release_the_dead() == 0, "it lives"
        WorkerSeen.objects.create(key=key, host="here", process=1, version="1", tagger="fast")
    (tmp_path / "workers" / key).write_text("", encoding="ascii")  # as a killed one leaves it
    assert alive.release_the_dead() == 1
    assert not list((tmp_path / "workers").iterdir())
    assert not WorkerSeen.objects.exists()
    work.refresh_from_db()
    assert (work.state, work.attempts, work.error) == ("queued", 1, lease.STOPPED)


DONE: list[str] = []


def note() -> None:
    """What a chore of the tests does."""
    DONE.append("done")


def stumble() -> None:
    """What goes wrong."""
    raise KeyError("We have no budget")


def chore(function, says="Tells that it was done"):
    DONE.clear()
    every = timedelta(hours=1)
    return chores.Chore("of the tests", f"{__name__}.{function.__name__}", every, says)


def test_a_chore_for_all_is_done_once_in_its_time(db):
    mine = chore(note)
    chores.do(mine)
    chores.do(mine)
    assert DONE == ["done"]
    ChoreRun.objects.update(next_at=Now() - timedelta(seconds=1))
    chores.do(mine)
    assert DONE == ["done", "done"]
    assert ChoreRun.objects.get().done_at


def test_a_chore_of_each_worker_is_done_whenever_it_asks(db):
    mine = chore(note, says="")
    chores.do(mine)
    chores.do(mine)
    assert DONE == ["done", "done"]
    assert not ChoreRun.objects.exists()


def test_a_chore_that_goes_wrong_is_written_down_without_its_words_and_stops_nobody(db):
    chores.do(chore(stumble))
    row = ChoreRun.objects.get()
    assert row.error.startswith("KeyError in ")
    assert "budget" not in row.error
    ChoreRun.objects.update(next_at=Now() - timedelta(seconds=1))
    chores.do(chore(note))
    assert ChoreRun.objects.get().error == ""


def test_every_chore_names_a_function_that_is_there(db):
    assert all(callable(import_string(known.does)) for known in chores.chores())


def test_old_tasks_are_forgotten_and_new_ones_kept(work):
    sweep()
    old = timezone.now() - timedelta(days=3)
    for status in (TaskResultStatus.SUCCESSFUL, TaskResultStatus.RUNNING, READY):
        kinds()[0].enqueue(1)
        newest = DBTaskResult.objects.order_by("-enqueued_at")[0]
        DBTaskResult.objects.filter(pk=newest.pk).update(
            status=status, enqueued_at=old, started_at=old
        )
    tidying.tidy()
    assert {task.status for task in DBTaskResult.objects.all()} == {READY}
    assert DBTaskResult.objects.count() == 2
