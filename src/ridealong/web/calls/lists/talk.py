"""A transcript as far as a list shows it: who said what, and when.

A whole `Conversation` costs ten times as much to make, which counts where a page shows twenty.
"""

import zlib

import msgspec

from ridealong.conversation import Conversation, Kind, Speaker, Timing
from ridealong.report.cast import Cast


class Spoken(msgspec.Struct):
    """One turn."""

    speaker: str | None
    text: str
    start_s: float | None = None


class Talk(msgspec.Struct):
    """One conversation."""

    speakers: tuple[Speaker, ...]
    turns: list[Spoken]
    kind: Kind | None = None

    def cast(self) -> Cast:
        """Its people, by the names and colours that they have on every page."""
        return Cast(Conversation(self.speakers, (), Timing.NONE, self.kind))


_DECODER = msgspec.json.Decoder(Talk)


def talk(native: bytes) -> Talk:
    """The talk of a transcript's row."""
    return _DECODER.decode(zlib.decompress(native))
