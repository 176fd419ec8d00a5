"""Telling "Name: what they said" from a line that merely has a colon in it."""

import re
from collections import Counter
from collections.abc import Iterable

_PREFIX = re.compile(r"^\s*([^\s:][^:\n]{0,79}?)\s*:(?:\s+|$)(.*)$", re.DOTALL)
_NOT_A_NAME = re.compile(
    r"""
    [?!;"{}<>=\\*#]            # a sentence or markup, no name
    | [.,]$                    # ends like a sentence
    | \b(https?|www)\b | ://
    | ^\d+$ | ^\d{1,2}(:\d\d)+$ | ^(at|on)?\s*\d{1,2}$   # a number, a clock
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LABELS = frozenset(
    {
        "note",
        "notes",
        "warning",
        "date",
        "time",
        "title",
        "subject",
        "agenda",
        "summary",
        "attendees",
        "participants",
        "duration",
        "language",
        "meeting",
        "location",
        "topic",
        "topics",
        "recorded",
        "transcript",
        "kind",
        "region",
        "style",
        "example",
        "question",
        "answer",
        "q",
        "a",
        "todo",
        "action",
        "actions",
        "link",
        "url",
        "source",
        "ps",
        "fyi",
        "re",
        "chapter",
        "from",
        "to",
        "cc",
        "sent",
    }
)
"""Words before a colon that are headings, not people, unless they keep coming back."""
_MOST_WORDS = 7


def split_prefix(line: str) -> tuple[str, str] | None:
    """The name and the text of "Name: text" where the name could be one; None where it could not.

    The text may be empty ("Name:" alone). Whether the name is one is for `accepted` to say, which
    sees all of them.

    >>> split_prefix("Chris - Base: we ship at 10:30"), split_prefix("10:30 works")
    (('Chris - Base', 'we ship at 10:30'), None)
    """
    match = _PREFIX.match(line[:4096])
    if not match:
        return None
    name = match[1].strip()
    if _NOT_A_NAME.search(name) or len(name.split()) > _MOST_WORDS:
        return None
    return name, line[match.start(2) :].strip()


def accepted(names: Iterable[str], known: Iterable[str] = ()) -> frozenset[str]:
    """Those of `names` (one a line in which it occurred) that are people.

    A name counts where it is `known` (an attendee), comes back, or at least looks like a name:
    a capital first letter or no case at all, and no heading word.
    """
    counts = Counter(names)
    listed = {k.casefold() for k in known}
    return frozenset(
        n for n, times in counts.items() if n.casefold() in listed or _is_name(n, times)
    )


def _is_name(name: str, times: int) -> bool:
    heading = name.casefold() in _LABELS
    if heading:
        return times >= 5
    words = name.split()
    if times >= 2:
        return len(words) <= 5 or name[:1].isupper()
    return len(words) <= 4 and all(not w[:1].islower() for w in words[:1] + words[-1:])
