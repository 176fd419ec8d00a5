"""Short questions that people put to themselves: readiness, mindset, purpose, debrief, the talk.

    form("mindset").items; due(form, last, today); pick(form, earlier)
    areas(form, answers) -> own trend by area, from four check-ins on
    pooled(form, ratings) -> means over five ratings and more

A form says who may see it (`Privacy`); nothing here is ever a figure about a person to others.
"""

from ridealong.coaching.checkins.forms import (
    Form,
    Item,
    Privacy,
    Scoring,
    anchors,
    form,
    forms,
    may_see,
    scale,
)
from ridealong.coaching.checkins.scoring import (
    Answers,
    Area,
    Pooled,
    Reflection,
    areas,
    due,
    pick,
    pooled,
    reflection,
    share_of_contributors,
)

__all__ = [
    "Answers",
    "Area",
    "Form",
    "Item",
    "Pooled",
    "Privacy",
    "Reflection",
    "Scoring",
    "anchors",
    "areas",
    "due",
    "form",
    "forms",
    "may_see",
    "pick",
    "pooled",
    "reflection",
    "scale",
    "share_of_contributors",
]
