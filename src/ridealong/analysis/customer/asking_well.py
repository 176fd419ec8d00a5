"""What is worth repeating or trying in the way our side asks."""

from collections.abc import Iterator, Sequence

from ridealong.analysis.check import too_little
from ridealong.analysis.customer.questions import ENOUGH, STACKED, Question, questions
from ridealong.analysis.heard import QUESTIONS, SELLS, Heard
from ridealong.analysis.model import Candidate, Finding
from ridealong.analysis.quoting import in_quotes, quoted, times
from ridealong.conversation.text import count_words

SEVERAL = 3
"""So many questions in one turn stand on top of each other; two are often one put twice."""
A_LONG_ANSWER_WORDS = 40
FEW_OPEN = 0.2
MANY_FOLLOW = 0.5


def candidates(heard: Heard) -> Iterator[Candidate]:
    """What is worth repeating or trying in the way our side asks."""
    asked = questions(heard)
    for candidate in (
        _opens(heard, asked),
        _follows(heard, asked),
        _closed(heard, asked),
        _on_top(heard, asked),
        _no_need(heard, asked),
    ):
        if candidate:
            yield candidate


def _opens(heard: Heard, asked: Sequence[Question]) -> Candidate | None:
    """The open question about the need that the customer answered at greatest length."""
    told = [
        (heard.words([q.answer]), q.turn, q.answer)
        for q in asked
        if q.open and q.need and q.answer is not None
    ]
    words, turn, answer = max(told, default=(0, 0, 0))
    if words < A_LONG_ANSWER_WORDS:
        return None
    return Candidate(
        "open_question",
        good=True,
        size=min(1.0, words / (3 * A_LONG_ANSWER_WORDS)),
        sure=max(heard.p(turn, "open_question"), heard.p(turn, "need_question")),
        finding=Finding(
            id="open_question_answered",
            says=f"{quoted(heard, turn, *QUESTIONS)} gets the customer to tell: "
            f"{words} words, the most that any open question about the need gets in this call.",
            evidence=(turn, answer),
            ask="What made this question one that the customer wanted to answer?",
            capability="S1.12",
            moves=("open_question", "need_question"),
        ),
    )


def _follows(heard: Heard, asked: Sequence[Question]) -> Candidate | None:
    """Questions that go on from what the customer has just said."""
    follow = [
        (heard.words([] if q.answer is None else [q.answer]), q.goes_on_from, q.turn)
        for q in asked
        if q.goes_on_from is not None and q.need
    ]
    if len(asked) < ENOUGH or len(follow) < MANY_FOLLOW * len(asked):
        return None
    _, before, turn = max(follow)
    return Candidate(
        "follow_up",
        good=True,
        size=len(follow) / len(asked),
        sure=min(1.0, len(asked) / (2 * ENOUGH)),
        finding=Finding(
            id="follow_up_questions",
            says=f"{len(follow)} of {len(asked)} questions go on from what the customer has just "
            f"said. After {in_quotes(heard.text(before))} comes {quoted(heard, turn, *QUESTIONS)}",
            evidence=(before, turn),
            ask="What did you hear there that made you ask on?",
            capability="S4.26",
            moves=QUESTIONS,
        ),
    )


def _closed(heard: Heard, asked: Sequence[Question]) -> Candidate | None:
    """Hardly a question that invites more than yes, no, or one fact."""
    counted = [q for q in asked if q.open or not q.gate]
    opens = sum(heard.p(q.turn, "open_question") for q in counted)
    closed = [q for q in counted if not q.open and q.need]
    if len(counted) < ENOUGH or opens >= FEW_OPEN * len(counted) or not closed:
        return None
    short = min(closed, key=lambda q: heard.words([q.answer]) if q.answer is not None else 0)
    evidence = (short.turn,) if short.answer is None else (short.turn, short.answer)
    return Candidate(
        "open_question",
        good=False,
        size=1 - opens / (FEW_OPEN * len(counted)),
        sure=min(1.0, len(counted) / (2 * ENOUGH)),
        finding=Finding(
            id="few_open_questions",
            says=f"{_about(opens, len(counted))} more than yes, no or one fact. "
            f"{quoted(heard, short.turn, *QUESTIONS)} is answered in "
            f"{_words(heard.words(evidence[1:]))}.",
            evidence=evidence,
            ask="What would you like to have heard more about there?",
            capability="S1.12",
            moves=("closed_question",),
        ),
    )


def _on_top(heard: Heard, asked: Sequence[Question]) -> Candidate | None:
    """Several questions in one breath."""
    stacked = [q for q in asked if q.asks >= SEVERAL]
    two = [q for q in asked if q.asks >= STACKED]
    if not stacked or len(two) < 3 or len(two) < len(asked) / 4:
        return None
    most = max(stacked, key=lambda q: q.asks)
    return Candidate(
        "one_question",
        good=False,
        size=min(1.0, len(two) / len(asked)),
        sure=0.5,
        finding=Finding(
            id="stacked_questions",
            says=f"{times(len(two)).capitalize()} two or more questions stand in one turn; "
            f"{most.asks} in {in_quotes(heard.text(most.turn))}",
            evidence=tuple(q.turn for q in two),
            ask="Which of these questions did you most want answered, and which one was?",
            capability="S1.12",
            moves=QUESTIONS,
        ),
    )


def _no_need(heard: Heard, asked: Sequence[Question]) -> Candidate | None:
    """No question about the customer's situation at all."""
    ours = heard.by(*SELLS)
    expected = sum(heard.p(t, "need_question") for t in ours)
    if too_little(heard.clock) or expected >= 1 or any(q.need for q in asked):
        return None
    told = max(ours, key=lambda t: count_words(heard.text(t)))
    count = f"None of {len(asked)} questions" if asked else "No question of our side"
    return Candidate(
        "need_question",
        good=False,
        size=1.0,
        sure=1 - expected,
        finding=Finding(
            id="no_need_questions",
            says=f"{count} asks about the customer's situation, its effect or whom it touches. "
            f"The longest turn of our side begins {in_quotes(heard.text(told))}",
            evidence=tuple(sorted({told, *(q.turn for q in asked[:3])})),
            ask="What would you like to know about this customer's situation?",
            capability="S1.12",
            moves=("need_question", "product_talk"),
        ),
    )


def _about(part: float, whole: int) -> str:
    if round(part) == 0:
        return f"Hardly any of {whole} questions invites"
    return f"About {round(part)} of {whole} questions invite{'s' if round(part) == 1 else ''}"


def _words(count: int) -> str:
    return "one word" if count == 1 else f"{count} words"
