"""What tests have done in the database of a desk of their own, each in a process of its own."""

import json
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db import models
from django.utils import timezone

import held_deals
import held_plans
from brought import read_all
from cast import BEGAN, PASSWORD, made
from crm_sheets import load_all
from held_calls import a_call
from held_imports import came_in
from held_office import office
from held_past import morning
from held_pipelines import an_agreement, contacted, whole
from held_process import at_once, second_version, unfinished
from held_sheets import of_every_fate
from listed_calls import in_every_state
from ridealong.conversation import Kind
from ridealong.readers import read
from ridealong.samples import SAMPLES
from ridealong.web.calls.analysing import figures, stored
from ridealong.web.calls.analysing.work import PACE, analyse_call
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.incoming.take_in import Origin, take_in
from ridealong.web.calls.incoming.who import Known
from ridealong.web.calls.keeping import deletion
from ridealong.web.calls.lists import index
from ridealong.web.calls.models import (
    Analysis,
    Call,
    Comment,
    Import,
    ImportItem,
    SharedMoment,
)
from ridealong.web.coaching.models import Debrief
from ridealong.web.jobs import chores, lease, signs
from ridealong.web.jobs.clock import Clock
from ridealong.web.jobs.models import ChoreRun, Pace, WorkerSeen
from ridealong.web.people.actions.inviting import invite_again
from ridealong.web.people.first import first_link
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.viewer import viewer_of


def main() -> None:
    """Do the step that the command line asks for; writes the answer as JSON."""
    name, arguments = json.loads(sys.argv[1])
    sys.stdout.write(json.dumps(globals()[name](*arguments)) + "\n")


def begun() -> None:
    """Nothing but the tables, which are there by now."""


def people() -> None:
    """Rita and her colleagues."""
    made()


def a_team_of_five() -> None:
    """Rita and her colleagues, and three more salespeople in her team."""
    cast = made()
    for name in ("Una Brask", "Vic Moreau", "Wes Dunne"):
        email = f"{name.split(maxsplit=1)[0].lower()}@ridealong.example"
        person = Person.objects.create_user(email, name, Role.REP, PASSWORD)
        Membership.objects.create(person=person, team=cast.north, since=BEGAN)


def a_morning() -> None:
    """Rita and her colleagues with a year behind them."""
    morning(made())


def plans() -> dict[str, int]:
    """Rita and her colleagues with what they took on, want and practise; numbers by name."""
    return held_plans.in_every_state(made())


def pipelines() -> dict[str, int]:
    """A team with two years of deals, rolled up, with an agreement and calls; the numbers."""
    cast = made()
    morning(cast)
    numbers = whole(cast)
    an_agreement(cast)
    contacted(cast.rita)
    return dict(numbers)


def a_process() -> list[int]:
    """Rita and her colleagues, a second version of sales, and a draft of a third."""
    made()
    return [second_version().pk, unfinished().pk]


def deals_in_every_state() -> list[int]:
    """Rita and her colleagues with deals; the numbers of a full one and of one that is bare."""
    return held_deals.in_every_state(made())


def first_looks(count: int) -> list[list[int]]:
    """So many people look at the process before anybody, and begin a draft of it, at once."""
    return at_once(count)


def an_office() -> list[str]:
    """Rita and her colleagues, with invitations, moves and a record; two links for newcomers."""
    cast = made()
    return [office(cast).token, invite_again(viewer_of(cast.ada), cast.sam).token]


def files_that_came_in() -> dict[str, int]:
    """Rita and her colleagues with files of every fate; the numbers of imports and calls."""
    return came_in(made())


def sheets_of_every_fate() -> dict[str, int]:
    """Rita and her colleagues with sheets of a CRM of every fate; their numbers."""
    return of_every_fate(made())


def take_sheets_in() -> None:
    """Every sheet that waits for a worker is taken in."""
    load_all()


def read_what_waits() -> None:
    """Every file that waits is read, as a worker would."""
    read_all()


def nobody() -> str:
    """Nobody at all; the path of the link that makes the first person."""
    return urlsplit(first_link() or "").path


def calls_in_every_state() -> None:
    """Rita and her colleagues with a list of calls in every state."""
    in_every_state(made())


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


