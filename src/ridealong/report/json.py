"""One conversation as one line of JSON, in the shape that docs/json.md promises."""

import json
import math
from typing import Any

from ridealong.analysis.model import Analysis, Finding, Measure
from ridealong.conversation import Conversation, Speaker
from ridealong.language import Tagging
from ridealong.report.source import SourceInfo

SCHEMA = 1
"""Goes up when a key changes its meaning or leaves; noted in the changelog."""


def to_json(analysis: Analysis, source: SourceInfo) -> str:
    """One JSON object on one line, without a line end.

    Values that cannot be told are null with a reason in `withheld`; NaN never occurs.
    """
    return json.dumps(as_object(analysis, source), ensure_ascii=False, allow_nan=False)


def as_object(analysis: Analysis, source: SourceInfo) -> dict[str, Any]:
    """The same as plain lists, dicts, strings and numbers."""
    conversation = analysis.conversation
    return {
        "schema": SCHEMA,
        "source": {"path": source.path, "format": source.format, "sha256": source.sha256},
        "conversation": {
            "kind": conversation.kind and str(conversation.kind),
            "duration_s": _number(conversation.duration_s),
            "timing": str(conversation.timing),
            "speakers": [_speaker(s) for s in conversation.speakers],
            "turns": len(conversation.turns),
            "words": sum(p.words for p in analysis.placed),
        },
        "moves": moves_of(analysis.tagging, conversation),
        "measures": [_measure(m) for m in analysis.measures],
        "labels": analysis.labels.as_object(),
        "findings": [_finding(f) for f in analysis.findings],
        "warnings": list(dict.fromkeys((*conversation.warnings, *analysis.warnings))),
    }


def moves_of(tagging: Tagging, conversation: Conversation) -> list[dict[str, Any]]:
    """The moves of a conversation, each with the sentence that carries it."""
    return [
        {
            "turn": said.turn,
            "speaker": conversation.turns[said.turn].speaker,
            "role": str(said.role),
            "move": said.move,
            "p": round(said.p, 3),
            "quote": conversation.turns[said.turn].text[said.start : said.end],
        }
        for said in tagging.said
    ]


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "side": speaker.side and str(speaker.side),
        "role": speaker.role and str(speaker.role),
        "because": speaker.because,
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "of": measure.of,
        "scope": measure.scope,
        "value": _number(measure.value),
        "unit": measure.unit,
        "low": _number(measure.low),
        "high": _number(measure.high),
        "n": measure.n,
        "formula": measure.formula,
        "source": measure.source,
        "withheld": measure.withheld,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "says": finding.says,
        "evidence": list(finding.evidence),
        "ask": finding.ask,
        "capability": finding.capability,
    }


def _number(value: float | None) -> float | None:
    """Six digits after the point are a microsecond; more would only be noise."""
    return None if value is None or not math.isfinite(value) else round(value, 6)
