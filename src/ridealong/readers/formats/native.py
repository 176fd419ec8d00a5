"""Ridealong's own JSON: one conversation, one a line, and the older labelled shape."""

from collections.abc import Mapping, Sequence
from typing import Any

from ridealong.conversation import Conversation, Timing
from ridealong.conversation.builder import LONGEST_S
from ridealong.conversation.native import from_dict
from ridealong.errors import EmptyFile, Malformed, ReadError
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.json_lines import first_object, read_lines
from ridealong.readers.source import Source

_SIDES = {"us": "us", "customer": "them", "them": "them", "partner": "them"}
_ROLES = frozenset({"seller", "agent", "customer", "coach", "rep", "partner"})
_TURN_KEYS = frozenset({"i", "speaker", "role", "start", "end", "text"})
_PERSON_KEYS = frozenset({"id", "name", "side", "role"})


def sniff(source: Source) -> int:
    value = source.json
    if isinstance(value, list) and value and isinstance(value[0], dict) and "ridealong" in value[0]:
        value = value[0]
    return _native(value) if isinstance(value, dict) else Sure.NO


def _native(value: Mapping[str, Any]) -> int:
    if "ridealong" in value:
        return Sure.CERTAIN
    turns = value.get("turns")
    if not isinstance(turns, list) or not turns or not isinstance(turns[0], dict):
        return Sure.NO
    ours = {"speaker", "text", "start_s"} <= turns[0].keys()
    return Sure.LIKELY if ours and "participants" not in value else Sure.NO


def read(source: Source) -> list[Conversation]:
    if isinstance(source.json, list):
        return [_at(f"[{i}]", value) for i, value in enumerate(source.json)]
    return _spoken([from_dict(source.json)])


def _at(place: str, value: object) -> Conversation:
    try:
        return from_dict(value)
    except ReadError as error:
        error.place = f"{place}.{error.place}"
        raise


def _spoken(conversations: list[Conversation]) -> list[Conversation]:
    if not any(conversation.turns for conversation in conversations):
        raise EmptyFile("holds no turns", remedy="Write the turns into `turns`")
    return conversations


def sniff_lines(source: Source) -> int:
    first = first_object(source)
    return _native(first) if first else Sure.NO


def read_all_lines(source: Source) -> list[Conversation]:
    return _spoken(read_lines(source, from_dict))


def sniff_labelled(source: Source) -> int:
    value = source.json
    if not isinstance(value, dict) or "ridealong" in value:
        return Sure.NO
    turns, people = value.get("turns"), value.get("participants")
    if not isinstance(turns, list) or not turns or not isinstance(turns[0], dict):
        return Sure.NO
    if not isinstance(people, list):
        return Sure.NO
    keys = turns[0].keys()
    if {"speaker", "role", "moves"} <= keys:
        return Sure.CERTAIN
    return Sure.LIKELY if {"speaker", "text"} <= keys else Sure.NO


def read_labelled(source: Source) -> list[Conversation]:
    """Through native JSON, so that the indices of the turns, which labels rest on, stay."""
    top = Node(source.json)
    people = [_person(i, p) for i, p in enumerate(top.objects("participants"), 1)]
    ids = {person["name"]: person["id"] for person in people if person["name"]}
    told = source.warnings
    turns = [_turn(turn, ids, people, told) for turn in top.objects("turns")]
    labelled = sum(bool(turn.get("moves")) for turn in turns)
    figure = {"name": "turns with moves", "of": "call", "value": labelled, "unit": "1"}
    more = {k: v for k, v in _plain(source.json).items() if k not in {"participants", "timing"}}
    native = {**more, "speakers": people, "turns": turns, "stated": [figure]}
    return _spoken([from_dict(native)])


def _plain(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}


def _person(number: int, person: Node) -> dict[str, Any]:
    side, role = person.text("side"), person.text("role")
    more = {k: v for k, v in _plain(person.value).items() if k not in _PERSON_KEYS}
    return {
        **more,
        "id": f"s{number}",
        "name": person.text("name"),
        "provider_id": person.text("id"),
        "side": _SIDES.get(side or ""),
        "role": role if role in _ROLES else None,
        "because": f"provider label ({_label(side, role)})" if side or role else None,
    }


def _label(side: str | None, role: str | None) -> str:
    return ", ".join(f"{k}: {v}" for k, v in (("side", side), ("role", role)) if v)


def _turn(
    turn: Node, ids: dict[str, str], people: list[dict[str, Any]], told: list[str]
) -> dict[str, Any]:
    plain = _plain(turn.value)
    native = {k: v for k, v in plain.items() if k not in _TURN_KEYS and v not in ([], None)}
    name = turn.text("speaker")
    if name and name not in ids:
        people.append(_person(len(people) + 1, Node({"name": name, "role": turn.text("role")})))
        ids[name] = people[-1]["id"]
    start_s, end_s = _time(turn, "start", told), _time(turn, "end", told)
    if start_s is not None and end_s is not None and end_s < start_s:
        told.append(f"An end before its start was left out ({turn.path}.end).")
        end_s = None
    native |= {"speaker": ids.get(name or ""), "text": turn.text("text")}
    return native | {"start_s": start_s, "end_s": end_s}


def _time(turn: Node, key: str, told: list[str]) -> float | None:
    """A broken time costs itself, not the labels."""
    try:
        seconds = turn.seconds(key)
    except Malformed:
        seconds = -1.0
    if seconds is None or 0 <= seconds <= LONGEST_S:
        return seconds
    told.append(f"A time that cannot be was left out ({turn.path}.{key}).")
    return None


def _format(id: str, title: str, suffixes: tuple[str, ...], **more: Any) -> Format:  # noqa: A002
    return Format(
        id=id,
        title=title,
        suffixes=suffixes,
        timing=Timing.WORD,
        speakers="`speakers`, one person an id",
        sides="`side` and `role` of each speaker",
        **more,
    )


FORMATS: Sequence[Format] = (
    _format("native-json", "Native JSON", (".json",), sniff=sniff, read=read,
            traps="values that cannot be are refused with their place, never repaired"),
    _format("native-jsonl", "Native JSON, one conversation a line", (".jsonl", ".ndjson"),
            sniff=sniff_lines, read=read_all_lines,
            traps="a broken line is left out with a warning; the others are read"),
    _format("labelled-json", "Labelled conversation (JSON)", (".json",),
            sniff=sniff_labelled, read=read_labelled,
            traps="sides are `us` and `customer`; the labels are kept, not used"),
)  # fmt: skip
