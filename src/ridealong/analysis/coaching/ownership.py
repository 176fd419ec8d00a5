"""Whose the next steps are, what is put on others, and which beliefs are heard.

Blame and beliefs are prompts for a question, never scored and never measured.
"""

from collections.abc import Iterator

from ridealong.analysis.coaching.candidates import gap, strength
from ridealong.analysis.coaching.counts import share
from ridealong.analysis.coaching.evidence import counted, learner, learner_turns
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.quoting import quoted
from ridealong.analysis.taking import Taker
from ridealong.conversation import Role

_BELIEFS = ("limiting_belief", "empowering_belief")
_ANSWERED = ("belief", "mindset_question", "praise_specific")
_SHOWN = 3


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """How many of the steps that the rep takes on came from the rep."""
    own, all_ = _steps(heard)
    why = "the rep takes on no step"
    yield share(taker, "own_steps_share", taker.clock.parties.theirs, (own, all_), why)


def points(heard: Heard) -> Iterator[Candidate | Finding]:
    """Steps taken on, what is put on others, beliefs, and what is said to them."""
    yield from _taken_on(heard)
    yield from _blame(heard)
    yield from _beliefs(heard)
    yield from _reinforced(heard)


def _steps(heard: Heard) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The rep's turns with a step of their own, and all with a step."""
    turns = learner_turns(heard)
    return (
        heard.turns_with("ownership", among=turns),
        heard.turns_with("ownership", "commitment", among=turns),
    )


def _taken_on(heard: Heard) -> Iterator[Candidate]:
    own, all_ = _steps(heard)
    who = learner(heard)
    if own:
        finding = Finding(
            id="own_steps",
            says=f"{counted(len(own), 'step')} of {len(all_)} that the {who} takes on "
            f"{'comes' if len(own) == 1 else 'come'} from the {who}: "
            f"{quoted(heard, own[-1], 'ownership')}",
            evidence=own[-_SHOWN:],
            ask=f"What made room for the {who} to bring this step?",
            capability="S4.81",
            moves=("ownership", "commitment"),
        )
        certain = heard.any_of(own, "ownership")
        size = (2 * len(own) - len(all_)) / (len(all_) + 1)  # more than half of them
        yield strength("own_steps", size, certain, finding)
    elif all_:
        finding = Finding(
            id="given_steps",
            says=f"What is agreed was proposed to the {who}: "
            f"{quoted(heard, all_[0], 'commitment')}",
            evidence=all_[:_SHOWN],
            ask=f"What would the {who} have proposed?",
            capability="S4.81",
            moves=("commitment",),
        )
        missed = 1 - heard.any_of(learner_turns(heard), "ownership")
        yield gap("own_steps", 0.6, missed, finding)


def _blame(heard: Heard) -> Iterator[Finding]:
    turns = heard.turns_with("blame", among=learner_turns(heard))
    if turns:
        yield Finding(
            id="put_on_others",
            says=f"The cause is put elsewhere: {quoted(heard, turns[0], 'blame')}",
            evidence=turns[:_SHOWN],
            ask=f"Which part of it lies in the {learner(heard)}'s hands?",
            capability="S4.81",
            moves=("blame",),
        )


def _beliefs(heard: Heard) -> Iterator[Finding]:
    """A belief that limits, as something to ask about."""
    for turn in heard.turns_with("limiting_belief", among=learner_turns(heard))[:1]:
        yield Finding(
            id="belief_heard",
            says=f"A belief is heard that one could look at: "
            f"{quoted(heard, turn, 'limiting_belief')}",
            evidence=(turn,),
            ask="What speaks for this, and when was it once different?",
            capability="S4.64",
            moves=("limiting_belief",),
        )


def _reinforced(heard: Heard) -> Iterator[Finding]:
    """A belief about selling that the coach takes up in the next turn."""
    for turn in heard.turns_with(*_BELIEFS, among=learner_turns(heard)):
        answer = heard.after(turn, Role.COACH)
        if answer is not None and heard.does(answer, *_ANSWERED):
            yield Finding(
                id="belief_taken_up",
                says=f"{quoted(heard, turn, *_BELIEFS)} is taken up: "
                f"{quoted(heard, answer, *_ANSWERED)}",
                evidence=(turn, answer),
                ask="What does this belief lead to in the next call?",
                capability="S4.81",
                moves=(*_BELIEFS, *_ANSWERED),
            )
            return
