"""Whether both sides agreed on a next step, and how firm it is: an action, an owner, a date.

The label goes by the customer's own commitment alone: what our side proposes binds nobody. The
likelihoods of their commitments in the later part of the call are put together, because one
commitment is often spread over several short turns, none of which is sure by itself.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ridealong.analysis.check import too_little
from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import in_quotes, quoted
from ridealong.analysis.taking import Taken, Taker
from ridealong.conversation import Role
from ridealong.language.words import has_question_mark

LATE = 0.4
"""The part of the call, by turns, before which a commitment is about something else."""
ENDING = 0.7
"""The part of the call, by turns, after which a vague word about going on is its ending."""
AGREED_FROM = 0.5
AROUND = 3
"""So many turns before and after a commitment belong to the step that it commits to."""
SOME = 0.25
STOPPED = 0.4
"""So likely that our side offered to stop, the missing step is no gap."""
_WHOLE, _PARTLY = 0.45, 0.35
"""How much a firm next step stands out: two calls of three end with one."""


class Step(NamedTuple):
    """What was agreed, or how the call ended without it."""

    agreed: bool
    likely: float
    """0 to 1: that the customer commits to something."""
    commitment: int | None
    """The customer's clearest commitment."""
    proposal: int | None
    """What our side proposed or confirmed beside it."""
    owner: bool
    """Somebody takes it upon themselves."""
    date: str | None
    """The words that say when."""
    vague: int | None
    """Where the ending speaks of going on without binding anybody."""

    @property
    def firm(self) -> bool:
        """Mutual, and with an owner or a date beside the action."""
        return self.agreed and (self.owner or self.date is not None)


def next_step(heard: Heard) -> Step:
    """The next step of a call."""
    late = [t for t in heard.by(Role.CUSTOMER) if t >= LATE * len(heard.turns)]
    likely = heard.any_of(late, "commitment")
    is_agreed = likely >= AGREED_FROM
    commitment = max(late, key=lambda t: (_commits(heard, t), t), default=None)
    if not is_agreed or commitment is None:
        proposal = _proposal(heard, heard.turns)
        return Step(is_agreed, likely, None, proposal, owner=False, date=None, vague=_vague(heard))
    near = range(max(0, commitment - AROUND), min(len(heard.turns), commitment + AROUND + 1))
    known = lists_of(heard, __name__)
    about = [t for t in near if heard.role(t) in SELLS | {Role.CUSTOMER}]
    dates = [d for t in about for d in known.every("when", heard.text(t))]
    return Step(
        is_agreed,
        likely,
        commitment,
        _proposal(heard, near),
        owner=any(known.has("own_step", heard.text(t)) for t in about),
        date=max(dates, key=len) if dates else None,
        vague=None,
    )


def agreed(heard: Heard) -> bool | None:
    """Whether a sales call ends with a step that the customer commits to; None for service."""
    return next_step(heard).agreed if heard.by(Role.SELLER) else None


def _commits(heard: Heard, turn: int) -> float:
    """How clearly a turn commits; a question in it takes half of that away."""
    return heard.p(turn, "commitment") / (1 + has_question_mark(heard.text(turn)))


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """Of action, owner, date and agreement: how many the next step has."""
    yield taker.take("next_step_parts", "call", partial(_parts, next_step(heard)))


def candidates(heard: Heard) -> Iterator[Candidate]:
    """A firm next step, or a sales call that ends without one; service may just be done."""
    step = next_step(heard)
    ours = heard.by(*SELLS)
    stopped = heard.any_of(ours, "disqualify")
    if step.commitment is not None:
        told = _firm if step.firm else _open
        yield told(heard, step, step.commitment)
    elif heard.by(Role.SELLER) and not too_little(heard.clock) and stopped < STOPPED:
        if step.vague is not None:
            yield _vague_end(heard, step.vague, step.likely)
        else:
            yield _none(heard, step)


def _proposal(heard: Heard, among: Sequence[int]) -> int | None:
    likely = {t: heard.p(t, "next_step") for t in among}
    best = max(likely, key=lambda t: (likely[t], t), default=None)
    return best if best is not None and likely[best] >= SOME else None


def _vague(heard: Heard) -> int | None:
    known = lists_of(heard, __name__)
    ending = range(int(ENDING * len(heard.turns)), len(heard.turns))
    texts = ((t, heard.text(t)) for t in ending)
    return next((t for t, x in texts if known.has("vague", x) and not known.has("when", x)), None)


def _parts(step: Step) -> Taken:
    if not step.agreed or step.commitment is None:
        return Taken(0.0, 0, note="no step that the customer commits to was heard")
    has = {"agreement": True, "action": True, "owner": step.owner, "date": step.date is not None}
    missing = [name for name, there in has.items() if not there]
    turns = tuple(t for t in (step.proposal, step.commitment) if t is not None)
    note = f"without {' and '.join(missing)}" if missing else ""
    return Taken(float(sum(has.values())), len(turns), tuple(sorted(turns)), note)


def _evidence(step: Step) -> tuple[int, ...]:
    return tuple(sorted(t for t in (step.proposal, step.commitment) if t is not None))


def _firm(heard: Heard, step: Step, commitment: int) -> Candidate:
    whole = step.owner and step.date is not None
    proposed = (
        f"Our side proposes {quoted(heard, step.proposal, 'next_step')}, and the customer "
        if step.proposal is not None and step.proposal < commitment
        else "The customer "
    )
    return Candidate(
        "next_step",
        good=True,
        size=_WHOLE if whole else _PARTLY,
        sure=step.likely,
        finding=Finding(
            id="next_step_firm",
            says=f"{proposed}commits: {quoted(heard, commitment, 'commitment')}",
            evidence=_evidence(step),
            ask="What made it easy for the customer to agree to this step?",
            capability="S3.5",
            moves=("next_step", "commitment"),
        ),
    )


def _open(heard: Heard, step: Step, commitment: int) -> Candidate:
    return Candidate(
        "next_step",
        good=False,
        size=0.4,
        sure=step.likely,
        finding=Finding(
            id="next_step_open",
            says=f"The customer agrees, {quoted(heard, commitment, 'commitment')}, and "
            "neither a day nor who does what is said.",
            evidence=_evidence(step),
            ask="What would make this step one that both sides could hold each other to?",
            capability="S3.5",
            moves=("next_step", "commitment"),
        ),
    )


def _vague_end(heard: Heard, vague: int, likely: float) -> Candidate:
    return Candidate(
        "next_step",
        good=False,
        size=0.8,
        sure=1 - likely,
        finding=Finding(
            id="next_step_vague",
            says=f"The call ends on {in_quotes(heard.text(vague))}: what happens next, who does it "
            "and when stays open.",
            evidence=(vague,),
            ask="What would have been worth a next step to this customer?",
            capability="S3.5",
        ),
    )


def _none(heard: Heard, step: Step) -> Candidate:
    last = heard.by(Role.CUSTOMER)[-1:]
    proposed = step.proposal
    says = (
        f"Our side proposes {quoted(heard, proposed, 'next_step')}; the customer commits to "
        "nothing that was heard."
        if proposed is not None
        else "The call ends without a step that the customer commits to."
    )
    return Candidate(
        "next_step",
        good=False,
        size=0.6,
        sure=1 - step.likely,
        finding=Finding(
            id="next_step_none",
            says=says,
            evidence=tuple(sorted({*last, *([] if proposed is None else [proposed])})),
            ask="What would the customer have wanted to happen next?",
            capability="S3.5",
            moves=("next_step",),
        ),
    )
