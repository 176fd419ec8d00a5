"""What a format says of itself: how it is recognised, how it is read, what it can carry.

`docs/formats.md` is made from these declarations. A format is a `Format` in the `FORMATS` of a
module in `readers/formats/`; nothing else needs to know of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ridealong.conversation import Conversation, Timing
from ridealong.readers.source import Source


class Sure(IntEnum):
    """How sure a format is that a file is its own; the surest reads it."""

    NO = 0
    FALLBACK = 10
    """It can be read so if nobody knows better: any "Name: text"."""
    POSSIBLE = 30
    """The structure would fit others, too."""
    LIKELY = 60
    """The structure is this vendor's."""
    CERTAIN = 90
    """A signature that nobody else has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format of one vendor."""

    id: str
    """Stable, as printed in `source.format`: "zoom-vtt"."""
    title: str
    """What its users call it: "Zoom cloud transcript"."""
    suffixes: tuple[str, ...]
    """File name endings, with dot; they only break a tie."""
    timing: Timing
    """The finest time that it can carry."""
    speakers: str
    """Where the speaker comes from, for docs/formats.md."""
    sides: str = "not stated"
    """What tells our side from theirs, for docs/formats.md."""
    traps: str = ""
    """What goes wrong when it is read naively, and what is done here."""
    sniff: Callable[[Source], int]
    """How sure it is (`Sure`) that the source is its own; never raises."""
    read: Callable[[Source], Sequence[Conversation]]
    """All conversations in the source. Raises `ReadError`."""
    refused: bool = False
    """Recognised only to say what it is: `read` always raises. Not among what is read."""
