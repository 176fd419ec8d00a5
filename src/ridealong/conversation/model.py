"""What a conversation is: speakers, sides, turns, words and times.

All types are frozen. A turn is what the source delivers as one piece of speech (a caption, an
entry, a line): readers neither join nor drop turns, so an index into `Conversation.turns` means
the same everywhere. What belongs together as one person's uninterrupted talk is decided where it
is measured (`analysis.clock`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from ridealong.conversation.timing import Timing


class Side(StrEnum):
    """Which side of the table; None where it is not known."""

    US = "us"
    THEM = "them"


class Role(StrEnum):
    """What somebody is in this conversation; None where it is not known."""

    SELLER = "seller"
    AGENT = "agent"
    CUSTOMER = "customer"
    COACH = "coach"
    REP = "rep"
    PARTNER = "partner"


class Kind(StrEnum):
    """Which of the conversations this is."""

    SALES = "sales"
    SERVICE = "service"
    COACHING = "coaching"
    PARTNER = "partner"
    DEBRIEF = "debrief"


class Word(NamedTuple):
    """One word as the recogniser gave it. Times in seconds from the start, None where unknown."""

    text: str
    start_s: float | None = None
    end_s: float | None = None
    confidence: float | None = None
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One piece of speech by one speaker. Times in seconds from the start, None where unknown."""

    speaker: str | None
    """The id of a `Speaker`; None where the source does not say who."""
    text: str
    start_s: float | None = None
    end_s: float | None = None
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    """0 to 1, the recogniser's own."""
    language: str | None = None
    """BCP 47, where it differs by turn."""
    ref: str | None = None
    """The source's own name for this piece: a cue id, an entry id."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice in a conversation, with the reason why it is taken for ours or theirs."""

    id: str
    name: str | None = None
    side: Side | None = None
    role: Role | None = None
    because: str = "unknown"
    """Why `side` and `role` are what they are: "provider label (affiliation: Internal)"."""
    email: str | None = None
    phone: str | None = None
    channel: str | None = None
    """The recording's channel, where each speaker has their own."""
    provider_id: str | None = None
    """The id under which the source knows this person."""
    same_as: str | None = None
    """The id of the speaker who is the same person under another name."""
    pseudo: bool = False
    """No person: a shared screen, a notetaker, an unidentified voice."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something beside the talk: a chat line, a reaction, a vendor's moment."""

    text: str
    author: str | None = None
    at_s: float | None = None
    kind: str = "chat"


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that the source itself states, kept so that ours can be explained against it."""

    name: str
    """The vendor's own name: "TalkTime"."""
    of: str
    """A speaker's id, or "call"."""
    value: float
    unit: str
    """"s", "1" for shares and counts, "wpm"."""


@dataclass(frozen=True)
class Conversation:
    """A whole conversation, normalised. Build it through `conversation.Draft`."""

    speakers: tuple[Speaker, ...]
    """Everyone who speaks, in order of first turn."""
    turns: tuple[Turn, ...]
    timing: Timing
    kind: Kind | None = None
    title: str | None = None
    started_at: datetime | None = None
    duration_s: float | None = None
    """As stated by the source, else the last known time of a turn, else None."""
    language: str | None = None
    separate_channels: bool = False
    """Each speaker was recorded alone, so that talk at the same time is known."""
    attendees: tuple[Speaker, ...] = ()
    """Those whom the source names and who never speak."""
    notes: tuple[Note, ...] = ()
    stated: tuple[Stated, ...] = ()
    warnings: tuple[str, ...] = ()
    """What a reader had to leave out or guess, for a person to read."""
    format: str = "native"
    """The id of the format that it was read from."""
    id: str | None = None
    """The source's own id of the conversation."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Fields of native JSON that this version does not know; kept so that nothing is lost.

    Those of speakers stand under "speakers" by id, those of turns under "turns" by index.
    """

    @cached_property
    def by_id(self) -> Mapping[str, Speaker]:
        """Speakers and silent attendees by id."""
        return {s.id: s for s in (*self.attendees, *self.speakers)}

    def person(self, speaker_id: str | None) -> str | None:
        """The id under which this speaker is counted: `same_as` where two names are one person."""
        if speaker_id is None:
            return None
        return self.by_id[speaker_id].same_as or speaker_id
