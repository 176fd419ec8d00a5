"""Typed looks into somebody else's JSON, where every surprise names its place.

An adapter walks a value with `Node`: `node["results"].each("items")`, `item.seconds("start")`.
What is missing where it is needed raises `Malformed` with the path (`results.items[3].start`);
what is optional is None. For long lists of words see `readers.heard`.
"""

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from ridealong.errors import Malformed

_CLOCK = re.compile(r"^(-?)(?:(\d{1,9}):)?(\d{1,9}):(\d{1,9}(?:[.,]\d+)?)$")
_ISO_DURATION = re.compile(
    r"^P(?:(\d{1,9})D)?T?(?:(\d{1,9}(?:\.\d+)?)H)?(?:(\d{1,9}(?:\.\d+)?)M)?"
    r"(?:(\d{1,12}(?:\.\d+)?)S)?$"
)
_FRACTION = re.compile(r"(\.\d{6})\d+")


class Node:
    """A JSON value and the path that leads to it."""

    __slots__ = ("path", "value")

    def __init__(self, value: object, path: str = "") -> None:
        self.value = value
        self.path = path

    def __getitem__(self, key: str) -> "Node":
        """The member `key`; a Node of None where there is none."""
        path = f"{self.path}.{key}" if self.path else key
        return Node(self.value.get(key) if isinstance(self.value, dict) else None, path)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def first(self, *keys: str) -> "Node":
        """The first member among `keys` that is there and not null."""
        for key in keys:
            if (node := self[key]).value is not None:
                return node
        return self[keys[0]]

    def each(self, *keys: str) -> Iterator["Node"]:
        """The items of the list that is the first member among `keys`; of this node without keys.

        Raises:
            Malformed: there is such a member and it is no list.
        """
        node = self.first(*keys) if keys else self
        if node.value is None:
            return
        if not isinstance(node.value, list):
            raise node.wrong("a list")
        for i, value in enumerate(node.value):
            yield Node(value, f"{node.path}[{i}]")

    def objects(self, *keys: str) -> Iterator["Node"]:
        """Like `each`, and every item must be an object.

        Raises:
            Malformed: an item is not.
        """
        for item in self.each(*keys):
            if not isinstance(item.value, dict):
                raise item.wrong("an object")
            yield item

    def text(self, *keys: str) -> str | None:
        """The first member among `keys` that is a text or a number, as text; None where none is."""
        for key in keys:
            value = self.value.get(key) if isinstance(self.value, dict) else None
            if isinstance(value, str):
                return value
            if isinstance(value, int | float) and not isinstance(value, bool):
                return str(value)
        return None

    def need_text(self, *keys: str) -> str:
        """Like `text`.

        Raises:
            Malformed: none of them is there.
        """
        if (found := self.text(*keys)) is None:
            raise self[keys[0]].wrong("a text")
        return found

    def number(self, *keys: str) -> float | None:
        """The first member among `keys` as a number, also where written as text; None if absent.

        Raises:
            Malformed: it is there and no number.
        """
        node = self.first(*keys)
        return None if node.value is None else node.as_number()

    def as_number(self) -> float:
        """This value as a finite number, also where written as text ("3.20", "12.900s").

        Raises:
            Malformed: it is none.
        """
        value = self.value
        if isinstance(value, str):
            try:
                value = float(value.strip().removesuffix("s"))
            except ValueError:
                raise self.wrong("a number") from None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong("a number")
        if (isinstance(value, int) and abs(value) > 1e18) or not math.isfinite(value):
            raise self.wrong("a number that can be a time")
        return float(value)

    def seconds(self, *keys: str, per_second: float = 1.0) -> float | None:
        """A time in seconds: a number in units of 1/`per_second`, or "H:MM:SS.mmm", or "PT1.5S".

        Raises:
            Malformed: it is there and no time.
        """
        node = self.first(*keys)
        if node.value is None or node.value == "":
            return None
        if isinstance(node.value, str) and (parsed := clock_s(node.value)) is not None:
            return parsed
        return node.as_number() / per_second

    def moment(self, *keys: str) -> datetime | None:
        """A point in time: RFC 3339 text, or epoch seconds or milliseconds; None if unreadable."""
        return moment(self.first(*keys).value)

    def wrong(self, expected: str) -> Malformed:
        """The error that this value is not what was expected."""
        shown = "nothing" if self.value is None else f"{type(self.value).__name__} {self.value!r}"
        return Malformed(
            f"has {shown[:60]} where {expected} belongs",
            place=self.path or "the top level",
            remedy="Export the transcript again; if it comes so from the vendor, report the format",
        )


def clock_s(text: str) -> float | None:
    """Seconds of "1:02:03.5", "02:03", "00:00:03,120" or "PT1M2.5S"; None for anything else."""
    text = text.strip()
    if match := _CLOCK.match(text):
        sign, hours, minutes, seconds = match.groups()
        whole = int(hours or 0) * 3600 + int(minutes) * 60
        return (-1 if sign else 1) * (whole + float(seconds.replace(",", ".")))
    if text.startswith("P") and len(text) > 2 and (match := _ISO_DURATION.match(text)):
        days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
        return days * 86400 + hours * 3600 + minutes * 60 + seconds
    return None


def moment(value: object) -> datetime | None:
    """A point in time from RFC 3339 text or epoch seconds or milliseconds; None where unreadable.

    Fractions finer than a microsecond are cut. A time without zone counts as UTC.
    """
    if isinstance(value, str):
        text = value.strip()
        if text.replace(".", "", 1).isdigit() and len(text) < 25:
            return moment(float(text))
        try:
            parsed = datetime.fromisoformat(_FRACTION.sub(r"\1", text))
        except ValueError:
            return None
        return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    if isinstance(value, int | float) and not isinstance(value, bool) and 1e8 < value < 1e14:
        since = timedelta(milliseconds=value) if value > 1e11 else timedelta(seconds=value)
        return datetime(1970, 1, 1, tzinfo=UTC) + since
    return None
