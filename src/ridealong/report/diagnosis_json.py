"""A diagnosis as one JSON object, as docs/json.md has it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ridealong.process.diagnosis import Diagnosis, Measured
from ridealong.process.model import Pipeline
from ridealong.process.shape import Cell
from ridealong.report import diagnosis_words as words
from ridealong.report.diagnosis import warning_words, worded

SCHEMA = 1
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Refused:
    """A row or a value that was not taken."""

    row: int
    column: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read, as far as a report tells it."""

    path: str
    rows: int
    refused: Sequence[Refused]
    mapping: Mapping[str, str]
    notes: Sequence[str] = ()
    """What had to be assumed while reading, in words."""


def render_json(diagnosis: Diagnosis, pipeline: Pipeline, read: Read) -> str:
    """The object on one line."""
    return json.dumps(as_object(diagnosis, pipeline, read), ensure_ascii=False)


def as_object(diagnosis: Diagnosis, pipeline: Pipeline, read: Read) -> dict[str, Any]:
    """The object."""
    return {
        "schema": SCHEMA,
        "source": {
            "path": read.path,
            "rows": read.rows,
            "refused": [
                {"row": one.row, "column": one.column, "why": one.why} for one in read.refused
            ],
            "mapping": dict(read.mapping),
        },
        "people": _people(diagnosis, pipeline),
        "stages": [_stage(cell, pipeline) for cell in diagnosis.cells],
        "flags": _flags(diagnosis, pipeline),
        "warnings": [*read.notes, *(warning_words(warned) for warned in diagnosis.warnings)],
    }


def _people(diagnosis: Diagnosis, pipeline: Pipeline) -> list[dict[str, Any]]:
    of: dict[str, list[Measured]] = {}
    for measure in diagnosis.measures:
        of.setdefault(measure.seller, []).append(measure)
    return [
        {
            "id": seller.id,
            "team": seller.team or None,
            "measures": [
                {
                    "id": one.id,
                    "value": _rounded(one.value),
                    "low": _rounded(one.low),
                    "high": _rounded(one.high),
                    "n": one.n,
                    "shrunk_by": _rounded(one.shrunk_by),
                }
                for one in of.get(seller.id, ())
            ],
        }
        for seller in pipeline.sellers
    ]


def _stage(cell: Cell, pipeline: Pipeline) -> dict[str, Any]:
    one = cell.beside
    return {
        "person": cell.seller,
        "stage": pipeline.label(cell.stage),
        "observed": cell.observed,
        "expected": _rounded(one.expected) if one else None,
        "ratio": _rounded(one.ratio) if one else None,
        "low": _rounded(one.low) if one else None,
        "high": _rounded(one.high) if one else None,
        "verdict": cell.verdict.value,
    }


def _flags(diagnosis: Diagnosis, pipeline: Pipeline) -> list[dict[str, Any]]:
    told = []
    for flag in diagnosis.flags:
        one = worded(flag, pipeline)
        chance = f" {words.MAY_BE_CHANCE}" if flag.may_be_chance else ""
        told.append(
            {
                "id": flag.id,
                "person": flag.seller,
                "rule": flag.rule.value,
                "says": one.says + chance,
                "hypotheses": list(one.hypotheses),
                "ask": one.ask,
                "chance": float(f"{flag.chance:.3g}"),
            }
        )
    return told


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES)
