"""A call that is being read says how long that takes; once it is read, the page is shown anew."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from held_calls import a_call
from ridealong.web.calls.analysing.work import PACE
from ridealong.web.calls.models import Analysis
from ridealong.web.coaching.models import Debrief
from ridealong.web.jobs import lease, signs
from ridealong.web.jobs.models import Pace, WorkerSeen


@pytest.fixture
def call(cast):
    return a_call(cast.rita, analysed=False)


@pytest.fixture
def worker(db):
    """A worker that was seen just now, at a tenth of a second a turn."""
    signs.beat()
    Pace.objects.update_or_create(kind=PACE, defaults={"unit_s": 0.1})


def state(as_, person, call):
    answer = as_(person).get(f"/calls/{call.pk}/state/")
    return answer, answer.content.decode()


def test_the_wait_is_foreseen_from_recent_analyses(call, worker, cast, as_):
    answer, says = state(as_, cast.rita, call)
    assert "Reading the call, about 20 seconds." in says
    assert "You can write your debrief meanwhile." in says
    assert 'hx-trigger="every 3s"' in says
    assert "HX-Trigger" not in answer


def test_calls_ahead_are_counted(call, worker, cast, as_):
    second = a_call(cast.rita, 1, analysed=False)
    _, says = state(as_, cast.rita, second)
    assert "1 call is read before this one, about 50 seconds." in says


def test_without_a_worker_the_page_says_so(call, cast, as_):
    assert "no worker runs" in state(as_, cast.rita, call)[1]
    signs.beat()
    WorkerSeen.objects.update(seen_at=Now() - timedelta(hours=1))
    assert "no worker was seen since" in state(as_, cast.rita, call)[1]


def test_the_next_attempt_is_told(call, worker, cast, as_):
    work = lease.take(Analysis, call.pk)
    assert work is not None
    lease.fail(work, "ValueError in analysis/gates.py, line 4")
    _, says = state(as_, cast.rita, call)
    assert "The next attempt is today at" in says
    assert "ValueError" not in says


def test_a_call_that_was_given_up_is_not_asked_about_again(call, cast, as_):
    Analysis.objects.update(state="dead", error="ValueError in analysis/gates.py, line 4")
    _, says = state(as_, cast.rita, call)
    assert "could not be read" in says
    assert "hx-get" not in says
    assert "ValueError" not in says


def test_before_the_debrief_a_call_that_is_read_waits_quietly(cast, as_):
    answer, says = state(as_, cast.rita, a_call(cast.rita))
    assert "after your own view" in says
    assert "hx-get" not in says
    assert "HX-Trigger" not in answer


def test_after_the_debrief_the_page_is_shown_anew(cast, as_):
    call = a_call(cast.rita)
    Debrief.objects.create(call=call, by=cast.rita, skipped=True)
    answer, says = state(as_, cast.rita, call)
    assert answer["HX-Trigger"] == "call-ready"
    assert f'href="/calls/{call.pk}/"' in says


def test_what_was_heard_before_stays_while_a_call_is_heard_again(cast, as_, worker):
    call = a_call(cast.rita)
    lease.requeue(call.analysis)
    assert "Until then this is what was heard before" in state(as_, cast.rita, call)[1]


def test_nobody_else_learns_how_far_it_is(call, cast, as_):
    for person in (cast.pat, cast.olga, cast.lee, cast.ada):
        assert state(as_, person, call)[0].status_code == 404
    assert state(as_, cast.mel, call)[0].status_code == 403


def test_asking_is_cheap(call, worker, cast, as_):
    for sample in range(1, 6):
        a_call(cast.rita, sample, analysed=False)
    rita = as_(cast.rita)
    with CaptureQueriesContext(connection) as asked:
        rita.get(f"/calls/{call.pk}/state/")
    assert len(asked) <= 12
