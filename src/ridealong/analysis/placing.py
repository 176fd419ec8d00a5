"""Every turn's start and end: as given, else estimated from words between the times that are.

A turn without times lasts its words divided by the speaker's own rate (from at least
`ENOUGH_WORDS` timed words in this conversation), else by `WORDS_PER_S`; `BETWEEN_S` lies between
two parties. Given times are anchors: what stands between two of them is squeezed where it would
not fit, and never stretched. So a turn with a start alone ends at the next start or when its words
are said, whichever is first.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ridealong.analysis.model import Placed
from ridealong.analysis.parties import Parties
from ridealong.conversation import Conversation, Turn

WORDS_PER_S = 2.5
"""150 words a minute, the middle of what is usual in conversation."""
BETWEEN_S = 0.2
"""The most frequent gap between two speakers (Levinson & Torreira 2015)."""
ENOUGH_WORDS = 500
"""Timed words from which a speaker's own rate is taken."""
MEASURED_TURN_WORDS = 5
"""Shorter turns say little about a rate."""
_POSSIBLE_RATES = (1.0, 6.0)

Times = tuple[float | None, float | None]


def place(conversation: Conversation, parties: Parties, words: Sequence[int]) -> tuple[Placed, ...]:
    """Where each turn lies, in the conversation's order.

    Args:
        conversation: with sides assigned.
        parties: who counts as whom.
        words: how many words each turn has.
    """
    given = [_given(t) for t in conversation.turns]
    if any(start is None or end is None for start, end in given):
        times = _estimated(conversation, parties, words, given)
    else:
        times = [(start or 0.0, end or 0.0, False) for start, end in given]
    party, person = parties.party, parties.person
    return tuple(
        Placed(
            i,
            party[turn.speaker] if turn.speaker is not None else None,
            person[turn.speaker] if turn.speaker is not None else None,
            start,
            end,
            words[i],
            estimated,
        )
        for i, (turn, (start, end, estimated)) in enumerate(
            zip(conversation.turns, times, strict=True)
        )
    )


def _given(turn: Turn) -> Times:
    start, end = turn.start_s, turn.end_s
    if turn.words and (start is None or end is None):
        known = [w for w in turn.words if w.start_s is not None and w.end_s is not None]
        if known and start is None:
            start = known[0].start_s
        if known and end is None:
            end = known[-1].end_s
    if start is not None and end is not None and end < start:
        end = None
    return start, end


def own_rates(
    turns: Sequence[Turn], words: Sequence[int], given: Sequence[Times]
) -> Mapping[str | None, float]:
    """Words per second of each speaker of whom at least `ENOUGH_WORDS` timed words are known."""
    said: dict[str | None, tuple[int, float]] = {}
    for turn, n, (start, end) in zip(turns, words, given, strict=True):
        if start is None or end is None or n < MEASURED_TURN_WORDS or end <= start:
            continue
        before, took = said.get(turn.speaker, (0, 0.0))
        said[turn.speaker] = before + n, took + end - start
    slowest, fastest = _POSSIBLE_RATES
    return {
        speaker: n / took
        for speaker, (n, took) in said.items()
        if n >= ENOUGH_WORDS and slowest <= n / took <= fastest
    }


def _estimated(
    conversation: Conversation,
    parties: Parties,
    words: Sequence[int],
    given: Sequence[Times],
) -> list[tuple[float, float, bool]]:
    turns = conversation.turns
    rates = own_rates(turns, words, given)
    lasts = [n / rates.get(t.speaker, WORDS_PER_S) for t, n in zip(turns, words, strict=True)]
    voices = [parties.party.get(t.speaker) if t.speaker else None for t in turns]
    starts = _starts(given, lasts)
    limit = _end_of_all(conversation, given)
    placed: list[tuple[float, float, bool]] = []
    cursor, i = 0.0, 0
    while i < len(turns):
        start, end = given[i]
        if start is not None and end is not None:
            placed.append((start, end, False))
            cursor, i = max(cursor, end), i + 1
            continue
        if starts[i] is not None and end is not None:
            placed.append((starts[i] or 0.0, end, True))
            cursor, i = max(cursor, end), i + 1
            continue
        until = next((k for k in range(i + 1, len(turns)) if starts[k] is not None), len(turns))
        bound = starts[until] if until < len(turns) else limit
        if start is not None:
            cursor = start
            bound = None if bound is not None and bound < start else bound
        elif placed:
            cursor += BETWEEN_S if voices[i - 1] != voices[i] else 0.0
        elif bound is not None and until < len(turns):
            cursor = max(0.0, bound - _need(lasts[i:until], voices[i:until]))
        placed += _fill(cursor, bound, lasts[i:until], voices[i:until])
        cursor, i = placed[-1][1], until
    return placed


def _starts(given: Sequence[Times], lasts: Sequence[float]) -> list[float | None]:
    """The given starts; where only an end is given, that end less the turn's words."""
    return [
        max(0.0, end - lasts[i]) if start is None and end is not None else start
        for i, (start, end) in enumerate(given)
    ]


def _end_of_all(conversation: Conversation, given: Sequence[Times]) -> float | None:
    """The stated length of the whole, where it says more than the turns do."""
    last = max((t for times in given for t in times if t is not None), default=0.0)
    stated = conversation.duration_s
    return stated if stated is not None and stated > last else None


def _fill(
    start_s: float, bound_s: float | None, lasts: Sequence[float], voices: Sequence[str | None]
) -> list[tuple[float, float, bool]]:
    """Lay turns one after the other from `start_s`, squeezed where they would pass `bound_s`."""
    squeeze = 1.0
    need = _need(lasts, voices)
    if bound_s is not None and need > (room := max(0.0, bound_s - start_s)):
        squeeze = room / need
    laid = []
    for length, gap in zip(lasts, [*_gaps(voices), 0.0], strict=True):
        end_s = start_s + length * squeeze
        laid.append((start_s, end_s, True))
        start_s = end_s + gap * squeeze
    return laid


def _need(lasts: Sequence[float], voices: Sequence[str | None]) -> float:
    return sum(lasts) + sum(_gaps(voices))


def _gaps(voices: Sequence[str | None]) -> list[float]:
    return [BETWEEN_S if a != b else 0.0 for a, b in pairwise(voices)]
