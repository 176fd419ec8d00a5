"""Stage bars and flows: places within the picture, words that say what is drawn, a table."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.report.pictures import flow
from ridealong.report.pictures.flow import Cohort, Month
from ridealong.report.pictures.stage_bars import (
    Bar,
    Scale,
    as_table,
    axis,
    band_words,
    draw,
    picture,
    says,
    small,
)

PROPOSAL = Bar(
    name="Proposal",
    both=5,
    half=6,
    usual=(3, 7),
    team=(4, 8),
    note=("fuller than usual,", "two weeks running"),
)
COUNTS = st.integers(0, 3000)
BANDS = st.none() | st.tuples(COUNTS, COUNTS).map(lambda ends: tuple(map(float, sorted(ends))))
BARS = st.builds(
    Bar,
    name=st.text(max_size=12),
    both=COUNTS,
    half=COUNTS,
    usual=BANDS,
    team=BANDS,
    note=st.lists(st.text(max_size=20), max_size=2).map(tuple),
)


def shares(svg: str, kind: str) -> list[tuple[float, float]]:
    """Where the bars of a class begin, and how wide they are, in percent."""
    found = re.findall(rf'<rect class="{kind}" x="([\d.]+)%?" width="([\d.]+)%"', svg)
    return [(float(x), float(width)) for x, width in found]


def test_the_half_gates_are_the_outlined_end_of_the_bar():
    svg = draw(PROPOSAL, Scale(16, 5))
    assert shares(svg, "both") == [(0, 31.25)]
    assert shares(svg, "half") == [(31.25, 37.5)]
    assert shares(svg, "usual") == [(18.75, 25)]
    assert 'class="team" x1="25%" x2="50%"' in svg


def test_whoever_does_not_see_it_hears_the_same():
    assert says(PROPOSAL) == (
        "Proposal: 11 open, 6 of them half gates, usual 3 to 7, team 4 to 8, "
        "fuller than usual, two weeks running"
    )
    assert f'aria-label="{says(PROPOSAL)}"' in draw(PROPOSAL, Scale(16, 5))
    assert as_table([PROPOSAL]).rows == (
        ("Proposal", "11", "6", "3 to 7", "4 to 8", "fuller than usual, two weeks running"),
    )


def test_what_is_not_known_is_not_drawn_and_said_to_be_so():
    bar = Bar(name="Decision", both=0)
    svg = draw(bar, Scale.of([bar]))
    assert not shares(svg, "both") + shares(svg, "half") + shares(svg, "usual")
    assert 'class="team"' not in svg
    assert as_table([bar]).rows[0][3:5] == ("not enough to tell", "not enough to tell")


def test_a_band_of_one_count_can_still_be_seen():
    ((_x, width),) = shares(draw(Bar(name="A", both=1, usual=(2.0, 2.0)), Scale(10, 5)), "usual")
    assert width == 2.5


@given(st.lists(BARS, min_size=1, max_size=6))
def test_nothing_lies_outside_the_picture_and_the_lines_are_few(bars):
    scale = Scale.of(bars)
    assert len(scale.ticks) <= 6
    for bar in bars:
        for svg in (draw(bar, scale), small(bar, scale)):
            for kind in ("both", "half", "usual"):
                for x, width in shares(svg, kind):
                    assert x + width <= 100.02
            assert "<script" not in svg


@given(st.text(max_size=30))
def test_a_name_is_a_name_and_no_markup(name):
    bar = Bar(name=f"<script>{name}", both=1, note=(f"<b>{name}",))
    assert "<script" not in draw(bar, Scale.of([bar]))
    assert "<b>" not in draw(bar, Scale.of([bar]))


def test_all_rows_make_one_picture_with_its_table():
    whole = picture([PROPOSAL, Bar(name="Decision", both=2)])
    assert whole.svg.count('class="stage-bar"') == 2
    assert len(whole.table.rows) == 2
    assert ">15</text>" in axis(Scale(16, 5))


@pytest.mark.parametrize(
    ("band", "words"), [((3.0, 7.0), "3 to 7"), ((2.2, 2.4), "2"), ((0.0, 0.4), "0")]
)
def test_a_band_is_said_in_whole_deals(band, words):
    assert band_words(band) == words


def test_a_flow_is_the_whole_of_those_that_entered():
    cohort = Cohort("Proposal", on=6, open=10, ended=4)
    svg = flow.draw(cohort)
    assert shares(svg, "on") == [(0, 30)]
    assert shares(svg, "open") == [(30, 50)]
    assert shares(svg, "ended") == [(80, 20)]
    assert "20 entered, 6 went on, 10 not known yet, 4 ended" in svg
    assert flow.as_table([cohort]).rows == (("Proposal", "20", "6", "10", "4"),)


def test_where_nothing_entered_nothing_is_drawn():
    assert not flow.draw(Cohort("Proposal", 0, 0, 0))


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_the_parts_of_a_flow_fill_it(on, still, ended):
    svg = flow.draw(Cohort("A", on, still, ended))
    widths = [w for kind in ("on", "open", "ended") for _x, w in shares(svg, kind)]
    assert not widths or abs(sum(widths) - 100) < 0.05


def test_the_month_that_runs_is_outlined():
    counted = [Month("Oct", 4), Month("Nov", 2), Month("Dec", 1, whole=False)]
    drawn = flow.months(counted, "Proposals a month", usual=(1.0, 4.0))
    assert drawn.says == "Proposals a month: Oct 4, Nov 2, Dec 1"
    assert drawn.svg.count('class="whole"') == 2
    assert drawn.svg.count('class="running"') == 1
    assert drawn.table.rows[0] == ("Dec", "1")
