"""When a moment comes next: later each time it was answered well, sooner where it was not.

FSRS (the library `fsrs`; Ye et al. 2022) with the parameters that come with it, 90 % wanted
retention, and no chance in it: the same answers give the same days. Done counts as "good", not sure
as "hard", not done as "again"; days are reviewed as whole steps, so that a miss comes back tomorrow
and not in ten minutes.

A move is a *habit* in practice once its moments were done four times in a row and the last is not
due for three weeks. Whether it is one in calls, `commitments.standing` says.

Limits: FSRS was fitted to flashcards of facts, not to answers in a conversation; it spaces, and
proves nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from fsrs import Card, Rating, Scheduler, State

from ridealong.coaching.practice.marking import Marked

IN_A_ROW = 4
_FAR = timedelta(weeks=3)
_RETENTION = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Spaced:
    """Where a moment stands; all of it is kept."""

    key: str
    """Of the drill."""
    due: datetime
    state: int = State.Learning.value
    step: int | None = 0
    stability: float | None = None
    """Days in which the wanted retention is left."""
    difficulty: float | None = None
    last: datetime | None = None
    """When it was answered last."""
    in_a_row: int = 0
    """How often it was done without a miss."""


def new(key: str, now: datetime) -> Spaced:
    """A moment that was not practised yet; it is due at once.

    Args:
        key: of the drill.
        now: aware of its zone.
    """
    return Spaced(key=key, due=now.astimezone(UTC))


def review(spaced: Spaced, marked: Marked, now: datetime) -> Spaced:
    """Where a moment stands once it was answered.

    Args:
        spaced: where it stood.
        marked: how the answer was marked, or how the person corrected it.
        now: aware of its zone.
    """
    at = now.astimezone(UTC)
    card, _ = _scheduler().review_card(_card(spaced), _rating(marked), at)
    return Spaced(
        key=spaced.key,
        due=card.due,
        state=card.state.value,
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        last=at,
        in_a_row=spaced.in_a_row + 1 if marked.done else 0,
    )


def is_habit(moments: Iterable[Spaced], now: datetime) -> bool:
    """Whether all moments of a move were done four times in a row and are far away."""
    every = list(moments)
    return bool(every) and all(m.in_a_row >= IN_A_ROW and m.due - now >= _FAR for m in every)


@cache
def _scheduler() -> Scheduler:
    day = (timedelta(days=1),)
    return Scheduler(
        desired_retention=_RETENTION, learning_steps=day, relearning_steps=day, enable_fuzzing=False
    )


def _card(spaced: Spaced) -> Card:
    return Card(
        card_id=1,
        state=State(spaced.state),
        step=spaced.step,
        stability=spaced.stability,
        difficulty=spaced.difficulty,
        due=spaced.due,
        last_review=spaced.last,
    )


def _rating(marked: Marked) -> Rating:
    if marked.done is None:
        return Rating.Hard
    return Rating.Good if marked.done else Rating.Again
