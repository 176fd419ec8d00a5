"""Practice: moments of one's own calls, three a day, marked at once and spaced until they stay.

Everything here is the person's alone: nobody else sees what they answered, or whether they did,
unless the two agreed to count the days of practice. A moment comes from calls that they have looked
back on, never from one whose debrief is still to be written.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from ridealong.coaching import practice
from ridealong.coaching.practice import Known, Marked, Reason, Spaced, Task
from ridealong.language import taggers
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.calls.page.sent import words_in
from ridealong.web.coaching.models import Commitment, Drill, DrillAnswer
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.viewer import Viewer

LONGEST = 1000
_NEWEST = 6
"""Calls in which moments are looked for: each costs its transcript."""
_DUE = 6
_MOST_SECONDS = 3600
_TASKS = {
    "behaviour:open_questions": Task.ASK,
    "behaviour:saying_back": Task.SAY_BACK,
    "behaviour:listening": Task.HOLD_BACK,
    "behaviour:working_on_it": Task.ASK,
    "move:need_question before move:solution_offer": Task.HOLD_BACK,
    "move:need_question before move:concession": Task.ASK,
    "move:trade before move:concession": Task.ASK,
    "move:challenge": Task.CHALLENGE,
    "move:root_cause": Task.ASK,
}
"""What is practised for something that was taken on."""


@dataclass(frozen=True)
class Today:
    """The practice of a day."""

    moments: Sequence[Known]
    calls: Mapping[int, Call]
    rows: Sequence[Drill]
    """All that were practised before and go on."""
    done: int
    """How many were answered today."""

    @property
    def first(self) -> Known | None:
        """What comes now."""
        return next(iter(self.moments), None)

    @property
    def call(self) -> Call | None:
        """Its call."""
        return self.calls.get(self.first.drill.call) if self.first else None

    @property
    def begun(self) -> bool:
        """Whether there is anything to practise on, today or later."""
        return bool(self.moments or self.rows)


def today(viewer: Viewer) -> Today:
    """What is practised today; four queries."""
    rows = list(Drill.objects.filter(person=viewer.id, ended_at__isnull=True).order_by("due_at"))
    due = {row.call_id for row in [r for r in rows if r.due_at <= viewer.now][:_DUE]}
    calls = _calls(viewer, due)
    drills = [d for call in calls for d in _drills(call)]
    ended = set(
        Drill.objects.filter(person=viewer.id, ended_at__isnull=False).values_list("call", "turn")
    )
    spaced = {key_of(row): spaced_of(row) for row in rows}
    found = practice.today(
        [d for d in drills if (d.call, d.turn) not in ended], spaced, viewer.now, _tasks(viewer)
    )
    last = [s.last for s in spaced.values() if s.last]
    done = sum(at.date() == viewer.now.date() for at in last)
    return Today(found, {c.pk: c for c in calls}, rows, done)


def answer(
    viewer: Viewer, call: Call, turn: int, text: str, seconds: int | None = None
) -> DrillAnswer:
    """Keep and mark an answer, and say when the moment comes again.

    Args:
        viewer: whose call it is.
        call: read with analysis, transcript and debrief.
        turn: what the customer said.
        text: typed, or spoken into the browser.
        seconds: how long it took, where that is known.

    Raises:
        Http404: there is no such moment in this call, or its analysis is not open yet.
        ValidationError: no words, too few, or too many.
    """
    words = words_in(text)
    drill = _drill_of(viewer, call, turn)
    marked = practice.mark(drill, words[:LONGEST], taggers.fast())
    if marked.reason is Reason.SHORT:
        raise refused(_("These are too few words to hear anything in."), _("Say a sentence."))
    if len(words) > LONGEST:
        says = _("This is {n} characters long; {most} fit.").format(n=len(words), most=LONGEST)
        raise refused(says, _("One or two sentences are enough."))
    with transaction.atomic():
        row = _row(viewer, drill)
        before = dict(row.card)
        _space(row, marked, viewer.now)
        kept = DrillAnswer.objects.create(
            drill=row,
            text=words,
            heard={**_heard(marked), "before": before},
            did=bool(marked.done),
            seconds=min(seconds, _MOST_SECONDS) if seconds is not None else None,
            at=viewer.now,
        )
        record(viewer.person, "practice.answered", row, about=viewer.person)
    return kept


def correct(viewer: Viewer, pk: int, *, did: bool) -> DrillAnswer:
    """Say oneself whether an answer did what was asked; one's own word wins.

    Raises:
        Http404: it is not theirs.
    """
    with transaction.atomic():
        rows = DrillAnswer.objects.filter(drill__person=viewer.id, pk=pk)
        row = rows.select_related("drill").select_for_update(of=("self",)).first()
        if row is None:
            raise Http404
        newer = DrillAnswer.objects.filter(drill=row.drill_id, at__gt=row.at).exists()
        row.did, row.heard = did, {**row.heard, "corrected": True}
        row.save(update_fields=["did", "heard"])
        if not newer:
            row.drill.card = dict(row.heard.get("before") or {})
            marked = Marked(done=did, reason=Reason(row.heard["reason"]), corrected=True)
            _space(row.drill, marked, row.at)
        record(viewer.person, "practice.corrected", row.drill, about=viewer.person)
    return row


def put_away(viewer: Viewer, call: Call, turn: int) -> None:
    """Never ask for a moment again.

    Raises:
        Http404: there is no such moment.
    """
    with transaction.atomic():
        row = _row(viewer, _drill_of(viewer, call, turn))
        row.ended_at = viewer.now
        row.save(update_fields=["ended_at"])
        record(viewer.person, "practice.put_away", row, about=viewer.person)


def drill_of(viewer: Viewer, row: DrillAnswer) -> practice.Drill:
    """The moment that was answered."""
    calls = Call.objects.select_related("analysis", "transcript", "debrief", "customer")
    return _drill_of(viewer, calls.get(pk=row.drill.call_id), row.drill.turn)


def key_of(row: Drill) -> str:
    """As `coaching.practice` names the moment."""
    return f"{row.call_id}:{row.turn}:{row.asks_for}"


def spaced_of(row: Drill) -> Spaced:
    """Where a moment stands."""
    if not row.card:
        return practice.new(key_of(row), row.made_at)
    card: dict[str, Any] = {**row.card, "key": key_of(row)}
    card["due"] = datetime.fromisoformat(card["due"])
    card["last"] = datetime.fromisoformat(card["last"]) if card.get("last") else None
    return Spaced(**card)


def _calls(viewer: Viewer, due: Collection[int]) -> Sequence[Call]:
    """One's newest calls that are looked back on, and those of what is due, the newest first."""
    own = Call.objects.filter(
        policy.readable(viewer), policy.analysis_open(viewer), owner=viewer.id, kind__in=OF_A_TEAM
    ).filter(ready_at__isnull=False)
    newest = list(own.order_by("-started_at", "-pk").values_list("pk", flat=True)[:_NEWEST])
    found = own.filter(pk__in={*newest, *due}).select_related("analysis", "transcript", "customer")
    return [c for c in found.order_by("-started_at", "-pk") if c.analysis.packed]


