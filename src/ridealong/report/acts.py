"""What each turn does, as a page shows it: the move's name, how likely it is, the words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ridealong.analysis.clock import clock_of
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Analysis
from ridealong.language import Said, moves
from ridealong.report.words import _

UNSURE = 0.7
"""Below this a move's probability stands in print beside it; above, it waits to be asked for."""


@dataclass(frozen=True, slots=True)
class Act:
    """One move of one turn, ready to be set."""

    turn: int
    move: str
    name: str
    p: float
    by_person: bool

    @property
    def words(self) -> str:
        """Its name as it stands in a margin."""
        return self.name[:1].lower() + self.name[1:]

    @property
    def sure(self) -> bool:
        """Whether it can stand without its probability."""
        return self.by_person or self.p >= UNSURE

    @property
    def likely(self) -> str:
        """How likely it is, "62 %"; or that a person says so."""
        return _("by a person") if self.by_person else f"{100 * min(self.p, 0.99):.0f} %"


def heard_in(analysis: Analysis) -> Heard:
    """The moves of an analysed conversation, as the analyses themselves ask for them."""
    return Heard(clock_of(analysis.conversation), analysis.tagging)


def acts(heard: Heard) -> Mapping[int, tuple[Act, ...]]:
    """The moves of each turn that makes any, in the vocabulary's order."""
    places = {move: i for i, move in enumerate(moves())}
    by_turn: dict[int, list[Act]] = {}
    for said in sorted(heard.said, key=lambda s: (s.turn, places[s.move])):
        by_turn.setdefault(said.turn, []).append(_act(said))
    return {turn: tuple(own) for turn, own in by_turn.items()}


def carrying(heard: Heard, turn: int, wanted: Iterable[str]) -> tuple[int, int] | None:
    """Where in a turn's text the likeliest of these moves is made; None where none is."""
    named = frozenset(wanted)
    own = [s for s in heard.said if s.turn == turn and s.move in named]
    best = max(own, key=lambda s: s.p, default=None)
    return None if best is None else (best.start, best.end)


def _act(said: Said) -> Act:
    return Act(said.turn, said.move, moves()[said.move].name, said.p, said.by == "person")
