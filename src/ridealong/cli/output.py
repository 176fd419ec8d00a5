"""Where results go: standard output, or one file a conversation in a folder."""

import re
import sys
from pathlib import Path

from ridealong.cli.files import Outcome
from ridealong.errors import UsageError

_UNSAFE = re.compile(r"[^\w.\- ]+")


def emit(data: str | bytes) -> None:
    """Write to standard output, as UTF-8 whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data.encode("utf-8", "replace") if isinstance(data, str) else data)
    sys.stdout.buffer.flush()


def tell(line: str) -> None:
    """Say something to the person, on standard error."""
    sys.stderr.write(line.rstrip("\n") + "\n")
    sys.stderr.flush()


def report_failure(outcome: Outcome) -> None:
    """Name a file that was not read: place, cause, remedy."""
    word = "Not read" if outcome.failed else "Left out"
    tell(f"{word}: {outcome.error}")


class Folder:
    """An output folder that gives every conversation a file name of its own."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._taken: set[str] = set()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"{path} cannot be made ({error.strerror}). Give --out another folder."
            ) from error

    def name_for(self, source_path: str, suffix: str) -> str:
        """A file name after the source's, made unique by a number."""
        stem = "standard-input" if source_path == "-" else Path(source_path).name
        stem = _UNSAFE.sub("-", stem).strip(" .-")[:120] or "conversation"
        stem = Path(stem).stem if Path(stem).suffix else stem
        name, n = stem, 1
        while name.casefold() in self._taken:
            n += 1
            name = f"{stem}-{n}"
        self._taken.add(name.casefold())
        return name + suffix

    def write(self, name: str, data: str | bytes) -> Path:
        """Write a file into the folder."""
        target = self.path / name
        target.write_bytes(data.encode("utf-8", "replace") if isinstance(data, str) else data)
        return target
