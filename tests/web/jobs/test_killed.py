"""Workers and servers are killed; what they were at is taken up again, and done once."""

import os
import random
import signal
import time
from functools import partial

import pytest

import desk_steps
from desks import answers, free_port, running, until

CALLS, KILLS = 300, 30
_WHEN = "NEW.state = 'done' AND OLD.state <> 'done'"
ON_SQLITE = f"""
CREATE TABLE finishes (call_id bigint);
CREATE TRIGGER once AFTER UPDATE ON calls_analysis WHEN {_WHEN}
BEGIN INSERT INTO finishes VALUES (NEW.call_id); END;
"""  # noqa: S608  # our own words
ON_POSTGRESQL = f"""
CREATE TABLE finishes (call_id bigint);
CREATE FUNCTION count_it() RETURNS trigger AS
$$ BEGIN INSERT INTO finishes VALUES (NEW.call_id); RETURN NEW; END $$ LANGUAGE plpgsql;
CREATE TRIGGER once AFTER UPDATE ON calls_analysis FOR EACH ROW WHEN ({_WHEN})
EXECUTE FUNCTION count_it();
"""  # noqa: S608


def count_finishes(desk):
    """Have the database itself write down each time that an analysis is finished."""
    with desk.connection() as connection:
        if desk.database_url:
            connection.execute(ON_POSTGRESQL)
        else:
            connection.executescript(ON_SQLITE)


def done(desk):
    ((count,),) = desk.rows("SELECT count(*) FROM calls_analysis WHERE state = 'done'")
    return count


def at_least(desk, count):
    return done(desk) >= count


@pytest.mark.slow
def test_a_worker_killed_thirty_times_loses_no_call_and_does_none_twice(desk):
    calls = desk.does(desk_steps.short_calls, CALLS)
    count_finishes(desk)
    dice = random.Random(20261117)  # noqa: S311
    for moment in sorted(dice.sample(range(CALLS - 20), KILLS)):
        worker = desk.start("work")
        until(partial(at_least, desk, moment), seconds=150)
        time.sleep(dice.uniform(0, 0.03))
        worker.kill()
        worker.communicate()
    desk.start("work")
    until(lambda: done(desk) == CALLS, seconds=150)
    analysed = desk.does(desk_steps.analysed, calls)
    assert {(state, whole, ready) for state, _, whole, ready in analysed} == {("done", True, True)}
    assert desk.rows("SELECT count(*), count(DISTINCT call_id) FROM finishes") == [(CALLS, CALLS)]
    in_the_middle = sum(attempts > 1 for _, attempts, _, _ in analysed)
    assert in_the_middle > KILLS / 4, "the kills have to hit calls that are being analysed"


def test_a_worker_that_is_told_to_stop_ends_its_call_and_goes(desk):
    desk.does(desk_steps.short_calls, 60)
    worker = desk.start("work")
    until(lambda: done(desk) > 3)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0
    assert desk.rows("SELECT count(*) FROM calls_analysis WHERE state = 'running'") == [(0,)]
    assert desk.rows("SELECT count(*) FROM jobs_workerseen") == [(0,)]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_told_to_stop_leaves_nobody_behind(desk, how):
    port = free_port()
    server = desk.start("serve", "--port", str(port))
    until(lambda: answers(port) == 200)
    assert len(running(server.pid)) > 2
    os.killpg(server.pid, how)  # as a terminal does, to all of them
    out, err = server.communicate(timeout=30)
    assert server.returncode == 0, err
    assert f"The desk is open at http://127.0.0.1:{port}" in out
    assert "Traceback" not in err
    assert until(lambda: not running(server.pid))
    assert answers(port) == 0


def test_a_server_told_to_stop_by_its_number_alone_takes_the_others_with_it(desk):
    port = free_port()
    server = desk.start("serve", "--port", str(port))
    until(lambda: answers(port) == 200)
    server.terminate()
    server.communicate(timeout=30)
    assert server.returncode == 0
    assert until(lambda: not running(server.pid))


def test_queued_work_goes_on_after_the_server_was_killed(desk):
    desk.does(desk_steps.short_calls, 80)
    port = free_port()
    server = desk.start("serve", "--port", str(port))
    until(lambda: done(desk) > 3)
    server.kill()
    assert until(lambda: not running(server.pid)), "its worker and its pages end with it"
    before = done(desk)
    assert before < 80
    desk.start("serve", "--port", str(port))
    until(lambda: done(desk) == 80, seconds=150)
    assert desk.rows("SELECT count(*) FROM calls_analysis WHERE state <> 'done'") == [(0,)]


def test_the_server_starts_its_worker_again_when_that_dies(desk):
    port = free_port()
    desk.start("serve", "--port", str(port))
    seen = "SELECT process FROM jobs_workerseen ORDER BY started_at DESC"
    until(lambda: answers(port) == 200)
    ((first,),) = until(lambda: desk.rows(seen))
    os.kill(first, signal.SIGKILL)
    again = until(lambda: [p for (p,) in desk.rows(seen) if p != first])
    assert again
    assert answers(port) == 200


def test_without_a_worker_calls_wait_and_are_read_once_one_comes(desk):
    desk.does(desk_steps.short_calls, 5)
    port = free_port()
    server = desk.start("serve", "--port", str(port), "--no-worker")
    until(lambda: answers(port) == 200)
    time.sleep(1)
    assert done(desk) == 0
    worker = desk.start("work", "--data", str(desk.data))
    until(lambda: done(desk) == 5)
    for process in (worker, server):
        process.terminate()
    assert "`ridealong work`" in server.communicate(timeout=30)[0]
    assert "Working with the tagger" in worker.communicate(timeout=30)[0]


def test_two_workers_share_the_calls_and_do_none_twice(desk):
    desk.does(desk_steps.short_calls, 100)
    count_finishes(desk)
    for _ in range(2):
        desk.start("work")
    until(lambda: done(desk) == 100, seconds=150)
    assert desk.rows("SELECT count(*), count(DISTINCT call_id) FROM finishes") == [(100, 100)]
