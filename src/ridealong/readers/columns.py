"""What the columns of a table mean, told by headings of many spellings."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.readers.patterns import lazy

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "transcript", "transcription", "utterance", "sentence", "content", "message",
        "speech", "dialogue", "dialog", "caption", "phrase", "body", "said", "line",
        "spoken_text", "transcript_text", "utterance_text", "transcribed_text", "text_content",
    ),
    "word": ("word", "token", "punctuated_word"),
    "speaker": (
        "speaker", "speaker_id", "speaker_label", "speaker_tag", "speaker_key", "spk", "spk_id",
        "participant", "participant_id", "talker", "who", "person", "author", "user", "user_id",
        "voice", "character",
    ),
    "name": (
        "name", "speaker_name", "participant_name", "display_name", "full_name", "user_name",
        "username", "speaker_display_name",
    ),
    "role": ("role", "speaker_role", "participant_role", "speaker_type", "party"),
    "side": ("side",),
    "turn": ("turn",),
    "channel": ("channel", "channel_id", "channel_label", "channel_index", "track"),
    "start": (
        "start", "start_time", "begin", "begin_time", "timestamp", "time", "start_offset",
        "begin_offset", "start_timestamp", "time_start", "time_in", "timecode", "ts", "offset",
        "start_ts", "onset", "from_time", "in",
    ),
    "end": (
        "end", "end_time", "stop", "stop_time", "finish", "end_offset", "end_timestamp",
        "time_end", "time_out", "end_ts", "offset_end", "to_time", "out",
    ),
    "length": ("duration", "dur", "length", "len"),
    "confidence": ("confidence", "conf", "probability", "score"),
    "language": ("language", "lang", "language_code", "locale"),
    "email": ("email", "e_mail", "speaker_email", "participant_email", "user_email"),
    "conversation": (
        "conversation", "conversation_id", "call", "call_id", "meeting_id", "dialogue_id",
        "dialog_id", "session_id", "transcript_id", "recording_id", "file", "filename",
        "file_name", "path",
    ),
}  # fmt: skip
_MEANING = {spelling: meaning for meaning, all_ in _SPELLINGS.items() for spelling in all_}
_JOINED = {spelling.replace("_", ""): spelling for spelling in reversed(_MEANING)}
_UNITS = {
    "s": 1.0, "sec": 1.0, "secs": 1.0, "second": 1.0, "seconds": 1.0, "ms": 1e3, "msec": 1e3,
    "millis": 1e3, "millisecond": 1e3, "milliseconds": 1e3, "us": 1e6, "micros": 1e6,
    "microseconds": 1e6, "ns": 1e9, "nanos": 1e9, "ticks": 1e7,
}  # fmt: skip
"""How many of a unit are a second."""
TIMES = ("start", "end", "length")
_CAMEL = lazy(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD = lazy(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column means what, and the units that headings state."""

    at: dict[str, int]
    per_second: dict[str, float]

    def cell(self, cells: Sequence[str], meaning: str) -> str:
        """The cell of that meaning without blanks around it; "" where there is none."""
        index = self.at.get(meaning, -1)
        return cells[index].strip() if 0 <= index < len(cells) else ""

    @property
    def by_word(self) -> bool:
        """A row is one word."""
        return "text" not in self.at

    @property
    def who(self) -> str | None:
        """The column that tells who speaks."""
        return next((m for m in ("speaker", "name", "role", "channel") if m in self.at), None)


def find_columns(header: Sequence[str]) -> Columns | None:
    """What the columns under `header` mean; None where no talk is under it.

    >>> find_columns(["Speaker", "Start (ms)", "Text"]).per_second
    {'start': 1000.0}
    """
    at: dict[str, int] = {}
    rank: dict[str, int] = {}
    per_second: dict[str, float] = {}
    for index, heading in enumerate(header[:200]):
        meaning, unit, place = _meaning(heading)
        if meaning and place < rank.get(meaning, len(_MEANING)):
            at[meaning], rank[meaning] = index, place
            if unit and meaning in TIMES:
                per_second[meaning] = unit
    columns = Columns(at, per_second)
    if "text" not in at and "word" not in at:
        return None
    return columns if columns.who or "start" in at else None


def _meaning(heading: str) -> tuple[str | None, float | None, int]:
    """What a heading means, the unit that it states, and how usual its spelling is."""
    plain = _NOT_WORD.sub("_", _CAMEL.sub("_", heading.strip()[:60]).lower()).strip("_")
    unit = None
    stem, _, last = plain.rpartition("_")
    if plain not in _MEANING and stem and last in _UNITS:
        plain, unit = stem, _UNITS[last]
    plain = plain if plain in _MEANING else _JOINED.get(plain.replace("_", ""), plain)
    meaning = _MEANING.get(plain)
    return meaning, unit, _SPELLINGS[meaning].index(plain) if meaning else 0
