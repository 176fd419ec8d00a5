"""An analysis as bytes and back, without its conversation, which lies in the transcript's row.

What the tagger said stays beside what the analysis made of it, so that a correction costs an
analysis and no tagging.
"""

import zlib
from dataclasses import dataclass, fields
from typing import Any

import msgspec

from ridealong.analysis import Analysis, Finding, Labels, Measure, Placed
from ridealong.conversation import Conversation
from ridealong.language import Said, Tagging


@dataclass(frozen=True, slots=True)
class _Heard:
    tagger: str
    said: tuple[Said, ...]
    likelihood: tuple[tuple[int, str, float], ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    placed: tuple[Placed, ...]
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]
    feedback: tuple[Finding, ...]
    labels: Labels
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    by_model: _Heard
    """Before corrections."""
    heard: _Heard
    """After them."""
    found: _Found


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Row)


def pack(analysis: Analysis, by_model: Tagging) -> bytes:
    """The bytes of an analysis.

    Args:
        analysis: as `analyse` gave it, after corrections.
        by_model: what the tagger said before them.
    """
    found = _Found(**{f.name: getattr(analysis, f.name) for f in fields(_Found)})
    row = _Row(_heard(by_model), _heard(analysis.tagging), found)
    return zlib.compress(_ENCODER.encode(row), 6)


def unpack(packed: bytes, conversation: Conversation) -> Analysis:
    """The analysis of a conversation."""
    row = _DECODER.decode(zlib.decompress(packed))
    found: dict[str, Any] = {f.name: getattr(row.found, f.name) for f in fields(_Found)}
    return Analysis(conversation=conversation, tagging=_tagging(row.heard), **found)


def measures(packed: bytes) -> tuple[Measure, ...]:
    """Its figures alone, for which no conversation is needed."""
    return _DECODER.decode(zlib.decompress(packed)).found.measures


def by_model(packed: bytes) -> Tagging:
    """What the tagger said before any correction."""
    return _tagging(_DECODER.decode(zlib.decompress(packed)).by_model)


def _heard(tagging: Tagging) -> _Heard:
    likelihood = tuple(
        (turn, move, round(p, 4)) for (turn, move), p in sorted(tagging.likelihood.items())
    )
    return _Heard(tagging.tagger, tagging.said, likelihood, tagging.warnings)


def _tagging(heard: _Heard) -> Tagging:
    likelihood = {(turn, move): p for turn, move, p in heard.likelihood}
    return Tagging(heard.tagger, heard.said, likelihood, heard.warnings)
