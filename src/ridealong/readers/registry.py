"""All formats, and the one that a file is in: found by content first, by name second."""

import importlib
import pkgutil
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ridealong.conversation import Conversation
from ridealong.errors import NotATranscript, ReaderFault, ReadError, UnknownFormat
from ridealong.readers import formats
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import MAX_BYTES, MOST_LINES, Source, refuse_if_more

MOST_LETTERS = 8_000_000
"""The most letters of one conversation: about 160 hours of talk."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one file."""

    path: str
    format: str
    sha256: str
    conversations: tuple[Conversation, ...]


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format of every module in `readers/formats/`, by id."""
    found: list[Format] = []
    for module in pkgutil.iter_modules(formats.__path__):
        found += importlib.import_module(f"{formats.__name__}.{module.name}").FORMATS
    return tuple(sorted(found, key=lambda f: f.id))


def recognise(source: Source) -> Format:
    """The format that is surest of this source; its suffix breaks a tie.

    Raises:
        ReadError: empty, binary, broken JSON, or nobody recognises it.
    """
    if not source.binary:
        source.json  # noqa: B018  # raises what is wrong with the bytes themselves
    sure, best = _surest(source)
    if sure <= Sure.FALLBACK and source.begins_like_json and (broken := source.json_error()):
        raise broken
    if sure == Sure.NO:
        raise unknown(source)
    return best


def _surest(source: Source) -> tuple[int, Format]:
    """The surest format and how sure it is; text that is certainly what its name says is that."""
    by_name = sorted(all_formats(), key=lambda f: source.suffix not in f.suffixes)
    ranked = []
    for candidate in by_name:
        sure, named = _sure(candidate, source), source.suffix in candidate.suffixes
        if named and sure >= Sure.CERTAIN and not source.binary and source.json is None:
            return sure, candidate
        ranked.append((sure, named, candidate))
    sure, _, best = max(ranked, key=lambda r: (r[0], r[1]))
    return sure, best


def _sure(candidate: Format, source: Source) -> int:
    """How sure a format is; formats of text say no to binary content by asking for its text."""
    if not source.binary:
        return candidate.sniff(source)
    try:
        return candidate.sniff(source)
    except ReadError:
        return Sure.NO


def unknown(source: Source) -> ReadError:
    """Why this source is not read, as exactly as its content tells."""
    if source.is_zip:
        return NotATranscript(
            "is a zip, but no docx", remedy="Unpack it and give the transcripts inside"
        )
    if source.json is not None:
        return UnknownFormat(
            "is JSON of a shape that no reader knows",
            remedy="docs/formats.md lists the shapes that are read; convert it to native JSON",
        )
    return UnknownFormat(
        "is text in which no speaker and no time was found",
        remedy='Write one turn a line, as "Name: what they said", or give vtt, srt or JSON',
    )


def read_source(source: Source) -> Reading:
    """Read one source.

    Raises:
        ReadError: with path, place, cause and remedy.
    """
    try:
        chosen = recognise(source)
        conversations = chosen.read(source)
        for conversation in conversations:
            letters = sum(len(t.text) for t in conversation.turns)
            refuse_if_more(letters, MOST_LETTERS, "letters")
            refuse_if_more(len(conversation.turns), MOST_LINES, "turns")
    except ReadError as error:
        error.path = error.path or source.path
        raise
    except RecursionError as error:
        raise ReadError(
            "is nested deeper than a transcript can be",
            remedy="Export it again",
            path=source.path,
        ) from error
    except Exception as error:
        raise ReaderFault(error, path=source.path) from error
    told = tuple(source.warnings)
    return Reading(
        source.path,
        chosen.id,
        source.sha256,
        tuple(
            replace(c, format=_first_format(c, chosen), warnings=(*told, *c.warnings))
            for c in conversations
        ),
    )


def _first_format(conversation: Conversation, chosen: Format) -> str:
    """What it was first read from: our own forms of interchange say so themselves."""
    return chosen.id if conversation.format == "native" else conversation.format


def read(path: str | Path, max_bytes: int = MAX_BYTES) -> Reading:
    """Read one file.

    Raises:
        ReadError: with path, place, cause and remedy.
    """
    return read_source(Source.open(Path(path), max_bytes))


def read_bytes(data: bytes, name: str = "-") -> Reading:
    """Read content that is no file: standard input, an upload. `name` gives the suffix.

    Raises:
        ReadError: with path, place, cause and remedy.
    """
    return read_source(Source(data, name))
