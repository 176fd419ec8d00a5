"""What the demonstration knows of its firm: people, teams, and when each talk was held."""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ridealong.conversation import Conversation, Kind, assign_sides
from ridealong.readers import read, read_bytes
from ridealong.samples import FOLDER, SAMPLES

_HERE = Path(__file__).parent
ORGANISATION = FOLDER / "organisation"


@dataclass(frozen=True, slots=True)
class Debrief:
    """What somebody wrote about a talk of their own."""

    repeat: str = ""
    differently: str = ""
    shared: bool = False
    with_whom: str = ""
    """A full name; empty where it was written alone."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation of the firm, with everything that its file does not say."""

    conversation: Conversation
    name: str
    """Of the file."""
    format: str
    sha256: str
    kind: Kind
    held_at: datetime
    owner: str | None
    """A full name; None: whoever of ours speaks in it."""
    coach: str | None
    customer: str
    debrief: Debrief | None


@cache
def firm() -> Mapping[str, Any]:
    """What `ostrel.toml` says."""
    return tomllib.loads((_HERE / "ostrel.toml").read_text(encoding="utf-8"))


def talks(today: date) -> list[Talk]:
    """Every talk, dated so that the last ones were held this week, in order of time."""
    found = [*_samples(today), *_of_the_organisation(today)]
    return sorted(found, key=lambda talk: talk.held_at)


def _samples(today: date) -> Iterator[Talk]:
    by_file = {str(s.path.relative_to(FOLDER).as_posix()): s for s in SAMPLES}
    for row in firm()["talk"]:
        sample = by_file[row["file"]]
        reading = read(sample.path)
        sided = assign_sides(reading.conversations[0], sample.us, sample.kind)
        yield Talk(
            conversation=replace(sided, title=sample.title),
            name=sample.path.name,
            format=reading.format,
            sha256=reading.sha256,
            kind=sample.kind,
            held_at=held_at(row, today),
            owner=row["owner"],
            coach=row.get("coach"),
            customer=row.get("customer", ""),
            debrief=_debrief(sample.path.name),
        )


def _of_the_organisation(today: date) -> Iterator[Talk]:
    for path in sorted(ORGANISATION.glob("*.json")):
        content = path.read_bytes()
        raw = json.loads(content)
        moment = held_at(raw, today)
        told = {k: v for k, v in raw.items() if k not in {"weeks_ago", "weekday", "time"}}
        told["started_at"] = moment.isoformat()
        reading = read_bytes(json.dumps(told).encode(), path.name)
        (conversation,) = reading.conversations
        yield Talk(
            conversation=conversation,
            name=path.name,
            format=reading.format,
            sha256=hashlib.sha256(content).hexdigest(),
            kind=Kind(raw["kind"]),
            held_at=moment,
            owner=None,
            coach=None,
            customer=raw.get("customer", ""),
            debrief=_debrief(path.name),
        )


def held_at(row: Mapping[str, Any], today: date) -> datetime:
    """When a talk was held, so many weeks before today; never later than yesterday.

    >>> held_at({"weeks_ago": 1, "weekday": 0, "time": "10:00"}, date(2026, 12, 3)).isoformat()
    '2026-11-23T10:00:00+00:00'
    """
    monday = today - timedelta(days=today.weekday(), weeks=row["weeks_ago"])
    day = min(monday + timedelta(days=row["weekday"]), today - timedelta(days=1))
    hour, minute = map(int, row["time"].split(":"))
    return datetime.combine(day, time(hour, minute), ZoneInfo("UTC"))


def _debrief(name: str) -> Debrief | None:
    row = next((d for d in firm().get("debrief", ()) if d["file"] == name), None)
    return Debrief(**{k: v for k, v in row.items() if k != "file"}) if row else None
