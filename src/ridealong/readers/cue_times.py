"""The line of a caption that says when: two clocks and what divides them."""

import re

_CLOCK = r"(?:([0-9]{1,6}):)?([0-9]{1,3}):([0-9]{1,2})(?:[.,]([0-9]{1,9}))?"
_TIMES = re.compile(
    rf"[ \t\f]*{_CLOCK}[ \t\f]*-->[ \t\f]*{_CLOCK}(?![0-9A-Za-z:.,]|(?<![.,][0-9]{{3}})\x00)"
)
_SBV_TIMES = re.compile(r"\s*(\d+):(\d\d):(\d\d)\.(\d{3}),(\d+):(\d\d):(\d\d)\.(\d{3})\s*$")
_FRACTIONS = frozenset({1, 2, 6, 7, 9})
"""Digits after the point beside 3: 6 as Python writes them, 7 as .NET; 4 are a broken time."""


def times(line: str) -> tuple[float, float] | None:
    """Start and end in seconds of "00:01.000 --> 00:02.000"; None for anything else.

    >>> times("1:02:03,5 --> 1:02:04,25 align:start"), times("00:61:00.000 --> 00:62:00.000")
    ((3723.5, 3724.25), None)
    """
    match = _TIMES.match(line)
    if not match:
        return None
    h1, m1, s1, f1, h2, m2, s2, f2 = match.groups()
    start, end = _seconds(h1, m1, s1, f1), _seconds(h2, m2, s2, f2)
    return None if start is None or end is None else (start, end)


def sbv_times(line: str) -> tuple[float, float] | None:
    """Start and end in seconds of "0:00:01.000,0:00:02.000"; None for anything else."""
    match = _SBV_TIMES.match(line[:80])
    if not match:
        return None
    h1, m1, s1, f1, h2, m2, s2, f2 = match.groups()
    start, end = _seconds(h1, m1, s1, f1), _seconds(h2, m2, s2, f2)
    return None if start is None or end is None else (start, end)


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float | None:
    m, s = int(minutes), int(seconds)
    if s > 59:
        return None
    if hours is None:  # MM:SS may run past an hour; "000:00" is no time
        if len(minutes) == 3 and minutes[0] == "0":
            return None
        whole = m * 60 + s
    elif m > 59 or len(minutes) == 3:
        return None
    else:
        whole = int(hours) * 3600 + m * 60 + s
    if fraction is None:
        return float(whole)
    if len(fraction) == 3:
        return (whole * 1000 + int(fraction)) / 1000
    return float(f"{whole}.{fraction}") if len(fraction) in _FRACTIONS else None
