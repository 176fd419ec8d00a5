"""Which program wrote a file of captions, told by ids, tags and comments, not by its name."""

import re
from collections.abc import Callable
from weakref import WeakKeyDictionary

from ridealong.readers.cue_text import TIME_TAG, VOICE
from ridealong.readers.cue_times import sbv_times
from ridealong.readers.cues import Captions, Cue, parse_captions, parse_sbv
from ridealong.readers.names import split_prefix
from ridealong.readers.source import Source

WEBEX_ID = re.compile(r'\d{1,9}\s+"(.*)"\s+\((.*)\)$')
"""Number, name and user of a Webex caption's id."""
_GUID = re.compile(r"[0-9a-z]{8}(?:-[0-9a-z]{4}){3}-[0-9a-z]{12}", re.IGNORECASE)
_TEAMS_ID = re.compile(r"[0-9a-f-]{36}/\d+-\d+$", re.IGNORECASE)
_STREAM_NOTE = re.compile(r"(confidence|duration|language|recognizability)\s*:", re.IGNORECASE)
_JSON_TEXT = re.compile(r'\s*\{.*"spokenText"', re.DOTALL | re.IGNORECASE)
_LOOKED_AT = 200
"""So many captions tell the dialect."""
MOST_LINES = 1_000_000

_parsed: WeakKeyDictionary[Source, tuple[str, Captions]] = WeakKeyDictionary()


def recognised(source: Source) -> tuple[str, Captions]:
    """The dialect ("" for no captions at all) and the parsed captions; parsed once a source."""
    if source not in _parsed:
        _parsed[source] = _recognise(source)
    return _parsed[source]


def _recognise(source: Source) -> tuple[str, Captions]:
    nothing = "", Captions(signed=False)
    if source.is_zip or source.head[:1] in {"{", "<"}:
        return nothing
    if sbv_times(source.head.partition("\n")[0]):
        return "sbv", parse_sbv(source.lines)
    if not source.head.startswith("WEBVTT") and "-->" not in source.head:
        return nothing
    lines = source.text.split("\n", MOST_LINES)
    captions = parse_captions(lines[:MOST_LINES])
    captions.cut = captions.cut or len(lines) > MOST_LINES
    if not captions.cues and not captions.signed:
        return nothing
    if not captions.signed and (captions.commas or source.suffix == ".srt"):
        return "srt", captions
    return _dialect(captions), captions


def _dialect(captions: Captions) -> str:  # noqa: PLR0911  # a table of rules, first one wins
    cues = captions.cues[:_LOOKED_AT]
    text = "\n".join(line for cue in cues for line in cue.lines)
    if cues and "{" in text and _mostly(cues, lambda c: bool(_JSON_TEXT.match("\n".join(c.lines)))):
        return "graph-metadata-vtt"
    if _mostly(cues, lambda c: bool(WEBEX_ID.match(c.id))):
        return "webex-vtt"
    if "<v" in text and ">" in text and (opened := len(VOICE.findall(text))):
        return "teams-vtt" if 2 * text.count("</v>") >= opened else "podcast-vtt"
    if TIME_TAG.search(text):
        return "youtube-vtt"
    if _mostly(cues, lambda c: bool(_TEAMS_ID.match(c.id))):
        return "teams-vtt"
    if _mostly(cues, lambda c: bool(_GUID.match(c.id) or _STREAM_NOTE.match(c.comment))):
        return "stream-vtt"
    named = sum(bool(c.lines and split_prefix(c.lines[0])) for c in cues)
    if _mostly(cues, lambda c: c.id.isdecimal()) and 3 * named >= len(cues):
        return "zoom-vtt"
    return "webvtt"


def _mostly(cues: list[Cue], is_so: Callable[[Cue], bool]) -> bool:
    return 0 < len(cues) <= 2 * sum(map(is_so, cues))
