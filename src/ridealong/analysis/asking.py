"""What happens after our own question, by its question mark: a pause, or more talk of ours."""

from collections.abc import Iterator
from functools import partial

from ridealong.analysis.clock import Clock
from ridealong.analysis.model import Measure, Placed
from ridealong.analysis.spans import apart, median
from ridealong.analysis.taking import Taken, Taker
from ridealong.analysis.words import goes_on_after, has_question_mark, last_question_mark

_NO_MARKS = "the transcript has no question marks"
_NO_QUESTIONS = "no question of theirs carries a question mark"


def measures(taker: Taker) -> Iterator[Measure]:
    """The pause after our own questions, and how often we go on ourselves."""
    clock = taker.clock
    ours = clock.parties.ours
    yield taker.take("pause_after_question", ours, partial(pause, clock, ours))
    yield taker.take("self_answered_share", ours, partial(self_answered, clock, ours))


def pause(clock: Clock, party: str) -> Taken:
    """The median pause after a party's turns that end with a question."""
    pauses = []
    for i, asked in _questions(clock, party):
        after = clock.ordered[i + 1] if i + 1 < len(clock.ordered) else None
        if after and not _goes_on(clock, asked) and not (after.estimated or asked.estimated):
            pauses.append((max(0.0, apart(asked.end_s, after.start_s)), asked.turn))
    if not pauses:
        return Taken(None, why=_why_none(clock))
    return Taken(median([s for s, _ in pauses]), len(pauses), tuple(t for _, t in pauses))


def self_answered(clock: Clock, party: str) -> Taken:
    """The share of a party's turns with a question after which the same party speaks next."""
    asked = 0
    gone_on = []
    for i, p in _questions(clock, party):
        after = clock.ordered[i + 1] if i + 1 < len(clock.ordered) else None
        if _goes_on(clock, p) or (after and after.party == party):
            gone_on.append(p.turn)
        elif after is None:
            continue
        asked += 1
    if not asked:
        return Taken(None, why=_why_none(clock))
    return Taken(len(gone_on) / asked, asked, tuple(gone_on))


def _questions(clock: Clock, party: str) -> Iterator[tuple[int, Placed]]:
    """The party's turns that ask, with their place in the order of time."""
    for i, p in enumerate(clock.ordered):
        if p.party == party and clock.words.is_question(clock.text(p)):
            yield i, p


def _goes_on(clock: Clock, asked: Placed) -> bool:
    text = clock.text(asked)
    return goes_on_after(text, last_question_mark(text))


def _why_none(clock: Clock) -> str:
    marked = any(has_question_mark(t.text) for t in clock.conversation.turns)
    return _NO_QUESTIONS if marked else _NO_MARKS
