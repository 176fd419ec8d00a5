"""What every loader of a sheet works with: who owners are, what stages mean, what it refuses."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

from django.db import models

from ridealong.process.sheets import Record, Refusal
from ridealong.report.words import _
from ridealong.web.people.models import Person
from ridealong.web.pipeline.incoming.merging import Merged
from ridealong.web.pipeline.incoming.owners import Owners
from ridealong.web.pipeline.incoming.stages import Stages

_LONGEST_ID = 80
MOST_VALUE = 1e12
"""As much as a column of the table holds."""


@dataclass
class Context:
    """One sheet on its way in."""

    owners: Owners
    stages: Stages
    today: date
    by: Person | None
    columns: dict[str, str]
    """The column of each field that is read."""
    currency: str = ""
    waiting: int = 0
    """Rows that wait for another sheet."""
    removed: int = 0
    refused: Callable[[Refusal], None] = field(default=lambda _refusal: None)

    def has(self, *fields: str) -> bool:
        """Whether the sheet has a column for one of these."""
        return any(name in self.columns for name in fields)

    def refuse(
        self, record: Record, name: str, why: str, remedy: str, *, kept: bool = False
    ) -> None:
        """Say that a row, or a value of it, is not taken."""
        value = record.text(name)[:120]
        self.refused(Refusal(record.row, self.columns.get(name, ""), value, why, remedy, kept))


class Loader(Protocol):
    """Takes the records of one kind of sheet."""

    def stage(self, records: Iterator[Record]) -> None:
        """Lay everything out where nobody sees it."""

    def merge(self) -> Merged:
        """Bring it in, within the caller's transaction."""

    def close(self) -> None:
        """Clear away what was laid out."""


@runtime_checkable
class Forgetting(Protocol):
    """A loader that takes out what the CRM marks as deleted."""

    @property
    def gone(self) -> set[str]:
        """Ids of the CRM."""


def line(text: str, most: int) -> str:
    r"""A text as one line that a table and a page can hold, cut where it is longer.

    >>> line("Acme\n Ltd\0", 20), line("A long name", 6)
    ('Acme Ltd', 'A lon…')
    """
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
        text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}\N{HORIZONTAL ELLIPSIS}"


def words(text: str) -> str:
    """A text of several lines that a table can hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def longest(model: type[models.Model], name: str) -> int:
    """How long a column of text can be."""
    about = model._meta.get_field(name)
    assert isinstance(about, models.CharField)  # noqa: S101  # asked of texts alone
    return about.max_length or 0


def id_of(record: Record, name: str = "id") -> str:
    """An id of the CRM; empty where there is none.

    One that is longer than a table holds keeps its beginning, with a digest of the whole behind it.
    """
    text = record.text(name).strip()
    if len(text) <= _LONGEST_ID and text.isprintable():
        return text
    return f"{line(text, 40)}~{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def no_id(context: Context, record: Record, name: str = "id") -> None:
    """Refuse a row that cannot be told from others."""
    context.refuse(
        record,
        name,
        _("has no id by which it could be told from other rows"),
        _("Export it with the id of the record"),
    )
