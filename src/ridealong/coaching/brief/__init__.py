"""What a coach has at hand before a talk: one page of content, by one rule, as frozen data.

    compose(Known(use=UseCase.ONE_TO_ONE, person=…, framework=…, …)) -> Brief
    sheet(compose(known)) -> Sheet    # the person's own preparation

Sentences are made where they are shown; here are keys, figures and people's own words.
"""

from ridealong.coaching.brief.composing import compose
from ridealong.coaching.brief.known import (
    Agreed,
    Brought,
    DealNow,
    Finding,
    GateNow,
    Known,
    Moment,
    Quote,
)
from ridealong.coaching.brief.page import (
    Brief,
    Missing,
    Sheet,
    Skill,
    Truth,
    TruthKind,
    Well,
    WellKind,
)
from ridealong.coaching.brief.recipes import RECIPES, Recipe
from ridealong.coaching.brief.sheet import sheet

__all__ = [
    "RECIPES",
    "Agreed",
    "Brief",
    "Brought",
    "DealNow",
    "Finding",
    "GateNow",
    "Known",
    "Missing",
    "Moment",
    "Quote",
    "Recipe",
    "Sheet",
    "Skill",
    "Truth",
    "TruthKind",
    "Well",
    "WellKind",
    "compose",
    "sheet",
]
