"""What tests have done in the database of a desk of their own, each in a process of its own."""

import json
import sys
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

from cast import made
from held_calls import a_call
from held_past import morning
from ridealong.conversation import Kind
from ridealong.readers import read
from ridealong.samples import SAMPLES
from ridealong.web.calls.analysing import figures, stored
from ridealong.web.calls.incoming.take_in import Origin, take_in
from ridealong.web.calls.incoming.who import Known
from ridealong.web.calls.models import Analysis, Call
from ridealong.web.jobs import chores, lease
from ridealong.web.jobs.clock import Clock
from ridealong.web.people.models import Person


def main() -> None:
    """Do the step that the command line asks for; writes the answer as JSON."""
    name, arguments = json.loads(sys.argv[1])
    sys.stdout.write(json.dumps(globals()[name](*arguments)) + "\n")


def people() -> None:
    """Rita and her colleagues."""
    made()


def a_morning() -> None:
    """Rita and her colleagues with a year behind them."""
    morning(made())


def short_calls(count: int) -> list[int]:
    """So many short calls of Rita's that wait to be analysed, none like another."""
    rita, known = made().rita, Known.now()
    long = read(SAMPLES[0].path).conversations[0]
    found = []
    for i in range(count):
        turns = [*long.turns[i % 200 : i % 200 + 12 + i // 200]]
        call = replace(long, id=None, turns=tuple(turns))
        origin = Origin(f"{i}.vtt", "zoom-vtt", f"{i:064}", rita, rita, Kind.SALES)
        found.append(take_in(call, origin, known).call.pk)
    assert len(set(found)) == count
    return found


def calls_of(first_name: str, count: int) -> list[int]:
    """So many of the conversations that come with Ridealong, somebody's, waiting to be analysed."""
    owner = Person.objects.get(email=f"{first_name}@ridealong.example")
    return [a_call(owner, sample, analysed=False).pk for sample in range(count)]


def analysed(pks: list[int]) -> list[list[Any]]:
    """For each call: state, attempts, whether the result is whole and the rows belong to it."""
    rows = []
    for call in Call.objects.filter(pk__in=pks).select_related("analysis", "transcript"):
        work = call.analysis
        whole = False
        if work.packed:
            said = stored.unpack(work.packed, call.transcript.conversation())
            expected = {(m.move, m.count) for m in figures.move_counts(call, said)}
            whole = expected == set(call.moves.values_list("move", "count"))
        rows.append([work.state, work.attempts, whole, call.ready_at is not None])
    return rows


def take_the_same(pk: int, starts_at: float) -> bool:
    """Try to take a call's analysis at the very moment at which others try."""
    Analysis.objects.filter(pk=pk).exists()  # connected
    time.sleep(max(0.0, starts_at - time.time()))
    return lease.take(Analysis, pk) is not None


def hold(pk: int, seconds: float) -> bool:
    """Work on a call for longer than its lease; says whether it could still be finished."""
    lease.LEASE = timedelta(seconds=2)
    chores.register(
        chores.Chore("renew", "ridealong.web.jobs.lease.renew_held", timedelta(seconds=0.5))
    )
    clock = Clock(for_all=False)
    clock.start()
    work = lease.take(Analysis, pk)
    assert work is not None
    with lease.held(work):
        time.sleep(seconds)
        lease.finish(work)
    clock.stop()
    return work.state == "done"
