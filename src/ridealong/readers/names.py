"""Telling "Name: what they said" from a line that merely has a colon in it."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_NOT_A_NAME = re.compile(
    r"""
    [?!;"{}<>=\\*#]            # a sentence or markup, no name
    | ,$                       # ends like a sentence
    | (?<!\b[A-Z])(?<!\b[JS]r)(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bDr)(?<!\bEsq)\.$
    | \b(https?|mailto|www)\b | ://
    | ^\d+$ | ^\d{1,2}(:\d\d)+$ | ^(at|on)?\s*\d{1,2}$ | ^[\W_]+$   # a number, a clock, no letter
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LABELS = frozenset(
    """
    action actions agenda applause attendees author bonus caution cc chapter conclusion
    crosstalk date day debug default definition description disclaimer duration e.g else error
    example exception figure file from goal http https i.e id idea image important inaudible
    info key kind language laughter link location meeting music name note notes option part
    participants phase plot point problem ps re recorded region reminder result results rule
    section sent settings slide solution sound source spoiler status step style subject summary
    table takeaway task time tip title to todo topic topics transcript translation try type url
    value version warning
    """.split()  # noqa: SIM905  # a hundred quotes would hide the words
)
"""Words before a colon that are headings, not people."""
_OPENERS = frozenset(
    """
    also and because but finally firstly fyi hello here here's hey hi however if lastly listen
    meaning next nope now ok okay or remember secondly so that's then there's therefore thus update
    well what when yeah yep yes
    """.split()  # noqa: SIM905
)
"""Words that open a sentence: no name begins with one."""
_ALONE = frozenset({"first", "last", "look", "no", "right", "second", "third"})
"""Words that open a sentence where they stand alone; people have them in their names."""
_PAIRS = frozenset({"q", "a", "question", "answer"})
"""Headings that stand for people where they keep coming back, as in an interview."""
_SENTENCE = frozenset(
    """
    a am an are as ask asked be been but did do does for from get give go goes has have he her here
    his how i if in is it its just know like make me mean means my not of on our point question
    question reason said say says see she so talk tell that the their them then there these they
    thing things think this to told us was we were what when where which who why will with would you
    your here's i'm i'll i've it's that's there's what's we're you're he's she's let's don't
    """.split()  # noqa: SIM905
)
"""Words in lower case that make "and then he said" no name."""
_AFTER_THE_NAME = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?|\s+[|/@–—-]\s.*$")
_IN_BRACKETS = re.compile(r"[\[(]([^\[\]()]+)[\])]")
_MOST_WORDS = 7
_LONGEST = 80
_COLON_WITHIN = 120
"""How far into the line a name's colon may stand."""


def split_prefix(line: str) -> tuple[str, str] | None:
    """The name and the text of "Name: text" where the name could be one; None where it could not.

    The text may be empty ("Name:" alone). Whether the name is one is for `accepted` to say, which
    sees all of them.

    >>> split_prefix("Chris - Base: we ship at 10:30"), split_prefix("10:30 works")
    (('Chris - Base', 'we ship at 10:30'), None)
    """
    colon = line.find(":", 0, _COLON_WITHIN)
    if (wide := line.find("：", 0, _COLON_WITHIN)) != -1 and not 0 <= colon < wide:
        colon = wide
    elif colon < 1 or line[colon + 1 : colon + 2].strip():
        return None
    name = _name(line[:colon])
    return None if name is None else (name, line[colon + 1 :].strip())


@lru_cache(maxsize=1024)
def _name(text: str) -> str | None:
    text = text.strip()
    if match := _IN_BRACKETS.fullmatch(text):
        text = match[1].strip()
    return text if could_be_name(text) else None


def could_be_name(text: str) -> bool:
    """Whether a text that stands where a name is expected could be one.

    >>> could_be_name("Moe, Rita (Acme)"), could_be_name("see you then."), could_be_name("10:30")
    (True, False, False)
    """
    return (
        0 < len(text) <= _LONGEST
        and not _NOT_A_NAME.search(text)
        and ":" not in text
        and len(_AFTER_THE_NAME.sub("", text).split()) <= _MOST_WORDS
    )


def accepted(
    names: Iterable[str], known: Iterable[str] = (), *, mostly: bool = False
) -> frozenset[str]:
    """Those of `names` (one a line in which it occurred) that are people.

    A name counts where it is `known` (an attendee), looks like a name (a capital letter first and
    last, or no case at all), or comes back and is no piece of a sentence. Headings never count.

    Args:
        names: what stands before the colon, as often as it does.
        known: names that are people for certain.
        mostly: most lines of the source begin with a name, so that a single word alone is one.
    """
    counts = Counter(names)
    listed = {k.casefold() for k in known}
    return frozenset(
        n for n, times in counts.items() if n.casefold() in listed or _is_name(n, times, mostly)
    )


def looks_like_name(text: str) -> bool:
    """Whether the text is written as names are: capitals first and last, or a script without case.

    >>> looks_like_name("Iván | ethrex"), looks_like_name("The point"), looks_like_name("Note")
    (True, False, False)
    """
    words = _AFTER_THE_NAME.sub("", text).split() or text.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and not _is_heading(words)
        and not words[0][0].islower()
        and not words[-1][0].islower()
    )


def _is_name(name: str, times: int, mostly: bool) -> bool:  # noqa: FBT001
    words = _AFTER_THE_NAME.sub("", name).split() or name.split()
    if not words or _is_heading(words):
        return name.casefold() in _PAIRS and times >= 2
    if looks_like_name(name):
        return True
    if len(words) > 1 and any(word.lower() in _SENTENCE for word in words):
        return False
    return (times >= 2 and len(words) <= 3) or (mostly and len(words) == 1)


def _is_heading(words: list[str]) -> bool:
    """Whether it is "Note", "Step 2", "Option B", or begins like "So Rita"."""
    first = words[0].casefold().rstrip(",")
    if first in _OPENERS and not (len(words) > 1 and words[0].isupper()):
        return True
    if first not in _LABELS and first not in _PAIRS and first not in _ALONE:
        return False
    return len(words) == 1 or (len(words) == 2 and (words[1].isdigit() or len(words[1]) == 1))
