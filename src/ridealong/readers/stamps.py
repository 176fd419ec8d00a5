"""Dates and lengths of time as vendors write them: "2 May 2024 at 7:03 GMT-7", "32m 5s"."""

import re
from datetime import UTC, datetime, timedelta, timezone

from ridealong.readers.patterns import lazy

WALL_CLOCK_S = 6 * 3600.0
"""A text that begins later than this is stamped with the time of day."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:,?\s+(?:at\s+)?(\d{1,2}):(\d\d)(?::\d\d)?(?:\s*([apAP])\.?[mM]\b\.?)?)?"
_ZONE = r"(?:\s*\b((?:GMT|UTC)(?:\s?[+-−]\d{1,2}(?::?\d\d)?)?|[A-Z]{3,4})\b)?"
_NUMBERS = lazy(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T]?" + _TIME + _ZONE)
_NAMED = lazy(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})" + _TIME + _ZONE)
_DAY_FIRST = lazy(r"\b(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})" + _TIME + _ZONE)
_HOURS_EAST = {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "JST": 9,
    "AEST": 10,
    "AEDT": 11,
}
"""Zone names that mean one offset where meetings are transcribed; others count as UTC."""
_OFFSET = lazy(r"([+-−])(\d{1,2}):?(\d\d)?$")
_LENGTH = lazy(
    r"(?:(\d{1,3})\s*(?:h|hrs?|hours?|stunden?|heures?|horas?|uur|or[ae])\b\s*)?"
    r"(?:(\d{1,4})\s*(?:m|min|mins|minut(?:e|es|en|os?|i))(?![a-z])\s*)?"
    r"(?:(\d{1,5})\s*(?:s|secs?|seconds?|sekunden?|secondes?|seconden|segundos?|second[io])(?![a-z]))?",
    re.IGNORECASE,
)


def date_in(text: str) -> datetime | None:
    """The first date in `text`, with its time and zone where stated; without zone it is UTC.

    >>> date_in("Weekly (2024-05-02 at 07:03 GMT-7)").isoformat()
    '2024-05-02T07:03:00-07:00'
    >>> date_in("January 2, 2023, 1:05PM").isoformat()
    '2023-01-02T13:05:00+00:00'
    """
    text = text[:400]
    if match := _NUMBERS.search(text):
        year, month, day, *rest = match.groups()
        return _moment(year, int(month), day, rest)
    for pattern, name, day_group in ((_NAMED, 1, 2), (_DAY_FIRST, 2, 1)):
        match = pattern.search(text)
        if match and match[name][:3].lower() in _MONTHS:
            month = _MONTHS.index(match[name][:3].lower()) + 1
            return _moment(match[3], month, match[day_group], list(match.groups()[3:]))
    return None


def length_s(text: str) -> float | None:
    """Seconds of "32m 5s", "1 hour 2 minutes" or "0 minutes 3 seconds"; None for anything else."""
    text = text.strip()
    match = _LENGTH.fullmatch(text) if text else None
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def _moment(year: str, month: int, day: str, rest: list[str | None]) -> datetime | None:
    hour, minute, half, zone = rest
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    try:
        return datetime(int(year), month, int(day), hours, int(minute or 0), tzinfo=_zone(zone))
    except ValueError:
        return None


def _zone(name: str | None) -> timezone:
    if name and (match := _OFFSET.search(name)):
        east = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(east if match[1] == "+" else -east)
    return timezone(timedelta(hours=_HOURS_EAST[name])) if name in _HOURS_EAST else UTC
