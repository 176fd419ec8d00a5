"""Did the coached behaviour improve, and by more than would have come anyway?

    single_case(before, after, counted=True, spread=spread)   one person, calls before and after
    team_effect(shares, starts)                               people who began in a drawn order
    win_rate(before, after)                                   deals, where there are enough

Nothing here says "because": threats are listed by key beside each figure.
"""

from ridealong.coaching.effect.anyway import Anyway, Spread, spread_of
from ridealong.coaching.effect.overlap import Overlap, nap, tau_u
from ridealong.coaching.effect.placebo import placebo
from ridealong.coaching.effect.single_case import FEWEST, Effect, Verdict, single_case, split
from ridealong.coaching.effect.step import Fit, fit
from ridealong.coaching.effect.team import TeamEffect, draw_order, team_effect
from ridealong.coaching.effect.threats import Threat
from ridealong.coaching.effect.won import FEWEST_DEALS, Deals, WinRate, win_rate

__all__ = [
    "FEWEST",
    "FEWEST_DEALS",
    "Anyway",
    "Deals",
    "Effect",
    "Fit",
    "Overlap",
    "Spread",
    "TeamEffect",
    "Threat",
    "Verdict",
    "WinRate",
    "draw_order",
    "fit",
    "nap",
    "placebo",
    "single_case",
    "split",
    "spread_of",
    "tau_u",
    "team_effect",
    "win_rate",
]
