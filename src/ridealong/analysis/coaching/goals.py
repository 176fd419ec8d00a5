"""Goals for the near and the longer term; looking back, looking forward, practising; structure."""

from collections.abc import Iterator, Mapping, Sequence

from ridealong.analysis.coaching.candidates import strength
from ridealong.analysis.coaching.evidence import amount, coach_turns, learner
from ridealong.analysis.coaching.phrases import sentence_on, speaks_of
from ridealong.analysis.heard import Heard
from ridealong.analysis.labels import Goals
from ridealong.analysis.model import Candidate, Finding
from ridealong.analysis.quoting import quoted
from ridealong.conversation import Role

AGREED = ("commitment", "action_plan", "feedback_system")
TARGETS = ("results_question", "acknowledge_truth")
BACK = ("reflection_question", "analyse_cause", "went_well", "to_change")
FORWARD = (*AGREED, "practice")
_SOME = 1.0
"""So many acts, by likelihood, speak of a goal for the near term."""
_PHASES: Mapping[str, tuple[str, ...]] = {
    "looking back": BACK,
    "exploring": ("problem_question", "behaviour_question", "mindset_question"),
    "planning": ("action_plan", "commitment"),
    "settling how to check": ("feedback_system",),
}
"""The phases of a structured talk, in their order."""
_ENOUGH_PHASES = 3


def label(heard: Heard) -> Goals:
    """Which goals the talk speaks of."""
    near = bool(near_goals(heard)) or amount(heard, heard.turns, *AGREED, *TARGETS) >= _SOME
    return Goals(short_term=near, long_term=bool(far_goals(heard)))


def near_goals(heard: Heard) -> tuple[int, ...]:
    """Turns that agree on something and name a day or week, by coach or rep."""
    agreed = heard.turns_with(*AGREED)
    return tuple(t for t in agreed if speaks_of(heard, t, "goals.near"))


def far_goals(heard: Heard) -> tuple[int, ...]:
    """Turns of coach or rep that speak of the longer term as something wanted."""
    spoken = heard.by(Role.COACH, Role.REP, Role.PARTNER)
    return tuple(t for t in spoken if _ambition(heard, t))


def points(heard: Heard) -> Iterator[Candidate | Finding]:
    """Goals, both directions, practice, and the structure that these make."""
    yield from _goals(heard)
    yield from _directions(heard)
    yield from _structure(heard)


def _ambition(heard: Heard, turn: int) -> bool:
    far = speaks_of(heard, turn, "goals.far") and speaks_of(heard, turn, "goals.wish")
    return far or speaks_of(heard, turn, "goals.ambition")


def _goals(heard: Heard) -> Iterator[Finding]:
    near, far = near_goals(heard), far_goals(heard)
    if far:
        said = (sentence_on(heard, far[0], f"goals.{name}") for name in ("ambition", "far"))
        words = next(filter(None, said), heard.text(far[0]))
        beside = f", beside the next steps: {quoted(heard, near[0], *AGREED)}" if near else ""
        yield Finding(
            id="goals",
            says=f"The longer term is spoken of: “{words}”{beside}",
            evidence=tuple(sorted({far[0], *near[:1]})),
            ask="Which next step brings this goal nearer?",
            capability="S4.46",
            moves=AGREED,
        )
    elif near:
        yield Finding(
            id="goals",
            says=f"The next step has its day: {quoted(heard, near[0], *AGREED)} No goal for the "
            "longer term is heard.",
            evidence=(near[0],),
            ask=f"What does the {learner(heard)} want to be able to do in a year?",
            capability="S4.46",
            moves=AGREED,
        )


def _directions(heard: Heard) -> Iterator[Candidate | Finding]:
    back, forward = heard.turns_with(*BACK), heard.turns_with(*FORWARD)
    practice = heard.turns_with("practice", among=coach_turns(heard))
    if practice:
        yield _practised(heard, practice)
    if back and forward:
        yield Finding(
            id="back_and_forward",
            says=f"The talk looks back, {quoted(heard, back[0], *BACK)}, and forward, "
            f"{quoted(heard, forward[-1], *FORWARD)}",
            evidence=tuple(sorted({back[0], forward[-1]})),
            ask="What from the last call goes into the next one?",
            capability="S4.62",
            moves=(*BACK, *FORWARD),
        )
    elif back or forward:
        yield _one_way(heard, back, forward)


def _practised(heard: Heard, practice: Sequence[int]) -> Candidate:
    finding = Finding(
        id="practice",
        says=f"The plan is tried out: {quoted(heard, practice[0], 'practice')}",
        evidence=tuple(practice[:3]),
        ask="What did you hear in the second try that was not in the first?",
        capability="S4.62",
        moves=("practice",),
    )
    certain = max(heard.p(turn, "practice") for turn in practice)
    return strength("practice", len(practice) / 3, certain, finding)


def _one_way(heard: Heard, back: Sequence[int], forward: Sequence[int]) -> Finding:
    turn = (*back, *forward)[0]
    where, other = ("back", "forward") if back else ("forward", "back")
    return Finding(
        id="one_direction",
        says=f"The talk looks {where}, {quoted(heard, turn, *BACK, *FORWARD)} Nothing looks "
        f"{other}.",
        evidence=(turn,),
        ask="What would you take from it into the next call?"
        if back
        else "What in the last call would be worth hearing again before this plan?",
        capability="S4.62",
        moves=(*BACK, *FORWARD),
    )


def _structure(heard: Heard) -> Iterator[Finding]:
    """Phases whose first turns follow each other in the order of a structured talk."""
    found = {name: heard.first(*moves) for name, moves in _PHASES.items()}
    order: list[tuple[str, int]] = []
    for name, turn in found.items():
        if turn is not None and (not order or turn >= order[-1][1]):
            order.append((name, turn))
    if len(order) < _ENOUGH_PHASES:
        return
    yield Finding(
        id="structure",
        says=f"The talk has a course: {', then '.join(name for name, _ in order)}.",
        evidence=tuple(dict.fromkeys(turn for _, turn in order)),
        ask="Which of these phases needed more time?",
        capability="S4.42",
        moves=tuple(move for name, _ in order for move in _PHASES[name]),
    )
