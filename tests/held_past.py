"""A past for somebody of the cast: many calls, figures as planted, the words of one real call."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from cast import BEGAN, PASSWORD, Cast
from held_calls import a_call
from many_calls import counted, dice, measured
from ridealong.coaching.levels import Single
from ridealong.web.calls.models import Analysis, Call, CallMeasure, SharedMoment, Transcript
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.models import Membership, Person, Role, Team

REPEAT = "Zebrafink waited until he had finished"
"""What somebody wrote for themselves: it may stand on no page but their own."""


def past(
    call: Call,
    figures: Mapping[str, Sequence[Single]],
    *,
    debriefed: bool = True,
    reached: bool = True,
    owner: Person | None = None,
) -> list[Call]:
    """Calls of the same owner, with the same words, held when the figures say.

    Args:
        call: an analysed one, whose words and analysis all of them have.
        figures: for each behaviour as many figures, one for each call; `at` of the first behaviour
            says when it was held.
        debriefed: whether each was looked back on.
        reached: whether each has reached the manager.
        owner: somebody else whose calls they are.
    """
    words, analysis = Transcript.objects.get(pk=call.pk), Analysis.objects.get(pk=call.pk)
    times = [single.at for single in next(iter(figures.values()))]
    calls = Call.objects.bulk_create(
        _copy(call, at, owner or call.owner, reached=reached) for at in times
    )
    Transcript.objects.bulk_create(
        Transcript(call=copy, native=bytes(words.native)) for copy in calls
    )
    Analysis.objects.bulk_create(
        Analysis(
            call=copy,
            state=analysis.state,
            fingerprint=analysis.fingerprint,
            result=analysis.packed,
            finished_at=copy.ready_at,
        )
        for copy in calls
    )
    CallMeasure.objects.bulk_create(
        CallMeasure(
            call=copy,
            measure=name,
            owner_id=copy.owner_id,
            started_at=copy.started_at,
            value=own[i].share,
            n=own[i].n,
        )
        for i, copy in enumerate(calls)
        for name, own in figures.items()
    )
    if debriefed:
        Debrief.objects.bulk_create(
            Debrief(call=copy, by=copy.owner, repeat=REPEAT, at=copy.started_at) for copy in calls
        )
    return calls


def _copy(call: Call, at: datetime, owner: Person | None, *, reached: bool) -> Call:
    """A call that is not saved yet."""
    copy = Call.objects.get(pk=call.pk)
    copy.pk, copy._state.adding = None, True
    copy.content_key = secrets.token_hex(32)
    copy.started_at, copy.added_at, copy.ready_at = at, at, at
    copy.manager_from = at if reached else timezone.now() + timedelta(hours=20)
    if owner != call.owner:
        copy.owner, copy.team = owner, Membership.objects.get(person=owner).team
    return copy


@dataclass(frozen=True)
class Morning:
    """What there is when the desks are opened."""

    cast: Cast
    latest: Call
    """Rita's latest call that she has looked back on."""
    due: Call
    """A call of Rita's that waits for her debrief; it has not reached Mel."""
    others: tuple[Person, ...]
    """More people in Mel's team, so that it has five."""


def morning(cast: Cast) -> Morning:
    """A year: Rita's questions have closed, Pat listens longer, the others are as they were."""
    throw = dice(11)
    others = tuple(_more(name, cast.north) for name in ("Ivo Marek", "Jude Abara", "Noor Haddad"))
    seen = a_call(cast.rita, 0, seen_by_manager=True, at=_ago(20.3))
    Debrief.objects.create(call=seen, by=cast.rita, repeat=REPEAT)
    latest = past(
        seen,
        {
            "open_questions": [
                *counted(throw, 22, 0.55, first_day=170, every=7, now=_now()),
                *counted(throw, 6, 0.24, first_day=13, every=2, now=_now()),
            ],
            "listening": measured(throw, 28, 0.3, first_day=170, every=5, now=_now()),
            "saying_back": counted(throw, 28, 0.2, first_day=170, every=5, now=_now()),
        },
    )[-1]
    pat = a_call(cast.pat, 1, seen_by_manager=True, at=_ago(2.2))
    past(pat, {"open_questions": counted(throw, 30, 0.5, first_day=160, every=5, now=_now())})
    jude = a_call(others[1], 2, seen_by_manager=True, at=_ago(6.4))
    past(
        jude,
        {
            "listening": [
                *measured(throw, 16, 0.3, first_day=200, every=7, now=_now()),
                *measured(throw, 12, 1.3, spread=0.3, first_day=60, every=5, now=_now()),
            ],
        },
    )
    noor = a_call(others[2], 3, seen_by_manager=True, at=_ago(9.1))
    past(
        noor,
        {"open_questions": counted(throw, 5, 0.5, first_day=12, every=2, now=_now())},
        debriefed=False,
    )
    due = a_call(cast.rita, 5, at=_ago(0.3))
    sam = a_call(cast.sam, 8, at=_ago(1.1))
    past(
        sam,
        {
            "working_on_it": counted(throw, 20, 0.6, first_day=100, every=5, now=_now()),
            "open_questions": counted(throw, 20, 0.4, first_day=100, every=5, now=_now()),
        },
    )
    for name in ("Una Diaz", "Vito Lund", "Wanda Ek", "Xenia Roy", "Yves Baum"):
        somebody = _more(name, cast.south)
        few = {
            "open_questions": counted(
                throw, 1 + throw.randrange(4), 0.5, first_day=25, every=9, now=_now()
            )
        }
        past(pat, few, owner=somebody, debriefed=throw.random() < 0.6)
    held = a_call(others[0], 4, at=_ago(3.0))
    Call.objects.filter(pk=held.pk).update(held_back=True, added_at=_ago(3.0))
    SharedMoment.objects.create(
        call=pat,
        first_turn=12,
        last_turn=16,
        by=cast.pat,
        to=cast.rita,
        note="How she put the price",
    )
    return Morning(cast, latest, due, others)


def _more(name: str, team: Team) -> Person:
    email = f"{name.split(maxsplit=1)[0].lower()}@ridealong.example"
    person = Person.objects.create_user(email, name, Role.REP, PASSWORD)
    Membership.objects.create(person=person, team=team, since=BEGAN)
    return person


def _now() -> datetime:
    return timezone.now()


def _ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)
