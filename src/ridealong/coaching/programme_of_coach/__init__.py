"""The programme for those who lead: which step is reached, by what was done or by their own word.

    steps()                         -> the shipped order, each with what to do and where
    standing(steps(), figures, own) -> each with its count, whether it is reached, and the next one

A step is reached where k of n things of the last twelve weeks are at least its share, from its
fewest on; or where the coach says so. What was reached stays reached: a step is no mark, and one
may go back to any of them. Source: `steps.yaml`, S4.86 in docs/capabilities.md, grade D.

A leader is told how many stand at which step, from five managers on, and only where they do not
all stand at the same one: that would speak of each.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ridealong.coaching.audit_of_coach import Counted
from ridealong.language.yaml import load_yaml

FEWEST_MANAGERS = 5


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is counted, and how much of it is enough."""

    what: str
    share: float
    fewest: int

    def met(self, counted: Counted | None) -> bool:
        """Whether it is enough."""
        if counted is None or counted.whole < self.fewest:
            return False
        return counted.part >= self.share * counted.whole


@dataclass(frozen=True, slots=True)
class Step:
    """One step."""

    id: str
    name: str
    do: str
    where: str
    """The name of an address."""
    criterion: Criterion | None
    """None: by their own word alone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a coach stands with one step."""

    step: Step
    counted: Counted | None
    reached: bool
    next: bool
    """The first that is not reached."""


@cache
def steps() -> tuple[Step, ...]:
    """The shipped steps, in their order.

    >>> steps()[0].id
    'ready'
    """
    return tuple(
        Step(
            id=row["id"],
            name=row["name"],
            do=row["do"],
            where=row["where"],
            criterion=Criterion(**row["counts"]) if "counts" in row else None,
        )
        for row in load_yaml(__package__, "steps.yaml")["steps"]
    )


def met(figures: Mapping[str, Counted]) -> frozenset[str]:
    """Ids of the steps that are reached by what was done.

    Args:
        figures: by `Criterion.what`.
    """
    return frozenset(
        s.id for s in steps() if s.criterion and s.criterion.met(figures.get(s.criterion.what))
    )


def standing(figures: Mapping[str, Counted], reached: Collection[str]) -> tuple[Standing, ...]:
    """Where a coach stands.

    Args:
        figures: by `Criterion.what`.
        reached: ids of the steps that were reached before, or by their own word.
    """
    every = met(figures) | set(reached)
    first = _first(every)
    return tuple(
        Standing(
            s,
            figures.get(s.criterion.what) if s.criterion else None,
            reached=s.id in every,
            next=s.id == first,
        )
        for s in steps()
    )


def where_they_stand(
    managers: Iterable[Collection[str]],
) -> Sequence[tuple[Step | None, int]] | None:
    """How many stand at which step; None where that would speak of persons.

    Args:
        managers: of each, the ids of the steps that they have reached.

    Returns:
        Pairs of the step that is next for them, None where all are reached, and how many they are.
    """
    every = [_first(reached) for reached in managers]
    counts = Counter(every)
    if len(every) < FEWEST_MANAGERS or len(counts) < 2:
        return None
    places: list[tuple[Step | None, int]] = [(s, counts[s.id]) for s in steps() if counts[s.id]]
    return [*places, (None, counts[""])] if counts[""] else places


def _first(reached: Collection[str]) -> str:
    return next((s.id for s in steps() if s.id not in reached), "")
