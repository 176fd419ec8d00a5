"""The rows of a table with a row a turn, or a row a word.

The unit of a time is told by its heading, else by its form, else by its size: nobody says a word
every twenty seconds for an hour, so such numbers are milliseconds.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ridealong.conversation import Conversation, Draft, Role, Side, Timing, Word
from ridealong.conversation.builder import LONGEST_S
from ridealong.readers.columns import TIMES, Columns
from ridealong.readers.fields import clock_s, moment
from ridealong.readers.languages import bcp47
from ridealong.readers.patterns import lazy
from ridealong.readers.stamps import WALL_CLOCK_S
from ridealong.readers.turns import add_turns

if TYPE_CHECKING:
    from datetime import datetime

Row = tuple[str, Sequence[str]]
"""A row's place ("line 17") and its cells."""

_NUMBER = lazy(r"([-+]?\d{1,18}(?:[.,]\d{1,12})?)\s*(ms|s|sec|seconds)?$")
_SLOWEST = 0.05
"""Words a second: less over a whole table means that its times are not seconds."""


def read_rows(columns: Columns, rows: Iterable[Row]) -> list[Conversation]:
    """The conversations in the rows: one, or one for each value of a column that names it."""
    width = max(columns.at.values()) + 1
    listed = [
        (place, cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))])
        for place, cells in rows
    ]
    columns = replace(columns, per_second=columns.per_second | _by_size(columns, listed))
    groups: dict[str, list[Row]] = {}
    for row in listed:
        groups.setdefault(columns.cell(row[1], "conversation"), []).append(row)
    return [_conversation(columns, key, group) for key, group in groups.items()]


def _conversation(columns: Columns, key: str, rows: list[Row]) -> Conversation:
    ends = "end" in columns.at or "length" in columns.at
    draft = Draft(Timing.CUE if ends else Timing.START, id=key or None)
    if "start" not in columns.at:
        draft.timing = Timing.NONE
    clock, people = _Clock(draft, columns, rows), _People(draft, columns)
    if columns.by_word or _is_by_word(columns, rows):
        draft.timing = Timing.WORD
        add_turns(draft, _words(columns, clock, people, rows))
    else:
        for row in rows:
            _add_turn(draft, columns, clock, people, row)
    draft.separate_channels = _separate(columns, rows)
    return draft.finish()


def _add_turn(draft: Draft, columns: Columns, clock: "_Clock", people: "_People", row: Row) -> None:
    place, cells = row
    text = _unescaped(columns.cell(cells, "text"))
    if not text and "turn" not in columns.at:
        draft.tally("a row without text; it was left out", place)
        return
    start_s, end_s = clock.times(place, cells)
    draft.turn(
        people.speaker(cells),
        text,
        start_s,
        end_s,
        confidence=_share(columns.cell(cells, "confidence")),
        language=bcp47(columns.cell(cells, "language")),
        place=place,
        silent=True,  # counted turns, as we write them ourselves, keep their count
    )


def _unescaped(text: str) -> str:
    """The text without the apostrophe that keeps a spreadsheet from running it."""
    return text[1:] if text[:2] in {"'=", "'+", "'-", "'@"} else text


def _words(
    columns: Columns, clock: "_Clock", people: "_People", rows: list[Row]
) -> list[tuple[str | None, Word]]:
    at = columns.at["word"] if columns.by_word else columns.at["text"]
    sure = columns.at.get("confidence")
    return [
        (
            people.speaker(cells),
            Word(
                cells[at].strip(),
                *clock.times(place, cells),
                None if sure is None else _share(cells[sure]),
            ),
        )
        for place, cells in rows
    ]


class _People:
    """The speakers of one table's rows, each made once."""

    def __init__(self, draft: Draft, columns: Columns) -> None:
        self._draft = draft
        self._columns = columns
        told = ("speaker", "name", "role", "side", "channel", "email")
        self._at = [columns.at[meaning] for meaning in told if meaning in columns.at]
        self._known: dict[tuple[str, ...], str | None] = {}

    def speaker(self, cells: Sequence[str]) -> str | None:
        """The id of the speaker of a row; None for nobody."""
        told = tuple([cells[i] for i in self._at])
        if told not in self._known:
            self._known[told] = self._made(cells)
        return self._known[told]

    def _made(self, cells: Sequence[str]) -> str | None:
        """The speaker with the side and role that the row states."""
        columns = self._columns
        key = columns.cell(cells, columns.who) if columns.who else ""
        named = columns.who == "speaker" and "name" in columns.at
        side, role = columns.cell(cells, "side").lower(), columns.cell(cells, "role").lower()
        stated = [f"{what}: {value}" for what, value in (("side", side), ("role", role)) if value]
        email = columns.cell(cells, "email")
        return self._draft.speaker(
            key,
            columns.cell(cells, "name") if named else key,
            side=Side(side) if side in set(Side) else None,
            role=Role(role) if role in set(Role) else None,
            because=f"provider label ({', '.join(stated)})" if stated else None,
            email=email if "@" in email else None,
            channel=columns.cell(cells, "channel") or None,
        )