def _drills(call: Call) -> Sequence[practice.Drill]:
    analysis = stored.unpack(call.analysis.packed, call.transcript.conversation())
    return practice.drills(analysis, call.pk)


def _drill_of(viewer: Viewer, call: Call, turn: int) -> practice.Drill:
    debrief = getattr(call, "debrief", None)
    if not (call.owner_id == viewer.id and policy.sees_analysis(viewer, call, debrief)):
        raise Http404
    found = next((d for d in _drills(call) if d.turn == turn), None) if call.ready_at else None
    if found is None:
        raise Http404
    return found


def _row(viewer: Viewer, drill: practice.Drill) -> Drill:
    row, _made = Drill.objects.get_or_create(
        person=viewer.person,
        call_id=drill.call,
        turn=drill.turn,
        defaults={
            "asks_for": drill.task.value,
            "due_at": viewer.now,
            "made_at": viewer.now,
            "commitment": _worked_on(viewer, drill.task),
        },
    )
    return Drill.objects.select_for_update().get(pk=row.pk)


def _space(row: Drill, marked: Marked, now: datetime) -> None:
    after = practice.review(spaced_of(row), marked, now)
    card = asdict(replace(after))
    row.card = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in card.items()}
    row.due_at = after.due
    row.save(update_fields=["card", "due_at"])


def _heard(marked: Marked) -> dict[str, Any]:
    return {
        "reason": marked.reason.value,
        "done": marked.done,
        "wanted": [asdict(s) for s in marked.wanted],
        "spoils": [asdict(s) for s in marked.spoils],
    }


def _open(viewer: Viewer) -> Sequence[Commitment]:
    return list(Commitment.objects.filter(person=viewer.id, state=Commitment.State.OPEN))


def _tasks(viewer: Viewer) -> Collection[Task]:
    """What is under work by what was taken on."""
    return {_TASKS[c.key] for c in _open(viewer) if c.key in _TASKS}


def _worked_on(viewer: Viewer, task: Task) -> Commitment | None:
    return next((c for c in _open(viewer) if _TASKS.get(c.key) is task), None)
