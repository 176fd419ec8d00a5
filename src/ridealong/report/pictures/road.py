"""The road: one conversation from left to right, a lane a person, customers above, us below."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ridealong.analysis.model import Placed
from ridealong.report.cast import ABOVE, Cast, Voice
from ridealong.report.pictures.stages import Band, Flag
from ridealong.report.words import _, clock

MOST_LANES = 6
_STEPS_S = (15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 86400)
_MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the road."""

    name: str
    tone: str
    voices: frozenset[str]
    """Ids of those who share it: one, or all who found no lane of their own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The turns that a point rests on, with its number."""

    name: str
    href: str
    turns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Above:
    """What is known of the talk beyond who spoke. Turns are indices."""

    stages: tuple[tuple[str, int, int], ...] = ()
    """Name, first and last turn."""
    gates: tuple[tuple[int, str, int], ...] = ()
    """Number, name and turn of what was passed."""


class Road:
    """Everything that the drawing and the page around it need to know.

    Args:
        cast: who speaks.
        placed: where each turn lies, in seconds.
        marks: the points of the page.
        above: its stages and gates.
        clocked: False where no turn has a time, so that minutes would be invented.
    """

    def __init__(
        self,
        cast: Cast,
        placed: Sequence[Placed],
        marks: Iterable[Mark] = (),
        above: Above | None = None,
        *,
        clocked: bool = True,
    ) -> None:
        self.cast = cast
        self.above = above or Above()
        self.placed = placed
        self.marks = tuple(marks)
        self.clocked = clocked
        self.estimated = bool(placed) and all(p.estimated for p in placed)
        last = max((p.end_s for p in placed), default=0.0)
        self.duration_s = max(last, cast.conversation.duration_s or 0.0) or 1.0

    @cached_property
    def by_turn(self) -> Mapping[int, Placed]:
        return {p.turn: p for p in self.placed}

    def place(self, turn: int) -> float:
        """Where a turn begins, as a share of the width."""
        return self.by_turn[turn].start_s / self.duration_s

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The stages, each up to where the next begins."""
        known = [s for s in self.above.stages if s[1] in self.by_turn and s[2] in self.by_turn]
        starts = {first: self.place(first) for _name, first, _last in known}
        return tuple(
            Band(
                name,
                starts[first],
                starts.get(last + 1, self.by_turn[last].end_s / self.duration_s),
            )
            for name, first, last in known
        )

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """The gates that were passed, where they were passed."""
        return tuple(
            Flag(n, name, self.place(turn), f"#t{turn}")
            for n, name, turn in self.above.gates
            if turn in self.by_turn
        )

    @cached_property
    def spoken_s(self) -> Mapping[str, float]:
        """Seconds placed for each voice, talk at the same time counted for both."""
        spoken: dict[str, float] = defaultdict(float)
        for p in self.placed:
            spoken[self.voice(p).id] += max(0.0, p.end_s - p.start_s)
        return spoken

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """At most six: those who spoke most have their own, all others share the last."""
        voices = [v for v in self.cast.lanes if v.id in self.spoken_s]
        if len(voices) <= MOST_LANES:
            return tuple(Lane(v.short, v.tone, frozenset({v.id})) for v in voices)
        longest = sorted(voices, key=lambda v: (v.pseudo, -self.spoken_s[v.id]))
        own = {v.id for v in longest[: MOST_LANES - 1]}
        lanes = [Lane(v.short, v.tone, frozenset({v.id})) for v in voices if v.id in own]
        folded = _others([v for v in voices if v.id not in own])
        return tuple(sorted((*lanes, folded), key=lambda lane: ABOVE[lane.tone]))

    @cached_property
    def ticks(self) -> tuple[tuple[float, str, int], ...]:
        """Place (0 to 1), lettering and turn of each mark below the lanes."""
        if not self.clocked:
            quarters = (_("start"), _("a quarter"), _("half"), _("three quarters"))
            places = [(i / 4, text) for i, text in enumerate(quarters)]
        else:
            fits = (s for s in _STEPS_S if self.duration_s / s <= _MOST_TICKS)
            step = next(fits, _STEPS_S[-1])
            n = int(self.duration_s // step) + 1
            places = [(i * step / self.duration_s, clock(i * step)) for i in range(n)]
            places = [p for p in places if p[0] <= 0.97]
        return tuple((share, text, self.turn_at(share)) for share, text in places)

    def turn_at(self, share: float) -> int:
        """The first turn that is not over at this place."""
        at_s = share * self.duration_s
        later = (p.turn for p in self.placed if p.end_s > at_s)
        return next(later, self.placed[-1].turn if self.placed else 0)

    def voice(self, placed: Placed) -> Voice:
        return self.cast.voice(self.cast.conversation.turns[placed.turn].speaker)


def _others(voices: Sequence[Voice]) -> Lane:
    """One lane for those who have none of their own; in colour where all are on one side."""
    tones = {v.tone for v in voices if not v.pseudo}
    name = _("{n} others").format(n=len(voices))
    tone = tones.pop() if len(tones) == 1 else "none"
    return Lane(name, tone, frozenset(v.id for v in voices))
