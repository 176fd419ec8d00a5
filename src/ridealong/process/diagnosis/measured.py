"""The plain list of what was measured of every person, with intervals and n."""

from collections.abc import Iterator, Sequence

from ridealong.process.diagnosis.candidates import Candidate
from ridealong.process.diagnosis.material import Material
from ridealong.process.diagnosis.model import Measured, Rule
from ridealong.process.rates.discount import Discount
from ridealong.process.rates.shrinkage import Rate


def measures(material: Material, candidates: Sequence[Candidate]) -> tuple[Measured, ...]:
    """Of every seller, in their order: win rate, won by value, won from proposal, discount."""
    ps = {(c.seller, c.rule): c.p for c in candidates}
    return tuple(
        measure for seller in material.pipeline.sellers for measure in _of(material, seller.id, ps)
    )


def _of(m: Material, seller: str, ps: dict[tuple[str, Rule], float]) -> Iterator[Measured]:
    won = m.win_rates[seller]
    yield _rate("win_rate", seller, won.rate, ps.get((seller, Rule.WIN_RATE)), told=won.enough)
    if m.lost_valued:
        yield _rate("win_rate_by_value", seller, won.weighted, None, told=won.weighted.n >= 5)
    if m.undecided_told:
        yield _rate("no_decision_share", seller, won.no_decision, None, told=won.enough)
    if m.proposal:
        conversion = m.won_from.sellers[seller, m.proposal]
        p = ps.get((seller, Rule.PROPOSALS_WITHOUT_DEALS))
        yield _rate("won_from_proposal", seller, conversion.rate, p, told=conversion.enough)
    if m.discounts.n:
        yield _discount(seller, m.discounts.sellers[seller], ps.get((seller, Rule.DISCOUNTING)))


def _rate(id_: str, seller: str, rate: Rate, p: float | None, *, told: bool) -> Measured:
    return Measured(
        id=id_,
        seller=seller,
        value=rate.value if told else None,
        low=rate.low if told else None,
        high=rate.high if told else None,
        n=round(rate.n),
        shrunk_by=rate.shrunk_by if told else None,
        p=p,
    )


def _discount(seller: str, one: Discount, p: float | None) -> Measured:
    """How much more of the list price is given away than by the others, deals being alike."""
    told = one.enough
    return Measured(
        id="discount_beyond",
        seller=seller,
        value=one.residual if told else None,
        low=one.low if told else None,
        high=one.high if told else None,
        n=one.n,
        shrunk_by=one.shrunk_by if told else None,
        p=p,
    )
