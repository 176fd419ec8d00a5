"""What is usual: eight of ten of the own weeks, and of those of four others and more."""

from datetime import date, timedelta

from ridealong.process.model import Deal, Entry, Outcome, Pipeline, Seller
from ridealong.simulate.firm import Firm
from ridealong.simulate.organisation import organisation
from ridealong.web.pipeline.shapes.usual import Usual

TODAY = date(2026, 12, 1)
STAGES = ("first-meeting", "proposal")


def deal(owner: str, stage: str, begun: int, ended: int | None = None) -> Deal:
    """A deal in one stage, from so many days ago until so many days ago."""
    first = TODAY - timedelta(days=begun)
    return Deal(
        id=f"{owner}-{stage}-{begun}",
        owner=owner,
        stage=stage,
        outcome=Outcome.OPEN if ended is None else Outcome.LOST,
        created=first,
        closed=None if ended is None else TODAY - timedelta(days=ended),
        history=(Entry(stage, first),),
    )


def usual(deals: list[Deal], sellers: int = 1) -> Usual:
    people = tuple(Seller(f"s{i}", f"Seller {i}", "north") for i in range(sellers))
    return Usual.of(Pipeline(people, STAGES, tuple(deals), TODAY))


def test_eight_of_ten_own_weeks_are_counted_on_mondays():
    found = usual([deal("s0", "proposal", 400), *(deal("s0", "proposal", 170, 4) for _ in "ab")])
    assert found.own(0, 1) == ((1.0, 3.0), 52)
    assert all(date.fromordinal(day).weekday() == 0 for day in found.mondays)


def test_one_week_in_ten_moves_no_band():
    found = usual([deal("s0", "proposal", 400), deal("s0", "proposal", 60, 35)])
    assert found.own(0, 1)[0] == (1.0, 1.0)


def test_under_half_a_year_nothing_is_usual_yet():
    band, weeks = usual([deal("s0", "proposal", 100, days) for days in (None, 20)]).own(0, 1)
    assert band is None
    assert 12 <= weeks <= 15


def test_of_a_newcomer_only_the_own_weeks_count():
    old = [deal("s0", "proposal", 500)]
    band, weeks = usual([*old, deal("s1", "proposal", 60)], sellers=2).own(1, 1)
    assert band is None
    assert weeks < 10


def test_a_team_of_under_four_others_has_no_line():
    deals = [deal(f"s{i}", "proposal", 300) for i in range(5)]
    assert usual(deals[:4], 4).team(0, 1) == (None, 3)
    assert usual(deals, 5).team(0, 1) == ((1.0, 1.0), 4)


def test_one_is_not_among_the_others():
    deals = [deal(f"s{i}", "proposal", 300) for i in range(5)]
    deals += [deal("s0", "proposal", 299 - n) for n in range(6)]
    assert usual(deals, 5).team(0, 1)[0] == (1.0, 1.0)


def test_in_an_invented_firm_about_eight_of_ten_weeks_lie_in_the_band():
    drawn = organisation(Firm(teams=2, people=6, as_of=TODAY), seed=3).pipeline
    found = Usual.of(drawn)
    inside = total = 0
    for seller in range(12):
        band, weeks = found.own(seller, 0)
        assert band
        low, high = band
        counts = found._counts[:weeks, seller, 0]
        inside += int(((counts >= low) & (counts <= high)).sum())
        total += weeks
    assert 0.8 <= inside / total <= 0.95
