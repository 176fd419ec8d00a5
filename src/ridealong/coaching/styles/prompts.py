"""What pace and form of questions in a call suggest for the next one with the same people.

Question: did we adapt to how they talk? Compared within the call alone, ours with theirs: words a
minute (a quarter apart), the median length of a turn in words (twice as long, from 12 words a turn
on), the share of closed questions of ours (60 % and more, of five and more), and how they ask: for
the short answer, for proof, for whom it touches (two such questions and more, by lists of words in
English and German). A prompt is a key with figures and turns; two at most, in this order.

Source: S4.5 in docs/capabilities.md; cuts are our own, grade D. Limits: it says what happened in
this call, nothing about anybody's nature; nothing is read from a voice but when it speaks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from ridealong.analysis.model import Analysis
from ridealong.analysis.phrases import Phrases, phrases
from ridealong.conversation import Side
from ridealong.conversation.text import count_words

MOST = 2
_PACE = 1.25
_LONG, _LONGER = 12, 2.0
_CLOSED, _FEWEST_QUESTIONS = 0.6, 5
_FEWEST_ASKS = 2
_FEWEST_TURNS = 5


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to try with these people."""

    key: str
    """"slower", "quicker", "shorter", "answer-first", "show-proof", "whom-it-touches", "open"."""
    ours: float | None
    """The figure of our side, in `unit`."""
    theirs: float | None
    unit: str
    turns: tuple[int, ...] = ()


def prompts(analysis: Analysis) -> tuple[Prompt, ...]:
    """What to try next time, two at most.

    Args:
        analysis: of a call with a customer.
    """
    found = (*_pace(analysis), *_length(analysis), *_how_they_ask(analysis), *_closed(analysis))
    return found[:MOST]


def _pace(analysis: Analysis) -> Iterator[Prompt]:
    ours, theirs = (_value(analysis, "speech_rate", of) for of in ("us", "them"))
    if ours and theirs and ours >= _PACE * theirs:
        yield Prompt("slower", ours, theirs, "words/min")
    elif ours and theirs and theirs >= _PACE * ours:
        yield Prompt("quicker", ours, theirs, "words/min")


def _length(analysis: Analysis) -> Iterator[Prompt]:
    ours, theirs = (_lengths(analysis, side) for side in (Side.US, Side.THEM))
    if min(len(ours), len(theirs)) < _FEWEST_TURNS:
        return
    mine, other = median(ours.values()), median(theirs.values())
    if mine >= _LONG and mine >= _LONGER * other:
        longest = tuple(sorted(ours, key=lambda turn: -ours[turn])[:2])
        yield Prompt("shorter", float(mine), float(other), "words", tuple(sorted(longest)))


def _how_they_ask(analysis: Analysis) -> Iterator[Prompt]:
    lists = phrases(__package__, analysis.conversation.language, "asks.yaml")
    rows = [(key, _turns_with(analysis, lists, key)) for key in lists.patterns]
    for key, turns in sorted(rows, key=lambda row: -len(row[1]))[:1]:
        if len(turns) >= _FEWEST_ASKS:
            yield Prompt(key, None, float(len(turns)), "questions", turns)


def _closed(analysis: Analysis) -> Iterator[Prompt]:
    measure = analysis.measure("open_question_share", "us")
    if measure and measure.value is not None and measure.n >= _FEWEST_QUESTIONS:
        closed = 1 - measure.value
        if closed >= _CLOSED:
            yield Prompt("open", closed, None, "1")


def _turns_with(analysis: Analysis, lists: Phrases, key: str) -> tuple[int, ...]:
    turns = analysis.conversation.turns
    return tuple(i for i in _of(analysis, Side.THEM) if lists.has(key, turns[i].text))


def _lengths(analysis: Analysis, side: Side) -> dict[int, int]:
    turns = analysis.conversation.turns
    words = {i: count_words(turns[i].text) for i in _of(analysis, side)}
    return {i: n for i, n in words.items() if n > 2}


def _of(analysis: Analysis, side: Side) -> list[int]:
    talk = analysis.conversation
    return [
        i
        for i, turn in enumerate(talk.turns)
        if turn.speaker is not None and talk.by_id[turn.speaker].side is side
    ]


def _value(analysis: Analysis, id_: str, of: str) -> float | None:
    measure = analysis.measure(id_, of)
    return measure.value if measure else None
