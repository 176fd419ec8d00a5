"""What changed from one framework to another, thing by thing, for whoever decides about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ridealong.process.framework.model import Framework
from ridealong.process.framework.write import plain

_WORDS = {
    "name": "Name", "journey": "Journey", "skills": "Skill", "stages": "Stage",
    "questions": "Question", "mapped": "Other method", "label": "Name",
    "customer_step": "What the customer does", "seller_step": "What we do", "until": "Ends",
    "gate": "Gate", "customer": "The customer’s side", "seller": "Our side", "says": "Words",
    "use": "Talks", "unknown": "Helps when unknown", "finds": "Found in", "behaviours": "Shows in",
    "exit": "Exit criteria", "crm": "Labels of CRMs", "steps": "Steps", "key": "Key",
}  # fmt: skip


class How(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was."""

    how: How
    where: tuple[str, ...]
    """From the whole to the thing: ("Stage “Proposal”", "Gate", "Our side")."""
    before: str = ""
    after: str = ""


def differences(old: Framework, new: Framework) -> list[Change]:
    """Everything that changed, in the order in which a framework is written."""
    return list(_tables(plain(old), plain(new), ()))


def _tables(
    old: Mapping[str, Any], new: Mapping[str, Any], where: tuple[str, ...]
) -> Iterator[Change]:
    for field in dict.fromkeys((*old, *new)):
        was, now = old.get(field), new.get(field)
        if was != now:
            yield from _values(was, now, where, field)


def _values(was: Any, now: Any, where: tuple[str, ...], field: str) -> Iterator[Change]:
    word = _WORDS.get(field, field)
    if _keyed(was) or _keyed(now):
        yield from _lists(was or [], now or [], where, word)
    elif isinstance(was, Mapping) and isinstance(now, Mapping):
        yield from _tables(was, now, (*where, word))
    else:
        how = How.ADDED if was is None else How.REMOVED if now is None else How.CHANGED
        yield Change(how, (*where, word), _told(was), _told(now))


def _lists(
    was: Sequence[Any], now: Sequence[Any], where: tuple[str, ...], word: str
) -> Iterator[Change]:
    old, new = ({_key(item): item for item in items} for items in (was, now))
    for key, item in old.items():
        if key not in new:
            yield Change(How.REMOVED, (*where, word), before=_told(item))
    for key, item in new.items():
        if key not in old:
            yield Change(How.ADDED, (*where, word), after=_told(item))
        elif old[key] != item:
            yield from _tables(old[key], item, (*where, f"{word} “{_name(item)}”"))
    stayed = [key for key in old if key in new]
    order = [key for key in new if key in old]
    if stayed != order:
        names = (", ".join(_name(new[key]) for key in keys) for keys in (stayed, order))
        yield Change(How.MOVED, (*where, word), *names)


def _keyed(value: Any) -> bool:
    """Whether it is a list of things that have keys of their own."""
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _key(item: Mapping[str, Any]) -> str:
    return str(item.get("key") or item.get("method") or f"{item.get('step')} → {item.get('ours')}")


def _name(item: Mapping[str, Any]) -> str:
    return str(item.get("label") or item.get("says") or item.get("method") or _key(item))


def _told(value: Any) -> str:
    """A value in a line; of a thing its name."""
    if isinstance(value, Mapping):
        return _name(value)
    if isinstance(value, list):
        return "; ".join(map(_told, value))
    return "" if value is None else str(value)
