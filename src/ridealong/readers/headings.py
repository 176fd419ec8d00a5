"""Text in which a line of its own says who speaks from when, and what they say stands below it.

Teams, Otter, Rev, Riverside, Gong and others copy or export so; they differ in how the line is
written. One file keeps to one way of writing, so the way that most lines are written in decides,
and a sentence that happens to end with "see you at 10:30" stays a sentence.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ridealong.conversation import Draft
from ridealong.errors import EmptyFile
from ridealong.readers.fields import clock_s
from ridealong.readers.names import accepted, could_be_name
from ridealong.readers.patterns import lazy
from ridealong.readers.source import Source
from ridealong.readers.stamps import WALL_CLOCK_S, length_s


class Way(StrEnum):
    """How the line is written."""

    WIDE = "Rita   0:03"
    BOLD = "**Rita** 0:03"
    BRACKETS = "Rita (0:03)"
    DASH = "Rita - 0:03"
    SINGLE = "Rita 0:03"
    TIME_FIRST = "0:03 - Rita"
    SPOKEN = "Rita 0 minutes 3 seconds"
    ABOVE = "Rita, and 0:03 on the line below"
    ARROW = "0:00:03 --> 0:00:05, and Rita beside it or below"


class Heading(NamedTuple):
    """One such line. Times in seconds."""

    way: Way
    name: str | None
    start_s: float
    end_s: float | None = None
    width: int = 0
    """How many blanks stand between name and time."""


@dataclass(slots=True)
class Block:
    """A heading and the lines below it."""

    heading: Heading | None
    """None for what stands before the first."""
    line: int
    """The heading's line, counted from 1."""
    text: list[str] = field(default_factory=list)


_LONGEST = 200
_HEAD = 16_384
"""Characters looked at to recognise: a long speech may stand before the second heading."""
_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIME_LAST = lazy(
    rf"(?P<name>\S.*?)(?:(?P<open>\s*[\[(])|(?P<dash>\s+[-–—|]\s*|\s*\|\s*)|(?P<gap>\s+))"
    rf"(?P<clock>{_CLOCK})\s*[\])]?\s*:?$"
)
_TIME_FIRST = lazy(rf"[\[(]?(?P<clock>{_CLOCK})[\])]?(?:\s*[-–—|]\s*|\s+)(?P<name>[^\W\d].*?):?$")
_LONE = lazy(rf"[\[(]?({_CLOCK})[\])]?$")
_ARROW = lazy(
    r"(?P<name>.*?)\s*(?P<start>\d+:\d{1,2}:\d{1,2}(?:[.,]\d+)?)\s*-->\s*"
    r"(?P<end>\d+:\d{1,2}:\d{1,2}(?:[.,]\d+)?)$"
)
_SPOKEN = lazy(
    r"(?P<name>.*?)\s*(?P<length>\b\d{1,3} [^\W\d]{3,9}(?: \d{1,2} [^\W\d]{3,9}){0,2}?)"
    r"\s*(?P<clock>(?:\d+:)?\d{1,2}:\d\d)?$"
)
_SENTENCE = lazy(r"[^\W\d_]{5}[.…]\s")
_INITIALS = lazy(r"[^\W\d_]{1,3}$")
_LOOSE = frozenset({Way.SINGLE, Way.TIME_FIRST, Way.DASH})
"""Ways in which ordinary text is written, too: here names must look like names."""
_ENDS = frozenset("0123456789)]:s*nae")
_STARTS = frozenset("0123456789[(*")


def heading(line: str) -> Heading | None:
    """The line as a heading; None where it is none.

    >>> heading("Rita Moe   0:03").start_s, heading("see you at the end of it, Bo.")
    (3.0, None)
    """
    bare = line.strip()
    if not bare or len(bare) > _LONGEST or not (bare[-1] in _ENDS or bare[0] in _STARTS):
        return None
    bold = bare.startswith(("**", "__"))
    if bold or bare.startswith("#"):
        bare = bare.replace("**", "").replace("__", "").lstrip("# ").rstrip()
    if ":" not in bare:
        return _spoken(bare)
    if "-->" in bare:
        return _arrow(bare)
    return _time_last(bare, bold=bold) or _time_first(bare) or _spoken(bare)


