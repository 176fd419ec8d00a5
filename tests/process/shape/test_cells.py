"""How full stages are: structural zeros, peers, the own past, two weeks, and what is not judged."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ridealong.process.model import Deal, Entry, Outcome, Pipeline, Seller
from ridealong.process.shape import Because, Cell, Verdict, Week, cells, steady, week_before
from ridealong.process.shape.discovery import chances
from ridealong.simulate.firm import Effect, Firm, Habit, Planted, Step
from ridealong.simulate.organisation import organisation

DAY = date(2026, 11, 30)
STEPS = (
    Step("first-meeting", 12, 0.80),
    Step("needs-review", 18, 0.80),
    Step("solution-agreed", 15, 0.85),
    Step("proposal", 40, 0.60),
    Step("decision", 14, 0.60),
)
FULL = Firm(teams=2, people=8, leads_a_week=6.0, steps=STEPS, days=640)


def standing(where: dict[str, dict[str, int]], closed: int = 40) -> Pipeline:
    """Deals without any date but that of their end, as the simplest sheet has them."""
    deals = [
        Deal(id=f"{who}-{stage}-{i}", owner=who, stage=stage)
        for who, stages in where.items()
        for stage, n in stages.items()
        for i in range(n)
    ]
    deals += [
        Deal(id=f"{who}-closed-{i}", owner=who, outcome=Outcome.LOST, closed=DAY)
        for who in where
        for i in range(closed)
    ]
    sellers = tuple(Seller(who, who.title()) for who in where)
    return Pipeline(sellers, ("needs", "proposal"), tuple(deals), DAY)


def of(found: tuple[Cell, ...], seller: str, stage: str) -> Cell:
    return next(cell for cell in found if cell.key == (seller, stage))


PEERS = {f"p{i}": {"needs": 12 + i % 3, "proposal": 18 + i % 4} for i in range(8)}


def test_a_stage_twice_as_full_as_with_the_peers_is_full():
    found = cells(standing({**PEERS, "rita": {"needs": 13, "proposal": 44}}))
    rita = of(found, "rita", "proposal")
    assert rita.verdict is Verdict.FULL
    assert rita.peers is not None
    assert rita.peers.expected == pytest.approx(19, abs=2), "by her other deals, not by all"
    assert rita.peers.low > 1
    assert {cell.verdict for cell in found if cell.seller != "rita"} == {Verdict.USUAL}


def test_a_stage_a_third_as_full_is_empty():
    found = cells(standing({**PEERS, "rita": {"needs": 13, "proposal": 2}}))
    assert of(found, "rita", "proposal").verdict is Verdict.EMPTY


def test_a_stage_that_is_never_used_is_not_recorded_and_counts_for_nobody():
    with_zero = {**PEERS, "rita": {"needs": 14}, "pat": {"needs": 12}}
    found = cells(standing(with_zero))
    assert of(found, "rita", "proposal").verdict is Verdict.NOT_RECORDED
    assert of(found, "rita", "proposal").p is None
    one = of(found, "p0", "proposal").peers
    alone = of(cells(standing(PEERS)), "p0", "proposal").peers
    assert one is not None
    assert alone is not None
    assert one.expected == pytest.approx(alone.expected, rel=0.02)


def test_nobody_is_judged_beside_fewer_than_three_others():
    few = {who: PEERS[who] for who in ("p0", "p1", "p2")}
    found = cells(standing(few))
    assert {cell.because for cell in found} == {Because.FEW_PEERS}
    assert {cell.verdict for cell in found} == {Verdict.TOO_FEW}


def test_where_fewer_than_three_would_be_usual_nothing_is_said():
    small = {who: {"needs": 15, "proposal": 1} for who in PEERS}
    found = cells(standing({**small, "rita": {"needs": 15, "proposal": 6}}))
    assert of(found, "rita", "proposal").verdict is Verdict.TOO_FEW
    assert of(found, "rita", "proposal").because is Because.FEW_EXPECTED


def test_a_team_of_two_is_compared_with_no_other_team():
    pipeline = standing({**PEERS, "rita": {"needs": 13, "proposal": 44}})
    teams = tuple(
        Seller(s.id, s.name, "south" if s.id in {"rita", "p0"} else "north")
        for s in pipeline.sellers
    )
    found = cells(replace(pipeline, sellers=teams))
    assert of(found, "rita", "proposal").verdict is Verdict.TOO_FEW


def test_a_week_is_seen_again_in_the_history():
    drawn = organisation(replace(FULL, planted=(Planted(3, Effect.STAY, 3.0, "proposal"),)), 4)
    week = week_before(drawn.pipeline)
    assert week is not None
    assert week.on == drawn.pipeline.as_of - timedelta(days=7)
    assert dict(week.verdicts)["s3", "proposal"] is Verdict.FULL
    found = steady(cells(drawn.pipeline), week)
    assert of(found, "s3", "proposal").verdict is Verdict.FULL


def test_what_stands_out_for_the_first_time_waits_a_week():
    found = cells(standing({**PEERS, "rita": {"needs": 13, "proposal": 44}}))
    calm = Week(DAY - timedelta(days=7), tuple((cell.key, Verdict.USUAL) for cell in found))
    rita = of(steady(found, calm), "rita", "proposal")
    assert rita.verdict is Verdict.USUAL
    assert rita.today is Verdict.FULL
    assert rita.because is Because.FIRST_WEEK


def test_what_stood_out_the_other_way_a_week_ago_waits_too():
    found = cells(standing({**PEERS, "rita": {"needs": 13, "proposal": 44}}))
    other = Week(DAY - timedelta(days=7), ((("rita", "proposal"), Verdict.EMPTY),))
    assert of(steady(found, other), "rita", "proposal").verdict is Verdict.USUAL


def test_without_history_there_is_no_week_before():
    assert week_before(standing(PEERS)) is None


def test_a_change_in_the_last_months_shows_beside_the_own_past():
    planted = Planted(3, Effect.STAY, 4.0, "proposal", since_days=180)
    found = cells(organisation(replace(FULL, planted=(planted,)), 2).pipeline)
    own = of(found, "s3", "proposal").own
    assert own is not None
    assert own.ratio > 1.3
    assert own.p < 0.05


def test_whose_first_deal_is_young_is_not_judged_beside_the_others():
    pipeline = organisation(FULL, 3).pipeline
    kept = tuple(
        d
        for d in pipeline.deals
        if d.owner != "s1" or (d.created and d.created > DAY - timedelta(days=100))
    )
    found = cells(replace(pipeline, deals=kept))
    mine = [cell for cell in found if cell.seller == "s1"]
    assert {cell.verdict for cell in mine} == {Verdict.TOO_FEW}
    assert Because.NEW in {cell.because for cell in mine}


def test_a_habit_of_the_crm_is_no_finding():
    habits = tuple(Habit(i, "solution-agreed") for i in (0, 1, 2, 3, 4))
    found = cells(organisation(replace(FULL, habits=habits), 5).pipeline)
    assert of(found, "s0", "solution-agreed").verdict is not Verdict.EMPTY
    assert {c.verdict for c in found} <= {Verdict.USUAL, Verdict.NOT_RECORDED, Verdict.TOO_FEW}


def test_deals_of_nobody_and_in_no_stage_are_passed_over():
    pipeline = standing(PEERS)
    stray = Deal(id="x", owner="nobody", stage="proposal")
    lost = Deal(id="y", owner="p0", stage="somewhere else")
    assert cells(replace(pipeline, deals=(*pipeline.deals, stray, lost)))


def test_an_empty_pipeline_has_no_cells():
    assert cells(Pipeline((), ("proposal",), (), DAY)) == ()
    assert cells(Pipeline((Seller("rita", "Rita"),), (), (), DAY)) == ()


def test_a_deal_that_closed_before_it_began_breaks_nothing():
    odd = Deal(
        id="odd",
        owner="p0",
        outcome=Outcome.WON,
        created=DAY,
        closed=DAY - timedelta(days=9),
        history=(Entry("proposal", DAY),),
    )
    pipeline = standing(PEERS)
    assert cells(replace(pipeline, deals=(*pipeline.deals, odd)))


def test_chances_never_fall_where_p_rises():
    ps = [0.2, 0.001, 0.03, 0.03, 0.9]
    told = chances(ps)
    ranked = [chance for _, chance in sorted(zip(ps, told, strict=True))]
    assert ranked == sorted(ranked)
    assert all(chance >= p for p, chance in zip(ps, told, strict=True))
    assert chances([]) == ()
