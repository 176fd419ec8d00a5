"""The database is locked, the disk is full, nothing answers: each is told, and nothing is lost."""

import resource
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from functools import partial

import pytest

import desk_steps
from desks import Browser, Desk, answers, free_port, running, until

DONE = "SELECT count(*) FROM calls_analysis WHERE state = 'done'"
NOT_DEAD = "SELECT count(*) FROM calls_analysis WHERE state = 'dead'"


@contextmanager
def locked(desk, table, seconds):
    """Somebody else writes for so long: on SQLite into the file, on PostgreSQL into a table."""
    holds, ended = threading.Event(), threading.Event()

    def hold():
        with desk.connection() as connection:
            if desk.database_url:
                connection.execute("BEGIN")
                connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            else:
                connection.execute("BEGIN IMMEDIATE")
            holds.set()
            ended.wait(seconds)
            connection.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    assert holds.wait(20)
    try:
        yield
    finally:
        thread.join()


@pytest.fixture
def served(desk):
    """The port of a desk with Rita and her colleagues, and without a worker."""
    desk.does(desk_steps.people)
    port = free_port()
    desk.start("serve", "--port", str(port), "--no-worker")
    until(lambda: answers(port) == 200)
    return port


def test_a_page_says_that_the_database_is_busy_and_works_again_afterwards(desk, served):
    rita = Browser(served)
    with locked(desk, "django_session", 12):
        status, page = rita.sign_in("rita")
    assert status == 503
    assert "The desk is busy." in page
    assert "Traceback" not in page
    assert rita.sign_in("rita")[0] == 200


def test_a_worker_waits_while_the_database_is_locked_and_goes_on(desk):
    calls = desk.does(desk_steps.short_calls, 150)
    worker = desk.start("work")
    until(lambda: desk.rows(DONE)[0][0] > 2)
    with locked(desk, "calls_analysis", 12):
        pass
    until(lambda: desk.rows(DONE) == [(150,)], seconds=150)
    assert {row[0] for row in desk.does(desk_steps.analysed, calls)} == {"done"}
    worker.terminate()
    _, said = worker.communicate(timeout=30)
    assert "The database was busy" in said
    assert "Traceback" not in said


def test_a_worker_goes_on_after_the_database_has_ended_its_connections(desk):
    if not desk.database_url:
        pytest.skip("SQLite has nobody who could end one")
    calls = desk.does(desk_steps.short_calls, 150)
    worker = desk.start("work")
    for moment in (3, 30, 60):
        until(partial(at_least, desk, moment), seconds=150)
        desk.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    until(lambda: desk.rows(DONE) == [(150,)], seconds=150)
    assert {row[0] for row in desk.does(desk_steps.analysed, calls)} == {"done"}
    assert worker.poll() is None
    worker.terminate()
    assert "Traceback" not in worker.communicate(timeout=60)[1]


def at_least(desk, count):
    return desk.rows(DONE)[0][0] >= count


