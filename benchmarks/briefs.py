"""What briefs cost: `python -m benchmarks.briefs --reps 500`.

Each rep has half a year of calls, twelve of them with words and an analysis, fifteen open deals
with evidence for their gates, one commitment, and a talk tomorrow with one of the managers, who
lead ten each. Measured: the chore that writes all briefs of the next day, and the page of a brief
that is composed on the spot, with its queries.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from datetime import timedelta
from statistics import median
from typing import Any

REPS, TEAM, CALLS, FIGURES, DEALS, PAGES = 500, 10, 12, 30, 15, 40
WANTED = "briefs of 500 reps within 60 s; a page within 300 ms and 12 queries"


def main(arguments: list[str] | None = None) -> None:
    """Fill a desk, write the briefs, open pages, print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reps", type=int, default=REPS)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "RIDEALONG_DATA": folder,
            "RIDEALONG_TAGGER": "fast",
            "DJANGO_SETTINGS_MODULE": "ridealong.web.settings",
        }
        sys.stdout.write(json.dumps(measured(chosen.reps), indent=1) + "\n")


def measured(reps: int) -> dict[str, Any]:
    """The figures."""
    import django  # once the folder is known

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from ridealong.web import boot

    boot.collect_static()
    _fill(reps)
    from ridealong.web.coaching.talks.keeping import prepare_tomorrow

    began, cpu = time.perf_counter(), time.process_time()
    written = prepare_tomorrow()
    told = {
        "wanted": WANTED,
        "briefs": written,
        "briefs_s": round(time.perf_counter() - began, 1),
        "briefs_cpu_s": round(time.process_time() - cpu, 1),
    }
    return told | _pages()


def _pages() -> dict[str, Any]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from ridealong.web.coaching.models import Talk

    took, queries = [], 0
    for talk in Talk.objects.select_related("coach").order_by("?")[:PAGES]:
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(talk.coach)
        with CaptureQueriesContext(connection) as asked:
            began = time.perf_counter()
            answer = client.get(f"/talks/{talk.pk}/brief/?anew")
            took.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200, answer.status_code  # noqa: S101
        queries = max(queries, len(asked))
    took.sort()
    return {
        "page_median_ms": round(median(took)),
        "page_p95_ms": round(took[int(0.95 * len(took))]),
        "page_queries_at_most": queries,
    }


def _fill(reps: int) -> None:
    from django.utils import timezone

    from ridealong.web.calls.models import Customer
    from ridealong.web.people.models import Membership, Organisation, Person, Team

    Organisation.get()
    now = timezone.now()
    words, said = _one_call()
    customers = Customer.objects.bulk_create(Customer(name=f"Customer {n}") for n in range(DEALS))
    for number in range(0, reps, TEAM):
        team = Team.objects.create(name=f"Team {number}")
        coach = Person.objects.create_user(f"m{number}@x.example", f"Mel {number}", "manager")
        since = now.date() - timedelta(days=400)
        Membership.objects.create(person=coach, team=team, leads=True, since=since)
        for n in range(number, min(number + TEAM, reps)):
            rep = Person.objects.create_user(f"r{n}@x.example", f"Rita {n}", "rep")
            Membership.objects.create(person=rep, team=team, since=since)
            _a_year(rep, team, now, words, said)
            _pipeline(rep, team, customers, now)
            _a_talk(rep, coach, now)


def _one_call() -> tuple[bytes, bytes]:
    """The words and the analysis of one conversation that comes with Ridealong."""
    from ridealong.readers import read
    from ridealong.samples import SAMPLES
    from ridealong.web.calls.analysing.work import analyse_call
    from ridealong.web.calls.incoming.take_in import Origin, take_in
    from ridealong.web.people.models import Person

    own = Person.objects.create_user("first@x.example", "Rita First", "rep")
    told = SAMPLES[0]
    found = read(told.path)
    origin = Origin(told.path.name, found.format, found.sha256, own, own, told.kind)
    call = take_in(found.conversations[0], origin).call
    analyse_call(call.pk)
    call.refresh_from_db()
    return bytes(call.transcript.native), call.analysis.packed


def _a_year(rep: Any, team: Any, now: Any, words: bytes, said: bytes) -> None:
    from ridealong.web.calls.models import (
        Analysis,
        Call,
        CallMeasure,
        Transcript,
    )

    days = [6 * n + 1 for n in range(FIGURES)]
    calls = Call.objects.bulk_create(
        Call(
            kind="sales",
            title=f"Call {day}",
            owner=rep,
            team=team,
            source_format="native",
            content_key=f"{rep.pk} {day}",
            started_at=now - timedelta(days=day),
            ready_at=now - timedelta(days=day),
            manager_from=now - timedelta(days=day),
            turns=120,
        )
        for day in days
    )
    Transcript.objects.bulk_create(Transcript(call=c, native=words) for c in calls[:CALLS])
    Analysis.objects.bulk_create(
        Analysis(call=c, state="done", result=said, fingerprint="x") for c in calls[:CALLS]
    )
    CallMeasure.objects.bulk_create(
        CallMeasure(
            call=call,
            measure=name,
            owner_id=rep.pk,
            started_at=call.started_at,
            value=(0.2 if n < 6 else 0.5) + 0.01 * ((rep.pk + n) % 7),
            n=20,
        )
        for n, call in enumerate(calls)
        for name in ("open_questions", "listening", "saying_back")
    )


def _pipeline(rep: Any, team: Any, customers: Any, now: Any) -> None:
    from ridealong.web.pipeline.models import Deal, GateEvidence

    deals = Deal.objects.bulk_create(
        Deal(name=f"Deal of {rep.pk}", customer=c, owner=rep, team=team, stage="proposal")
        for c in customers
    )
    GateEvidence.objects.bulk_create(
        GateEvidence(
            deal=deal,
            gate="admits_need",
            side=side,
            kind="said",
            words="So it is.",
            on=now.date(),
            state="accepted",
        )
        for deal in deals
        for side in ("customer", "seller")
    )


def _a_talk(rep: Any, coach: Any, now: Any) -> None:
    from ridealong.web.coaching.models import Commitment
    from ridealong.web.coaching.talks import planning
    from ridealong.web.people.viewer import viewer_of

    what = planning.Plan(kind="one-to-one", people=[rep], at=now + timedelta(days=1))
    planning.plan(viewer_of(coach, now), what)
    Commitment.objects.create(
        person=rep,
        says="I ask what it does to them.",
        of="measure",
        key="behaviour:open_questions",
        target=0.5,
        by_on=now.date() + timedelta(days=20),
        made_at=now - timedelta(days=20),
    )


if __name__ == "__main__":
    main()
