"""How far a transcript's times can be trusted, and what may be measured at each level."""

from enum import StrEnum


class Timing(StrEnum):
    """The finest time that a transcript states."""

    WORD = "word"
    """Start and end of each word."""
    CUE = "cue"
    """Start and end of each turn or caption."""
    START = "start"
    """Only when each turn begins."""
    MINUTE = "minute"
    """A mark now and then, minutes apart."""
    NONE = "none"
    """No times at all."""


class Need(StrEnum):
    """What a measure needs to know about time."""

    SHARE = "share"
    """How long a turn is, if need be estimated from its words."""
    POSITION = "position"
    """When in the conversation a turn is, if need be by its place in the words."""
    CLOCK = "clock"
    """How long a turn is by the clock."""
    GAP = "gap"
    """The pause between two turns, to half a second."""
    OVERLAP = "overlap"
    """That two people speak at once."""


_REASON = {
    Timing.START: "the transcript gives only when each turn starts",
    Timing.MINUTE: "the transcript has a time only every few minutes",
    Timing.NONE: "the transcript has no times",
}


def why_withheld(timing: Timing, need: Need) -> str | None:
    """Say why `need` cannot be met at `timing`; None where it can.

    `GAP` and `OVERLAP` depend on the recording as well: see `analysis.clock`.
    Source: the table of missing times in docs/measures.md.
    """
    if need in {Need.SHARE, Need.POSITION}:
        return None
    return _REASON.get(timing)
