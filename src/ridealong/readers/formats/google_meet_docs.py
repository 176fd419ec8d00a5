"""Google Meet: the transcript document, old and new (with Gemini's notes before it), as text."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import time
from itertools import islice

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.errors import EmptyFile
from ridealong.readers.fields import clock_s
from ridealong.readers.format import Format, Sure
from ridealong.readers.names import accepted, split_prefix
from ridealong.readers.patterns import lazy
from ridealong.readers.source import Source
from ridealong.readers.stamps import date_in

_NOTICE = lazy(r"This editable transcript was computer.generated", re.IGNORECASE)
_ENDED = lazy(
    r"[\W_]*(?:Meeting|Transcription) ended after\s+(\d+:\d\d(?::\d\d)?)[^\w]*$", re.IGNORECASE
)
_ATTENDEES = lazy(
    r"[\W_]*(Attendees|Teilnehmer|Participants|Participantes|Asistentes|Partecipanti)[\W_]*$"
)
_TRANSCRIPT = lazy(
    r"(?P<title>.*?)[\W_]*\b"
    r"(Transcript|Transkript|Transcription|Transcripción|Transcrição|Trascrizione)[\W_]*$"
)
_INVITED = lazy(r"Invited\s+\S")
_LINK = lazy(r"\[([^\]\n]{1,80})\]\(mailto:([^)\s]{3,200})\)")
_MARK = lazy(r"[#*_\s]*(\d{1,2}:\d\d:\d\d)[*_\s]*(?:\{#[^}]*\})?$")
_BOLD = lazy(r"\*\*([^*:]{1,80}):?\*\*:?\s*")
_DATE_IN_TITLE = lazy(r"\s*[-–—(:]+\s*\(?\d{4}[-/]\d\d[-/]\d\d.*$")
_TOP = 400
"""Lines in which the title and the attendees stand."""


def sniff(source: Source) -> int:
    if source.is_zip or source.head[:1] in {"{", "[", "<"}:
        return Sure.NO
    text = source.text
    talks = any(split_prefix(_plain(line)) for line in islice(source.lines, 4000))
    if not talks:
        return Sure.NO
    if _NOTICE.search(text) or "ranscription ended after " in text[-4000:]:
        return Sure.CERTAIN
    top = source.head.split("\n")
    if any(_ATTENDEES.match(line) for line in top if len(line) < 40):
        return Sure.LIKELY + 10 if any(_heads_talk(line) for line in top) else Sure.POSSIBLE
    return Sure.NO


def read(source: Source) -> list[Conversation]:
    lines = source.lines_of_talk()
    draft = Draft(Timing.NONE)
    attendees = _attendees(lines)
    start = _read_top(draft, lines)
    _read_talk(draft, lines, start, attendees)
    if draft.empty:
        raise EmptyFile(
            "has the frame of a Google Meet transcript, and no talk in it",
            remedy="Export the document that holds the transcript itself",
        )
    for name, email in attendees.items():
        draft.speaker(name, name, email=email)
    return [draft.finish()]


def _attendees(lines: Sequence[str]) -> dict[str, str | None]:
    """Those whom the top of the document names, with their address where it is linked."""
    people: dict[str, str | None] = {}
    for i, line in enumerate(lines[:_TOP]):
        if len(line) < 40 and _ATTENDEES.match(line):
            listed = next((n for n in lines[i + 1 : i + 4] if n.strip()), "")
            people |= dict.fromkeys(n.strip() for n in listed[:20_000].split(",") if n.strip())
        elif _INVITED.match(line):
            people |= dict(_LINK.findall(line[:20_000]))
    return people


def _read_top(draft: Draft, lines: Sequence[str]) -> int:
    """Title and date; the line below which the talk begins."""
    start = 0
    for i, line in enumerate(lines):
        if _heads_talk(line):
            start = i + 1
    top = [_plain(line) for line in lines[: min(start, _TOP)] or lines[:1]]
    for line in top:
        if len(line) > 300 or _INVITED.match(line):
            continue
        when = date_in(line)
        if when and (draft.started_at is None or draft.started_at.time() == time.min):
            draft.started_at = when
        match = _TRANSCRIPT.match(line)
        title = _DATE_IN_TITLE.sub("", match["title"] if match else "").strip("📖📝 -–—:#*")
        draft.title = draft.title or title or None
    return start


def _read_talk(
    draft: Draft, lines: Sequence[str], start: int, attendees: dict[str, str | None]
) -> None:
    people = _people(lines[start:], attendees)
    speaker: str | None = None
    at_s: float | None = None
    next_at_s: float | None = None
    said: list[str] = []
    first = start + 1
    listed = False
    for number, line in enumerate(lines[start:], start + 1):
        if not line.strip() or _NOTICE.search(line[:200]):
            continue
        if len(line) < 40 and _ATTENDEES.match(line):
            listed = True
        elif listed:
            listed = False
        elif match := _ENDED.match(line[:200]):
            draft.duration_s = clock_s(match[1])
            break
        elif match := _MARK.match(line[:100]):
            next_at_s = clock_s(match[1])
            draft.timing = Timing.MINUTE
        elif begun := _begins(line, people, attendees):
            _add(draft, speaker, said, at_s, first)
            name, text = begun
            speaker, said, first = draft.speaker(name, name), [text], number
            at_s, next_at_s = next_at_s, None
        elif speaker:
            said.append(line)
        else:
            draft.tally("a line before the first speaker; it was left out", f"line {number}")
    _add(draft, speaker, said, at_s, first)


def _add(draft: Draft, speaker: str | None, said: list[str], at_s: float | None, line: int) -> None:
    """One turn; a name with nothing behind it stays one, since the document has it as one."""
    if speaker is not None:
        draft.turn(speaker, "\n".join(said), at_s, place=f"line {line}", silent=True)


def _people(lines: Sequence[str], attendees: dict[str, str | None]) -> frozenset[str]:
    """Who speaks: attendees, and names that come back or are full names."""
    names = Counter(found[0] for line in lines if (found := split_prefix(_plain(line))))
    people = accepted(names.elements(), known=attendees)
    if not attendees:
        return people
    return frozenset(n for n in people if names[n] > 1 or n in attendees or " " in n)


def _begins(
    line: str, people: frozenset[str], attendees: dict[str, str | None]
) -> tuple[str, str] | None:
    """The name and the first text of a turn; also a bold attendee whose colon got lost."""
    if (found := split_prefix(_plain(line))) and found[0] in people:
        return found
    match = _BOLD.match(line[:200])
    if match and match[1].strip() in attendees:
        return match[1].strip(), line[match.end() :]
    return None


def _heads_talk(line: str) -> bool:
    return len(line) < 300 and _TRANSCRIPT.match(line) is not None


def _plain(line: str) -> str:
    """The line without markdown around the name."""
    line = line.strip()
    if line[:1] in {"#", "*", "_"}:
        line = line.lstrip("#*_ ")
        head, stars, rest = line.partition("**")
        line = f"{head}{rest}" if stars and len(head) < 100 else line
    return line


FORMATS = (
    Format(
        id="google-meet-doc",
        title="Google Meet transcript document, exported as text or markdown",
        suffixes=(".txt", ".md"),
        timing=Timing.MINUTE,
        speakers="`Name: text`, checked against the attendees",
        traps="times only every few minutes, in older documents none; shared screens and "
        "notetakers stand among the attendees; Gemini's notes before the talk are no speech",
        sniff=sniff,
        read=read,
    ),
)