def talks() -> dict[str, int]:
    """Talks of every kind and state, by a word for each; and one moment, shown to Tess."""
    cast = made()
    found = {
        "open": a_call(cast.rita, seen_by_manager=True),
        "corrected": _stretch(cast.rita, 0, 60, 200),
        "covered": _stretch(cast.rita, 0, 90, 240),
        "covered too": _stretch(cast.rita, 0, 20, 120),
        "unknown": a_call(cast.rita, 1),
        "several": a_call(cast.rita, 4),
        "untimed": a_call(cast.rita, 10),
        "coaching": a_call(cast.rita, 7),
        "locked": a_call(cast.pat, 3),
        "service": a_call(cast.sam, 8),
        "waiting": a_call(cast.sam, 9, analysed=False),
        "long": _stretch(cast.rita, 0, 0, 1500),
        "names": _stretch(cast.rita, 0, 30, 90, LONG_NAME),
    }
    for word in ("open", "corrected", "unknown", "several", "service", "long", "names"):
        call = found[word]
        assert call.owner
        Debrief.objects.create(call=call, by=call.owner, skipped=True)
    Call.objects.filter(pk=found["coaching"].pk).update(coach=cast.mel)
    Comment.objects.create(
        call=found["open"], turn=8, author=cast.mel, audience="coach", text="What stopped you here?"
    )
    moment = SharedMoment.objects.create(
        call=found["open"], first_turn=61, last_turn=64, by=cast.rita, to=cast.tess, note="Listen"
    )
    return {word: call.pk for word, call in found.items()} | {"moment": moment.pk}


LONG_NAME = "<b>Wolfeschlegelsteinhausenbergerdorff</b>-Featherstonehaugh of Chipping-under-Sodbury"


def _stretch(owner: Person, sample: int, first: int, last: int, name: str = "") -> Call:
    """A call that holds some turns of a conversation; what lies beyond its end begins anew.

    With a name, the talk and everybody who is not its owner are called so.
    """
    told = SAMPLES[sample]
    long = read(told.path).conversations[0]
    end = long.turns[-1].end_s or 0.0
    turns = []
    for i in range(first, last):
        again, at = divmod(i, len(long.turns))
        turn, later = long.turns[at], again * end
        start, stop = turn.start_s or 0.0, turn.end_s or 0.0
        turns.append(replace(turn, start_s=start + later, end_s=stop + later))
    title = name or f"{last - first} turns"
    if name:
        voices = (
            s if owner.short in (s.name or "") else replace(s, name=name) for s in long.speakers
        )
        long = replace(long, speakers=tuple(voices))
    talk = replace(long, id=None, turns=tuple(turns), duration_s=None, title=title)
    origin = Origin("stretch.vtt", "zoom-vtt", f"{last:064}", owner, owner, told.kind)
    call = take_in(talk, origin).call
    analyse_call(call.pk)
    return Call.objects.get(pk=call.pk)


def tidied_spool() -> int:
    """How many files of cut-off uploads were removed."""
    return spool.tidy()


def a_call_with_words(sentence: str, own: str) -> int:
    """A call of Rita's in which a sentence is said, with a comment of hers."""
    cast = made()
    call = a_call(cast.rita)
    assert any(sentence in turn.text for turn in call.transcript.conversation().turns)
    Comment.objects.create(call=call, turn=5, author=cast.rita, audience="me", text=own)
    return call.pk


def deleted(pk: int) -> None:
    """The call is deleted by its owner, and the house is tidied."""
    call = Call.objects.get(pk=pk)
    assert call.owner
    deletion.delete(viewer_of(call.owner), call, deletion.Why.ASKED)
    index.tidy()
    deletion.rub_out()


def calls_of(first_name: str, count: int) -> list[int]:
    """So many of the conversations that come with Ridealong, somebody's, waiting to be analysed."""
    owner = Person.objects.get(email=f"{first_name}@ridealong.example")
    return [a_call(owner, sample, analysed=False).pk for sample in range(count)]


