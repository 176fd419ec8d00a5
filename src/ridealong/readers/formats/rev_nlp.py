"""Rev's NLP files: one token a line with speaker, times and punctuation, divided by bars."""

import math
from collections.abc import Iterator

from ridealong.conversation import Conversation, Draft, Timing, Word
from ridealong.errors import Malformed
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source
from ridealong.readers.turns import add_turns

_NOBODY = frozenset({"", "NA", "<NA>"})


def sniff(source: Source) -> int:
    first = source.head.partition("\n")[0] if not source.is_zip else ""
    return Sure.CERTAIN if first.startswith("token|speaker|") else Sure.NO


def read(source: Source) -> list[Conversation]:
    draft = Draft(Timing.WORD)
    add_turns(draft, _words(draft, source.lines_of_talk()))
    return [draft.finish()]


def _words(draft: Draft, lines: list[str]) -> Iterator[tuple[str | None, Word]]:
    """Each token with its speaker and the punctuation behind it.

    Raises:
        Malformed: the header does not name the columns that are needed.
    """
    top = next(i for i, line in enumerate(lines) if line.strip("\ufeff \t"))
    header = lines[top].strip("\ufeff ").split("|")
    if "ts" not in header or "endTs" not in header:
        raise Malformed(
            "has no columns ts and endTs", place=f"line {top + 1}", remedy="Export it again"
        )
    columns = len(header)
    ts, end_ts = header.index("ts"), header.index("endTs")
    before = header.index("prepunctuation") if "prepunctuation" in header else -1
    after = header.index("punctuation") if "punctuation" in header else -1
    ids: dict[str, str | None] = {}
    for number, line in enumerate(lines[top + 1 :], top + 2):
        cells = line.split("|")
        if len(cells) < columns:
            if line.strip():
                draft.tally("a line with too few columns; it was left out", f"line {number}")
            continue
        token, speaker = cells[0].strip(), cells[1]
        if not token:
            continue
        if speaker not in ids:
            ids[speaker] = _speaker(draft, speaker.strip())
        if after >= 0:
            token += cells[after]
        if before >= 0:
            token = cells[before] + token
        start_s, end_s = cells[ts], cells[end_ts]
        yield (
            ids[speaker],
            Word(
                token,
                _time(draft, start_s, number) if start_s else None,
                _time(draft, end_s, number) if end_s else None,
            ),
        )


def _speaker(draft: Draft, label: str) -> str | None:
    if label in _NOBODY:
        return None
    return draft.speaker(label, None if label.isdigit() else label)


def _time(draft: Draft, text: str, number: int) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if math.isfinite(seconds) and seconds >= 0:
        return seconds
    if text.strip() and text.strip() != "NA":
        draft.tally("a time that is none; it was left out", f"line {number}")
    return None


FORMATS = (
    Format(
        id="rev-nlp",
        title="Rev NLP tokens (token|speaker|ts|endTs|…)",
        suffixes=(".nlp",),
        timing=Timing.WORD,
        speakers="second column; `UU` is nobody known",
        traps="times may all be empty; punctuation stands in a column of its own",
        sniff=sniff,
        read=read,
    ),
)
