"""What is kept of a stage of a pipeline in a week, as the page shows it beside the count."""

from dataclasses import dataclass
from typing import Any

import msgspec

from ridealong.process.rates.conversion import Conversion
from ridealong.process.shape import Cell
from ridealong.web.pipeline.models import ShapeWeek
from ridealong.web.pipeline.shapes.usual import Band

type Known = tuple[Band | None, int]
"""A band, and from how many weeks, or people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoOn:
    """The share of those that entered the stage in a year which goes on from it."""

    entered: int
    went_on: int
    ended: int
    open: int
    value: float
    """Shrunk toward the team."""
    low: float
    high: float
    """The 90 % interval."""
    shrunk_by: float
    benchmark: float | None
    source: str
    """What it was drawn to, as `process.rates` names it."""
    enough: bool

    @classmethod
    def of(cls, found: Conversion) -> "GoOn":
        """As it is kept."""
        rate = found.rate
        return cls(
            entered=found.entered,
            went_on=found.went_on,
            ended=found.lost,
            open=found.open,
            value=rate.value,
            low=rate.low,
            high=rate.high,
            shrunk_by=rate.shrunk_by,
            benchmark=rate.benchmark,
            source=rate.source.value,
            enough=found.enough,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One stage in one week."""

    said: str = ""
    """The verdict that a page may say: full and empty from the second week on."""
    because: str = ""
    """Why nothing is said, as `process.shape` names it."""
    usual: Band | None = None
    """Between which counts 8 of 10 of the own weeks of a year lay."""
    weeks: int = 0
    """How many weeks of the own past are known."""
    team: Band | None = None
    """The same of the others in the team, of the last quarter; not where they are under four."""
    others: int = 0
    go_on: GoOn | None = None
    half_days: float | None = None
    """Days after which half of those that go on have gone on."""

    @classmethod
    def of(cls, cell: Cell, found: Conversion | None, own: Known, team: Known) -> "Kept":
        """What is kept of a cell, of the share that goes on from it, and of what is usual."""
        return cls(
            said=cell.verdict.value,
            because=cell.because.value,
            usual=own[0],
            weeks=own[1],
            team=team[0],
            others=team[1],
            go_on=GoOn.of(found) if found else None,
            half_days=found.half_days if found else None,
        )

    @classmethod
    def read(cls, row: ShapeWeek) -> "Kept":
        """Of a row; an empty one where an older version of us wrote otherwise."""
        try:
            return msgspec.convert(row.body, cls)
        except msgspec.ValidationError:
            return cls()

    def body(self) -> dict[str, Any]:
        """As a row keeps it."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain
