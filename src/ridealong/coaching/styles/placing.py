"""Where somebody places themselves on two axes, with the error of it; and where others place them.

Formula: an axis is the mean of its answered statements, x or 6 − x, 1 to 5; from 10 of 12 answers
on. Until 100 people of a place have answered, a reliability of .75 and a spread of .7 are assumed:
the standard error of measurement is .7·√(1 − .75) = .35. Within one of it from the middle the axis
is *balanced*, and the styles on both sides are named; a place is a dot with that error, no type.

Where the plain means of turned and unturned statements add up to more than 7 or less than 5, the
answers pull both ways (agreeing with everything), and it is said.

Others answer eight statements; each person counts once; from four people on, as means, without
names. Their difference to one's own place is worth a talk where it is larger than both errors.

Source: S4.1, S4.2 in docs/capabilities.md. Limits: no norms, no validity; never to be turned into
four shares that add up to 100: such figures cannot be compared between people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from statistics import fmean, variance

from ridealong.coaching.styles.vocabulary import AXES, Item, vocabulary

FEWEST_ANSWERS = 10
FEWEST_OTHERS = 4
ERROR = 0.35
_MIDDLE = 3.0
_HALF = 2.0
_PULL = 1.0
_NEAR = 0.18


@dataclass(frozen=True, slots=True)
class Axis:
    """Where somebody lies on one axis."""

    axis: str
    value: float | None
    """1 to 5; None where too few statements were answered."""
    error: float
    answered: int
    needed: int
    """Answers more before it is told."""

    @property
    def balanced(self) -> bool:
        """Within one error from the middle."""
        return self.value is not None and abs(self.value - _MIDDLE) < self.error


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody places themselves."""

    axes: tuple[Axis, ...]
    styles: tuple[str, ...]
    """Keys: one; two or four where an axis is balanced; none where one is not told."""
    pull_both_ways: bool
    """The answers agree, or disagree, with everything."""

    @property
    def balanced(self) -> bool:
        """So near to the middle that no style is to be read from it."""
        values = [axis.value for axis in self.axes if axis.value is not None]
        off = [(value - _MIDDLE) / _HALF for value in values]
        return len(off) == len(AXES) and hypot(*off) / sqrt(2) < _NEAR


@dataclass(frozen=True, slots=True)
class Seen:
    """Where others place somebody."""

    people: int
    axes: tuple[Axis, ...]
    """Empty under four people."""
    apart: tuple[str, ...]
    """Axes on which others and the person differ by more than both errors."""


def place(answers: Mapping[str, int]) -> Place:
    """Where somebody places themselves.

    Args:
        answers: 1 to 5 by the statement's id; what was skipped is not there.
    """
    items = vocabulary().items
    axes = tuple(_axis(axis, items, answers) for axis in AXES)
    return Place(axes, _styles(axes), _pulls(items, answers))


def seen_by_others(ratings: Iterable[Mapping[str, int]], own: Place | None = None) -> Seen:
    """Where others place somebody.

    Args:
        ratings: of each person one, by the ids of `Vocabulary.others`.
        own: where the person places themselves.
    """
    every = [rating for rating in ratings if _full(rating)]
    if len(every) < FEWEST_OTHERS:
        return Seen(len(every), (), ())
    axes = tuple(_others(axis, every) for axis in AXES)
    mine = {axis.axis: axis for axis in own.axes} if own else {}
    apart = tuple(a.axis for a in axes if a.axis in mine and _apart(a, mine[a.axis]))
    return Seen(len(every), axes, apart)


def _axis(name: str, items: Sequence[Item], answers: Mapping[str, int]) -> Axis:
    told = _values(name, items, answers)
    needed = max(0, FEWEST_ANSWERS - len(told))
    return Axis(name, None if needed else fmean(told), ERROR, len(told), needed)


def _others(name: str, ratings: Sequence[Mapping[str, int]]) -> Axis:
    items = vocabulary().others
    means = [fmean(_values(name, items, rating)) for rating in ratings]
    error = sqrt(variance(means) / len(means))
    return Axis(name, fmean(means), error, len(means), 0)


def _values(name: str, items: Sequence[Item], answers: Mapping[str, int]) -> list[int]:
    own = [item for item in items if item.axis == name]
    return [item.value(answers[item.id]) for item in own if _told(answers.get(item.id))]


def _told(answer: int | None) -> bool:
    return answer is not None and 1 <= answer <= 5


def _full(rating: Mapping[str, int]) -> bool:
    return all(_values(axis, vocabulary().others, rating) for axis in AXES)


def _styles(axes: Sequence[Axis]) -> tuple[str, ...]:
    if any(axis.value is None for axis in axes):
        return ()
    return tuple(
        style.key
        for style in vocabulary().styles
        if all(
            axis.balanced or ((axis.value or 0) > _MIDDLE) == (axis.axis in style.high)
            for axis in axes
        )
    )


def _pulls(items: Sequence[Item], answers: Mapping[str, int]) -> bool:
    told = [item for item in items if _told(answers.get(item.id))]
    halves = [[answers[i.id] for i in told if i.reversed is turned] for turned in (False, True)]
    return all(halves) and abs(sum(map(fmean, halves)) - 2 * _MIDDLE) > _PULL


def _apart(theirs: Axis, own: Axis) -> bool:
    if theirs.value is None or own.value is None:
        return False
    return abs(theirs.value - own.value) > theirs.error + own.error
