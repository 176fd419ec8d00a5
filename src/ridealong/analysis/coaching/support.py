"""Acts that support or undermine: praise, belief, criticism, threat; the act, never the person."""

from collections.abc import Iterator, Sequence

from ridealong.analysis.coaching.candidates import gap, strength
from ridealong.analysis.coaching.counts import share
from ridealong.analysis.coaching.evidence import coach_turns, counted, learner
from ridealong.analysis.heard import LEARNS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.quoting import in_quotes, quoted
from ridealong.analysis.taking import Taker

SUPPORTS = ("praise_specific", "belief", "paraphrase")
UNDERMINES = ("criticism", "threat", "takeover")
WAY_FORWARD = (
    "behaviour_question",
    "reflection_question",
    "mindset_question",
    "action_plan",
    "practice",
    "analyse_cause",
)
_NEAR = 2
"""A way forward within so many further turns of the coach still belongs to the criticism."""
_SHOWN = 3
_PRAISE_AT_MOST = 0.5
"""Praise that names nothing is never the largest gap of a talk that has another."""


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """How much of the praise names what it is for."""
    coach = coach_turns(heard)
    named = heard.turns_with("praise_specific", among=coach)
    all_ = heard.turns_with("praise_specific", "praise_empty", among=coach)
    of = taker.clock.parties.ours
    yield share(taker, "specific_praise_share", of, (named, all_), "no praise is heard")


def points(heard: Heard) -> Iterator[Candidate | Finding]:
    """What supports, and what undermines."""
    yield from _praise(heard)
    yield from _criticism(heard)
    yield from _threat(heard)
    yield from _belief(heard)
    yield from _both(heard)


def _praise(heard: Heard) -> Iterator[Candidate]:
    coach = coach_turns(heard)
    named = heard.turns_with("praise_specific", among=coach)
    empty = [t for t in heard.turns_with("praise_empty", among=coach) if t not in named]
    if named:
        finding = Finding(
            id="specific_praise",
            says=f"The praise names the act: {quoted(heard, named[0], 'praise_specific')}",
            evidence=named[:_SHOWN],
            ask=f"What did the {learner(heard)} do with this praise?",
            capability="S4.45",
            moves=("praise_specific",),
        )
        certain = heard.any_of(named, "praise_specific")
        yield strength("specific_praise", len(named) / 2, certain, finding)
    elif empty:
        finding = Finding(
            id="empty_praise",
            says=f"{in_quotes(heard.quote(empty[0], 'praise_empty'))} does not say what was good.",
            evidence=tuple(empty[:_SHOWN]),
            ask="What exactly was good there, and what did it bring?",
            capability="S4.45",
            moves=("praise_empty",),
        )
        certain = heard.any_of(empty, "praise_empty")
        yield gap("specific_praise", min(_PRAISE_AT_MOST, len(empty) / 5), certain, finding)


def _criticism(heard: Heard) -> Iterator[Candidate]:
    """Criticism after which no way forward follows."""
    coach = coach_turns(heard)
    alone = [t for t in heard.turns_with("criticism", among=coach) if not _leads_on(heard, t)]
    if not alone:
        return
    finding = Finding(
        id="criticism_alone",
        says=f"A judgement stands alone, with no way forward: "
        f"{quoted(heard, alone[0], 'criticism')}",
        evidence=tuple(alone[:_SHOWN]),
        ask="What did you want to be different next time, and what first step leads there?",
        capability="S4.45",
        moves=("criticism",),
    )
    certain = heard.any_of(alone, "criticism")
    yield gap("way_forward", len(alone) / 2, certain, finding)


def _leads_on(heard: Heard, turn: int) -> bool:
    coach = coach_turns(heard)
    place = coach.index(turn)
    return any(heard.does(t, *WAY_FORWARD) for t in coach[place : place + 1 + _NEAR])


def _threat(heard: Heard) -> Iterator[Finding]:
    turns = heard.turns_with("threat", among=coach_turns(heard))
    if not turns:
        return
    answer = heard.after(turns[0], *LEARNS)
    follows = f" What follows: {quoted(heard, answer)}" if answer is not None else ""
    yield Finding(
        id="threat",
        says=f"A consequence is held out: {quoted(heard, turns[0], 'threat')}{follows}",
        evidence=tuple(sorted({*turns[:_SHOWN], *(() if answer is None else (answer,))})),
        ask="What did you want this sentence to set in motion?",
        capability="S4.63",
        moves=("threat",),
    )


def _belief(heard: Heard) -> Iterator[Candidate]:
    """Confidence and encouragement: how to succeed, not what is wrong."""
    coach = coach_turns(heard)
    turns = heard.turns_with("belief", among=coach)
    doubts = heard.turns_with("limiting_belief")
    if not turns:
        return
    answers = f", after {quoted(heard, doubts[0], 'limiting_belief')}" if doubts else ""
    finding = Finding(
        id="belief",
        says=f"Trust is put in words: {quoted(heard, turns[0], 'belief')}{answers}",
        evidence=tuple(sorted({*turns[:_SHOWN], *doubts[:1]})),
        ask=f"On what that you have seen the {learner(heard)} do does this trust rest?",
        capability="S4.50",
        moves=("belief", "limiting_belief"),
    )
    yield strength("belief", 0.5, heard.any_of(turns, "belief"), finding)


def _both(heard: Heard) -> Iterator[Finding]:
    """Supporting and undermining acts side by side, each with its first words."""
    coach = coach_turns(heard)
    supports = heard.turns_with(*SUPPORTS, among=coach)
    undermines = heard.turns_with(*UNDERMINES, among=coach)
    if not supports and not undermines:
        return
    told = (
        f"{_told(heard, 'supports', supports, SUPPORTS)}; "
        f"{_told(heard, 'takes away from it', undermines, UNDERMINES)}."
    )
    yield Finding(
        id="support",
        says=told[0].upper() + told[1:],
        evidence=tuple(sorted({*supports[:_SHOWN], *undermines[:_SHOWN]})),
        ask=f"After which of these sentences did the {learner(heard)} say more?",
        capability="S0.14",
        moves=(*SUPPORTS, *UNDERMINES),
    )


def _told(heard: Heard, what: str, turns: Sequence[int], moves: tuple[str, ...]) -> str:
    if not turns:
        return f"nothing that {what} is heard"
    verb = what if len(turns) == 1 else what.replace("supports", "support").replace("takes", "take")
    return f"{counted(len(turns), 'act')} {verb}, such as {quoted(heard, turns[0], *moves)}"
