"""A row is worked on by one worker at a time, and nothing is lost when that one goes."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.db.models.functions import Now
from django.utils import timezone

import desk_steps
from held_calls import a_call
from ridealong.errors import UsageError
from ridealong.web.calls.models import Analysis
from ridealong.web.jobs import lease
from ridealong.web.jobs.lease import ATTEMPTS, LostLease, State, held, take


@pytest.fixture
def work(cast) -> Analysis:
    """The analysis of a call that nobody has taken."""
    return a_call(cast.rita, analysed=False).analysis


def taken(work: Analysis) -> Analysis:
    found = take(Analysis, work.pk)
    assert found is not None
    return found


def let_it_run_out(work: Analysis) -> None:
    Analysis.objects.filter(pk=work.pk).update(lease_until=Now() - timedelta(seconds=1))


def go_wrong(work: Analysis, error: Exception) -> None:
    with held(work):
        raise error


def test_what_is_taken_is_not_taken_twice(work):
    assert taken(work).state == State.RUNNING
    assert take(Analysis, work.pk) is None


def test_what_is_not_there_is_not_taken(cast):
    assert take(Analysis, 4711) is None


def test_what_is_done_is_not_taken_again(work):
    mine = taken(work)
    lease.finish(mine)
    assert mine.state == State.DONE
    assert take(Analysis, work.pk) is None


def test_a_lease_that_ran_out_is_taken_by_another_and_the_first_writes_nothing(work):
    first = taken(work)
    let_it_run_out(work)
    second = taken(work)
    with pytest.raises(LostLease):
        lease.finish(first, fingerprint="of the first")
    with pytest.raises(LostLease):
        lease.renew(first)
    lease.finish(second, fingerprint="of the second")
    work.refresh_from_db()
    assert (work.state, work.fingerprint, work.attempts) == ("done", "of the second", 2)


def test_a_lease_that_is_renewed_does_not_run_out(work):
    mine = taken(work)
    let_it_run_out(work)
    lease.renew(mine)
    assert take(Analysis, work.pk) is None


def test_a_failure_is_tried_again_after_a_while_and_then_given_up(work):
    for attempt in range(1, ATTEMPTS + 1):
        go_wrong(taken(work), ZeroDivisionError("said the customer"))
        assert take(Analysis, work.pk) is None, "not at once"
        work.refresh_from_db()
        assert work.attempts == attempt
        assert work.state == (State.DEAD if attempt == ATTEMPTS else State.QUEUED)
        if attempt < ATTEMPTS:
            let_it_run_out(work)
    assert take(Analysis, work.pk) is None
    assert Analysis.objects.dead().get() == work


def test_an_error_is_kept_with_its_place_and_without_a_word_of_the_conversation(work):
    go_wrong(taken(work), ValueError("We have no budget this year"))
    work.refresh_from_db()
    assert work.error.startswith("ValueError in ")
    assert "budget" not in work.error


def test_an_error_of_our_own_speaks_for_itself(work):
    go_wrong(taken(work), UsageError("There is no such move."))
    work.refresh_from_db()
    assert work.error == "There is no such move."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database is locked"), "The database was busy with something else."),
        (OperationalError("database or disk is full"), "The disk is full or cannot be written to."),
        (OSError(28, "No space left on device"), "The disk is full or cannot be written to."),
        (OperationalError("server closed the connection"), "The database did not answer."),
    ],
)
def test_a_fault_of_the_machine_counts_no_attempt(work, error, said):
    for _ in range(ATTEMPTS + 2):
        go_wrong(taken(work), error)
        work.refresh_from_db()
        assert (work.state, work.attempts, work.error) == (State.QUEUED, 0, said)
        let_it_run_out(work)


def test_a_call_that_kills_its_worker_each_time_is_given_up(work):
    for _ in range(ATTEMPTS):
        taken(work)
        let_it_run_out(work)
    assert take(Analysis, work.pk) is None
    work.refresh_from_db()
    assert (work.state, work.error) == (State.DEAD, lease.STOPPED)
    assert work.finished_at


def test_what_a_dead_worker_held_is_let_go_at_once(work):
    taken(work)
    assert lease.release(Analysis, "somebody") == 0
    assert lease.release(Analysis, lease.holder()) == 1
    assert taken(work).attempts == 2


def test_work_that_is_begun_again_has_all_its_attempts_and_keeps_its_result(work):
    Analysis.objects.filter(pk=work.pk).update(state="dead", attempts=4, result=b"x", error="no")
    lease.requeue(work)
    again = taken(work)
    assert (again.attempts, again.error, again.packed) == (1, "", b"x")


def test_whoever_lost_the_lease_ends_quietly(work):
    mine = taken(work)
    lease.requeue(work)
    with held(mine):
        lease.renew(mine)
    work.refresh_from_db()
    assert (work.state, work.attempts) == ("queued", 0)


def test_the_deleted_call_of_a_worker_stops_nobody(work):
    mine = taken(work)
    work.call.delete()
    with held(mine), transaction.atomic():
        lease.finish(mine)


def test_only_what_is_worked_on_is_renewed(work):
    mine = taken(work)
    let_it_run_out(work)
    lease.renew_held()
    assert Analysis.objects.due().filter(pk=work.pk).exists()
    with held(mine):
        lease.renew_held()
        assert not Analysis.objects.due().filter(pk=work.pk).exists()


def test_of_many_processes_that_take_the_same_row_one_gets_it(desk):
    (pk,) = desk.does(desk_steps.short_calls, 1)
    starts_at = time.time() + 6
    with ThreadPoolExecutor(6) as pool:
        takers = [pool.submit(desk.does, desk_steps.take_the_same, pk, starts_at) for _ in range(6)]
    assert sorted(taker.result() for taker in takers) == [False] * 5 + [True]


def test_long_work_is_renewed_by_the_clock_while_it_goes_on(desk):
    (pk,) = desk.does(desk_steps.short_calls, 1)
    assert desk.does(desk_steps.hold, pk, 5.0)
    assert desk.rows("SELECT attempts FROM calls_analysis") == [(1,)]


def test_clocks_that_differ_do_not_shorten_a_lease(work, monkeypatch):
    """The lease is written and read by the clock of the database, whatever a worker's own says."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now - timedelta(hours=3))
    taken(work)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=3))
    assert take(Analysis, work.pk) is None
