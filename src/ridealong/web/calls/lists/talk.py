"""A transcript as far as a list shows it: who said what, and when.

A whole `Conversation` costs ten times as much to make, which counts where a page shows twenty.
"""

import zlib

import msgspec


class Voice(msgspec.Struct):
    """One speaker."""

    id: str
    name: str | None = None
    side: str | None = None


class Spoken(msgspec.Struct):
    """One turn."""

    speaker: str | None
    text: str
    start_s: float | None = None


class Talk(msgspec.Struct):
    """One conversation."""

    speakers: list[Voice]
    turns: list[Spoken]


_DECODER = msgspec.json.Decoder(Talk)


def talk(native: bytes) -> Talk:
    """The talk of a transcript's row."""
    return _DECODER.decode(zlib.decompress(native))
