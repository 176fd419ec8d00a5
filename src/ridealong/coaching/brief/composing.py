"""Compose a brief: what to acknowledge, what went well, one skill, one deal, questions.

Question: what does somebody need to know who goes into this talk in ten minutes?

The rule, within what the kind of talk has room for (`recipes`):

1. *Agreed last time* stands first, the oldest first, two at most.
2. *Went well*: a behaviour that rose and held; else a commitment that holds; else a moment that
   shows a followed behaviour, of the call that is brought, or of the newest. One.
3. *Facts*: a behaviour that stands out as fallen; findings of the pipeline, those that may be
   chance last; gates of the deal that lack the customer's side. Where nothing fell and there is
   room, how high one behaviour lies that is not under work: in the call that is brought, else in
   the last six. Each with the words it rests on.
4. *One skill*: what is under work and does not hold yet (one thing until it stays); else the
   behaviour that fell; else what the first finding points at.
5. *One deal*: the one that the talk was made for; else the first that the person brings; else, of
   those where the customer has a reason to act and something is open, the one with the next call,
   then the one that was spoken about last, then by name. Its size never decides, and is never asked
   for: gates and comparable deals stand beside it.
6. *Questions* by `questions.choose`, of the deal's stage and unknowns where there is a deal.
7. What is not there is named as missing.

Source: the four steps acknowledge, analyse, plan, feedback (S3.6 to S3.9), the person prepared
(S1.18), the manager informed before the talk (S2.12 in docs/capabilities.md); at most one skill and
one deal since more feedback makes many worse (Kluger & DeNisi 1996, grade A).
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from ridealong.coaching.brief.known import Agreed, DealNow, Finding, Known, Moment, Quote
from ridealong.coaching.brief.page import (
    Brief,
    Missing,
    Skill,
    Truth,
    TruthKind,
    Well,
    WellKind,
)
from ridealong.coaching.brief.recipes import RECIPES, Recipe
from ridealong.coaching.commitments import MOST as MOST_AGREED
from ridealong.coaching.commitments import State
from ridealong.coaching.levels import Level, level, of_one
from ridealong.coaching.questions import FEWEST, Chosen, Occasion, choose
from ridealong.coaching.trend import FEWEST_ACTS, OWN_SHARE, Trend
from ridealong.process.gates.attention import Third

_LATEST = datetime.max.replace(tzinfo=UTC)
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_FEWEST_MEASURED = 4
"""Calls; the interval of fewer says nothing."""


def compose(known: Known) -> Brief:
    """The brief for a talk.

    Args:
        known: what the two may both know.
    """
    recipe = RECIPES[known.use]
    deal = _deal(known) if recipe.deal else None
    questions = _questions(known, recipe, deal)
    agreed = known.agreed[:MOST_AGREED] if recipe.agreed else ()
    well = _well(known) if recipe.well else None
    return Brief(
        use=known.use,
        person=known.person,
        name=known.name,
        minutes=recipe.minutes,
        agreed=agreed,
        well=well,
        facts=_facts(known, recipe, deal),
        skill=_skill(known) if recipe.skill else None,
        deal=deal,
        brought=known.brought,
        questions=questions,
        missing=tuple(_missing(known, recipe, deal, well, questions)),
    )


def _well(known: Known) -> Well | None:
    if trend := _trend(known, known.held):
        return Well(kind=WellKind.HELD, trend=trend, quotes=_quotes(known, known.held, good=True))
    held = next((a for a in known.agreed if a.standing.state is State.HOLDS), None)
    if held:
        quotes = _quotes(known, _behaviour(held), good=True)
        return Well(kind=WellKind.HOLDS, agreed=held, quotes=quotes)
    moment = _newest((m for m in known.moments if m.good), _brought(known))
    if moment is None:
        return None
    return Well(kind=WellKind.MOMENT, behaviour=moment.behaviour, quotes=moment.quotes)


def _facts(known: Known, recipe: Recipe, deal: DealNow | None) -> tuple[Truth, ...]:
    found: list[Truth] = []
    if TruthKind.BEHAVIOUR in recipe.of and (trend := _trend(known, known.fell)):
        quotes = _quotes(known, known.fell, good=False)
        found.append(Truth(kind=TruthKind.BEHAVIOUR, key="fell", trend=trend, quotes=quotes))
    if TruthKind.PIPELINE in recipe.of:
        surest = sorted(known.findings, key=lambda finding: finding.may_be_chance)
        found += [_of_finding(finding) for finding in surest]
    if TruthKind.DEAL in recipe.of and deal:
        found += _half_gates(deal)
    fell = any(truth.kind is TruthKind.BEHAVIOUR for truth in found)
    if TruthKind.LEVEL in recipe.of and not fell and len(found) < recipe.facts:
        found += _level(known)
    return tuple(found[: recipe.facts])


def _level(known: Known) -> list[Truth]:
    """How high the first behaviour lies that can be told and is not under work."""
    under_work = {_behaviour(agreed) for agreed in known.agreed}
    for trend in known.trends:
        found = _lies(trend, _brought(known))
        if found and trend.behaviour.id not in under_work:
            quotes = _quotes(known, trend.behaviour.id, good=False)
            return [
                Truth(
                    kind=TruthKind.LEVEL,
                    key=trend.behaviour.id,
                    trend=trend if trend.change else None,
                    level=found,
                    quotes=quotes,
                )
            ]
    return []


def _lies(trend: Trend, brought: Collection[int]) -> Level | None:
    counted = trend.behaviour.counted
    one = next((c for c in trend.calls if c.call in brought), None)
    if one and counted and one.n >= OWN_SHARE:
        return of_one(one)
    acts = sum(c.n for c in trend.last)
    enough = acts >= FEWEST_ACTS if counted else len(trend.last) >= _FEWEST_MEASURED
    return level(trend.last, counted=counted) if enough and len(trend.last) > 1 else None


def _brought(known: Known) -> Collection[int]:
    return {b.call for b in known.brought if b.call is not None}


def _of_finding(finding: Finding) -> Truth:
    return Truth(
        kind=TruthKind.PIPELINE,
        key=finding.rule,
        finding=finding,
        facts=finding.facts,
        may_be_chance=finding.may_be_chance,
    )


def _half_gates(deal: DealNow) -> list[Truth]:
    said = deal.quotes[:1]
    return [
        Truth(kind=TruthKind.DEAL, key="half-gate", of=gate.label, quotes=said)
        for gate in deal.gates
        if gate.half
    ]


def _skill(known: Known) -> Skill | None:
    under_work = next((a for a in known.agreed if a.standing.state is not State.HOLDS), None)
    if under_work and not under_work.commitment.follows.startswith("activity:"):
        return _skill_of(known, _behaviour(under_work), "agreed")
    if _trend(known, known.fell):
        return _skill_of(known, known.fell, "fell")
    finding = next((f for f in known.findings if f.skill and not f.may_be_chance), None)
    return Skill(key=finding.skill, because="finding") if finding else None


def _skill_of(known: Known, key: str, because: str) -> Skill:
    own = [m for m in known.moments if m.behaviour == key]
    pair = (_newest(m for m in own if not m.good), _newest(m for m in own if m.good))
    return Skill(key=key, because=because, moments=tuple(m for m in pair if m))


def _deal(known: Known) -> DealNow | None:
    by_id = {deal.id: deal for deal in known.deals}
    named = [known.subject, *(b.deal for b in known.brought)]
    chosen = next((by_id[id_] for id_ in named if id_ in by_id), None)
    if chosen:
        return chosen
    open_ = [d for d in known.deals if d.third is Third.OPEN and not all(g.both for g in d.gates)]
    by_name = sorted(open_, key=lambda d: (d.name.casefold(), d.id))
    by_last = sorted(by_name, key=lambda d: d.last_call or _EARLIEST, reverse=True)
    return min(by_last, key=lambda d: d.next_call or _LATEST, default=None)


def _questions(known: Known, recipe: Recipe, deal: DealNow | None) -> tuple[Chosen, ...]:
    return choose(
        known.framework,
        Occasion(
            use=known.use,
            stage=deal.stage if deal else "",
            unknown=_unknown(deal) if deal else None,
            asked=known.asked,
            most=recipe.questions,
        ),
    )


def _unknown(deal: DealNow) -> tuple[str, ...]:
    """What is not known, then the gates on which the customer has not done their part."""
    gates = [gate.key for gate in deal.gates if not gate.both]
    return tuple(dict.fromkeys((*deal.unknown, *gates)))


def _missing(
    known: Known,
    recipe: Recipe,
    deal: DealNow | None,
    well: Well | None,
    questions: Sequence[Chosen],
) -> Iterable[Missing]:
    personal = recipe.well
    absent = {
        Missing.CALLS: personal and not known.calls,
        Missing.TREND: personal and bool(known.trends) and all(t.too_little for t in known.trends),
        Missing.AGREED: recipe.agreed and not known.agreed,
        Missing.BROUGHT: personal and not known.brought,
        Missing.DEAL: recipe.deal and deal is None,
        Missing.WELL: personal and well is None,
        Missing.QUESTIONS: len(questions) < FEWEST,
    }
    return (missing for missing, is_so in absent.items() if is_so)


def _trend(known: Known, behaviour: str) -> Trend | None:
    return next((t for t in known.trends if t.behaviour.id == behaviour and t.change), None)


def _behaviour(agreed: Agreed) -> str:
    return agreed.commitment.follows.removeprefix("behaviour:")


def _quotes(known: Known, behaviour: str, *, good: bool) -> tuple[Quote, ...]:
    own = (m for m in known.moments if m.behaviour == behaviour and m.good is good)
    moment = _newest(own, _brought(known))
    return moment.quotes if moment else ()


def _newest(moments: Iterable[Moment], brought: Collection[int] = ()) -> Moment | None:
    """The newest, of a call that is brought before all others."""

    def place(moment: Moment) -> tuple[bool, datetime]:
        return any(q.call in brought for q in moment.quotes), moment.at

    return max(moments, key=place, default=None)
