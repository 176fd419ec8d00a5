"""Whether a text is a talk that somebody typed or copied, and who the people in it are."""

import re
from collections import Counter
from dataclasses import dataclass, field

from ridealong.readers.lines import Line, parse_line
from ridealong.readers.names import accepted

_FEWEST = 2
_LEAST_SHARE = 0.1
"""Of the paragraphs, so many must begin with a name; else it is prose with a few colons in it."""
_LEAST_TIMES = 0.2
_MANY, _NEARLY_ALL = 10, 0.95
"""Where so many lines begin with a name, one in lower case is one, too; else text was wrapped."""
_LISTS_PEOPLE = ("attendees", "participants", "present", "speakers")
_KEY = re.compile(r"[\s*_#>-]*([A-Za-z][A-Za-z _]{1,29}?)[*_]*\s*:[*_]*\s*(\S.{0,500})$")


@dataclass
class TypedText:
    """All lines of a source, and what the whole tells of each."""

    lines: list[str]
    begins: int = 0
    """The first line behind the front matter."""
    stated: dict[str, str] = field(default_factory=dict)
    """What the text says of itself: title, date; keys in lower case."""
    found: dict[int, Line] = field(default_factory=dict)
    """The lines that tell a speaker or a time, by index."""
    people: frozenset[str] = frozenset()
    is_talk: bool = False
    is_markdown: bool = False

    @property
    def times_only(self) -> bool:
        """Nobody is named; times divide the talk."""
        return self.is_talk and not self.people


def look(lines: list[str]) -> TypedText:
    """Find the lines that tell a speaker or a time, and decide whether all this is talk."""
    text = TypedText(lines)
    _front_matter(text)
    for i in range(text.begins, len(lines)):
        if (line := lines[i]) and (told := parse_line(line)):
            text.found[i] = told
    _preamble(text)
    paragraphs = _count_paragraphs(lines[text.begins :])
    people = _people(text)
    by_people = [line for line in text.found.values() if line.name in people]
    if _is_talk(by_people, paragraphs):
        text.is_talk, text.people = True, people
        text.is_markdown = text.begins > 0 or 2 * sum(n.bold for n in by_people) >= len(by_people)
    else:
        timed = sum(
            n.start_s is not None and not n.alone and not n.name for n in text.found.values()
        )
        filled = sum(bool(line.strip()) for line in lines)
        text.is_talk = timed >= _FEWEST and timed >= _LEAST_TIMES * filled
    return text


def _people(text: TypedText) -> frozenset[str]:
    """The names that are people; one that only ever stands alone must come back."""
    counts = Counter(line.name for line in text.found.values() if line.name)
    weak = Counter(line.name for line in text.found.values() if line.alone)
    known = [n.strip() for key in _LISTS_PEOPLE for n in text.stated.get(key, "").split(",")]
    nicks = [line.name for line in text.found.values() if line.angle and line.name]
    known += nicks if len(nicks) >= _FEWEST else []
    filled = sum(1 for line in text.lines[text.begins :] if line and not line.isspace())
    mostly = counts.total() >= max(_MANY, _NEARLY_ALL * filled)
    people = accepted(counts.elements(), filter(None, known), mostly=mostly)
    return frozenset(n for n in people if counts[n] > weak[n] or weak[n] >= _FEWEST)


def _is_talk(by_people: list[Line], paragraphs: int) -> bool:
    """Whether enough lines begin with a person.

    Without times or bold names, three lines or more need somebody who speaks twice, and words,
    not figures: a list of properties has neither.
    """
    if len(by_people) < max(_FEWEST, _LEAST_SHARE * paragraphs):
        return False
    if any(line.start_s is not None or line.bold for line in by_people):
        return True
    worded = sum(not n.text or any(c.isalpha() for c in n.text[:200]) for n in by_people)
    comes_back = len({str(line.name).casefold() for line in by_people}) < len(by_people)
    return 2 * worded >= len(by_people) and (comes_back or len(by_people) == _FEWEST)


def _count_paragraphs(lines: list[str]) -> int:
    count, inside = 0, False
    for line in lines:
        filled = bool(line) and not line.isspace()
        count += filled and not inside
        inside = filled
    return count


def _front_matter(text: TypedText) -> None:
    """Read "key: value" between two rules at the top."""
    lines = text.lines
    first = next((i for i, line in enumerate(lines[:20]) if line.strip(" \ufeff")), 0)
    if lines[first].strip(" \ufeff") != "---":
        return
    for i in range(first + 1, min(first + 60, len(lines))):
        if lines[i].strip() == "---":
            text.begins = i + 1
            return
        _state(text, lines[i])


def _preamble(text: TypedText) -> None:
    """Read "Date: ...", "Participants: ..." above the talk; such lines are nobody's words."""
    for i in range(text.begins, min(text.begins + 20, len(text.lines))):
        if _state(text, text.lines[i]):
            text.found.pop(i, None)


_ABOUT = frozenset({"title", "subject", "topic", "meeting", "date", "time", *_LISTS_PEOPLE})


def _state(text: TypedText, line: str) -> bool:
    match = _KEY.match(line[:560])
    if not match or (key := match[1].strip().lower()) not in _ABOUT:
        return False
    text.stated.setdefault(key, match[2].strip(" *_[]\"'"))
    return True
