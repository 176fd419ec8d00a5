"""How the columns of a sheet are meant, and what its rows say: plain data, nothing that reads."""

import hashlib
import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

Cell = str | int | float | bool | date | datetime | None
"""A cell as the file has it: CSV knows texts only, XLSX and Parquet know numbers and dates."""
Value = str | int | float | bool | date | datetime
"""A cell as it was understood."""


class Table(StrEnum):
    """What the rows of a sheet are."""

    DEALS = "deals"
    HISTORY = "history"
    """A row a change of stage."""
    SNAPSHOTS = "snapshots"
    """All deals again and again, as they stood on several days."""
    ACCOUNTS = "accounts"
    CONTACTS = "contacts"
    ACTIVITIES = "activities"
    """Calls, e-mails, meetings, tasks, notes."""
    PEOPLE = "people"
    """Sellers and whoever else owns deals."""
    TEAMS = "teams"
    """Teams or roles to which people belong."""
    STAGES = "stages"
    PIPELINES = "pipelines"
    PRODUCTS = "products"
    LINES = "line items"
    LINKS = "links"
    """Which deal belongs to which contact, company or activity."""
    LEADS = "leads"
    UNKNOWN = "unknown"


class DateForm(StrEnum):
    """How a column writes dates; each but the last may have a time of day behind it."""

    ISO = "iso"
    """Year, month, day; also where the file itself knows dates."""
    DMY = "dmy"
    MDY = "mdy"
    EPOCH_MS = "epoch_ms"
    EPOCH_S = "epoch_s"
    SERIAL = "serial"
    """Days since the end of 1899, as spreadsheets count."""
    ASK = "ask"
    """Day and month could be either: somebody has to say so."""


class AmountForm(StrEnum):
    """Which sign a column puts before decimals."""

    POINT = "point"
    COMMA = "comma"
    ASK = "ask"
    """"1.234" could be either: somebody has to say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one column is taken for."""

    name: str
    """Its heading, made unique: a second "Name" is "Name (2)"."""
    at: int
    """Its place, counted from 0."""
    field: str = ""
    """The field that it fills, one of `fields.fields_of(table)`; empty: it is not read."""
    confidence: float = 0.0
    """From 0 to 1; 1 was stated by a person."""
    because: str = ""
    """"heading", "heading and values", "values", "stated"; empty where it is not read."""
    form: str = ""
    """Of dates a `DateForm`, of amounts an `AmountForm`."""
    of: str = ""
    """Of a date on which a stage was entered: which stage."""
    form_stated: bool = False
    """Whether a person said how it writes; else it is looked at anew in every sheet."""


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be stated before the sheet can be read."""

    column: str
    about: str
    """"dates", "amounts", or "field" where a needed column was not found."""
    choices: tuple[str, ...]
    """Values of `DateForm` or `AmountForm`, or the columns that could be the field."""
    says: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How a sheet is to be read; what was guessed may be changed by `stated`."""

    table: Table
    columns: tuple[Column, ...]
    """All columns of the sheet, in their order."""
    confidence: float = 0.0
    """Of the table."""
    currency: str = ""
    """Of amounts that name none; empty: none is assumed."""
    kind: str = ""
    """Of activities that do not say what they are: "call", "email", "meeting", "task", "note"."""

    @property
    def fields(self) -> dict[str, str]:
        """The column of each field that is read."""
        return {column.field: column.name for column in reversed(self.columns) if column.field}

    @property
    def unread(self) -> tuple[str, ...]:
        """The columns that are not read."""
        return tuple(column.name for column in self.columns if not column.field)

    def column(self, field: str) -> Column | None:
        """The first column that fills a field."""
        return next((column for column in self.columns if column.field == field), None)

    def stated(self, name: str, *, field: str | None = None, form: str | None = None) -> Self:
        """The same with what a person said about a column; a field of "" leaves it unread.

        Raises:
            KeyError: there is no such column.
        """
        if all(column.name != name for column in self.columns):
            raise KeyError(name)
        return replace(
            self, columns=tuple(_stated(column, name, field, form) for column in self.columns)
        )

    def to_dict(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "table": self.table.value,
            "confidence": self.confidence,
            "currency": self.currency,
            "kind": self.kind,
            "columns": [
                {key: getattr(column, key) for key in _KEPT if getattr(column, key)}
                | {"at": column.at}
                for column in self.columns
            ],
        }

    @classmethod
    def from_dict(cls, kept: AnyMapping[str, Any]) -> Self:
        """What `to_dict` made.

        Raises:
            ValueError: it is no mapping.
        """
        try:
            return cls(
                table=Table(kept["table"]),
                confidence=float(kept.get("confidence", 0)),
                currency=str(kept.get("currency", "")),
                kind=str(kept.get("kind", "")),
                columns=tuple(
                    Column(**{key: column[key] for key in (*_KEPT, "at") if key in column})
                    for column in kept["columns"]
                ),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"is no mapping of a sheet ({error})") from error


_KEPT = ("name", "field", "confidence", "because", "form", "of", "form_stated")
MANY = frozenset({"entered", "closed", "deleted"})
"""Fields that several columns may fill."""


def _stated(column: Column, name: str, field: str | None, form: str | None) -> Column:
    if column.name != name:
        if field and column.field == field and field not in MANY:
            return replace(column, field="", because="", confidence=0.0)
        return column
    if field is not None and field != column.field:
        column = replace(column, field=field, form="", form_stated=False)
    if form is not None:
        column = replace(column, form=form, form_stated=True)
    return replace(column, because="stated", confidence=1.0)


def fingerprint(columns: Sequence[str]) -> str:
    """The same for sheets of the same headings in any order, so that a mapping is remembered."""
    plain = sorted(re.sub(r"\W+", " ", name).strip().casefold() for name in columns)
    return hashlib.sha256("\n".join(plain).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Record:
    """A row that was understood."""

    row: int
    """As a spreadsheet counts: the heading is row 1 where nothing stands above it."""
    values: dict[str, Value] = field(default_factory=dict)
    """By field; what was empty or refused is not there."""

    def text(self, name: str) -> str:
        """A field as text, empty where there is none."""
        value = self.values.get(name)
        return "" if value is None else value if isinstance(value, str) else str(value)

    def day(self, name: str) -> date | None:
        """A date, or the day of a moment."""
        value = self.values.get(name)
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else None

    def moment(self, name: str) -> datetime | None:
        """A moment, with its zone; UTC where the sheet names none."""
        value = self.values.get(name)
        return value if isinstance(value, datetime) else None

    def number(self, name: str) -> float | None:
        """A number or an amount."""
        value = self.values.get(name)
        return float(value) if isinstance(value, int | float) else None

    def yes(self, name: str) -> bool | None:
        """Yes or no."""
        value = self.values.get(name)
        return value if isinstance(value, bool) else None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not taken, with the reason."""

    row: int
    column: str
    """The heading; empty for the whole row."""
    value: str
    """As it stands there, at most 120 characters."""
    why: str
    """What is wrong, without a full stop."""
    remedy: str
    kept: bool
    """Whether the rest of the row was taken."""

    def __str__(self) -> str:
        where = f"row {self.row}" + (f", {self.column}" if self.column else "")
        said = f" “{self.value}”" if self.value else ""
        return f"{where}:{said} {self.why}. {self.remedy}."
