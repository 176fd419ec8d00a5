"""How full each stage of each person's pipeline is, beside the peers and beside the own past.

`cells(pipeline) -> tuple[Cell, ...]` judges one day, `steady(cells, before: Week)` keeps what
stands out two weeks running, `ages(pipeline) -> tuple[StageAge, ...]` says how long open deals
have stood where they stand.
"""

from ridealong.process.shape.ages import ages
from ridealong.process.shape.cells import cells, week_before
from ridealong.process.shape.judging import steady
from ridealong.process.shape.model import Because, Beside, Cell, StageAge, Verdict, Week

__all__ = [
    "Because",
    "Beside",
    "Cell",
    "StageAge",
    "Verdict",
    "Week",
    "ages",
    "cells",
    "steady",
    "week_before",
]
