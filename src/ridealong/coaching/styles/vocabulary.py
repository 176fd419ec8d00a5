"""The statements, styles and pairs of `styles.yaml` as data.

Source: four styles on two axes, recognition or security and result or process (S4.1 to S4.6 in
docs/capabilities.md); statements and advice are written for this project. Display names are neutral
by default; an organisation may take those of the articles (`Style.also`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ridealong.language.yaml import load_yaml

ASSERTIVE, PEOPLE = "assertive", "people"
AXES = (ASSERTIVE, PEOPLE)


@dataclass(frozen=True, slots=True)
class Item:
    """One statement."""

    id: str
    axis: str
    text: str
    reversed: bool = False
    """Agreement speaks for the low pole."""

    def value(self, answer: int) -> int:
        """The answer, turned where the statement is; 1 to 5."""
        return 6 - answer if self.reversed else answer


@dataclass(frozen=True, slots=True)
class Style:
    """One of four ways of talking."""

    key: str
    name: str
    also: str
    high: frozenset[str]
    """The axes on which it lies high."""
    needs: Mapping[str, str]
    cues: tuple[str, ...]
    """What one can hear or read; a person ticks it."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything of `styles.yaml` but what is told by words."""

    items: tuple[Item, ...]
    others: tuple[Item, ...]
    styles: tuple[Style, ...]
    adapt: Mapping[tuple[str, str], Mapping[str, str]]
    caveats: tuple[str, ...]
    axes: Mapping[str, Mapping[str, str]]
    anchors: Mapping[int, str]
    instruction: str

    def style(self, key: str) -> Style:
        """The style of a key; KeyError where there is none."""
        return {style.key: style for style in self.styles}[key]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with Ridealong.

    >>> len(vocabulary().items), [style.name for style in vocabulary().styles]
    (24, ['Connector', 'Driver', 'Analyst', 'Harmoniser'])
    """
    read = load_yaml(__package__, "styles.yaml")
    return Vocabulary(
        items=tuple(map(_item, read["items"])),
        others=tuple(map(_item, read["others"])),
        styles=tuple(_style(key, row) for key, row in read["styles"].items()),
        adapt={_pair(key): row for key, row in read["adapt"].items()},
        caveats=tuple(read["caveats"]),
        axes=read["axes"],
        anchors=read["scale"]["anchors"],
        instruction=read["scale"]["instruction"],
    )


def _item(row: Mapping[str, Any]) -> Item:
    return Item(row["id"], row["axis"], row["text"], reversed=row.get("key", 1) == -1)


def _style(key: str, row: Mapping[str, Any]) -> Style:
    high = frozenset(axis for axis in AXES if row[axis] == "high")
    return Style(key, row["name"], row["also"], high, row["needs"], tuple(row["cues"]))


def _pair(key: str) -> tuple[str, str]:
    mine, _, theirs = key.partition(" to ")
    return mine, theirs
