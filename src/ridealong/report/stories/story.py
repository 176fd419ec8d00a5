"""The parts of a story, and the teller who picks the sentences for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Analysis
from ridealong.conversation import Role
from ridealong.conversation.text import count_words
from ridealong.report.acts import Act, carrying
from ridealong.report.cast import Cast
from ridealong.report.excerpt import shorten
from ridealong.report.points import Quote
from ridealong.report.words import _, clock

LONGEST_QUOTE = 170
"""Characters of one quote in a story."""
_FEWEST_WORDS = 6
"""A shorter sentence is quoted with the words around it."""
_LONG_WORDS = 24


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was told, or the question about it that stands open."""

    label: str
    """"The problem"."""
    quotes: tuple[Quote, ...] = ()
    says: str = ""
    """What goes with the words, in a few of the product's: "3 times"."""
    ask: str = ""
    """The question that stands open."""
    number: int | None = None
    """Of a gate or a step."""

    @property
    def open(self) -> bool:
        """Whether nobody has said it yet."""
        return not self.quotes


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a story."""

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    aside: str = ""
    says: str = ""
    """A sentence below the heading."""
    question: str = ""
    """A question to be asked aloud; stands at the end."""
    whose: str = ""
    """What stands above the question: who could ask it."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A turn in which a gate or a step was passed."""

    number: int
    name: str
    """Short, for the flag."""
    says: str
    """For the line across the transcript."""
    turn: int


@dataclass(frozen=True, slots=True)
class Story:
    """What is told before the two points, what after them, and the flags of the road."""

    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()
    gates: tuple[Gate, ...] = ()
    private: str = ""
    """Whose eyes the page is for, where it is a mirror."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of them, in order."""
        return (*self.before, *self.after)


@dataclass(frozen=True, slots=True)
class Teller:
    """Picks sentences of one conversation."""

    analysis: Analysis
    cast: Cast
    heard: Heard
    acts: Mapping[int, Sequence[Act]]

    def quote(self, turn: int, *moves: str) -> Quote:
        """The sentence of a turn that makes one of these moves, shortened; never marked."""
        text = self.heard.text(turn)
        start, end = carrying(self.heard, turn, moves) or (0, len(text))
        if count_words(text[start:end]) < _FEWEST_WORDS:
            start, end = 0, len(text)
        told = shorten(text[start:end].strip().rstrip(",;:"), LONGEST_QUOTE, (0, 0))
        voice = self.cast.voice(self.analysis.conversation.turns[turn].speaker)
        return Quote(turn, voice.short, voice.tone, told, likely=self._likely(turn, moves))

    def _likely(self, turn: int, wanted: Sequence[str]) -> str:
        """How likely the move is for which a turn is quoted; empty where it is sure."""
        own = [a for a in self.acts.get(turn, ()) if a.move in wanted]
        best = max(own, key=lambda a: a.p, default=None)
        return "" if best is None or best.sure else best.likely

    def best(
        self, *moves: str, most: int = 1, among: Iterable[int] | None = None
    ) -> tuple[Quote, ...]:
        """The likeliest turns with one of these moves, in order; of equals, those that say more."""

        def worth(turn: int) -> tuple[float, int, int]:
            likely = max(self.heard.p(turn, move) for move in moves)
            return round(likely, 1), min(_LONG_WORDS, self.heard.words([turn])), -turn

        turns = self.heard.turns_with(*moves, among=among)
        return tuple(self.quote(turn, *moves) for turn in sorted(sorted(turns, key=worth)[-most:]))

    def line(self, label: str, *moves: str, most: int = 1, ask: str = "") -> Line:
        """What was said of something, or the question about it."""
        quotes = self.best(*moves, most=most)
        return Line(label, quotes, ask="" if quotes else ask)

    def passed(
        self, at: Mapping[str, int | None], names: Mapping[str, str], asks: Mapping[str, str]
    ) -> tuple[Line, ...]:
        """The gates of a call, or the steps of a talk, one line each."""
        lines = []
        for number, (id_, label) in enumerate(names.items(), 1):
            turn = at.get(id_)
            quotes = () if turn is None else (self.quote(turn, id_),)
            lines.append(Line(label, quotes, ask="" if quotes else asks[id_], number=number))
        return tuple(lines)

    def gates(
        self, at: Mapping[str, int | None], short: Mapping[str, str], says: str
    ) -> tuple[Gate, ...]:
        """The flags for what was passed; `says` is the line about it, with {n} and {who}."""
        turns = self.analysis.conversation.turns
        return tuple(
            Gate(
                number,
                name,
                says.format(n=number, who=self.cast.voice(turns[turn].speaker).short),
                turn,
            )
            for number, (id_, name) in enumerate(short.items(), 1)
            if (turn := at.get(id_)) is not None
        )

    def count(self, *moves: str) -> int:
        """How many turns make one of these moves."""
        return len(self.heard.turns_with(*moves))

    def at(self, turn: int) -> str:
        """Where a turn lies: "at 12:47", else "in turn 61"."""
        start_s = self.analysis.conversation.turns[turn].start_s
        if start_s is None:
            return _("in turn {n}").format(n=turn)
        return _("at {time}").format(time=clock(start_s))

    def name(self, *roles: Role) -> str:
        """The name of the only one in these roles; empty where there are several or none."""
        people = {
            self.cast.voice(self.analysis.conversation.turns[t].speaker)
            for t in self.heard.by(*roles)
        }
        return people.pop().short if len(people) == 1 else ""


def first_open(lines: Sequence[Line]) -> int | None:
    """The index of the first line that nobody has filled; None where all are."""
    return next((i for i, line in enumerate(lines) if line.open), None)


def times(n: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: _("once"), 2: _("twice")}.get(n, _("{n} times").format(n=n))
