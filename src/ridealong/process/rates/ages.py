"""How long open deals have stood in their stage, beside those that went on from there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ridealong.process.model import Deal, Pipeline
from ridealong.process.rates.incidence import Curve, curve
from ridealong.process.rates.spells import End, Spell, spells
from ridealong.process.rates.window import Window

FEWEST_WENT_ON = 20
"""Comparable deals that went on, below which there is not enough to tell."""
FEW_LEFT = 0.10
"""A deal is stuck where at most so many of those that went on were still there at its age."""

type _Key = tuple[str, str, str]
"""Team, segment, stage; "*" where it is not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How long an open deal has stood in its stage, beside deals that went on from there."""

    deal: str
    stage: str
    days: int | None
    """Since it entered the stage, the last time; None: not known when."""
    still_there: float | None
    """Of comparable deals that went on, the share that was still there at this age; None: not
    enough to tell."""
    usual_days: float | None
    """Days after which half of the comparable deals that went on had gone."""
    comparable: int
    """Deals that went on, on which it rests."""

    @property
    def stuck(self) -> bool:
        """Whether nearly all deals that went on had gone by then."""
        return self.still_there is not None and self.still_there <= FEW_LEFT


def ages(pipeline: Pipeline, window: Window | None = None) -> tuple[Age, ...]:
    """The age of every open deal that stands in a stage of the process.

    Question: which deals stand longer where they stand than deals stand that go on?
    Formula: t = days since the stage was entered; S(t) = 1 - F_on(t) / F_on(end) by `incidence`,
    over the comparable deals that entered the stage in the window (all known ones where it is left
    out): of the same team and segment, else of the team, else of everybody, whichever first has 20
    that went on. Stuck: S(t) <= 0.10.
    Errors: none; what cannot be told is None.
    Source: S2.7.
    Limits: an age says that a deal is unlike those that went on, not that it is lost, and nothing
    about whoever owns it. Deals that go on later than anything seen so far count as none.
    """
    stays = _comparable(pipeline, window)
    went_on = {key: sum(s.end is End.ON for s in some) for key, some in stays.items()}
    curves: dict[_Key, Curve] = {}
    teams = {s.id: s.team for s in pipeline.sellers}
    found = []
    for deal in pipeline.deals:
        if deal.open and deal.stage in pipeline.stages:
            keys = _keys(deal, deal.stage, teams)
            key = next((k for k in keys if went_on.get(k, 0) >= FEWEST_WENT_ON), None)
            if key and key not in curves:
                curves[key] = curve(stays[key])
            found.append(
                _age(deal, pipeline, curves[key] if key else None, went_on[key] if key else 0)
            )
    return tuple(found)


def days_in_stage(deal: Deal, pipeline: Pipeline) -> int | None:
    """Days since a deal entered, the last time, the stage in which it stands."""
    entered = [e.on for e in deal.history if e.stage == deal.stage and e.on <= pipeline.as_of]
    return (pipeline.as_of - max(entered)).days if entered else None


def _keys(deal: Deal, stage: str, teams: Mapping[str, str]) -> Iterator[_Key]:
    team = teams.get(deal.owner, "")
    if deal.segment:
        yield team, deal.segment, stage
    yield team, "*", stage
    yield "*", "*", stage


def _comparable(pipeline: Pipeline, window: Window | None) -> dict[_Key, list[Spell]]:
    teams = {s.id: s.team for s in pipeline.sellers}
    stays: defaultdict[_Key, list[Spell]] = defaultdict(list)
    for spell in spells(pipeline, window):
        for key in _keys(spell.deal, spell.stage, teams):
            stays[key].append(spell)
    return dict(stays)


def _age(deal: Deal, pipeline: Pipeline, of: Curve | None, comparable: int) -> Age:
    days = days_in_stage(deal, pipeline)
    told = of is not None and days is not None
    return Age(
        deal=deal.id,
        stage=deal.stage,
        days=days,
        still_there=float(of.yet_if_on(np.array([float(days or 0)]))[0]) if told and of else None,
        usual_days=of.half_days if of else None,
        comparable=comparable,
    )
