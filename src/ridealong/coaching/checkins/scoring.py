"""What answers say, and only where the form says so.

*Areas* (mindset): the mean of an area's items in a check-in, x, or 6 − x where agreement counts the
other way; the person's own line over time, from four check-ins on. No cut, no alert, no total.

*Pooled* (after a talk): the mean of each item over five ratings and more, with Student's 95 %
interval; ratings of one person count as one, so that fewer than five people are never told apart
from one who answers often.

*Items* (readiness): item by item, over time; the lowest of the last check-in brings its question.

Where a leader asks how many take part: shares from eight contributors on, never an answer.

Source: `forms.yaml`. Limits: a handful of single statements, not a measured trait.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import fmean, variance
from typing import NamedTuple

from ridealong.analysis.intervals import student
from ridealong.coaching.checkins.forms import Form, Item, Scoring, scale

CONTRIBUTORS = 8


@dataclass(frozen=True, slots=True)
class Answers:
    """One check-in of one person."""

    on: date
    values: Mapping[str, int]
    """By the item's id; what was skipped is not there."""
    person: int = 0


class Point(NamedTuple):
    """One check-in's mean of an area."""

    on: date
    value: float
    items: int


@dataclass(frozen=True, slots=True)
class Area:
    """The person's own line in one area."""

    area: str
    points: tuple[Point, ...]
    """The oldest first; empty where there are too few."""
    needed: int
    """Check-ins more before it is shown."""


class Pooled(NamedTuple):
    """How one item was rated over several talks."""

    item: str
    mean: float | None
    """None under five ratings by different people."""
    low: float | None
    high: float | None
    people: int


class Reflection(NamedTuple):
    """What to think about after a reflection on readiness."""

    lowest: Item | None
    """The item that was answered lowest, the first of several; None where all are high alike."""
    before: Mapping[str, int]
    """The answers of the check-in before, by item."""


def due(form_: Form, last: date | None, today: date) -> bool:
    """Whether it is time for the next; a form without a rhythm is never due by itself."""
    if form_.every_days is None:
        return False
    return last is None or today - last >= timedelta(days=form_.every_days)


def pick(form_: Form, earlier: Sequence[Answers]) -> tuple[Item, ...]:
    """Which items to show this time: those that were shown longest ago, in the form's order."""
    seen = {id_: answers.on for answers in sorted(earlier, key=_when) for id_ in answers.values}
    by_rest = sorted(form_.items, key=lambda item: seen.get(item.id, date.min))
    chosen = by_rest[: form_.most_at_once]
    return tuple(item for item in form_.items if item in chosen)


def areas(form_: Form, answers: Iterable[Answers]) -> tuple[Area, ...]:
    """The person's own line in each area.

    Args:
        form_: one that is scored by areas.
        answers: of one person, in any order; of the same day the last counts.

    Raises:
        ValueError: the form is not scored by areas.
    """
    _must_be(form_, Scoring.AREAS)
    ordered = sorted(answers, key=_when)
    names = dict.fromkeys(item.area for item in form_.items)
    return tuple(_area(form_, name, ordered) for name in names)


def pooled(form_: Form, ratings: Iterable[Answers]) -> tuple[Pooled, ...]:
    """How each item was rated, over all talks of one coach.

    Args:
        form_: one that is pooled.
        ratings: of talks of one coach; `person` says whose.

    Raises:
        ValueError: the form is not pooled.
    """
    _must_be(form_, Scoring.POOLED)
    every = list(ratings)
    return tuple(_pooled(form_, item, every) for item in form_.items)


def reflection(form_: Form, answers: Iterable[Answers]) -> Reflection:
    """What to think about after the last of these.

    Raises:
        ValueError: the form is not looked at by items.
    """
    _must_be(form_, Scoring.ITEMS)
    ordered = sorted(answers, key=_when)
    last = ordered[-1].values if ordered else {}
    told = [item for item in form_.items if _valid(last.get(item.id))]
    lowest = min(told, key=lambda item: _value(item, last[item.id]), default=None)
    if lowest and _value(lowest, last[lowest.id]) == scale()[1]:
        lowest = None
    return Reflection(lowest, ordered[-2].values if len(ordered) > 1 else {})


def share_of_contributors(took_part: int, people: int) -> float | None:
    """How many took part, for a leader; None under eight contributors."""
    return took_part / people if took_part >= CONTRIBUTORS else None


def _area(form_: Form, name: str, ordered: Sequence[Answers]) -> Area:
    items = [item for item in form_.items if item.area == name]
    by_day: dict[date, Point] = {}
    for answers in ordered:
        told = [_value(i, answers.values[i.id]) for i in items if _valid(answers.values.get(i.id))]
        if told:
            by_day[answers.on] = Point(answers.on, fmean(told), len(told))
    needed = max(0, form_.fewest - len(by_day))
    return Area(name, () if needed else tuple(by_day.values()), needed)


def _pooled(form_: Form, item: Item, ratings: Sequence[Answers]) -> Pooled:
    by_person: dict[int, list[float]] = {}
    for rating in ratings:
        if _valid(rating.values.get(item.id)):
            by_person.setdefault(rating.person, []).append(_value(item, rating.values[item.id]))
    means, people = [fmean(own) for own in by_person.values()], len(by_person)
    if people < form_.fewest:
        return Pooled(item.id, None, None, None, people)
    low, high = scale()
    half = student(people - 1) * sqrt(variance(means) / people)
    middle = fmean(means)
    return Pooled(item.id, middle, max(low, middle - half), min(high, middle + half), people)


def _value(item: Item, answer: int) -> float:
    low, high = scale()
    return float(low + high - answer if item.reversed else answer)


def _valid(answer: int | None) -> bool:
    low, high = scale()
    return answer is not None and low <= answer <= high


def _when(answers: Answers) -> date:
    return answers.on


def _must_be(form_: Form, scoring: Scoring) -> None:
    if form_.scoring is not scoring:
        raise ValueError(f"{form_.id} is not scored as {scoring}")
