"""Stretches of time as sorted, disjoint (start, end) pairs in seconds, and arithmetic with them."""

from collections.abc import Iterable, Sequence

Spans = Sequence[tuple[float, float]]


def union(
    pieces: Iterable[tuple[float, float]], bridge_s: float = 0.0
) -> list[tuple[float, float]]:
    """Join what overlaps, touches, or lies at most `bridge_s` apart.

    >>> union([(4, 6), (0, 2), (1, 3)])
    [(0, 3), (4, 6)]
    """
    joined: list[tuple[float, float]] = []
    begin = end = None
    for start, stop in sorted(pieces):
        if begin is None or end is None or start > end + bridge_s:
            if begin is not None and end is not None:
                joined.append((begin, end))
            begin, end = start, stop
        elif stop > end:
            end = stop
    if begin is not None and end is not None:
        joined.append((begin, end))
    return joined


def apart(end_s: float, start_s: float) -> float:
    """The time from an end to a start, to the microsecond, so that 0.1 + 0.2 is 0.3."""
    return round(start_s - end_s, 6)


def median(seconds: Sequence[float]) -> float:
    """The middle one, the mean of the two in the middle of an even number.

    Not `statistics.median`, whose import costs as much as measuring a call.
    """
    ordered = sorted(seconds)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def length(spans: Spans) -> float:
    """The seconds that they last together."""
    return sum(end - start for start, end in spans)


def common(one: Spans, other: Spans) -> list[tuple[float, float]]:
    """The time that lies in both.

    >>> common([(0, 3), (5, 9)], [(2, 6)])
    [(2, 3), (5, 6)]
    """
    shared = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            shared.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return shared


def within(spans: Spans, start_s: float, end_s: float) -> list[tuple[float, float]]:
    """The part of them that lies between two times."""
    return [(max(a, start_s), min(b, end_s)) for a, b in spans if a < end_s and b > start_s]
