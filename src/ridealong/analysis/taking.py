"""Taking a measure, or saying why it is withheld: one place that decides, for all measures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ridealong.analysis import intervals
from ridealong.analysis.check import too_little
from ridealong.analysis.clock import Clock
from ridealong.analysis.definitions import DEFINITIONS, Definition
from ridealong.analysis.model import Measure
from ridealong.analysis.placing import WORDS_PER_S
from ridealong.conversation import Timing


class Taken(NamedTuple):
    """What a measure came to."""

    value: float | None
    """None where there was nothing to measure; then `why` says what was missing."""
    n: int = 0
    turns: tuple[int, ...] = ()
    note: str = ""
    """What stands after the formula: what was left out, what was seen beside."""
    why: str = ""
    low: float | None = None
    """Lower end of the 95 % interval, where there is one."""
    high: float | None = None


def number_of(turns: Sequence[int]) -> Taken:
    """How many turns these are."""
    return Taken(float(len(turns)), len(turns), tuple(turns))


def share_of(part: Sequence[int], of: int, note: str = "") -> Taken:
    """What share of so many turns these are, with its interval."""
    low, high = intervals.share(len(part), of)
    return Taken(len(part) / of, of, tuple(part), note, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes the measures of one conversation, as far as it can carry them."""

    clock: Clock
    little: str | None
    """Why nothing at all is measured."""

    @classmethod
    def of(cls, clock: Clock) -> "Taker":
        """The taker for a conversation on the clock."""
        return cls(clock, too_little(clock))

    def take(
        self, measure_id: str, of: str, work: Callable[[], Taken], scope: str = "call"
    ) -> Measure:
        """Take one measure.

        Args:
            measure_id: an id of `DEFINITIONS`.
            of: the party, person or "call" of which it is taken.
            work: works it out; not called where the conversation cannot carry it.
            scope: the part of the conversation.
        """
        definition = DEFINITIONS[measure_id]
        why = self._why_not(definition, of)
        taken = Taken(None, why=why) if why else work()
        return Measure(
            id=definition.id,
            of=of,
            scope=scope,
            value=taken.value,
            unit=definition.unit,
            n=taken.n,
            formula=self._formula(definition, taken),
            source=f"{definition.source} (grade {definition.grade})",
            low=taken.low,
            high=taken.high,
            withheld=None if taken.value is not None else taken.why,
            turns=taken.turns,
        )

    def _why_not(self, definition: Definition, of: str) -> str | None:
        clock = self.clock
        if self.little:
            return self.little
        if (definition.parties or of in clock.parties.both) and clock.parties.unknown:
            return clock.parties.unknown
        if definition.words and clock.wordless:
            return "the source has times alone, no words"
        return clock.why_not(definition.need)

    def _formula(self, definition: Definition, taken: Taken) -> str:
        parts = [definition.formula]
        if taken.value is not None and (estimate := by_words(self.clock)):
            parts.append(estimate)
        return "; ".join([*parts, taken.note] if taken.note else parts)


def by_words(clock: Clock) -> str:
    """What was estimated from words, for a formula; empty where nothing was."""
    if not clock.estimated:
        return ""
    rate = f"the speaker's own rate, else {WORDS_PER_S} words a second"
    if clock.conversation.timing is Timing.START:
        return f"ends by words: the next start, or earlier by {rate}"
    if clock.estimated == len(clock.placed):
        return f"by words: lengths estimated at {rate}"
    if not clock.gaps_known:
        return f"by words: lengths estimated at {rate}, between the time marks"
    return f"{clock.estimated} of {len(clock.placed)} turns by words, at {rate}"