def limit(pid: int, size: int) -> None:
    """Let a process write no file beyond this size, as on a full disk."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux")
def test_a_worker_waits_while_the_disk_is_full_and_loses_nothing(desk):
    if desk.database_url:
        pytest.skip("the disk of PostgreSQL is its server's")
    desk.does(desk_steps.people)
    worker = desk.start("work")
    until(lambda: desk.rows("SELECT * FROM jobs_workerseen"))
    log = desk.data / "ridealong.sqlite3-wal"
    limit(worker.pid, log.stat().st_size + 200_000)
    calls = desk.does(desk_steps.calls_of, "rita", 10)
    time.sleep(15)
    some = desk.rows(DONE)[0][0]
    assert some < 10, "the disk has to be full while analyses are written"
    assert desk.rows(NOT_DEAD) == [(0,)]
    assert worker.poll() is None
    limit(worker.pid, resource.RLIM_INFINITY)
    until(lambda: desk.rows(DONE) == [(10,)], seconds=150)
    assert all(whole for _, _, whole, _ in desk.does(desk_steps.analysed, calls))
    worker.terminate()
    _, said = worker.communicate(timeout=30)
    assert "The disk is full" in said
    assert "Traceback" not in said


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux")
def test_a_page_says_that_the_disk_is_full(desk, served):
    if desk.database_url:
        pytest.skip("the disk of PostgreSQL is its server's")
    (server,) = desk.started
    rita = Browser(served)
    rita.get("/account/login/")
    for process in running(server.pid):
        limit(process, 4096)
    status, page = rita.sign_in("rita")
    assert (status, "There is no room left." in page) == (503, True)


def said_by(desk: Desk, *command: str, **more: str) -> str:
    """What a command says that cannot begin; it ends with 2 and without a trace."""
    process = desk.start(*command, **more)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 2, said
    assert "Traceback" not in said
    return said


def test_the_port_is_taken(desk, served):
    assert f"--port {served + 1}" in said_by(desk, "serve", "--port", str(served))


@pytest.mark.parametrize("command", ["serve", "work"])
def test_the_folder_cannot_be_written_to(desk, command):
    (desk.data / "file").write_text("not a folder", encoding="ascii")
    said = said_by(desk, command, "--data", str(desk.data / "file" / "below"))
    assert "cannot be written to (Not a directory)" in said
    assert "RIDEALONG_DATA" in said


@pytest.mark.parametrize("command", ["serve", "work"])
def test_the_database_does_not_answer(desk, command):
    nobody = f"postgresql://rita:very-secret@127.0.0.1:{free_port()}/ridealong"
    said = said_by(desk, command, RIDEALONG_DATABASE_URL=nobody)
    assert "does not answer" in said
    assert "very-secret" not in said


def test_the_file_is_no_database(desk):
    (desk.data / "ridealong.sqlite3").write_text("Dear diary, " * 1000, encoding="ascii")
    assert "cannot be opened" in said_by(desk, "work", RIDEALONG_DATABASE_URL="")


@pytest.mark.parametrize("command", ["serve", "work"])
def test_the_database_is_newer_than_this_version(desk, command):
    desk.does(desk_steps.people)
    with desk.connection() as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('calls', '0999_from_the_future', CURRENT_TIMESTAMP)"
        )
    said = said_by(desk, command)
    assert "newer version" in said
    assert "calls.0999_from_the_future" in said


def test_strangers_are_let_in_only_by_a_name(desk):
    assert "RIDEALONG_ADDRESS" in said_by(desk, "serve", "--host", "0.0.0.0")  # noqa: S104


def test_this_machine_has_no_such_address(desk):
    said = said_by(desk, "serve", "--host", "192.0.2.7", RIDEALONG_ADDRESS="http://desk.example")
    assert "has no address '192.0.2.7'" in said


@pytest.mark.parametrize("command", ["serve", "work"])
def test_a_tagger_or_norms_that_are_not_there(desk, command):
    assert "RIDEALONG_LLM_URL" in said_by(desk, command, RIDEALONG_TAGGER="llm")
    assert "nowhere.yaml" in said_by(desk, command, RIDEALONG_NORMS="nowhere.yaml")


def test_server_and_worker_may_start_together_on_an_empty_folder(desk):
    port = free_port()
    workers = [desk.start("work") for _ in range(2)]
    desk.start("serve", "--port", str(port))
    until(lambda: answers(port) == 200)
    until(lambda: desk.rows("SELECT count(*) FROM jobs_workerseen") == [(3,)])
    assert [worker.poll() for worker in workers] == [None, None]


def test_the_help_loads_no_web_framework():
    for command in ([], ["serve"], ["work"]):
        asked = [sys.executable, "-X", "importtime", "-m", "ridealong", *command, "--help"]
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert not loaded & {"django", "granian", "numpy", "ridealong.web.boot"}
