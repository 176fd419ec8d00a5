"""The check-ins as data: which items, for whom, how often, and who may see an answer.

Source: `forms.yaml`, written for this project; neither norms nor validity are known. Published
scales of the same things exist and are not free to use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from ridealong.language.yaml import load_yaml


class Privacy(StrEnum):
    """Who may see an answer."""

    OWN = "own"
    """Whoever gave it, and nobody else, ever: there is no way to share it as such."""
    SHAREABLE = "shareable"
    """Whoever gave it; and those with whom they share this one entry."""
    POOLED = "pooled"
    """Nobody sees a single answer; the means of five and more go to the one who led the talks."""


class Scoring(StrEnum):
    """How answers become figures."""

    NONE = "none"
    """Words: no figure."""
    ITEMS = "items"
    """Item by item, over time; no total."""
    AREAS = "areas"
    """The mean of an area, as the person's own trend."""
    POOLED = "pooled"
    """The mean of an item over several answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One statement or question."""

    id: str
    area: str
    text: str
    reversed: bool = False
    """Agreement counts the other way."""
    words: bool = False
    """Answered in words."""
    ask: str = ""
    """A question to think about where the answer is low."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One check-in."""

    id: str
    name: str
    for_: str
    """"rep" or "coach"."""
    privacy: Privacy
    scoring: Scoring
    items: tuple[Item, ...]
    source: str
    every_days: int | None
    """Between two; None: when there is an occasion."""
    most_at_once: int
    fewest: int
    """Check-ins, or answers, before a figure is shown."""
    within_hours: int | None

    def item(self, id_: str) -> Item | None:
        """The item with this id."""
        return next((item for item in self.items if item.id == id_), None)


@cache
def forms() -> Mapping[str, Form]:
    """Every form by its id.

    >>> list(forms())
    ['readiness', 'mindset', 'purpose', 'debrief', 'session', 'promotion']
    """
    return {row["id"]: _form(row) for row in load_yaml(__package__, "forms.yaml")["forms"]}


def form(id_: str) -> Form:
    """The form with this id; KeyError where there is none."""
    return forms()[id_]


@cache
def scale() -> tuple[int, int]:
    """The lowest and the highest answer."""
    row = load_yaml(__package__, "forms.yaml")["scale"]
    return row["low"], row["high"]


@cache
def anchors() -> Mapping[int, str]:
    """What each answer on the scale means."""
    found: Mapping[int, str] = load_yaml(__package__, "forms.yaml")["scale"]["anchors"]
    return found


def may_see(form_: Form, *, own: bool, shared: bool) -> bool:
    """Whether somebody may see a single entry.

    Args:
        form_: which check-in it is.
        own: it is their own entry.
        shared: its owner has shared this one entry with them.

    >>> may_see(form("readiness"), own=False, shared=True)
    False
    """
    return own or (shared and form_.privacy is Privacy.SHAREABLE)


def _form(row: Mapping[str, Any]) -> Form:
    return Form(
        id=row["id"],
        name=row["name"],
        for_=row["for"],
        privacy=Privacy(row["privacy"]),
        scoring=Scoring(row["scoring"]),
        items=tuple(_item(item) for item in row["items"]),
        source=row["source"],
        every_days=row.get("every_days"),
        most_at_once=row["most_at_once"],
        fewest=row.get("fewest", 1),
        within_hours=row.get("within_hours"),
    )


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        id=row["id"],
        area=row["area"],
        text=row["text"],
        reversed=row.get("key", 1) == -1,
        words=row.get("words", False),
        ask=row.get("ask", ""),
    )
