"""What our side asks: how much, how openly, and whether it follows what the customer just said.

Open and closed questions come from the moves; how many questions stand in one turn comes from the
words, because a turn makes a move once.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from ridealong.analysis.asking import asking_turns
from ridealong.analysis.heard import QUESTIONS, SELLS, Heard
from ridealong.analysis.intervals import poisson
from ridealong.analysis.labels import GATES
from ridealong.analysis.model import Measure
from ridealong.analysis.phrases import Phrases, lists_of
from ridealong.analysis.taking import Taken, Taker, number_of, share_of
from ridealong.conversation import Role
from ridealong.language.sentences import sentences
from ridealong.language.words import has_question_mark

ENOUGH = 8
"""Fewer acts carry no share; the counts are given instead."""
NEAR_WORDS = 6
"""Two beginnings of a question so near to each other are one question."""
STACKED = 2
"""So many questions in one turn and more are a stack."""
_HALF_HOUR_S = 1800.0
_NEAR_TURNS = 6
_SOME_WORDS = 3


class Question(NamedTuple):
    """One turn that asks."""

    turn: int
    asks: int
    """How many questions stand in it."""
    open: bool
    need: bool
    goes_on_from: int | None
    """The customer's turn before it whose words it takes up, or to which it refers back."""
    gate: bool
    """It is closed, and the customer passes a gate in answering: closed on purpose."""
    answer: int | None
    """The customer's next turn."""


@lru_cache(maxsize=1)
def questions(heard: Heard) -> tuple[Question, ...]:
    """The turns of our side that ask, in order."""
    asking = asking_turns(heard)
    known = lists_of(heard, __name__)
    return tuple(_question(heard, t, known) for t in heard.by(*SELLS) if t in asking)


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """How many questions, how open, how they follow, and where in the talk."""
    asked = questions(heard)
    yield taker.take("questions", "us", partial(_count, asked))
    yield taker.take("question_rate", "us", partial(_rate, heard, asked))
    yield taker.take("need_questions", "us", partial(_need, asked))
    yield taker.take("open_question_share", "us", partial(open_share, asked))
    yield taker.take("follow_up_share", "us", partial(_follow_up, asked))
    yield taker.take("stacked_question_share", "us", partial(_stacked, asked))
    yield taker.take("early_question_share", "us", partial(_early, heard, asked))


def open_share(asked: Sequence[Question]) -> Taken:
    """Open questions of all; closed ones that a gate answers are left out."""
    counted = [q for q in asked if q.open or not q.gate]
    opens = [q for q in counted if q.open]
    left_out = len(asked) - len(counted)
    note = f"{left_out} left out that a gate answers" if left_out else ""
    if len(counted) < ENOUGH:
        return Taken(None, why=f"{len(opens)} open of {len(counted)}, {ENOUGH} needed for a share")
    return share_of([q.turn for q in opens], len(counted), note)


def _question(heard: Heard, turn: int, known: Phrases) -> Question:
    opens, closed = (heard.p(turn, move) for move in QUESTIONS)
    is_open = heard.does(turn, "open_question") or opens > closed
    answer = heard.after(turn, Role.CUSTOMER)
    return Question(
        turn=turn,
        asks=_asks(heard, turn, known),
        open=is_open,
        need=heard.does(turn, "need_question"),
        goes_on_from=_goes_on_from(heard, turn, known),
        gate=not is_open and answer is not None and heard.does(answer, *GATES),
        answer=answer,
    )


def _before(heard: Heard, turn: int) -> int | None:
    """The customer's last turn of more than a word or two, if it is among the last few."""
    near = range(turn - 1, max(-1, turn - 1 - _NEAR_TURNS), -1)
    said = (t for t in near if heard.role(t) is Role.CUSTOMER)
    return next((t for t in said if heard.words([t]) >= _SOME_WORDS), None)


def _goes_on_from(heard: Heard, turn: int, known: Phrases) -> int | None:
    before, own = _before(heard, turn), heard.text(turn)
    if before is None:
        return None
    words = heard.clock.words
    takes_up = words.content(own) & words.content(heard.text(before))
    return before if takes_up or known.has("refers_back", own) else None


def _asks(heard: Heard, turn: int, known: Phrases) -> int:
    """How many questions: by their marks, else by how they begin."""
    text = heard.text(turn)
    language = heard.clock.conversation.language
    if has_question_mark(text):
        pieces = (text[a:b] for a, b in sentences(text, language))
        return max(1, sum(1 for p in pieces if heard.clock.words.is_question(p)))
    counted, last = 0, -NEAR_WORDS
    for start in known.places("asks", text):
        if start - last >= NEAR_WORDS:
            counted += 1
            last = start
    return max(1, counted)


def _count(asked: Sequence[Question]) -> Taken:
    turns = tuple(q.turn for q in asked)
    return Taken(float(sum(q.asks for q in asked)), len(asked), turns)


def _need(asked: Sequence[Question]) -> Taken:
    return number_of([q.turn for q in asked if q.need])


def _rate(heard: Heard, asked: Sequence[Question]) -> Taken:
    length_s = heard.clock.length_s
    if not length_s:
        return Taken(None, why="nobody speaks for any time")
    count = sum(q.asks for q in asked)
    scale = _HALF_HOUR_S / length_s
    low, high = poisson(count)
    return Taken(count * scale, len(asked), low=low * scale, high=high * scale)


def _follow_up(asked: Sequence[Question]) -> Taken:
    return _share_of(tuple(q.turn for q in asked if q.goes_on_from is not None), len(asked))


def _stacked(asked: Sequence[Question]) -> Taken:
    return _share_of(tuple(q.turn for q in asked if q.asks >= STACKED), len(asked))


def _early(heard: Heard, asked: Sequence[Question]) -> Taken:
    clock = heard.clock
    third_s = clock.start_s + clock.length_s / 3
    turns = tuple(q.turn for q in asked if clock.placed[q.turn].start_s < third_s)
    return _share_of(turns, len(asked), "an even spread would be 33 %")


def _share_of(turns: tuple[int, ...], of: int, note: str = "") -> Taken:
    if of < ENOUGH:
        return Taken(None, why=f"{len(turns)} of {of} turns that ask, {ENOUGH} needed for a share")
    return share_of(turns, of, note)
