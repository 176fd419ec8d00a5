"""What was heard in one conversation: its moves, asked by turn, by kind, and in order.

The analyses ask here and nowhere else which turn makes which move, so that all of them speak of
the same thing, and a person's correction reaches them all.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

from ridealong.analysis.clock import Clock
from ridealong.analysis.labels import Stage
from ridealong.conversation import Role
from ridealong.language import Said, Tagging

QUESTIONS = ("open_question", "closed_question")
"""What a seller or agent asks with; every question is one of them."""
COACH_QUESTIONS = (
    "results_question",
    "vague_question",
    "problem_question",
    "activity_question",
    "behaviour_question",
    "mindset_question",
    "reflection_question",
)
SELLS = frozenset({Role.SELLER, Role.AGENT})
LEARNS = frozenset({Role.REP, Role.PARTNER})


@dataclass(frozen=True, eq=False)
class Heard:
    """The moves of one conversation. Turns are indices into its turns, in the order of the talk.

    Compared by identity, so that what several modules ask of it can be worked out once.
    """

    clock: Clock
    tagging: Tagging
    stages: tuple[Stage, ...] = ()
    """As a person set them, in order and covering the call; none where nobody did."""

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every move whose speaker's role is known, by turn."""
        speakers = self.clock.conversation.by_id
        turns = self.clock.conversation.turns
        known = {
            s.turn: speakers[speaker].role
            for s in self.tagging.said
            if (speaker := turns[s.turn].speaker) is not None
        }
        return tuple(sorted(s for s in self.tagging.said if known.get(s.turn) is s.role))

    @property
    def turns(self) -> range:
        """All turns of the conversation."""
        return range(len(self.clock.conversation.turns))

    def moves(self, turn: int) -> frozenset[str]:
        """What a turn does."""
        return self._moves.get(turn, frozenset())

    def does(self, turn: int, *moves: str) -> bool:
        """Whether a turn makes at least one of these moves."""
        return not self.moves(turn).isdisjoint(moves)

    def turns_with(self, *moves: str, among: Iterable[int] | None = None) -> tuple[int, ...]:
        """The turns that make at least one of these moves, in order."""
        within = self._moves if among is None else (t for t in among if t in self._moves)
        return tuple(sorted(t for t in within if self.does(t, *moves)))

    def first(self, *moves: str) -> int | None:
        """The first turn that makes one of these moves; None where there is none."""
        return next(iter(self.turns_with(*moves)), None)

    def p(self, turn: int, move: str) -> float:
        """How likely a turn makes a move, 0 to 1, also where it is too unlikely to be said."""
        return self.tagging.likelihood.get((turn, move), 0.0)

    def any_of(self, turns: Iterable[int], *moves: str) -> float:
        """How likely at least one of these turns makes one of the moves, taken as independent."""
        return 1 - prod(1 - self.p(turn, move) for turn in turns for move in moves)

    def likely(self, turn: int) -> Mapping[str, float]:
        """Every move worth a thought in a turn, with how likely it is."""
        return self._likely.get(turn, {})

    def role(self, turn: int) -> Role | None:
        """The role of who speaks; None where it is not known."""
        return self._roles[turn]

    def by(self, *roles: Role) -> tuple[int, ...]:
        """The turns spoken in one of these roles, in order."""
        if roles not in self._by:
            self._by[roles] = tuple(t for t in self.turns if self._roles[t] in roles)
        return self._by[roles]

    def words(self, turns: Iterable[int]) -> int:
        """How many words were said in these turns."""
        return sum(self._words[t] for t in turns)

    def text(self, turn: int) -> str:
        """What was said in a turn."""
        return self.clock.conversation.turns[turn].text

    def quote(self, turn: int, *moves: str) -> str:
        """The sentence of a turn that makes one of these moves; the whole turn where none does."""
        for said in self._said_by_turn.get(turn, ()):
            if not moves or said.move in moves:
                return self.text(turn)[said.start : said.end]
        return self.text(turn)

    def before(self, turn: int, *roles: Role) -> int | None:
        """The nearest turn before this one that is spoken in one of these roles."""
        own = self.by(*roles)
        place = bisect_left(own, turn)
        return own[place - 1] if place else None

    def after(self, turn: int, *roles: Role) -> int | None:
        """The nearest turn after this one that is spoken in one of these roles."""
        own = self.by(*roles)
        place = bisect_right(own, turn)
        return own[place] if place < len(own) else None

    @property
    def tagged(self) -> bool:
        """Whether anybody has looked at what is said."""
        return bool(self.tagging.tagger)

    @cached_property
    def _likely(self) -> dict[int, dict[str, float]]:
        by_turn: dict[int, dict[str, float]] = {}
        for (turn, move), p in self.tagging.likelihood.items():
            by_turn.setdefault(turn, {})[move] = p
        return by_turn

    @cached_property
    def _roles(self) -> Sequence[Role | None]:
        speakers = self.clock.conversation.by_id
        turns = self.clock.conversation.turns
        return [None if t.speaker is None else speakers[t.speaker].role for t in turns]

    @cached_property
    def _by(self) -> dict[tuple[Role, ...], tuple[int, ...]]:
        return {}

    @cached_property
    def _said_by_turn(self) -> dict[int, list[Said]]:
        by_turn: dict[int, list[Said]] = {}
        for said in self.said:
            by_turn.setdefault(said.turn, []).append(said)
        return by_turn

    @cached_property
    def _moves(self) -> dict[int, frozenset[str]]:
        return {t: frozenset(s.move for s in all_) for t, all_ in self._said_by_turn.items()}

    @cached_property
    def _words(self) -> Sequence[int]:
        words = [0] * len(self.turns)
        for placed in self.clock.placed:
            words[placed.turn] = placed.words
        return words