def a_bad_night() -> int:
    """Rita and her colleagues after a night in which much went wrong; a call that still waits."""
    cast = made()
    calls = [a_call(cast.rita, sample, analysed=False).pk for sample in range(6)]
    batch = Import.objects.create(by=cast.ada, way="upload")
    wrong = Analysis.objects.filter(pk__in=calls[:3])
    place = "ValueError in analysis/customer/gates.py, line 40."
    wrong.update(state="dead", attempts=4, error=place, finished_at=timezone.now())
    soon = timezone.now() + timedelta(minutes=5)
    later = Analysis.objects.filter(pk=calls[3])
    later.update(attempts=1, error="The disk is full or cannot be written to.", lease_until=soon)
    ImportItem.objects.create(batch=batch, name="a.vtt", state="dead", attempts=4, error=place)
    signs.introduce("default 4")
    signs.beat()
    WorkerSeen.objects.update(seen_at=timezone.now() + timedelta(hours=1))
    Pace.objects.create(kind=PACE, unit_s=0.08)
    ChoreRun.objects.create(name="tidy", done_at=timezone.now())
    ChoreRun.objects.create(name="spool", error="The database was busy with something else.")
    return calls[5]


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


def days_pass(days: int) -> None:
    """All that happened so far happened so many days earlier."""
    by = timedelta(days=days)
    for model in apps.get_models():
        if model._meta.app_label not in {"calls", "coaching"}:
            continue
        fields = [f for f in model._meta.concrete_fields if isinstance(f, models.DateField)]
        for row in model._default_manager.only("pk", *(f.attname for f in fields)):
            for field in fields:
                if (at := getattr(row, field.attname)) is not None:
                    setattr(row, field.attname, at - by)
            if fields:
                model._base_manager.filter(pk=row.pk).update(
                    **{f.attname: getattr(row, f.attname) for f in fields}
                )


def read_and_analysed() -> list[int]:
    """Read what was uploaded, and hear it; the numbers of all calls."""
    read_all()
    for pk in Call.objects.filter(analysis__finished_at__isnull=True).values_list("pk", flat=True):
        analyse_call(pk)
    return list(Call.objects.order_by("pk").values_list("pk", flat=True))


def talks_of_mel() -> dict[str, int]:
    """A morning with talks: to come, under way, held, a huddle; by name their number."""
    from datetime import timedelta  # noqa: PLC0415

    from held_deals import a_deal, evidence  # noqa: PLC0415
    from held_past import morning  # noqa: PLC0415
    from held_talks import a_commitment, a_talk, begun, seen  # noqa: PLC0415
    from held_talks import held as a_held_talk  # noqa: PLC0415
    from ridealong.web.coaching.talks import noting, writing  # noqa: PLC0415
    from ridealong.web.people.viewer import viewer_of  # noqa: PLC0415

    cast = made()
    latest = morning(cast).latest
    deal = a_deal(cast.rita)
    for side in ("customer", "seller"):
        evidence(deal, "admits_need", side)
    evidence(deal, "open_to_solutions", "seller")
    before = timezone.now() - timedelta(days=20)
    past = a_held_talk(cast.mel, cast.rita)
    a_commitment(cast.rita, past, made_at=before, begins_on=before.date())
    running = begun(cast.mel, cast.rita)
    planned = a_talk(cast.mel, cast.rita, deal=deal)
    brings = "The Brightwater call, from 27:00. And Fennick: I think I know less than my notes say."
    writing.prepare(viewer_of(cast.rita), seen(cast.rita, planned), brings, latest)
    writing.prepare(viewer_of(cast.rita), seen(cast.rita, running), brings, latest)
    for who, words in ((cast.rita, "Fennick: what I don’t know"), (cast.mel, "What went well")):
        writing.add_point(viewer_of(who), seen(who, running), words)
    note = "She says the silence was hers to fill. Don’t fix it for her."
    writing.write_note(viewer_of(cast.mel), seen(cast.mel, running), note, shared=False)
    shared = "Six of my proposals have nobody’s name on the decision."
    writing.write_note(viewer_of(cast.rita), seen(cast.rita, running), shared, shared=True)
    huddle = a_talk(cast.mel, cast.rita, cast.pat, kind="huddle")
    noting.note(viewer_of(cast.mel), "mound", cast.pat)
    return {
        "planned": planned.pk,
        "running": running.pk,
        "past": past.pk,
        "huddle": huddle.pk,
    }


def briefs_of_samples(folder: str = "") -> list[dict[str, Any]]:
    """For each conversation somebody whose newest call it is, and a talk with them about it.

    Each with the number of its talk, who coaches, and what was said in the call.
    """
    from held_briefs import about_each  # noqa: PLC0415

    return about_each(made(), Path(folder) if folder else None)