class _Clock:
    """The times of one table's rows in seconds from its start."""

    def __init__(self, draft: Draft, columns: Columns, rows: list[Row]) -> None:
        self._draft = draft
        self._start, self._end, self._length = (columns.at.get(meaning, -1) for meaning in TIMES)
        self._scale = {
            columns.at[m]: columns.per_second.get(m, 1.0) for m in TIMES if m in columns.at
        }
        self._zero: datetime | None = None
        self._zero_s = 0.0
        self._find_zero(rows)

    def times(self, place: str, cells: Sequence[str]) -> tuple[float | None, float | None]:
        """Start and end of a row; None where it has none, or one that is none."""
        start_s = self._seconds(self._start, place, cells)
        end_s = self._seconds(self._end, place, cells)
        if end_s is None and start_s is not None and self._length >= 0:
            length_s = self._quantity(self._length, place, cells)
            end_s = None if length_s is None else round(start_s + length_s, 6)
        return start_s, end_s

    def _seconds(self, at: int, place: str, cells: Sequence[str]) -> float | None:
        if at < 0 or not cells[at]:
            return None
        if self._zero is not None and (when := moment(cells[at].strip())) is not None:
            return (when - self._zero).total_seconds()
        seconds = self._quantity(at, place, cells)
        return None if seconds is None else seconds - self._zero_s

    def _quantity(self, at: int, place: str, cells: Sequence[str]) -> float | None:
        """Seconds in a cell; None and told where they are none."""
        cell = cells[at]
        try:
            seconds: float | None = float(cell) / self._scale[at]
        except ValueError:
            seconds = _time(cell.strip(), self._scale[at])
        if seconds is not None and 0 <= seconds <= LONGEST_S:
            return seconds
        if cell.strip():
            self._draft.tally("a time that is none; it was left out", place)
        return None

    def _find_zero(self, rows: list[Row]) -> None:
        """Where times are dates or times of the day, count from the first."""
        firsts = (cells[self._start].strip() for _, cells in rows) if self._start >= 0 else ()
        first = next((cell for cell in firsts if cell), "")[:60]
        if (when := moment(first)) is not None:
            self._zero = self._draft.started_at = when
            return
        start_s = _time(first, 1.0) if first.count(":") == 2 else None
        if start_s is not None and start_s >= WALL_CLOCK_S:
            self._zero_s = start_s
            self._draft.warn("Times are times of the day; they are counted from the first.")


def _by_size(columns: Columns, rows: list[Row]) -> dict[str, float]:
    """Milliseconds where whole numbers would be too slow for seconds."""
    unknown = [m for m in TIMES if m in columns.at and m not in columns.per_second]
    cells_of = [cells[columns.at[m]].strip() for m in unknown for _, cells in rows]
    numbers = [int(c) for c in cells_of if c.isdecimal() and len(c) < 15]
    latest = max(numbers, default=0)
    if not 1000 < latest < 1e8 or len(numbers) < 0.9 * sum(bool(c) for c in cells_of):
        return {}
    text = columns.at["word"] if columns.by_word else columns.at["text"]
    words = sum(cells[text].count(" ") + 1 for _, cells in rows)
    return dict.fromkeys(unknown, 1e3) if words < _SLOWEST * latest else {}


def _time(cell: str, per_second: float) -> float | None:
    """Seconds of a number in a known unit, of "3.2s", "3,2", or of a clock; None for others."""
    cell = cell[:60].lower()
    if match := _NUMBER.match(cell):
        if match[2]:
            per_second = 1e3 if match[2] == "ms" else 1.0
        return float(match[1].replace(",", ".")) / per_second
    return clock_s(cell.upper())


def _share(cell: str) -> float | None:
    try:
        value = float(cell.rstrip("%")) / (100 if cell.endswith("%") else 1)
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value <= 1 else None


def _is_by_word(columns: Columns, rows: list[Row]) -> bool:
    """Whether the rows hold single words with both ends, though the heading says text."""
    if len(rows) < 20 or "start" not in columns.at or "end" not in columns.at:
        return False
    single = sum(1 for _, cells in rows if len(columns.cell(cells, "text").split()) == 1)
    return single >= 0.9 * len(rows)


def _separate(columns: Columns, rows: list[Row]) -> bool:
    """Whether each speaker has a channel of their own."""
    if "channel" not in columns.at or columns.who is None:
        return False
    pairs = {(columns.cell(c, columns.who), columns.cell(c, "channel")) for _, c in rows}
    speakers, channels = {s for s, _ in pairs}, {c for _, c in pairs}
    return len(pairs) == len(speakers) == len(channels) > 1 and "" not in channels
