"""Paths on the command line to conversations, one file at a time; a bad file costs itself alone."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ridealong.errors import CompanionFile, ReadError, UsageError
from ridealong.readers import Reading, Source, read_source
from ridealong.readers.source import refuse_if_too_large

_SKIPPED_FOLDERS = frozenset({"__MACOSX", "__pycache__", "node_modules"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: a reading, or the reason why there is none."""

    path: str
    reading: Reading | None = None
    error: ReadError | None = None

    @property
    def failed(self) -> bool:
        """Whether the file counts as not read; a companion of another file does not."""
        return self.error is not None and not isinstance(self.error, CompanionFile)


def files_of(paths: Sequence[str]) -> list[str]:
    """All files of `paths`, folders opened up in order of name; "-" stays standard input.

    Hidden files and folders are left out unless named themselves.

    Raises:
        UsageError: nothing is left.
    """
    found: list[str] = []
    for path in paths:
        if path != "-" and Path(path).is_dir():
            found += _inside(Path(path))
        else:
            found.append(path)
    if not found:
        raise UsageError(f"There is no file in {', '.join(paths)}.")
    return list(dict.fromkeys(found))


def outcomes(files: Sequence[str], max_bytes: int) -> Iterator[Outcome]:
    """Read the files one by one; only one is in memory at a time."""
    for path in files:
        try:
            source = (
                _standard_input(max_bytes) if path == "-" else Source.open(Path(path), max_bytes)
            )
            yield Outcome(path, read_source(source))
        except ReadError as error:
            error.path = error.path or path
            yield Outcome(path, error=error)


def _inside(folder: Path) -> list[str]:
    found: list[str] = []
    for entry in sorted(folder.iterdir(), key=lambda p: p.name):
        if entry.name.startswith(".") or entry.name in _SKIPPED_FOLDERS:
            continue
        if entry.is_dir() and not entry.is_symlink():
            found += _inside(entry)
        elif entry.is_file():
            found.append(str(entry))
    return found


def _standard_input(max_bytes: int) -> Source:
    data = sys.stdin.buffer.read(max_bytes + 1)
    refuse_if_too_large(data, max_bytes, "-")
    return Source(data, "-")
