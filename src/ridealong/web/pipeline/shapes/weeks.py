"""Once a day: how full every stage of everybody's pipeline is, and what is worth a question.

A week has one row for each person and stage; doing it again on the same or a later day of the week
writes the same row anew. What stands out counts once a second week shows it (`process.shape`). A
diagnosis that two weeks in a row no longer show is over; one that was put off comes back after four
weeks if it still holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ridealong.process.diagnosis import Flag, diagnose
from ridealong.process.diagnosis.model import Diagnosis as Found
from ridealong.process.model import Pipeline
from ridealong.process.rates.conversion import Conversions, conversions
from ridealong.process.rates.window import Window
from ridealong.process.shape import Cell, Verdict, Week
from ridealong.web.pipeline.models import Diagnosis, ShapeWeek
from ridealong.web.pipeline.plans.agreed import targets
from ridealong.web.pipeline.shapes.deciding import PUT_OFF_FOR
from ridealong.web.pipeline.shapes.found import body_of
from ridealong.web.pipeline.shapes.heard import CallsOf
from ridealong.web.pipeline.shapes.kept import Kept
from ridealong.web.pipeline.shapes.load import framework_in_use, pipeline_of, sellers_of
from ridealong.web.pipeline.shapes.usual import Usual

KEPT_FOR = timedelta(days=2 * 366)
A_WEEK = timedelta(days=7)
_AT_ONCE = 2000
_ACTIVE = (Diagnosis.State.OPEN, Diagnosis.State.TAKEN, Diagnosis.State.PUT_OFF)


@dataclass(frozen=True, slots=True)
class Rolled:
    """What a run has written."""

    people: int
    stages: int
    found: int
    over: int


def roll_up() -> Rolled:
    """The chore: today, for everybody."""
    return roll_up_on(timezone.localdate())


def roll_up_on(today: date) -> Rolled:
    """Look at all pipelines as they stand on a day, and write down what the pages show."""
    sellers = sellers_of(None, today)
    if not sellers:
        return Rolled(0, 0, 0, 0)
    framework, _row = framework_in_use()
    pipeline = pipeline_of(sellers, today, framework)
    found = look(pipeline, before(monday(today)))
    goes_on = conversions(pipeline, Window.until(today))
    with transaction.atomic():
        _write_weeks(found.cells, goes_on, Usual.of(pipeline), monday(today))
        over = _write_diagnoses(found.flags, sellers_seen(pipeline), today)
    return Rolled(len(sellers), len(found.cells), len(found.flags), over)


def look(pipeline: Pipeline, week: Week | None) -> Found:
    """Everything that stands out in a pipeline, with what the calls of these few people show."""
    return diagnose(
        pipeline,
        calls=CallsOf([s.id for s in pipeline.sellers], timezone.now()),
        before=week,
        targets=targets(pipeline.as_of),
    )


def monday(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())


def before(this: date) -> Week | None:
    """What the week before has shown; None where nothing is kept of it."""
    rows = ShapeWeek.objects.filter(week=this - A_WEEK).order_by()
    verdicts = tuple(
        ((str(person), stage), Verdict(verdict))
        for person, stage, verdict in rows.values_list("person_id", "stage", "verdict")
        if verdict in Verdict
    )
    return Week(this - A_WEEK, verdicts) if verdicts else None


def sellers_seen(pipeline: Pipeline) -> frozenset[int]:
    """Of whom a run can say that nothing stands out any more."""
    return frozenset(int(s.id) for s in pipeline.sellers)


def _write_weeks(cells: Sequence[Cell], goes_on: Conversions, usual: Usual, week: date) -> None:
    sellers = {who: i for i, who in enumerate(usual.ledger.sellers)}
    stages = {stage: i for i, stage in enumerate(usual.ledger.stages)}
    rows = []
    for cell in cells:
        place = sellers[cell.seller], stages[cell.stage]
        share = goes_on.sellers.get(cell.key)
        kept = Kept.of(cell, share, usual.own(*place), usual.team(*place))
        rows.append(_week(cell, kept, week))
    fields = [f.name for f in ShapeWeek._meta.fields if f.name not in {"id", "person", "week"}]
    ShapeWeek.objects.bulk_create(
        rows,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["person", "week", "stage"],
        update_fields=[name for name in fields if name != "stage"],
    )
    ShapeWeek.objects.filter(week__lt=week - KEPT_FOR).delete()


def _week(cell: Cell, kept: Kept, week: date) -> ShapeWeek:
    beside = cell.beside
    return ShapeWeek(
        person_id=int(cell.seller),
        week=week,
        stage=cell.stage,
        observed=cell.observed,
        expected=cell.peers.expected if cell.peers else None,
        expected_own=cell.own.expected if cell.own else None,
        ratio=beside.ratio if beside else None,
        low=beside.low if beside else None,
        high=beside.high if beside else None,
        verdict=cell.today.value,
        body=kept.body(),
    )


def _write_diagnoses(flags: Iterable[Flag], people: frozenset[int], today: date) -> int:
    """Write what was found; what two weeks have no longer shown is over."""
    rows = Diagnosis.objects.select_for_update().filter(state__in=_ACTIVE)
    known = {(row.person_id, row.rule, row.stage): row for row in rows}
    for flag in flags:
        key = (int(flag.seller), flag.rule.value, flag.stage)
        row = known.pop(key, None)
        if row is None:
            _begin(flag, key, today)
        else:
            _goes_on(row, flag, today)
    ended = [row for row in known.values() if _is_over(row, people, today)]
    for row in ended:
        row.state = Diagnosis.State.OVER
        row.save(update_fields=["state"])
    return len(ended)


def _begin(flag: Flag, key: tuple[int, str, str], today: date) -> None:
    person, rule, stage = key
    Diagnosis.objects.create(
        person_id=person, rule=rule, stage=stage, found_on=today, seen_on=today, body=body_of(flag)
    )


def _goes_on(row: Diagnosis, flag: Flag, today: date) -> None:
    row.body, row.seen_on = body_of(flag), today
    put_off = row.state == Diagnosis.State.PUT_OFF
    if put_off and row.decided_at and row.decided_at + PUT_OFF_FOR <= timezone.now():
        row.state = Diagnosis.State.OPEN
    row.save(update_fields=["body", "seen_on", "state"])


def _is_over(row: Diagnosis, people: frozenset[int], today: date) -> bool:
    """Whether two weeks have passed without it, or whose it is sells no longer."""
    missed = monday(today) - monday(row.seen_on) >= 2 * A_WEEK
    return missed or row.person_id not in people
