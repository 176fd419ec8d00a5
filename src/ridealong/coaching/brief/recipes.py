"""What belongs on the brief of each kind of talk: how much, and of which sort.

A huddle is held before others: nothing of one person stands on its brief. A pipeline talk is about
the whole, a talk about a deal about that one. Five minutes on the mound have room for one fact, one
thing to do, three questions. Source: S1.3, S4.51, S4.89 in docs/capabilities.md, grade D.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ridealong.coaching.brief.page import TruthKind
from ridealong.process.framework.model import UseCase

_ALL = (TruthKind.BEHAVIOUR, TruthKind.PIPELINE, TruthKind.DEAL, TruthKind.LEVEL)
_DEAL = (TruthKind.DEAL,)
_CALLS = (TruthKind.BEHAVIOUR, TruthKind.DEAL, TruthKind.LEVEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a brief holds."""

    minutes: int
    facts: int
    """To acknowledge, at most."""
    of: tuple[TruthKind, ...]
    """Which sorts of facts."""
    skill: bool
    deal: bool
    questions: int
    agreed: bool = True
    """Whether what was agreed last time is on it."""
    well: bool = True


RECIPES: Mapping[UseCase, Recipe] = {
    UseCase.ONE_TO_ONE: Recipe(minutes=30, facts=3, of=_ALL, skill=True, deal=True, questions=5),
    UseCase.PIPELINE: Recipe(
        minutes=30, facts=3, of=(TruthKind.PIPELINE,), skill=False, deal=False, questions=5
    ),
    UseCase.DEAL: Recipe(minutes=30, facts=2, of=_DEAL, skill=False, deal=True, questions=5),
    UseCase.JOINT_CALL: Recipe(minutes=20, facts=1, of=_CALLS, skill=True, deal=True, questions=4),
    UseCase.PRE_CALL: Recipe(minutes=10, facts=1, of=_DEAL, skill=True, deal=True, questions=4),
    UseCase.POST_CALL: Recipe(minutes=15, facts=2, of=_CALLS, skill=True, deal=True, questions=4),
    UseCase.HUDDLE: Recipe(
        minutes=15,
        facts=0,
        of=(),
        skill=False,
        deal=False,
        questions=3,
        agreed=False,
        well=False,
    ),
    UseCase.MOUND: Recipe(minutes=5, facts=1, of=_CALLS, skill=True, deal=True, questions=3),
    UseCase.ONBOARDING: Recipe(
        minutes=30,
        facts=1,
        of=(TruthKind.BEHAVIOUR, TruthKind.LEVEL),
        skill=True,
        deal=False,
        questions=5,
    ),
    UseCase.PARTNER: Recipe(minutes=30, facts=2, of=_DEAL, skill=False, deal=True, questions=5),
    UseCase.ANY: Recipe(minutes=30, facts=3, of=_ALL, skill=True, deal=True, questions=5),
}
"""By the kind of talk; minutes are a default that a programme may change."""
