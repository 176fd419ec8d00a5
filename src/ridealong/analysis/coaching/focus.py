"""What a coaching talk is mostly about, and how much of it is coaching and not managing.

Each focus has moves that ask for it and moves that speak of it, counted by likelihood per 50
passages, and words of the coach, counted per 100. What is usual differs by focus, so the counts
are weighed against an offset for each: `focus.yaml`, fitted and measured by
training/coaching_focus.py.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log1p
from typing import Literal, NamedTuple

from ridealong.analysis.coaching.candidates import gap, strength
from ridealong.analysis.coaching.counts import share
from ridealong.analysis.coaching.evidence import (
    OPENING,
    amount,
    coach_turns,
    counted,
    learner,
    rate,
)
from ridealong.analysis.coaching.phrases import hits
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import Taker
from ridealong.language.yaml import load_yaml

Focus = Literal["results", "problem", "activity", "behaviour", "mindset", "admin"]


class Signs(NamedTuple):
    """The moves that show a focus."""

    asks: tuple[str, ...]
    speaks: tuple[str, ...] = ()


SIGNS: Mapping[Focus, Signs] = {
    "results": Signs(("results_question",), ("threat", "story", "acknowledge_truth", "criticism")),
    "problem": Signs(("problem_question",), ("client_problem",)),
    "activity": Signs(("activity_question",), ("action_plan", "commitment")),
    "behaviour": Signs(
        ("behaviour_question",), ("practice", "reflection_question", "to_change", "went_well")
    ),
    "mindset": Signs(("mindset_question",), ("limiting_belief", "empowering_belief", "belief")),
    "admin": Signs(("admin",)),
}
_FEWEST_ACTS = 1.0
_COACHES = (
    *OPENING,
    "practice",
    "praise_specific",
    "belief",
    "analyse_cause",
    "action_plan",
    "feedback_system",
    "paraphrase",
)
_MINDSET = ("mindset_question", "belief")
_WITH_CUSTOMER = ("problem_question", "activity_question", "behaviour_question", "practice")
_DOES = ("activity_question", "behaviour_question", "practice", "praise_specific")
_SHOWN = 3
_NOTHING = "neither is heard"


class Evidence(NamedTuple):
    """How much there is for one focus."""

    asks: float
    """Acts that ask for it, per 50 passages."""
    speaks: float
    """Acts that speak of it, per 50 passages."""
    words: float
    """Words of it, per 100 words of the coach."""


def evidence(heard: Heard) -> Mapping[Focus, Evidence]:
    """How much there is for each focus; an act counts once for each of its moves."""
    coach = coach_turns(heard)
    return {
        focus: Evidence(
            _rate(heard, signs.asks),
            _rate(heard, signs.speaks),
            hits(heard, coach, f"focus.{focus}"),
        )
        for focus, signs in SIGNS.items()
    }


def label(heard: Heard) -> Focus | None:
    """The dominant focus; None where hardly anything is heard."""
    found = evidence(heard)
    if sum(e.asks + e.speaks for e in found.values()) < _FEWEST_ACTS:
        return None
    return max(found, key=lambda focus: score(found[focus], focus, _weights()))


def score(found: Evidence, focus: Focus, weights: Mapping[str, float]) -> float:
    """How much speaks for a focus, in log odds up to a constant."""
    seen = sum(weights[kind] * log1p(number) for kind, number in found._asdict().items())
    return seen + weights[focus]


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """Coaching against managing, and mindset against the work with the customer."""
    of, coach = taker.clock.parties.ours, coach_turns(heard)
    coaching = heard.turns_with(*_COACHES, among=coach)
    both = heard.turns_with(*_COACHES, "admin", among=coach)
    yield share(taker, "coaching_share", of, (coaching, both), _NOTHING)
    mindset = heard.turns_with(*_MINDSET, among=coach)
    either = heard.turns_with(*_MINDSET, *_WITH_CUSTOMER, among=coach)
    yield share(taker, "mindset_share", of, (mindset, either), _NOTHING)


def points(heard: Heard) -> Iterator[Candidate | Finding]:
    """Managing or coaching; what the rep does; what the rep thinks."""
    yield from _managing(heard)
    yield from _activities(heard)
    yield from _mindset(heard)


def _managing(heard: Heard) -> Iterator[Finding]:
    coach = coach_turns(heard)
    admin = heard.turns_with("admin", among=coach)
    coaching = [t for t in heard.turns_with(*_COACHES, among=coach) if t not in admin]
    if len(admin) < 2:
        return
    shown = [*coaching[:1], *admin[:_SHOWN]]
    yield Finding(
        id="managing_or_coaching",
        says=f"{counted(len(admin), 'turn')} on administration, {len(coaching)} on coaching. "
        f"Administration begins with {quoted(heard, admin[0], 'admin')}",
        evidence=tuple(sorted(shown)),
        ask="Which of this could have been settled without a talk?",
        capability="S4.61",
        moves=("admin", *_COACHES),
    )


def _activities(heard: Heard) -> Iterator[Finding]:
    """Activities and the behaviour in them, as what is talked about."""
    turns = heard.turns_with(*_DOES, among=coach_turns(heard))
    if not turns:
        return
    yield Finding(
        id="activities_and_behaviours",
        says=f"{counted(len(turns), 'turn')} of the coach {_are(turns)} about what the "
        f"{learner(heard)} does, such as {quoted(heard, turns[0], *_DOES)}",
        evidence=turns[:_SHOWN],
        ask="Which of these activities leads to the result, and how will you know?",
        capability="S4.47",
        moves=_DOES,
    )


def _mindset(heard: Heard) -> Iterator[Candidate]:
    """A belief that limits: followed by a question for it, or by none in the whole talk."""
    coach = coach_turns(heard)
    asked = heard.turns_with("mindset_question", among=coach)
    doubts = heard.turns_with("limiting_belief")
    if asked:
        finding = Finding(
            id="mindset_questions",
            says=f"The talk reaches what the {learner(heard)} thinks: "
            f"{quoted(heard, asked[0], 'mindset_question')}",
            evidence=asked[:_SHOWN],
            ask="What did the answer change in the plan?",
            capability="S4.50",
            moves=("mindset_question",),
        )
        certain = max(heard.p(t, "mindset_question") for t in asked)
        yield strength("mindset_question", len(asked) / 3, certain, finding)
    elif doubts:
        finding = Finding(
            id="mindset_left",
            says=f"{quoted(heard, doubts[0], 'limiting_belief')} stands there and nobody asks on.",
            evidence=doubts[:_SHOWN],
            ask="What could you ask to find out where this thought comes from?",
            capability="S4.50",
            moves=("limiting_belief",),
        )
        certain = max(heard.p(t, "limiting_belief") for t in doubts)
        yield gap("mindset_question", 0.6, certain, finding)


def _are(turns: Sequence[int]) -> str:
    return "is" if len(turns) == 1 else "are"


def _rate(heard: Heard, moves: tuple[str, ...]) -> float:
    return rate(heard, sum(amount(heard, heard.turns, move) for move in moves))


@cache
def _weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = load_yaml(__package__, "focus.yaml")
    return weights
