"""Pictures: every turn drawn in percent, links that lead to it, a table for each."""

import re

import pytest

from own_talk import analysis, placed
from ridealong.conversation import Draft, Timing
from ridealong.report.cast import Cast
from ridealong.report.pictures import road, strip, tenths
from ridealong.report.pictures.svg import percent, round_up


def road_of(made, **more):
    return road.Road(Cast(made.conversation, made.placed), made.placed, **more)


def test_every_turn_is_a_bar_with_a_title_and_a_link():
    picture = road.draw(road_of(analysis()))
    bars = re.findall(
        r'<a href="#t(\d+)" tabindex="-1"><rect x="([\d.]+)%" width="([\d.]+)%"[^>]*>'
        r"<title>([^<]+)",
        picture.svg,
    )
    assert sorted(int(turn) for turn, *_ in bars) == list(range(28))
    assert ("4", "12.03", "0.92", "0:42 Rita") in bars
    assert all(float(x) + float(width) <= 100.01 for _, x, width, _ in bars)


def test_its_table_says_who_how_often_and_how_long():
    table = road.draw(road_of(analysis())).table
    assert table.head == ("Who", "Turns", "Spoken", "First", "Last")
    assert table.rows[2] == ("Mel", "1", "5.6 s", "2:45", "2:51")


def test_at_most_six_lanes_and_all_others_share_the_last():
    draft = Draft(Timing.CUE)
    for i in range(9):
        draft.turn(draft.speaker(i, f"Guest {i}"), "hello", 10.0 * i, 10.0 * i + 10 - i)
    talk = draft.finish()
    lanes = road.Road(Cast(talk), tuple(placed(talk, Timing.CUE, sides=False))).lanes
    assert [lane.name for lane in lanes] == [*(f"Guest {i}" for i in range(5)), "4 others"]


def test_the_minutes_are_links_for_the_keyboard_and_few():
    svg = road.draw_ticks(road_of(analysis()))
    assert svg.count("<a ") == 6
    assert 'href="#t5" aria-label="Transcript from 1:00"' in svg


def test_without_times_there_are_quarters_and_no_minutes():
    svg = road.draw_ticks(road_of(analysis(Timing.NONE), clocked=False))
    assert "three quarters</text>" in svg
    assert "1:00" not in svg


def test_points_are_marked_with_their_numbers():
    marks = (road.Mark("1", "#p1", (4, 5, 6)), road.Mark("2", "#p2", (5,)))
    svg = road.draw(road_of(analysis(), marks=marks)).svg
    assert svg.count('class="mark"') == 2
    assert ">1, 2</text>" in svg or (">1</text>" in svg and ">2</text>" in svg)


def test_a_withheld_figure_is_hatched_and_has_no_dot():
    svg = strip.draw(strip.Scale(1.0), None, "not enough to tell")
    assert 'class="hatch"' in svg
    assert 'class="dot"' not in svg


def test_a_norm_is_a_line_across_and_a_reference_a_thin_one_below():
    svg = strip.draw(
        strip.Scale.of(True, 0.6),  # noqa: FBT003
        0.6,
        "60 %",
        beside=(strip.Beside(None, 0.5, is_norm=True), strip.Beside(0.4, 0.55, is_norm=False)),
    )
    assert '<line class="norm" x1="50%" x2="50%"' in svg
    assert '<line class="reference" x1="40%" x2="55%"' in svg


def test_a_tenth_that_tells_nothing_is_hatched_and_named():
    columns = [tenths.Tenth("0:00", 0.25), tenths.Tenth("1:00", None)]
    picture = tenths.draw(columns, "Rita", "Hugo", ("us", "them"))
    assert 'class="untold"' in picture.svg
    assert picture.table.rows == (
        ("0:00", "25 %", "75 %"),
        ("1:00", "not enough to tell", "not enough to tell"),
    )


@pytest.mark.parametrize(
    ("share", "written"), [(0, "0%"), (1 / 3, "33.33%"), (9, "100%"), (-1, "0%")]
)
def test_places_are_percent_within_the_picture(share, written):
    assert percent(share) == written


@pytest.mark.parametrize(("value", "end"), [(0, 1), (0.9, 1), (4.2, 5), (61, 80), (91, 100)])
def test_a_scale_ends_at_a_round_number(value, end):
    assert round_up(value) == pytest.approx(end)