def all_blocks(source: Source) -> list[Block]:
    """The whole file cut at its headings, written as those at its beginning are.

    Raises:
        EmptyFile: nothing stands below any of them.
        TooLarge: more lines than a conversation can have.
    """
    first = headings_of(source)
    found = _blocks(
        source.lines_of_talk(), first[-1].heading.way if first and first[-1].heading else None
    )
    if not any(block.text for block in found[1:]):
        raise EmptyFile(
            "holds names and times, and nothing that was said",
            remedy="Export it again; the call may not be transcribed yet",
        )
    return found


def headings_of(source: Source) -> tuple[Block, ...]:
    """The blocks of the beginning of a file, for recognising; none in JSON, captions, markup."""
    if source.is_zip or source.head[:1] in {"{", "<"} or source.head.startswith("WEBVTT"):
        return ()
    return _first_blocks(source.text[:_HEAD])


@lru_cache(maxsize=2)
def _first_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a file's beginning, for recognising; none where they would be an accident.

    An accident is a single such line far down, or a few among many others.
    """
    lines = text.split("\n")
    found = _blocks(lines)
    headings, before = len(found) - 1, len(found[0].text) if found else 0
    if headings < 1 or (headings == 1 and before > 3):
        return ()
    spoken = sum(bool(block.text) for block in found[1:])
    loose = found[-1].heading is not None and found[-1].heading.way in _LOOSE
    if not spoken or (loose and spoken < 0.6 * headings):
        return ()
    filled = sum(1 for line in lines[:-1] if line.strip())
    return tuple(found) if headings >= 0.08 * (filled - before) or headings == 1 else ()


def add_blocks(draft: Draft, found: Sequence[Block]) -> None:
    """Add each block that says something as one turn."""
    zero_s = _zero_s(draft, found)
    for block in found:
        if block.heading is not None:
            name, end_s = block.heading.name, block.heading.end_s
            draft.turn(
                draft.speaker(name, name),
                " ".join(block.text),
                block.heading.start_s - zero_s,
                None if end_s is None else end_s - zero_s,
                place=f"line {block.line}",
            )


def _zero_s(draft: Draft, found: Sequence[Block]) -> float:
    """Where times are those of the day, that of the first; else 0."""
    starts = [block.heading.start_s for block in found if block.heading is not None]
    if not starts or min(starts) < WALL_CLOCK_S:
        return 0.0
    draft.warn("Times are times of the day; they are counted from the first.")
    return min(starts)


def _blocks(lines: Sequence[str], way: Way | None = None) -> list[Block]:
    """The lines cut at the headings, written in `way` or as most are; what is before them first."""
    found = [(i, h) for i, line in enumerate(lines) if (h := heading(line))]
    if way in {None, Way.ABOVE}:
        found += _above(lines)
    if way is None:
        ways = Counter(h.way for _, h in found)
        way = max(ways, key=lambda w: ways[w], default=Way.WIDE)
    chosen = [(i, h) for i, h in found if h.way is way]
    if way in _LOOSE:
        people = accepted(h.name for _, h in chosen if h.name)
        chosen = [(i, h) for i, h in chosen if h.name in people]
    return [_named(block) for block in _cut(lines, dict(chosen))]


def _time_last(bare: str, *, bold: bool) -> Heading | None:
    match = _TIME_LAST.match(bare)
    if not match or not _is_name(name := match["name"].rstrip(" :-–—|")):
        return None
    gap = match["gap"] or ""
    width = 4 if "\t" in gap else len(gap)
    if bold:
        way = Way.BOLD
    elif match["open"] is not None:
        way = Way.BRACKETS
    elif match["dash"] is not None:
        way = Way.DASH
    else:
        way = Way.WIDE if width >= 2 else Way.SINGLE
    return _heading(way, name, match["clock"], width)


def _time_first(bare: str) -> Heading | None:
    match = _TIME_FIRST.match(bare)
    if not match or not _is_name(match["name"]):
        return None
    return _heading(Way.TIME_FIRST, match["name"], match["clock"])


def _heading(way: Way, name: str, clock: str, width: int = 0) -> Heading | None:
    start_s = clock_s(clock)
    if name.startswith("[") and name.endswith("]"):  # Zoom's saved captions: "[Rita] 14:02:33"
        name = name[1:-1].strip()
    return None if start_s is None else Heading(way, name, start_s, None, width)


def _arrow(bare: str) -> Heading | None:
    match = _ARROW.match(bare)
    if not match or (match["name"] and not _is_name(match["name"])):
        return None
    start_s, end_s = clock_s(match["start"]), clock_s(match["end"])
    if start_s is None:
        return None
    return Heading(Way.ARROW, match["name"] or None, start_s, end_s)


def _spoken(bare: str) -> Heading | None:
    """What the copy has as "Rita Moe 1 minute 3 seconds", and "1 minute 3 seconds1:03" alone."""
    match = _SPOKEN.match(bare)
    if not match:
        return None
    name = match["name"]
    if name and not _is_name(name):
        return None
    start_s = length_s(match["length"])
    if start_s is None:
        return None
    return Heading(Way.SPOKEN, name or None, start_s)


def _above(lines: Sequence[str]) -> list[tuple[int, Heading]]:
    """Lines that are a time alone below a name alone, which begins a paragraph or comes back."""
    found = []
    for i, line in enumerate(lines[1:], 1):
        bare = line.strip()
        if bare[-1:].isdigit() or bare[-1:] in {")", "]"}:
            match = _LONE.match(bare[:40])
            name = lines[i - 1].strip().strip("*_#").strip()
            if match and name[:1].isupper() and _is_name(name):
                found.append((i, Heading(Way.ABOVE, name, clock_s(match[1]) or 0.0)))
    names = Counter(h.name for _, h in found)
    return [(i, h) for i, h in found if names[h.name] > 1 or i == 1 or not lines[i - 2].strip()]


def _cut(lines: Sequence[str], headings: dict[int, Heading]) -> list[Block]:
    current = Block(None, 1)
    cut = [current]
    for i, line in enumerate(lines):
        if (head := headings.get(i)) is not None:
            if head.way is Way.ABOVE:
                current.text.pop()  # the name: `_above` saw it on the line before
            current = Block(head, i + 1)
            cut.append(current)
        elif said := line.strip():
            current.text.append(said)
    if len(cut) > 1:
        _name_above(cut)
    return cut


def _name_above(cut: list[Block]) -> None:
    """Where the time stands below the name, the name is the last line of the block before."""
    for before, block in pairwise(cut):
        head = block.heading
        if head and head.way is Way.SPOKEN and head.name is None and before.text:
            name = before.text[-1]
            if _is_name(name):
                before.text.pop()
                block.heading = head._replace(name=name)
                if before.text and _are_initials(before.text[-1], name):
                    before.text.pop()


def _are_initials(text: str, name: str) -> bool:
    """Whether this is what the picture beside a name says: "RM" for "Rita Moe"."""
    return bool(_INITIALS.match(text)) and text.isupper() and text[0] == name[:1].upper()


def _named(block: Block) -> Block:
    """The block without what is no speech: a name below its times, a second clock."""
    head = block.heading
    if head is None or not block.text:
        return block
    if head.way is Way.SPOKEN and _LONE.match(block.text[0][:_LONGEST]):
        block.text.pop(0)
    elif head.way is Way.ARROW and head.name is None and len(block.text) > 1:
        name = block.text[0].removeprefix("<v ").strip(">: ")
        if _is_name(name):
            return Block(head._replace(name=name), block.line, block.text[1:])
    return block


def _is_name(text: str) -> bool:
    return could_be_name(text.rstrip(".")) and not _SENTENCE.search(text)
