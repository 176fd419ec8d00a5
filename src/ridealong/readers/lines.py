"""One line of a typed or copied transcript: who, when, and what is said.

Knows "Name: text" and "Name> text", a time before or after the name, in brackets or bare, names in
bold, and names that stand alone above their text. Whether a name is one is decided by all lines.
"""

import re
from typing import NamedTuple

from ridealong.readers.fields import clock_s
from ridealong.readers.names import could_be_name, looks_like_name, split_prefix

_TIME = r"\\?(\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?)"
_SPAN = rf"{_TIME}(?:\s*(?:-->|->|[-–—]|to)\s*{_TIME})?"
_LEAD = re.compile(rf"([\[(]?)\s*{_SPAN}\s*([\])]?)(?:\s*[-–—|:](?:\s+|$)|\s+|$)")
_NAME_TIME = re.compile(rf"(.{{1,80}}?)\s*[-–—,|]?\s*[\[(]?\s*{_SPAN}\s*[\])]?\s*(:|$)\s*")
_MARK = re.compile(rf"[\[(]{_TIME}[\])]")
_ANGLE = re.compile(r"<?([^<>:\s][^<>:]{0,39})(?<![-=])>\s+(?=\S)")
_BULLET = re.compile(r"(?:[-*+•>]|\d{1,3}[.)])\s+")
_BOLD = re.compile(r"(\*\*\*|\*\*|__|\*|_)(\S.{0,120}?)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")
_HEADING = re.compile(r"#{1,6}\s+(.{1,300})$")
_HEAD = 240
"""So far into a line may a name and its time reach."""


class Line(NamedTuple):
    """What a line tells; `name` is a candidate only. Times in seconds."""

    name: str | None = None
    start_s: float | None = None
    end_s: float | None = None
    text: str = ""
    bold: bool = False
    alone: bool = False
    """Weak evidence: a name (or a bare time) without colon, that must come back to count."""
    bullet: bool = False
    angle: bool = False
    """Written "Name> text", as in a chat."""


def unescape(line: str) -> str:
    r"""The line without Markdown's backslashes.

    >>> unescape(r"\[laughs\] \*so\*")
    '[laughs] *so*'
    """
    return _ESCAPED.sub(r"\1", line) if "\\" in line else line


def heading(line: str) -> str | None:
    """The text of a Markdown heading; None where it is none."""
    match = _HEADING.match(line[:320]) if line.startswith("#") else None
    return match[1].strip("# *_") if match else None


def parse_line(line: str) -> Line | None:
    """What a line tells of speaker and time; None where it tells neither.

    >>> parse_line("[00:12] **Rita:** Hi")[:4]
    ('Rita', 12.0, None, 'Hi')
    >>> parse_line("Rita (0:05 - 0:09):")[:4], parse_line("We met at 10:30 or so")
    (('Rita', 5.0, 9.0, ''), None)
    """
    line = unescape(line.strip())
    title = heading(line)
    bullet = None if title else _BULLET.match(line[:8])
    line = title or (line[bullet.end() :] if bullet else line)
    line, bold = _without_bold(line)
    bracket, start_s, end_s, rest = _lead(line)
    if start_s is not None:
        rest, more = _without_bold(rest)
        bold = bold or more
    found = _named(rest)
    if found is not None and found.start_s is None:
        found = found._replace(start_s=start_s, end_s=end_s)
    elif found is None and start_s is not None:
        found = _after_time(bracket, start_s, end_s, rest)
    elif found is None and (bold or title) and could_be_name(line) and looks_like_name(line):
        found = Line(line, alone=True)
    return found and found._replace(bold=bold, bullet=bool(bullet))


def _without_bold(line: str) -> tuple[str, bool]:
    if line[:1] not in {"*", "_"} or not (match := _BOLD.match(line[:_HEAD])):
        return line, False
    rest = line[match.end() :]
    if match[1] in {"*", "_"} and not match[2].endswith(":") and not rest.startswith(":"):
        return line, False
    return match[2] + rest, True


def _lead(line: str) -> tuple[str, float | None, float | None, str]:
    """The opening bracket, start, end and rest of a line that begins with a time."""
    if not line[1:5].strip("[( \\") or not (match := _LEAD.match(line[:_HEAD])):
        return "", None, None, line
    bracket, start, end, _ = match.groups()
    return bracket, clock_s(start), clock_s(end) if end else None, line[match.end() :]


def _named(rest: str) -> Line | None:
    """ "Name: text", "Name: [00:12] text", "Name (00:12): text", "Name 00:12" or "Name> text"."""  # noqa: D210
    if prefix := split_prefix(rest):
        name, text = prefix
        bracket, start_s, end_s, after = _lead(text.lstrip("*_ "))
        if start_s is not None and (bracket or not after):
            return Line(name, start_s, end_s, after)
        return Line(name, text=_after_bold(text))
    if match := _NAME_TIME.match(rest[:_HEAD]):
        name, text = match[1].strip(" *_[]"), rest[match.end() :]
        if could_be_name(name) and (match[4] or not text):
            end_s = clock_s(match[3]) if match[3] else None
            return Line(name, clock_s(match[2]), end_s, _after_bold(text))
    if ">" in rest[:42] and (match := _ANGLE.match(rest)) and could_be_name(match[1].strip()):
        return Line(match[1].strip(), text=rest[match.end() :], angle=True)
    return None


def _after_bold(text: str) -> str:
    """The text behind a bold name whose closing stars stand after the colon."""
    return text[2:].lstrip() if text.startswith(("** ", "__ ")) or text in {"**", "__"} else text


def _after_time(bracket: str, start_s: float, end_s: float | None, rest: str) -> Line | None:
    """A line that begins with a time and holds a name alone, or a text, or nothing."""
    name = rest.strip(" *_[]")
    if rest and could_be_name(name) and looks_like_name(name) and len(name.split()) <= 4:
        return Line(name, start_s, end_s, alone=True)
    if bracket or not rest:
        return Line(None, start_s, end_s, rest)
    return Line(None, start_s, end_s, rest, alone=True)


def without_marks(text: str) -> tuple[str, list[float]]:
    r"""The text without the times in brackets that stand in it, and those times.

    >>> without_marks(r"[04:04] so \[1:00:00\] then")
    ('so then', [244.0, 3600.0])
    """
    text = unescape(text)
    if "[" not in text and "(" not in text:
        return text, []
    marks = [s for mark in _MARK.findall(text) if (s := clock_s(mark)) is not None]
    return (" ".join(_MARK.sub(" ", text).split()), marks) if marks else (text, marks)
