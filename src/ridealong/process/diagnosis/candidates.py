"""What is looked at for every person: each with its p, and whether it would matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from ridealong.process.diagnosis import others
from ridealong.process.diagnosis.material import Material
from ridealong.process.diagnosis.model import Fact, Rule
from ridealong.process.shape.judging import LITTLE, MUCH
from ridealong.process.shape.looking import QUARTER
from ridealong.process.shape.model import Cell

SURE = 0.95
_CLEARLY_LESS = 0.8
"""Of what is usual: a conversion that is worth a word."""
_POINTS = 0.02
_FEWEST_PRICED = 8
_FEWEST_CLOSED = 10
_FEWEST_ENTRIES = 3.0
_VOLUME_SCALE = 0.5
"""People's numbers of deals differ more than the shapes of their pipelines."""
_STUCK_SCALE = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that was looked at."""

    rule: Rule
    seller: str
    stage: str = ""
    p: float
    matters: bool
    """Whether it is large enough, and in the direction that the rule is about."""
    facts: tuple[Fact, ...] = ()
    may_be_usual: bool = False
    """Whether an interval reaches what is usual."""
    deals: tuple[str, ...] = ()


def all_of(material: Material, cells: tuple[Cell, ...]) -> tuple[Candidate, ...]:
    """Everything that is looked at beside the cells themselves."""
    return (
        *_proposals_without_deals(material, cells),
        *_not_enough_proposals(material),
        *_discounting(material),
        *_stuck(material),
        *_win_rates(material),
    )


def _proposals_without_deals(m: Material, cells: tuple[Cell, ...]) -> Iterator[Candidate]:
    """Both must hold, so the larger p counts (intersection-union)."""
    if not m.proposal:
        return
    won = {s.id: m.won_from.sellers[s.id, m.proposal] for s in m.pipeline.sellers}
    tails = others.of_shares({who: (c.rate.k, c.rate.n) for who, c in won.items()}, m.teams)
    for cell in cells:
        tail = tails.get(cell.seller)
        if cell.stage != m.proposal or cell.p is None or cell.beside is None or tail is None:
            continue
        one, rate = cell.beside, won[cell.seller].rate
        full = one.ratio >= 1 and cell.observed > one.expected
        few = tail[0] < tail[1]
        usual = rate.benchmark
        yield Candidate(
            rule=Rule.PROPOSALS_WITHOUT_DEALS,
            seller=cell.seller,
            stage=cell.stage,
            p=max(cell.p if full else 1.0, others.two_sided(tail) if few else 1.0),
            matters=one.ratio >= MUCH
            and usual is not None
            and (rate.raw or 0.0) <= _CLEARLY_LESS * usual
            and rate.value < usual,
            facts=(
                *cell_facts(cell),
                Fact(
                    key="won_from_proposal",
                    value=rate.value,
                    low=rate.low,
                    high=rate.high,
                    k=round(rate.k),
                    n=round(rate.n),
                ),
                *([Fact(key="usual_won_from_proposal", value=usual)] if usual is not None else []),
            ),
            may_be_usual=one.low <= 1 or usual is None or rate.high >= usual,
            deals=tuple(d.id for d in m.open_deals.get((cell.seller, cell.stage), ())),
        )


def _not_enough_proposals(m: Material) -> Iterator[Candidate]:
    """Entries of a quarter: beside the others, the own year before, and what was agreed."""
    stages = m.ledger.stages
    if not m.proposal or not m.ledger.traced[stages.index(m.proposal)]:
        return
    now, before = m.written(m.proposal)
    everybody = dict.fromkeys(now, 1.0)
    beside = others.of_counts(now, everybody, m.teams, _VOLUME_SCALE)
    past = others.of_counts(now, before, m.teams, _VOLUME_SCALE, counted=True)
    for who, wrote in now.items():
        looks = {
            "proposals_usual": beside.get(who),
            "proposals_before": past.get(who),
            "proposals_agreed": _agreed(m, who, wrote),
        }
        told = {key: look for key, look in looks.items() if look and look[0] >= _FEWEST_ENTRIES}
        if not told:
            continue
        best = min(told, key=lambda key: others.two_sided(told[key][1:]))
        expected, low, high = told[best]
        facts = (Fact(key=key, value=look[0], n=QUARTER) for key, look in told.items())
        yield Candidate(
            rule=Rule.NOT_ENOUGH_PROPOSALS,
            seller=who,
            stage=m.proposal,
            p=min(1.0, len(told) * others.two_sided((low, high))),
            matters=(wrote + 0.5) / (expected + 0.5) <= LITTLE and low < high,
            facts=(Fact(key="proposals_written", value=wrote, n=QUARTER), *facts),
        )


def _agreed(m: Material, who: str, wrote: float) -> tuple[float, float, float] | None:
    """What a plan asked for in a quarter, and the tails of a Poisson count around it."""
    from scipy.special import pdtr  # noqa: PLC0415  # slow to load

    weekly = m.targets.get((who, m.proposal))
    if not weekly:
        return None
    expected = weekly * QUARTER / 7
    at_most = float(pdtr(wrote, expected))
    below = float(pdtr(wrote - 1, expected)) if wrote else 0.0
    low = (at_most + below) / 2
    return expected, low, 1 - low


def _discounting(m: Material) -> Iterator[Candidate]:
    told = {who: d for who, d in m.discounts.sellers.items() if d.n >= _FEWEST_PRICED}
    pooled = sum((d.n - 1) * (d.spread or 0.0) ** 2 for d in told.values())
    freedom = sum(d.n - 1 for d in told.values())
    if not freedom or not pooled:
        return
    variance = pooled / freedom
    means = {
        who: (
            d.residual / max(1 - d.shrunk_by, 0.02),
            max(variance, (d.spread or 0.0) ** 2) / d.n,
            float(d.n),
        )
        for who, d in told.items()
    }
    for who, tails in others.of_means(means, m.teams).items():
        one = told[who]
        facts = [Fact(key="discount", value=one.mean or 0.0, n=one.n)]
        if one.benchmark is not None:
            facts.append(Fact(key="usual_discount", value=one.benchmark))
        facts.append(
            Fact(key="discount_beyond", value=one.residual, low=one.low, high=one.high, n=one.n)
        )
        yield Candidate(
            rule=Rule.DISCOUNTING,
            seller=who,
            p=others.two_sided(tails),
            matters=one.residual >= _POINTS and one.above >= SURE,
            facts=tuple(facts),
            may_be_usual=one.low <= 0,
        )


def _stuck(m: Material) -> Iterator[Candidate]:
    known = [age for age in m.ages if age.still is not None and age.seller in m.teams]
    told = {seller.id: 0.0 for seller in m.pipeline.sellers}
    base = dict(told)
    stuck: dict[str, list[str]] = {}
    for age in known:
        base[age.seller] += 1
        if age.stuck:
            told[age.seller] += 1
            stuck.setdefault(age.seller, []).append(age.deal)
    for who, (expected, low, high) in others.of_counts(told, base, m.teams, _STUCK_SCALE).items():
        ratio = (told[who] + 0.5) / (expected + 0.5)
        yield Candidate(
            rule=Rule.STUCK,
            seller=who,
            p=others.two_sided((low, high)),
            matters=ratio >= MUCH and low > high,
            facts=(
                Fact(key="stuck", value=told[who], k=int(told[who]), n=int(base[who])),
                Fact(key="stuck_usual", value=expected),
            ),
            deals=tuple(stuck.get(who, ())),
        )


def _win_rates(m: Material) -> Iterator[Candidate]:
    rates = {who: w.rate for who, w in m.win_rates.items() if w.closed.n >= _FEWEST_CLOSED}
    tails = others.of_shares({who: (rate.k, rate.n) for who, rate in rates.items()}, m.teams)
    for who, tail in tails.items():
        rate, usual = rates[who], rates[who].benchmark
        facts = [
            Fact(
                key="win_rate",
                value=rate.value,
                low=rate.low,
                high=rate.high,
                k=round(rate.k),
                n=round(rate.n),
            )
        ]
        if usual is not None:
            facts.append(Fact(key="usual_win_rate", value=usual))
        yield Candidate(
            rule=Rule.WIN_RATE,
            seller=who,
            p=others.two_sided(tail),
            matters=usual is not None and tail[0] < tail[1] and rate.value <= _CLEARLY_LESS * usual,
            facts=tuple(facts),
            may_be_usual=usual is None or rate.high >= usual,
        )


def cell_facts(cell: Cell) -> tuple[Fact, ...]:
    """What stands in a stage, what would be usual, and by how much it differs."""
    one = cell.beside
    facts = [Fact(key="open", value=float(cell.observed), of=cell.stage)]
    for key, other in (("usual_peers", cell.peers), ("usual_own", cell.own)):
        if other:
            facts.append(
                Fact(
                    key=key,
                    value=other.expected,
                    low=other.usual_low,
                    high=other.usual_high,
                    n=other.others,
                    of=cell.stage,
                )
            )
    if one:
        facts.append(
            Fact(
                key="ratio", value=one.ratio, low=one.low, high=one.high, n=one.days, of=cell.stage
            )
        )
    return tuple(facts)
