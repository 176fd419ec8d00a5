"""The person's own sheet before a talk: the same facts as the coach has, and what they bring.

Source: a person comes prepared (S1.18), discovers for themselves (S4.64 in docs/capabilities.md).
What both see is the same; the coach's questions are not on it, so that they are answered from the
person's own thinking. They can always bring one call.
"""

from ridealong.coaching.brief.page import Brief, Sheet
from ridealong.coaching.brief.recipes import RECIPES


def sheet(brief: Brief) -> Sheet:
    """The sheet that belongs to a brief."""
    recipe = RECIPES[brief.use]
    personal = ("what-worked", "where-stuck") if recipe.well else ()
    deal = ("bring-deal",) if recipe.deal else ()
    return Sheet(
        agreed=brief.agreed,
        well=brief.well,
        facts=brief.facts,
        brought=brief.brought,
        prompts=("bring-call", *deal, *personal, "what-next"),
    )
