"""Checked looks into native JSON: a value of the wrong kind raises `Malformed` with its place."""

from collections.abc import Iterator
from enum import StrEnum
from math import isfinite
from typing import Any

from ridealong.conversation.builder import LONGEST_S
from ridealong.conversation.model import Word
from ridealong.conversation.text import clean
from ridealong.errors import Malformed


class Item:
    """A JSON object and the path that leads to it."""

    __slots__ = ("place", "value")

    def __init__(self, value: object, place: str) -> None:
        if not isinstance(value, dict):
            raise wrong(value, place, "an object")
        self.value: dict[str, Any] = value
        self.place = place

    def at(self, key: str) -> str:
        """The path of a member."""
        return f"{self.place}.{key}" if self.place else key

    def values(self, key: str) -> Iterator["Value"]:
        """The members of a list; none where it is absent or null."""
        listed = self.value.get(key)
        if listed is None:
            return
        if not isinstance(listed, list):
            raise wrong(listed, self.at(key), "a list")
        for i, value in enumerate(listed):
            yield Value(value, f"{self.at(key)}[{i}]")

    def items(self, key: str) -> Iterator["Item"]:
        """The members of a list of objects."""
        return (Item(value.value, value.place) for value in self.values(key))

    def text(self, key: str) -> str | None:
        """A text, or a number as text."""
        value = self.value.get(key)
        if value is None or type(value) is str:
            return value
        return Value(value, self.at(key)).need_text()

    def need_text(self, key: str) -> str:
        """Like `text`, and it must say something."""
        if not (text := self.text(key)):
            raise wrong(self.value.get(key), self.at(key), "a text")
        return text

    def clean_text(self, key: str) -> str | None:
        """A text, cleaned as all that is shown."""
        text = self.text(key)
        return clean(text) if text else text

    def number(self, key: str) -> float | None:
        """A finite number."""
        value = self.value.get(key)
        if value is None:
            return None
        if type(value) is float and isfinite(value):
            return value
        if type(value) is int and abs(value) < 1e300:
            return float(value)
        raise wrong(value, self.at(key), "a number")

    def time_s(self, key: str) -> float | None:
        """Seconds from the start."""
        value = self.number(key)
        if value is None or 0 <= value <= LONGEST_S:
            return value
        raise wrong(value, self.at(key), "a time in seconds from the start")

    def share(self, key: str) -> float | None:
        """A number from 0 to 1."""
        value = self.number(key)
        if value is None or 0 <= value <= 1:
            return value
        raise wrong(value, self.at(key), "a number from 0 to 1")

    def flag(self, key: str) -> bool | None:
        """True or false."""
        value = self.value.get(key)
        if value is None or value is True or value is False:
            return value
        raise wrong(value, self.at(key), "true or false")

    def one_of[Member: StrEnum](self, members: type[Member], key: str) -> Member | None:
        """One of the values of an enumeration."""
        value = self.value.get(key)
        if value is None:
            return None
        try:
            return members(value)
        except ValueError:
            allowed = ", ".join(m.value for m in members)
            raise wrong(value, self.at(key), f"null or one of {allowed}") from None

    def words(self, key: str) -> tuple[Word, ...]:
        """Words as `[text, start_s, end_s, confidence]`, in one loop: there may be many."""
        listed = self.value.get(key)
        if listed is None:
            return ()
        if not isinstance(listed, list):
            raise wrong(listed, self.at(key), "a list of words")
        found = []
        for i, fields in enumerate(listed):
            if type(fields) is not list or not 1 <= len(fields) <= 4 or not _is_word(*fields):
                raise wrong(fields, f"{self.at(key)}[{i}]", "[text, start_s, end_s, confidence]")
            found.append(Word(*fields))
        return tuple(found)

    def rest(self, known: frozenset[str]) -> dict[str, Any]:
        """The members whose keys are not known."""
        if self.value.keys() <= known:
            return {}
        return {key: value for key, value in self.value.items() if key not in known}


class Value:
    """A JSON value of any kind and the path that leads to it."""

    __slots__ = ("place", "value")

    def __init__(self, value: object, place: str) -> None:
        self.value = value
        self.place = place

    def need_text(self) -> str:
        """A text, or a number as text."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return str(self.value)
        raise wrong(self.value, self.place, "a text")


def _is_word(
    text: object, start_s: object = None, end_s: object = None, confidence: object = None
) -> bool:
    return (
        type(text) is str
        and (start_s is None or (type(start_s) in _NUMBERS and 0 <= start_s <= LONGEST_S))  # type: ignore[operator]
        and (end_s is None or (type(end_s) in _NUMBERS and 0 <= end_s <= LONGEST_S))  # type: ignore[operator]
        and (confidence is None or (type(confidence) in _NUMBERS and -1e9 < confidence < 1e9))  # type: ignore[operator]
    )


_NUMBERS = (float, int)


def wrong(value: object, place: str, expected: str) -> Malformed:
    """The error that `value` is not what was expected."""
    shown = "nothing" if value is None else f"{type(value).__name__} {_short(value)}"
    return Malformed(
        f"has {shown} where {expected} belongs",
        place=place or "the top level",
        remedy="Correct it there; `ridealong read --to native` shows the shape",
    )


def _short(value: object) -> str:
    try:
        text = repr(value)
    except ValueError:
        return "of too many digits"
    return text if len(text) <= 60 else f"{text[:59]}…"
