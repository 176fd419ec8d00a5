"""The points of a page: each finding with its quotes, its place in the talk, and its question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ridealong.analysis.feedback import REPEAT, TRY
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Analysis, Finding
from ridealong.conversation import Turn
from ridealong.report.acts import carrying
from ridealong.report.cast import Cast
from ridealong.report.excerpt import Excerpt, quoted, shorten
from ridealong.report.words import _, clock

SHOWN = 2
"""More points than two a call, and none is worked on."""
_MOST_QUOTES = 3
_MOST_PLACES = 4
_MOST_JOINED = 8
"""Neighbouring turns of one speaker that are joined for a quote, before it is shortened."""
_LONGEST = (0, 240, 200, 150)
"""Characters of each quote, by how many there are."""
_KINDS = {REPEAT: _("To repeat"), TRY: _("To try")}
_NOTHING = (0, 0)
"""Where no sentence is known to carry the point, none is marked."""
_SAID = re.compile("(“[^”]*”)")


@dataclass(frozen=True, slots=True)
class Quote:
    """Neighbouring turns of one speaker, shortened."""

    turn: int
    who: str
    tone: str
    words: Excerpt
    carried: tuple[int, int] | None = None
    """Where in the first turn's text the words lie that carry the point; None: not looked for."""
    told: bool = False
    """The point's own sentence quotes these words already."""
    likely: str = ""
    """"62 %" where it is not sure that the words do what they are quoted for."""


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
    kind: str
    """"To repeat" or "To try" for the two points of feedback; empty for all else."""
    says: str
    ask: str
    capability: str
    quotes: tuple[Quote, ...]
    places: tuple[Place, ...]
    """Where its evidence lies; four at most."""
    turns: tuple[int, ...]

    @property
    def beside(self) -> tuple[Quote, ...]:
        """The quotes below its sentence: one more where the sentence quotes somebody itself."""
        untold = tuple(q for q in self.quotes if not q.told)
        return untold[:1] if "“" in self.says else untold


def points(analysis: Analysis, cast: Cast, heard: Heard) -> list[Point]:
    """All findings in the order of the analysis: the points of feedback first."""
    return [point(i, f, cast, heard) for i, f in enumerate(analysis.findings, 1)]


def shown(analysis: Analysis) -> int:
    """How many of the findings stand open: the feedback; without any, two of what times tell."""
    if analysis.feedback or analysis.tagging.tagger:
        return len(analysis.feedback)
    return min(SHOWN, len(analysis.findings))


def points_title(told: Sequence[Point]) -> str:
    """The heading over the points that stand open."""
    if told and told[0].kind:
        return _("Two points") if len(told) > 1 else _("One point")
    return _("Points from the talk")


def in_pieces(says: str) -> list[tuple[str, bool]]:
    """A sentence in pieces, each with whether somebody else said it.

    >>> in_pieces("After “Late again” nobody asks.")
    [('After ', False), ('“Late again”', True), (' nobody asks.', False)]
    """
    return [(piece, piece.startswith("“")) for piece in _SAID.split(says) if piece]


def none_told(cast: Cast, heard: Heard) -> str:
    """What stands where there is no point, with the reason where one is known."""
    if cast.persons and all(v.tone == "none" for v in cast.persons):
        return _("No point. Whose side each person is on is not known; name yours with --us.")
    if heard.tagged:
        return _("No point today: nothing was sure enough to be worth your time.")
    return _("No point. Nothing in this talk was clear enough to say.")


def point(number: int, finding: Finding, cast: Cast, heard: Heard) -> Point:
    """One finding with its quotes: those that its own sentence does not quote already."""
    turns = cast.conversation.turns
    rests_on = sorted({t for t in finding.evidence if 0 <= t < len(turns)})
    kind = _KINDS.get(finding.id, "")
    return Point(
        number=number,
        id=finding.id,
        kind=kind,
        says=_told_once(finding.says, kind).replace(" %", "\u00a0%"),
        ask=finding.ask,
        capability=finding.capability,
        quotes=tuple(_quotes(rests_on, finding, cast, heard)),
        places=tuple(_place(first, last, turns) for first, last in _runs(rests_on)[:_MOST_PLACES]),
        turns=tuple(rests_on),
    )


def _told_once(says: str, kind: str) -> str:
    """A sentence without the words that stand above it as its heading."""
    return says.removeprefix(f"{kind}: ") if kind else says


def marked_turns(points_: Sequence[Point]) -> Mapping[int, tuple[Point, Quote]]:
    """The turns whose words are marked in the transcript, each with its first point."""
    marked: dict[int, tuple[Point, Quote]] = {}
    for p in points_:
        for quote in p.quotes:
            marked.setdefault(quote.turn, (p, quote))
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


def _whole(group: Sequence[int], turns: Sequence[Turn]) -> str:
    """The words of neighbouring turns; where the speaker goes on in mid sentence, … says so."""
    text = " ".join(turns[i].text for i in group[:_MOST_JOINED])
    after = group[-1] + 1
    goes_on = after < len(turns) and turns[after].speaker == turns[group[-1]].speaker
    ended = text.endswith((".", "?", "!", "…", "”", '"'))
    return f"{text} …" if goes_on and not ended else text


def _quotes(indices: Sequence[int], finding: Finding, cast: Cast, heard: Heard) -> Iterator[Quote]:
    """The first of the evidence; neighbouring turns of one speaker are one quote."""
    turns = cast.conversation.turns
    joined = _joined(indices, turns)[:_MOST_QUOTES]
    longest = _LONGEST[len(joined)]
    for group in joined:
        voice = cast.voice(turns[group[0]].speaker)
        text = _whole(group, turns)
        told = quoted(finding.says, turns[group[0]].text)
        own = told or carrying(heard, group[0], finding.moves)
        if own is None and heard.tagged:
            own = _NOTHING
        words = shorten(text, longest, own)
        yield Quote(group[0], voice.short, voice.tone, words, own, told is not None)


def _joined(indices: Sequence[int], turns: Sequence[Turn]) -> list[list[int]]:
    groups: list[list[int]] = []
    for i in indices:
        if groups and i == groups[-1][-1] + 1 and turns[i].speaker == turns[i - 1].speaker:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups
