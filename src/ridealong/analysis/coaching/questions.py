"""What the coach asks for: results, a story, or how the rep gets there.

A question counts once, by its turn, among all questions of a known kind. Asking for results is
not wrong in itself: what counts is its share, and what comes first.
"""

from collections.abc import Iterator, Sequence

from ridealong.analysis.coaching.candidates import gap, strength
from ridealong.analysis.coaching.counts import count, share
from ridealong.analysis.coaching.evidence import OPENING, asked, coach_turns, counted, learner
from ridealong.analysis.heard import COACH_QUESTIONS, LEARNS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import Taken, Taker

MOST_RESULTS = 0.20
"""The articles' norm: when and how big make up at most so much of the questions."""
EARLY = 3
"""A question for results among the first so many sets the tone."""
ENOUGH_QUESTIONS = 4
FIXED = 3
"""From so many questions for results on, the talk may be fixed on them."""
_SHOWN = 3
_HOW = ("problem_question", "activity_question", "behaviour_question")
_NO_QUESTIONS = "no question of a known kind is asked"


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """Questions by kind, the share of results, and what is asked before the first of them."""
    questions, coach = asked(heard), taker.clock.parties.ours
    results = heard.turns_with("results_question", among=questions)
    yield share(taker, "results_question_share", coach, (results, questions), _NO_QUESTIONS)
    yield taker.take("questions_before_results", coach, lambda: _before(results, questions))
    for kind in COACH_QUESTIONS:
        turns = heard.turns_with(kind, among=questions)
        yield count(taker, f"{kind}s", coach, turns, coach_turns(heard))


def points(heard: Heard) -> Iterator[Candidate | Finding]:
    """What the questions ask for, as a mirror for the coach."""
    questions = asked(heard)
    results = heard.turns_with("results_question", among=questions)
    if results:
        yield from _results(heard, results, questions)
        yield from _fixed_on_results(heard, results, questions)
    elif len(questions) >= ENOUGH_QUESTIONS:
        yield _without_results(heard, questions)
    yield from _stories(heard)
    yield from _second_level(heard)


def _before(results: Sequence[int], questions: Sequence[int]) -> Taken:
    if not results:
        return Taken(None, why="no question asks for results" if questions else _NO_QUESTIONS)
    return Taken(float(questions.index(results[0])), len(questions), (results[0],))


def _results(
    heard: Heard, results: Sequence[int], questions: Sequence[int]
) -> Iterator[Candidate | Finding]:
    part, place = len(results) / len(questions), questions.index(results[0]) + 1
    says = (
        f"{len(results)} of {counted(len(questions), 'question')} "
        f"{'asks' if len(results) == 1 else 'ask'} for the result (when, how big, the number), "
        f"first as question {place}: "
        f"{quoted(heard, results[0], 'results_question')}"
    )
    first = part > MOST_RESULTS or place <= EARLY
    finding = Finding(
        id="results_questions",
        says=says,
        evidence=tuple(results[:_SHOWN]),
        ask="What about the client would have told you the number by itself?"
        if first
        else "What did the questions before the number bring to light?",
        capability="S0.1",
        moves=("results_question",),
    )
    if first:
        size = max((part - MOST_RESULTS) / (1 - MOST_RESULTS), 0.3 if place == 1 else 0.1)
        certain = heard.any_of(results, "results_question")
        yield gap("problem_before_results", size, certain, finding)
    else:
        yield finding


def _without_results(heard: Heard, questions: Sequence[int]) -> Finding:
    first = questions[0]
    return Finding(
        id="no_results_questions",
        says=f"None of {counted(len(questions), 'question')} asks when it closes or how big it "
        f"is. The talk begins with {quoted(heard, first, *COACH_QUESTIONS)}",
        evidence=(first,),
        ask="What did you learn about date and size without asking for them?",
        capability="S0.1",
        moves=COACH_QUESTIONS,
    )


def _fixed_on_results(
    heard: Heard, results: Sequence[int], questions: Sequence[int]
) -> Iterator[Finding]:
    how = heard.turns_with(*_HOW, among=questions)
    if len(results) < FIXED or len(results) < 2 * len(how):
        return
    told = f"{counted(len(how), 'question')}" if how else "no question"
    yield Finding(
        id="result_fixation",
        says=f"{counted(len(results), 'question')} ask for the result, {told} for the client's "
        "problem, the activities or the words that lead there.",
        evidence=tuple(sorted({*results[:_SHOWN], *how[:1]})),
        ask="What has to happen with the client before this number can come true?",
        capability="S4.48",
        moves=("results_question", *_HOW),
    )


def _stories(heard: Heard) -> Iterator[Candidate]:
    """A vague question, and the story that it got."""
    vague = heard.turns_with("vague_question", among=coach_turns(heard))
    answers = [(turn, heard.after(turn, *LEARNS)) for turn in vague]
    told = [(q, a) for q, a in answers if a is not None and heard.does(a, "story")]
    if not told:
        return
    question, story = told[0]
    finding = Finding(
        id="vague_question_story",
        says=f"{quoted(heard, question, 'vague_question')} brings a story, nothing that can be "
        f"checked: {quoted(heard, story, 'story')}",
        evidence=tuple(sorted({turn for pair in told for turn in pair})),
        ask="What would you have liked to know instead, and which question asks for exactly that?",
        capability="S2.2",
        moves=("vague_question", "story"),
    )
    certain = heard.any_of(vague, "vague_question") * heard.any_of([a for _, a in told], "story")
    yield gap("specific_question", len(told) / 3, certain, finding)


def _second_level(heard: Heard) -> Iterator[Candidate]:
    """How it will be asked or said, beyond what will be done."""
    turns = heard.turns_with("behaviour_question", "practice", among=coach_turns(heard))
    opening = heard.turns_with(*OPENING, among=coach_turns(heard))
    steps = heard.turns_with("commitment", "ownership")
    if turns:
        finding = Finding(
            id="second_level_question",
            says=f"The talk goes to the words: {quoted(heard, turns[0], 'behaviour_question')}",
            evidence=turns[:_SHOWN],
            ask="What changed in the plan once the words were on the table?",
            capability="S0.13",
            moves=("behaviour_question", "practice"),
        )
        size = min(1.0, len(turns) / 4)
        certain = heard.any_of(turns, "behaviour_question", "practice")
        yield strength("second_level_question", size, certain, finding)
    elif steps and len(opening) < ENOUGH_QUESTIONS:
        finding = Finding(
            id="no_second_level_question",
            says=f"The {learner(heard)} says what will be done: "
            f"{quoted(heard, steps[-1], 'commitment', 'ownership')} Nobody asks in which words.",
            evidence=(steps[-1],),
            ask=f"What could you have asked to hear how the {learner(heard)} will put it?",
            capability="S0.13",
            moves=("commitment", "ownership"),
        )
        missed = 1 - heard.any_of(coach_turns(heard), "behaviour_question", "practice")
        yield gap("second_level_question", 0.5, missed, finding)
