"""All formats, and the one that a file is in: found by content first, by name second."""

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ridealong.conversation import Conversation
from ridealong.errors import NotATranscript, ReadError, UnknownFormat
from ridealong.readers import formats
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import MAX_BYTES, Source


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
    if not source.is_zip:
        source.text  # noqa: B018  # raises what is wrong with the bytes themselves
    ranked = [(f.sniff(source), source.suffix in f.suffixes, f) for f in all_formats()]
    sure, _, best = max(ranked, key=lambda r: (r[0], r[1]))
    if sure <= Sure.FALLBACK and (broken := source.json_error()):
        raise broken
    if sure == Sure.NO:
        raise unknown(source)
    return best


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
    except ReadError as error:
        error.path = error.path or source.path
        raise
    except RecursionError as error:
        raise ReadError(
            "is nested deeper than a transcript can be",
            remedy="Export it again",
            path=source.path,
        ) from error
    told = tuple(source.warnings)
    return Reading(
        source.path,
        chosen.id,
        source.sha256,
        tuple(replace(c, format=chosen.id, warnings=(*told, *c.warnings)) for c in conversations),
    )


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


def format_ids() -> Sequence[str]:
    """The ids of all formats."""
    return [f.id for f in all_formats()]
