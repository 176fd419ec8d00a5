"""When tagger, norms or version change, calls are analysed anew: later, and with corrections."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from held_calls import a_call
from ridealong.web.calls.analysing import outdated, stored, work
from ridealong.web.calls.analysing.outdated import Look
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.models import Analysis, Call, Correction
from ridealong.web.calls.page.corrections import correct
from ridealong.web.coaching.models import Debrief
from ridealong.web.jobs import lease
from ridealong.web.people.viewer import viewer_of


@pytest.fixture
def call(cast):
    return a_call(cast.rita)


@pytest.fixture
def newer(monkeypatch):
    """Another version of everything that an analysis is made by."""
    monkeypatch.setattr(outdated, "fingerprint", lambda: "newer")
    monkeypatch.setattr(work, "fingerprint", lambda: "newer")


def soon():
    return timezone.now() + timedelta(seconds=5)


def state_of(call):
    return Analysis.objects.get(pk=call.pk).state


def said_of(call):
    return stored.unpack(Analysis.objects.get(pk=call.pk).packed, call.transcript.conversation())


def test_what_is_up_to_date_is_left_alone(call):
    look = Look(soon())
    assert (look.on(), look.over) == (0, False)
    assert (look.on(), look.over) == (0, True)
    assert state_of(call) == "done"


def test_what_is_out_of_date_is_queued_and_its_result_stays(call, newer):
    before = Analysis.objects.get(pk=call.pk).packed
    assert Look(soon()).on() == 1
    waiting = Analysis.objects.get(pk=call.pk)
    assert (waiting.state, waiting.packed) == ("queued", before)
    assert analyse_call(call.pk)
    assert Analysis.objects.get(pk=call.pk).fingerprint == "newer"


def test_what_came_after_the_start_is_left_to_whoever_made_it(call, newer):
    assert Look(timezone.now() - timedelta(minutes=1)).on() == 0


@pytest.fixture
def five_calls(cast):
    return [a_call(cast.rita, sample) for sample in range(5)]


def test_a_few_at_a_time(five_calls, newer, monkeypatch):
    monkeypatch.setattr(outdated, "BATCH", 2)
    monkeypatch.setattr(outdated, "FEW", 2)
    look = Look(soon())
    assert [look.on(), look.on()] == [2, 0], "first those are done"
    for call in five_calls[:2]:
        analyse_call(call.pk)
    assert [look.on(), look.on()] == [2, 0]


def test_corrections_are_kept(call, cast, newer):
    turn = next(s.turn for s in said_of(call).tagging.said if s.move == "open_question")
    Correction.objects.create(call=call, turn=turn, move="open_question", holds=False, by=cast.rita)
    Look(soon()).on()
    analyse_call(call.pk)
    moves = {(s.turn, s.move) for s in said_of(call).tagging.said}
    assert (turn, "open_question") not in moves


def test_a_correction_of_a_move_that_is_gone_stops_nothing(call, newer):
    Correction.objects.create(call=call, turn=0, move="no_such_move", holds=True)
    Look(soon()).on()
    assert analyse_call(call.pk)


def test_a_correction_made_while_the_call_is_heard_is_in_the_result(call, cast, monkeypatch):
    """It comes between the hearing and the writing; the last word is the person's."""
    turn = next(s.turn for s in said_of(call).tagging.said if s.move == "open_question")
    lease.requeue(call.analysis)
    renew = lease.renew

    def correct_and_renew(mine):
        Correction.objects.create(
            call=call, turn=turn, move="open_question", holds=False, by=cast.rita
        )
        renew(mine)

    monkeypatch.setattr(lease, "renew", correct_and_renew)
    assert analyse_call(call.pk)
    moves = {(s.turn, s.move) for s in said_of(call).tagging.said}
    assert (turn, "open_question") not in moves


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite holds no single row")
def test_whoever_changes_a_call_holds_its_row_before_its_analysis(call, cast, newer):
    """Otherwise a worker and a person who puts the call right would wait for each other."""
    Debrief.objects.create(call=call, by=cast.rita, skipped=True)
    turn = next(s.turn for s in said_of(call).tagging.said if s.move == "open_question")
    lease.requeue(call.analysis)
    with CaptureQueriesContext(connection) as by_worker:
        analyse_call(call.pk)
    call = Call.objects.get(pk=call.pk)
    with CaptureQueriesContext(connection) as by_person:
        correct(viewer_of(cast.rita), call, turn, {"open_question": False}, {"open_question": ""})
    assert first_held(by_worker) == first_held(by_person) == "calls_call"


def first_held(captured):
    """The table of which a row is held first, inside the last transaction."""
    sql = [q["sql"] for q in captured.captured_queries]
    within = sql[max(i for i, q in enumerate(sql) if q.startswith(("SAVEPOINT", "BEGIN"))) :]
    holding = next(q for q in within if "FOR UPDATE" in q or q.startswith("UPDATE"))
    return re.findall(r'(?:FROM|UPDATE) "(\w+)"', holding)[0]
