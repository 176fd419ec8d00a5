"""What could explain a finding: always several, each with what the figures and the calls say of it.

The article's hedges are kept: it might be. Nothing here decides; where the calls are counted, a
hypothesis leans one way once at least five cases say so.
"""

from collections.abc import Callable, Iterable

from ridealong.process.diagnosis.candidates import Candidate
from ridealong.process.diagnosis.material import Material
from ridealong.process.diagnosis.model import (
    CallEvidence,
    Counted,
    Fact,
    Hypothesis,
    Leaning,
    Rule,
)
from ridealong.process.rates.discount import at_quarter_end

_FEWEST = 5
_HALF = 0.5
_MORE, _LESS = 1.25, 0.8
_NOTHING = CallEvidence()


def explain(material: Material, found: Candidate) -> tuple[Hypothesis, ...]:
    """The hypotheses of a finding, those that the evidence speaks for first."""
    told = tuple(make(material, found) for make in _OF[found.rule])
    order = (Leaning.FOR, Leaning.OPEN, Leaning.AGAINST)
    return tuple(sorted(told, key=lambda one: order.index(one.leaning)))


def question(material: Material, found: Candidate) -> str:
    """The key of the one open question, by what the evidence points at first."""
    first = explain(material, found)[0]
    if first.leaning is Leaning.FOR:
        return f"{found.rule}:{first.key}"
    return found.rule


def _calls(m: Material, found: Candidate) -> CallEvidence:
    return m.calls.get(found.seller, _NOTHING)


def _by(key: str, counted: Counted | None, *, many: bool) -> Hypothesis:
    """A hypothesis for which many (or few) cases speak."""
    if counted is None or not counted.n:
        return Hypothesis(key=key)
    fact = Fact(key=key, value=counted.k / counted.n, k=counted.k, n=counted.n)
    if counted.n < _FEWEST:
        return Hypothesis(key=key, facts=(fact,))
    speaks = (fact.value >= _HALF) is many
    return Hypothesis(key=key, leaning=Leaning.FOR if speaks else Leaning.AGAINST, facts=(fact,))


def _needs_analysis(m: Material, found: Candidate) -> Hypothesis:
    return _by("needs-analysis", _calls(m, found).problem_stated, many=False)


def _qualification(m: Material, found: Candidate) -> Hypothesis:
    return _by("qualification", _calls(m, found).proposals_with_gates, many=False)


def _value(m: Material, found: Candidate) -> Hypothesis:
    return _by("value", _calls(m, found).value_stated, many=False)


def _negotiation(m: Material, found: Candidate) -> Hypothesis:
    calls = _calls(m, found)
    told = (
        _by("negotiation-unasked", calls.concessions_unasked, many=True),
        _by("negotiation-for-nothing", calls.concessions_without_return, many=True),
    )
    facts = tuple(fact for one in told for fact in one.facts)
    leanings = {one.leaning for one in told}
    leaning = next((x for x in (Leaning.FOR, Leaning.AGAINST) if x in leanings), Leaning.OPEN)
    return Hypothesis(key="negotiation", leaning=leaning, facts=facts)


def _tactics(m: Material, found: Candidate) -> Hypothesis:
    calls = _calls(m, found)
    first = _by("tactics-next-step", calls.first_calls_with_next_step, many=False)
    need = _by("tactics-need", calls.first_calls_need_asked, many=False)
    leanings = {first.leaning, need.leaning}
    leaning = next((x for x in (Leaning.FOR, Leaning.AGAINST) if x in leanings), Leaning.OPEN)
    return Hypothesis(key="tactics", leaning=leaning, facts=(*first.facts, *need.facts))


def _efforts(m: Material, found: Candidate) -> Hypothesis:
    calls = _calls(m, found)
    if calls.contacts_per_week is None or not calls.contacts_planned:
        return Hypothesis(key="efforts")
    facts = (
        Fact(key="contacts", value=calls.contacts_per_week),
        Fact(key="contacts_planned", value=calls.contacts_planned),
    )
    less = calls.contacts_per_week < _LESS * calls.contacts_planned
    return Hypothesis(key="efforts", leaning=Leaning.FOR if less else Leaning.AGAINST, facts=facts)


def _leads(m: Material, found: Candidate) -> Hypothesis:
    """Other leads than the others have, of sources that are won less often."""
    mine = m.sources.get(found.seller)
    rates = {source: w.rate.value for source, w in m.by_source.items() if source and w.enough}
    if not mine or not rates:
        return Hypothesis(key="leads")
    everybody = sum(m.sources.values(), start=type(mine)())
    top = max(mine, key=lambda s: mine[s] / mine.total() - everybody[s] / everybody.total())
    facts = [
        Fact(key="source", value=mine[top] / mine.total(), k=mine[top], n=mine.total(), of=top)
    ]
    if closed := m.by_source.get(top):
        facts.append(
            Fact(
                key="source_won",
                value=closed.rate.value,
                low=closed.rate.low,
                high=closed.rate.high,
                k=closed.closed.won,
                n=closed.closed.n,
                of=top,
            )
        )
    lower = _expected(mine, rates) < 0.9 * _expected(everybody, rates)
    enough = mine.total() >= 2 * _FEWEST
    leaning = (Leaning.FOR if lower else Leaning.AGAINST) if enough else Leaning.OPEN
    return Hypothesis(key="leads", leaning=leaning, facts=tuple(facts))


