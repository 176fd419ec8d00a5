"""RTTM: who speaks when, without what is said."""

import math

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.errors import Malformed
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source

_KINDS = frozenset(
    {
        "A/P", "CB", "EDIT", "FILLER", "IP", "LEXEME", "NON-LEX", "NON-SPEECH", "NOSCORE",
        "NO_RT_METADATA", "SEGMENT", "SPEAKER", "SPKR-INFO", "SU",
    }
)  # fmt: skip
_NO_TEXT = "The file says who speaks when, and nothing of what is said."


def sniff(source: Source) -> int:
    if source.is_zip:
        return Sure.NO
    lines = (line for line in source.head.split("\n") if line and not line.startswith(";;"))
    first = next(lines, "").split()
    if len(first) < 8 or first[0] not in _KINDS or not first[2].isalnum():
        return Sure.NO
    if _seconds(first[3]) is not None:
        return Sure.CERTAIN
    return Sure.LIKELY if first[3] == "<NA>" else Sure.NO


def read(source: Source) -> list[Conversation]:
    drafts: dict[str, Draft] = {}
    for number, line in enumerate(source.lines_of_talk(), 1):
        if line.startswith("SPEAKER"):
            _add(drafts, line.split(), f"line {number}")
    if not drafts:
        raise Malformed(
            "has no line that begins with SPEAKER and names one",
            place="line 1",
            remedy="Export the speaker turns; words and other marks alone are not read",
        )
    return [draft.finish() for draft in drafts.values()]


def _add(drafts: dict[str, Draft], cells: list[str], place: str) -> None:
    """One line: SPEAKER, recording, channel, start, length, two empty fields, speaker."""
    recording = cells[1] if len(cells) > 1 else ""
    if (draft := drafts.get(recording)) is None:
        draft = drafts[recording] = Draft(Timing.CUE, id=recording or None)
        draft.warn(_NO_TEXT)
    start_s = _seconds(cells[3]) if len(cells) >= 8 else None
    length = _seconds(cells[4]) if len(cells) >= 8 else None
    if start_s is None or length is None or length < 0:
        draft.tally("a line without speaker, start or length; it was left out", place)
        return
    name = None if cells[7] == "<NA>" else cells[7]
    end_s = round(start_s + length, 6)
    draft.turn(draft.speaker(name, name), "", start_s, end_s, place=place, silent=True)


def _seconds(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


FORMATS = (
    Format(
        id="rttm",
        title="RTTM speaker turns",
        suffixes=(".rttm",),
        timing=Timing.CUE,
        speakers="eighth field; one file may hold several recordings",
        traps="no text at all; turns overlap; the fifth field is a length, not an end",
        sniff=sniff,
        read=read,
    ),
)
