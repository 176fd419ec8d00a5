"""Conversations to bytes, in the forms that other programs take.

| form | holds | several conversations | comes back |
|---|---|---|---|
| `native` | all | JSON Lines, one a line | without loss |
| `vcon` | all, within the IETF's container | JSON Lines, one vCon a line | without loss |
| `csv` | turns, speakers, sides, times | a `conversation` column in front | what it holds |
| `parquet` | all | a `conversation` column in front | without loss |
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ridealong.conversation import Conversation
from ridealong.errors import UsageError
from ridealong.writers import native, tables, vcon

__all__ = ["WRITERS", "Writer", "write"]


@dataclass(frozen=True, slots=True)
class Writer:
    """One form to write."""

    write: Callable[[Sequence[Conversation]], bytes]
    suffix: str
    """The file name's ending, with dot."""
    streams: bool
    """What is written of conversations one by one may be put together to one file."""


WRITERS: Mapping[str, Writer] = {
    "native": Writer(native.write, ".json", streams=True),
    "vcon": Writer(vcon.write, ".vcon", streams=True),
    "csv": Writer(tables.write_csv, ".csv", streams=False),
    "parquet": Writer(tables.write_parquet, ".parquet", streams=False),
}
"""The forms by the name that `--to` takes."""


def write(conversations: Sequence[Conversation], to: str = "native") -> bytes:
    """The conversations in one of the forms of `WRITERS`, as the content of one file.

    Raises:
        UsageError: there is no such form.
    """
    if to not in WRITERS:
        raise UsageError(f"There is no form {to!r}. Take one of {', '.join(WRITERS)}.")
    return WRITERS[to].write(conversations)
