"""What the clock alone can say about a talk: who talks most, when, and for how long at once.

Each finding rests on turns, quotes where it can, and ends in an open question that a coach could
ask. Where the data is thin or the sides are unknown, nothing is said.
"""

from collections.abc import Iterator, Mapping, Sequence

from ridealong.analysis.check import minutes
from ridealong.analysis.clock import Clock
from ridealong.analysis.model import Finding, Measure
from ridealong.analysis.passages import Passage, longest
from ridealong.analysis.spans import length, within

ENOUGH_HALF_S = 60.0
"""Less speech in a half says nothing about it."""
LONG_S = 60.0
"""From here a monologue is worth a look; what is too long depends on what was asked for."""
EVEN = 0.02
"""Shares this near to one half are about even."""
EVIDENCE = 2
QUOTE_WORDS = 20
QUOTE_TURNS = 4
_QUOTABLE_WORDS = 5

_NAMES = {
    "us": "our side",
    "them": "the customer",
    "coach": "the coach",
    "rep": "the rep",
    "partner": "the partner",
}
_ASK_OVERALL = {
    (True, True): "What would you have liked to hear more about from them?",
    (True, False): "What did the customer tell you that you did not know before?",
    (False, True): "What would the other have said, given the time?",
    (False, False): "What did you hear that you want to come back to?",
}
"""By whether it is a talk with a customer, and whether it is our side that talks most."""
Taken = Mapping[tuple[str, str, str], Measure]


def findings(
    clock: Clock,
    measures: Sequence[Measure],
    found: Sequence[Passage],
    *,
    staged: bool = False,
) -> Iterator[Finding]:
    """What can be said from times alone, the most general first.

    Args:
        clock: the conversation.
        measures: those of times.
        found: its passages.
        staged: its stages are known, and with them more can be said of listening than here.
    """
    taken: Taken = {(m.id, m.of, m.scope): m for m in measures if m.value is not None}
    for finding in (
        who_talks_most(clock, taken, found),
        who_talks_most_in_first_half(clock, taken, found),
        None if staged else listening_is_for_the_interview(clock, taken, found),
        long_monologue(clock, taken, found),
    ):
        if finding:
            yield finding


def who_talks_most(clock: Clock, taken: Taken, found: Sequence[Passage]) -> Finding | None:
    """Who does most of the talking, over the whole talk."""
    share = taken.get(("talk_share", clock.parties.ours, "call"))
    if share is None or share.value is None:
        return None
    most, says = _most(clock, share.value)
    customer = clock.parties.ours == "us"
    return Finding(
        id="who_talks_most",
        says=f"{says} of the talk{_estimated(clock)}.",
        evidence=_longest_turns(found, most),
        ask=_ASK_OVERALL[customer, most == clock.parties.ours],
        capability="S4.32" if customer else "S4.43",
    )


def who_talks_most_in_first_half(
    clock: Clock, taken: Taken, found: Sequence[Passage]
) -> Finding | None:
    """Who talks most in the first half of a talk with a customer."""
    share = taken.get(("talk_share", "us", "first_half"))
    middle_s = clock.start_s + clock.length_s / 2
    spoken = sum(length(within(clock.talk(p), 0, middle_s)) for p in clock.parties.both)
    if share is None or share.value is None or spoken < ENOUGH_HALF_S:
        return None
    most, says = _most(clock, share.value)
    told = _longest_turns(found, most)
    early = [p for p in found if p.end_s <= middle_s and not set(p.indices) & set(told)]
    return Finding(
        id="first_half",
        says=f"In the first half {says[0].lower()}{says[1:]}{_estimated(clock)}. "
        "Times do not tell whether it was about the product or about needs.",
        evidence=_longest_turns(early, most),
        ask="What did you want to know by the middle of this talk?"
        if most == "us"
        else "What had you learnt by the middle that changed what you did next?",
        capability="S4.23",
    )


def listening_is_for_the_interview(
    clock: Clock, taken: Taken, found: Sequence[Passage]
) -> Finding | None:
    """The 80 % of listening, which is not held against a whole call."""
    share = taken.get(("talk_share", "them", "call"))
    if share is None or share.value is None:
        return None
    return Finding(
        id="listening_is_for_the_interview",
        says="80 % listening is meant for the interview stage alone. No interview is marked in "
        "this call, so nothing is held against it; over the whole call the customer speaks "
        f"{_percent(share.value)} of the talk{_estimated(clock)}.",
        evidence=_longest_turns(found, "them"),
        ask="Which part of this call was the interview, and who spoke in it?",
        capability="S4.24",
    )


def long_monologue(clock: Clock, taken: Taken, found: Sequence[Passage]) -> Finding | None:
    """The longest stretch of our side, with its first words."""
    party = clock.parties.ours
    best = longest(found, party)
    if ("longest_monologue", party, "call") not in taken or not best or best.length_s < LONG_S:
        return None
    quotable = (p for p in best.turns if p.words >= _QUOTABLE_WORDS)
    quoted = next(quotable, best.turns[0])
    at = f", from {minutes(best.start_s)}" if clock.gaps_known else ""
    name = _NAMES[party]
    return Finding(
        id="longest_monologue",
        says=f"The longest stretch of {name} lasts {minutes(best.length_s)} min"
        f"{_estimated(clock)}{at}. It begins: “{_quote(clock.text(quoted))}”",
        evidence=tuple(dict.fromkeys((best.turns[0].turn, quoted.turn, best.turns[-1].turn))),
        ask="Where in this stretch could a question have stood?",
        capability="S4.32" if party == "us" else "S4.43",
    )


def _most(clock: Clock, ours: float) -> tuple[str, str]:
    """The party that talks most, and a sentence without its end."""
    us, them = clock.parties.both
    if abs(ours - 0.5) <= EVEN:
        return us, f"Both speak about as much: {_NAMES[us]} {_percent(ours)}"
    most, share = (us, ours) if ours > 0.5 else (them, 1 - ours)
    name = _NAMES[most]
    return most, f"{name[0].upper()}{name[1:]} does most of the talking: {_percent(share)}"


def _longest_turns(found: Sequence[Passage], party: str) -> tuple[int, ...]:
    """How each of the party's longest passages begins, in order of the talk."""
    own = sorted((p for p in found if p.party == party), key=lambda p: -p.length_s)
    return tuple(sorted(turn for p in own[:EVIDENCE] for turn in _beginning(p)))


def _beginning(passage: Passage) -> list[int]:
    """The first turns of a passage, enough for a quote: captions cut a sentence into several."""
    first: list[int] = []
    words = 0
    for turn in passage.turns[:QUOTE_TURNS]:
        first.append(turn.turn)
        words += turn.words
        if words >= QUOTE_WORDS:
            break
    return first


def _quote(text: str) -> str:
    words = text.split(" ")
    if len(words) <= QUOTE_WORDS:
        return text
    return " ".join(words[:QUOTE_WORDS]) + " …"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _estimated(clock: Clock) -> str:
    return " (by words)" if clock.estimated == len(clock.placed) else ""
