"""One conversation on the clock: every turn placed, and how far gaps and overlaps can be trusted.

Gaps between turns are measured only where the times are finer than `FINEST_NEEDED_S` and where
turns do not simply touch by construction, as captions do. Talk at the same time is known where
each speaker has a channel, or where the transcript itself shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ridealong.analysis.model import Placed
from ridealong.analysis.parties import Parties, parties_of
from ridealong.analysis.placing import place
from ridealong.analysis.spans import Spans, length, union
from ridealong.conversation import Conversation, Need, Timing, why_withheld
from ridealong.conversation.text import count_words
from ridealong.language.words import Words, words_for

FINEST_NEEDED_S = 0.5
"""A pause is measured only where times are at least as fine as this."""
SHOWN_OVERLAP_S = 0.1
"""Less is rounding; so much at once by two people shows that overlaps are in the transcript."""
_TOUCHING_S = 0.002
_MOSTLY = 0.5
_NEARLY_ALL = 0.9


@dataclass(frozen=True)
class Clock:
    """A conversation with every turn on the clock. All lists are in the order of `placed`."""

    conversation: Conversation
    parties: Parties
    placed: tuple[Placed, ...]

    @cached_property
    def ordered(self) -> tuple[Placed, ...]:
        """The turns by start."""
        return tuple(sorted(self.placed, key=lambda p: p.start_s))

    @cached_property
    def start_s(self) -> float:
        """When the first turn begins; 0 where there is none."""
        return self.ordered[0].start_s if self.placed else 0.0

    @cached_property
    def end_s(self) -> float:
        """When the last turn ends; 0 where there is none."""
        return max((p.end_s for p in self.placed), default=0.0)

    @property
    def length_s(self) -> float:
        """From the first word to the last."""
        return self.end_s - self.start_s

    @cached_property
    def words(self) -> Words:
        """The word lists of the conversation's language."""
        return words_for(self.conversation.language)

    @cached_property
    def wordless(self) -> bool:
        """Whether the source has times alone, no words."""
        return not any(p.words for p in self.placed)

    def turns_of(self, party: str) -> Sequence[Placed]:
        """The turns of a party; of a person, where the sides are unknown."""
        return self._turns_by_party.get(party, [])

    def turns_by(self, person: str) -> Sequence[Placed]:
        """The turns of one person."""
        return self._turns_by_person.get(person, [])

    def talk(self, party: str) -> Spans:
        """When a party speaks: one stretch where turns touch or overlap."""
        if party not in self._talk:
            self._talk[party] = union((p.start_s, p.end_s) for p in self.turns_of(party))
        return self._talk[party]

    def talk_s(self, party: str) -> float:
        """For how long a party speaks; talk at the same time counts in full for each."""
        return length(self.talk(party))

    def text(self, placed: Placed) -> str:
        """What was said in this turn."""
        return self.conversation.turns[placed.turn].text

    @cached_property
    def gaps_known(self) -> bool:
        """Whether the pause between two turns comes from the transcript at all."""
        return self.conversation.timing not in {Timing.NONE, Timing.MINUTE}

    @cached_property
    def estimated(self) -> int:
        """How many turns have a place that is estimated from words."""
        return sum(p.estimated for p in self.placed)

    def why_not(self, need: Need) -> str | None:
        """Why the timing cannot carry `need`; None where it can."""
        reason = why_withheld(self.conversation.timing, need)
        if reason is None and need is Need.GAP:
            return self._why_no_gaps
        if reason is None and need is Need.OVERLAP:
            return self._why_no_overlaps
        return reason

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What was left out or could not be told, for a person to read."""
        if self.words.known or self.wordless:
            return self.parties.warnings
        told = (
            f"No signs of listening are known in “{self.conversation.language}”: monologues may "
            "come out shorter and changes of speaker more frequent than they are."
        )
        return (*self.parties.warnings, told)

    @cached_property
    def _talk(self) -> dict[str, Spans]:
        return {}

    @cached_property
    def _turns_by_party(self) -> dict[str, list[Placed]]:
        found: dict[str, list[Placed]] = {}
        for p in self.placed:
            if p.party is not None:
                found.setdefault(p.party, []).append(p)
        return found

    @cached_property
    def _turns_by_person(self) -> dict[str, list[Placed]]:
        found: dict[str, list[Placed]] = {}
        for p in self.placed:
            if p.person is not None:
                found.setdefault(p.person, []).append(p)
        return found

    @cached_property
    def _why_no_gaps(self) -> str | None:
        if _whole_seconds(self.placed):
            return "the transcript's times are whole seconds, too coarse for a pause"
        if _touching(self.ordered):
            return "each turn starts exactly where the one before ends, so that no pause shows"
        return None

    @cached_property
    def _why_no_overlaps(self) -> str | None:
        if self.conversation.separate_channels:
            return None
        if _whole_seconds(self.placed):
            return "the transcript's times are whole seconds, too coarse for talk at once"
        if not _shows_overlap(self.ordered):
            return "one channel for all voices, and no turns that overlap: talk at once is hidden"
        return None


def clock_of(conversation: Conversation) -> Clock:
    """Put a conversation, with sides assigned, on the clock."""
    words = [count_words(t.text) for t in conversation.turns]
    parties = parties_of(conversation, words)
    return Clock(conversation, parties, place(conversation, parties, words))


def _whole_seconds(placed: Sequence[Placed]) -> bool:
    """Whether nearly all given times lie whole seconds apart, counted from the first."""
    given = [p for p in placed if not p.estimated]
    if not given:
        return True
    first = given[0].start_s
    times = [t - first for p in given for t in (p.start_s, p.end_s)][1:]
    whole = sum(1 for t in times if abs(t - round(t)) < _TOUCHING_S)
    return whole > _NEARLY_ALL * len(times)


def _touching(ordered: Sequence[Placed]) -> bool:
    """Whether most changes of speaker have neither gap nor overlap."""
    changes = touching = 0
    for before, after in pairwise(ordered):
        if before.person != after.person:
            changes += 1
            touching += abs(after.start_s - before.end_s) < _TOUCHING_S
    return touching > _MOSTLY * changes


def _shows_overlap(ordered: Sequence[Placed]) -> bool:
    """Whether two people speak at once anywhere; one caption with two voices does not show it."""
    last: Placed | None = None
    for p in ordered:
        if p.person is None or p.estimated:
            continue
        if last and p.person != last.person:
            same_caption = (p.start_s, p.end_s) == (last.start_s, last.end_s)
            at_once = min(p.end_s, last.end_s) - p.start_s
            if at_once >= SHOWN_OVERLAP_S and not same_caption:
                return True
        if last is None or p.end_s > last.end_s:
            last = p
    return False