def _expected(mix: "dict[str, int]", rates: dict[str, float]) -> float:
    """The win rate that a mix of sources would have, if everybody won alike."""
    known = {source: n for source, n in mix.items() if source in rates}
    total = sum(known.values())
    return sum(rates[source] * n for source, n in known.items()) / total if total else 1.0


def _methods(m: Material, found: Candidate) -> Hypothesis:
    told = _leads(m, found)
    return Hypothesis(key="methods", leaning=Leaning.OPEN, facts=told.facts)


def _quarter_end(m: Material, found: Candidate) -> Hypothesis:
    won = [
        d for d in m.pipeline.deals if d.owner == found.seller and d.won and m.year.holds(d.closed)
    ]
    late = sum(at_quarter_end(d.closed) for d in won)
    return _by("quarter-end", Counted(late, len(won)) if won else None, many=True)


def _inflow(m: Material, found: Candidate) -> Hypothesis:
    """More, or fewer, deals come into the stage than with the others."""
    row, column = m.row(found.seller), m.ledger.stages.index(found.stage)
    if not m.ledger.traced[column]:
        return Hypothesis(key=_key("inflow", found))
    lived = m.ledger.lived(m.ledger.today)
    others = m.entered[:, column].sum() - m.entered[row, column]
    base = max(lived.sum() - lived[row], 1.0)
    usual = float(lived[row] * others / base)
    mine = float(m.entered[row, column])
    facts = (
        Fact(key="entered", value=mine, of=found.stage),
        Fact(key="entered_usual", value=usual, of=found.stage),
    )
    return _ratio(_key("inflow", found), mine, usual, facts, more=_full(found))


def _stay(m: Material, found: Candidate) -> Hypothesis:
    """Deals stay longer, or less long, than with the others."""
    row, column = m.row(found.seller), m.ledger.stages.index(found.stage)
    days, ended = m.spent
    others_ended = ended[:, column].sum() - ended[row, column]
    if not m.ledger.traced[column] or ended[row, column] < _FEWEST or others_ended < _FEWEST:
        return Hypothesis(key=_key("stay", found))
    mine = float(days[row, column] / ended[row, column])
    usual = float((days[:, column].sum() - days[row, column]) / others_ended)
    facts = (
        Fact(key="days", value=mine, n=int(ended[row, column]), of=found.stage),
        Fact(key="days_usual", value=usual, of=found.stage),
    )
    return _ratio(_key("stay", found), mine, usual, facts, more=_full(found))


def _ratio(
    key: str, mine: float, usual: float, facts: tuple[Fact, ...], *, more: bool
) -> Hypothesis:
    high, low = mine > _MORE * usual, mine < _LESS * usual
    leaning = Leaning.OPEN
    if high or low:
        leaning = Leaning.FOR if high is more else Leaning.AGAINST
    return Hypothesis(key=key, leaning=leaning, facts=facts)


def _full(found: Candidate) -> bool:
    return found.rule in {Rule.STAGE_FULL, Rule.PROPOSALS_WITHOUT_DEALS}


def _key(what: str, found: Candidate) -> str:
    return f"{what}-more" if _full(found) else f"{what}-less"


def _keeping(m: Material, found: Candidate) -> Hypothesis:
    """The CRM is behind: deals stand there that have long been decided."""
    stage = found.stage
    told = [a for a in m.ages if a.seller == found.seller and (not stage or a.stage == stage)]
    known = [age for age in told if age.still is not None]
    stuck = sum(age.stuck for age in known)
    return _by("keeping", Counted(stuck, len(known)) if known else None, many=True)


def _not_kept(_m: Material, _found: Candidate) -> Hypothesis:
    return Hypothesis(key="not-kept")


def _reason(m: Material, found: Candidate) -> Hypothesis:
    told = _needs_analysis(m, found)
    return Hypothesis(key="no-reason-to-act", leaning=told.leaning, facts=told.facts)


def _next_step(m: Material, found: Candidate) -> Hypothesis:
    return _by("no-next-step", _calls(m, found).first_calls_with_next_step, many=False)


type _Make = Callable[[Material, Candidate], Hypothesis]
_OF: dict[Rule, Iterable[_Make]] = {
    Rule.PROPOSALS_WITHOUT_DEALS: (_needs_analysis, _qualification, _leads),
    Rule.NOT_ENOUGH_PROPOSALS: (_efforts, _methods, _tactics),
    Rule.DISCOUNTING: (_value, _negotiation, _quarter_end),
    Rule.STAGE_FULL: (_stay, _inflow, _keeping),
    Rule.STAGE_EMPTY: (_inflow, _stay, _not_kept),
    Rule.STUCK: (_reason, _next_step, _keeping),
    Rule.WIN_RATE: (_qualification, _needs_analysis, _leads),
}
