"""What a tagger says about a conversation: which turn makes which move, in which sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from ridealong.conversation import Conversation, Role


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One move that a turn makes."""

    turn: int
    """Index into `Conversation.turns`."""
    move: str
    """An id of `language.moves`."""
    p: float
    """How likely it is, 0 to 1; calibrated. 1 where a person says so."""
    role: Role
    """In which role the speaker makes it."""
    start: int
    """Where the sentence that carries it begins in the turn's text, in characters."""
    end: int
    by: Literal["model", "person"] = "model"


@dataclass(frozen=True, slots=True)
class Tagging:
    """What a tagger says about one conversation."""

    tagger: str
    """Which tagger, with its version: "default 1"."""
    said: tuple[Said, ...] = ()
    """The moves that are likely enough to be said, by turn."""
    likelihood: Mapping[tuple[int, str], float] = field(default_factory=dict)
    """Of (turn, move), for every move worth a thought: also those too unlikely to be said."""
    warnings: tuple[str, ...] = ()
    """What could not be told, for a person to read."""


class Tagger(Protocol):
    """Says which moves the turns of a conversation make.

    Deterministic, needs no network; but for the optional one of `language.llm`.
    """

    @property
    def name(self) -> str:
        """Its name and version: "fast 1"."""
        ...

    def tag(self, conversations: Sequence[Conversation]) -> list[Tagging]:
        """One tagging for each conversation, in their order.

        The speakers' roles decide which moves are possible (`conversation.assign_sides`). Somebody
        whose role is unknown is tagged in every role that the kind of conversation has, and a
        warning says so.
        """
        ...
