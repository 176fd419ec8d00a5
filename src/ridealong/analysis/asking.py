"""What happens after our own question: a pause, or more talk of ours.

A turn asks where its moves say so, or where it carries a question mark and the moves think it
possible: marks are right where they stand, and many transcripts have none. Where nobody has
looked at the moves, the marks decide alone.
"""

from collections.abc import Iterator
from functools import partial

from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Measure, Placed
from ridealong.analysis.spans import apart, median
from ridealong.analysis.taking import Taken, Taker
from ridealong.language import moves
from ridealong.language.words import goes_on_after, has_question_mark, last_question_mark

ASKS = tuple(m.id for m in moves().values() if m.asks)
POSSIBLE = 0.05
"""On calls by an author held out, marks that are at least so likely a question find 98 % of the
questions of a transcript with marks, 94 % of them rightly; moves that are said alone 80 %."""
_NO_MARKS = "the transcript has no question marks"
_NO_MARKED = "no question of theirs carries a question mark"
_NOBODY_ASKS = "they ask nothing"


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """The pause after our own questions, and how often we go on ourselves."""
    ours = taker.clock.parties.ours
    yield taker.take("pause_after_question", ours, partial(pause, heard, ours))
    yield taker.take("self_answered_share", ours, partial(self_answered, heard, ours))


def pause(heard: Heard, party: str) -> Taken:
    """The median pause after a party's turns that end with a question."""
    clock = heard.clock
    pauses = []
    for i, asked in _questions(heard, party):
        after = clock.ordered[i + 1] if i + 1 < len(clock.ordered) else None
        if after and not _goes_on(heard, asked) and not (after.estimated or asked.estimated):
            pauses.append((max(0.0, apart(asked.end_s, after.start_s)), asked.turn))
    if not pauses:
        return Taken(None, why=_why_none(heard))
    return Taken(median([s for s, _ in pauses]), len(pauses), tuple(t for _, t in pauses))


def self_answered(heard: Heard, party: str) -> Taken:
    """The share of a party's turns with a question after which the same party speaks next."""
    clock = heard.clock
    asked = 0
    gone_on = []
    for i, p in _questions(heard, party):
        after = clock.ordered[i + 1] if i + 1 < len(clock.ordered) else None
        if _goes_on(heard, p) or (after and after.party == party):
            gone_on.append(p.turn)
        elif after is None:
            continue
        asked += 1
    if not asked:
        return Taken(None, why=_why_none(heard))
    return Taken(len(gone_on) / asked, asked, tuple(gone_on))


def asking_turns(heard: Heard) -> frozenset[int]:
    """The turns that ask, of anybody."""
    clock = heard.clock
    marked = {p.turn for p in clock.ordered if clock.words.is_question(clock.text(p))}
    if not heard.tagged:
        return frozenset(marked)
    likely = {t for t in marked if any(heard.p(t, move) >= POSSIBLE for move in ASKS)}
    return frozenset(likely).union(heard.turns_with(*ASKS))


def _questions(heard: Heard, party: str) -> Iterator[tuple[int, Placed]]:
    """The party's turns that ask, with their place in the order of time."""
    asking = asking_turns(heard)
    for i, p in enumerate(heard.clock.ordered):
        if p.party == party and p.turn in asking:
            yield i, p


def _goes_on(heard: Heard, asked: Placed) -> bool:
    """Whether words follow the question in its own turn."""
    text = heard.text(asked.turn)
    mark = last_question_mark(text)
    if mark < 0:
        ends = [s.end for s in heard.said if s.turn == asked.turn and s.move in ASKS]
        mark = max(ends, default=len(text)) - 1
    return goes_on_after(text, mark)


def _why_none(heard: Heard) -> str:
    if heard.tagged:
        return _NOBODY_ASKS
    marked = any(has_question_mark(t.text) for t in heard.clock.conversation.turns)
    return _NO_MARKED if marked else _NO_MARKS
