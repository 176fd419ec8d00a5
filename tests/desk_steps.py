"""What tests have done in the database of a desk of their own, each in a process of its own."""

import json
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any


def main(asked: str) -> None:
    """Do the step that is asked for; prints the answer as JSON."""
    from ridealong.web import boot

    boot.start()
    name, arguments = json.loads(asked)
    print(json.dumps(globals()[name](*arguments)))


def people() -> None:
    """Rita and her colleagues."""
    from cast import made

    made()


def short_calls(count: int) -> list[int]:
    """So many short calls of Rita's that wait to be analysed, none like another."""
    from cast import made
    from ridealong.conversation import Kind
    from ridealong.readers import read
    from ridealong.samples import SAMPLES
    from ridealong.web.calls.incoming.take_in import Origin, take_in
    from ridealong.web.calls.incoming.who import Known

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


def analysed(pks: list[int]) -> list[list[Any]]:
    """For each call: state, attempts, whether the result is whole and the rows belong to it."""
    from ridealong.web.calls.analysing import figures, stored
    from ridealong.web.calls.models import Call

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
    from ridealong.web.calls.models import Analysis
    from ridealong.web.jobs import lease

    Analysis.objects.filter(pk=pk).exists()  # connected
    time.sleep(max(0.0, starts_at - time.time()))
    return lease.take(Analysis, pk) is not None


def hold(pk: int, seconds: float) -> bool:
    """Work on a call for longer than its lease; says whether it could still be finished."""
    from ridealong.web.calls.models import Analysis
    from ridealong.web.jobs import lease
    from ridealong.web.jobs.clock import Clock

    lease.LEASE = timedelta(seconds=2)
    from ridealong.web.jobs import chores

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
