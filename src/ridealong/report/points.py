"""The points of a page: each finding with its quotes, its place in the talk, and its question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ridealong.analysis.model import Analysis, Finding
from ridealong.conversation import Turn
from ridealong.report.cast import Cast
from ridealong.report.excerpt import Excerpt, shorten
from ridealong.report.words import _, clock

SHOWN = 2
"""More points than two a call, and none is worked on."""
_MOST_QUOTES = 3
_MOST_PLACES = 4
_MOST_JOINED = 8
"""Neighbouring turns of one speaker that are joined for a quote, before it is shortened."""
_LONGEST = (0, 240, 200, 150)
"""Characters of each quote, by how many there are."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Neighbouring turns of one speaker, shortened."""

    turn: int
    who: str
    tone: str
    words: Excerpt


@dataclass(frozen=True, slots=True)
class Place:
    """A link to neighbouring turns."""

    href: str
    text: str
    """"12:47, turns 61–62"."""


@dataclass(frozen=True, slots=True)
class Point:
    """One finding, ready to be set."""

    number: int
    id: str
    says: str
    ask: str
    capability: str
    quotes: tuple[Quote, ...]
    places: tuple[Place, ...]
    """Where its evidence lies; four at most."""
    turns: tuple[int, ...]


def points(analysis: Analysis, cast: Cast) -> list[Point]:
    """All findings in the order of the analysis."""
    return [point(i, f, analysis, cast) for i, f in enumerate(analysis.findings, 1)]


def none_told(cast: Cast) -> str:
    """What stands where there is no point, with the reason where one is known."""
    if cast.persons and all(v.tone == "none" for v in cast.persons):
        return _("No point. Whose side each person is on is not known; name yours with --us.")
    return _("No point. Nothing in this talk was clear enough to say.")


def point(number: int, finding: Finding, analysis: Analysis, cast: Cast) -> Point:
    turns = analysis.conversation.turns
    rests_on = sorted({t for t in finding.evidence if 0 <= t < len(turns)})
    return Point(
        number=number,
        id=finding.id,
        says=finding.says.replace(" %", "\u00a0%"),
        ask=finding.ask,
        capability=finding.capability,
        quotes=tuple(_quotes(rests_on, turns, cast)),
        places=tuple(_place(first, last, turns) for first, last in _runs(rests_on)[:_MOST_PLACES]),
        turns=tuple(rests_on),
    )


def marked_turns(points_: Sequence[Point]) -> Mapping[int, Point]:
    """The turns whose phrase is marked in the transcript, each with its first point."""
    marked: dict[int, Point] = {}
    for p in points_:
        for quote in p.quotes:
            marked.setdefault(quote.turn, p)
    return marked


def _place(first: int, last: int, turns: Sequence[Turn]) -> Place:
    which = (
        _("turn {n}").format(n=first)
        if first == last
        else _("turns {first}–{last}").format(first=first, last=last)
    )
    start_s = turns[first].start_s
    return Place(f"#t{first}", which if start_s is None else f"{clock(start_s)}, {which}")


def _runs(indices: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each stretch of neighbours."""
    spans: list[tuple[int, int]] = []
    for i in indices:
        if spans and i == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], i)
        else:
            spans.append((i, i))
    return spans


def _whole(text: str) -> str:
    """A quote that stops in the middle of a sentence says so."""
    return text if text.endswith((".", "?", "!", "…", "”", '"')) else f"{text} …"


def _quotes(indices: Sequence[int], turns: Sequence[Turn], cast: Cast) -> Iterator[Quote]:
    """The first of the evidence; neighbouring turns of one speaker are one quote."""
    joined = _joined(indices, turns)[:_MOST_QUOTES]
    longest = _LONGEST[len(joined)]
    for group in joined:
        voice = cast.voice(turns[group[0]].speaker)
        text = _whole(" ".join(turns[i].text for i in group[:_MOST_JOINED]))
        yield Quote(group[0], voice.short, voice.tone, shorten(text, longest))


def _joined(indices: Sequence[int], turns: Sequence[Turn]) -> list[list[int]]:
    groups: list[list[int]] = []
    for i in indices:
        if groups and i == groups[-1][-1] + 1 and turns[i].speaker == turns[i - 1].speaker:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups
