"""Pictures: every turn drawn in percent, links that lead to it, a table for each."""

import re
from itertools import pairwise

import pytest

from own_talk import analysis, placed
from ridealong.conversation import Draft, Timing
from ridealong.report.acts import heard_in
from ridealong.report.cast import Cast
from ridealong.report.pictures import lanes, road, signs, stages, strip, tenths
from ridealong.report.pictures.svg import percent, round_up
from tagged_talk import kestrel


def road_of(made, **more):
    return road.Road(Cast(made.conversation, made.placed), made.placed, **more)


def test_every_turn_is_a_bar_with_a_title_and_a_link():
    picture = lanes.draw(road_of(analysis()))
    bars = re.findall(
        r'<a href="#t(\d+)" tabindex="-1"><rect x="([\d.]+)%" width="([\d.]+)%"[^>]*>'
        r"<title>([^<]+)",
        picture.svg,
    )
    assert sorted(int(turn) for turn, *_ in bars) == list(range(28))
    assert ("4", "12.03", "0.92", "0:42 Rita") in bars
    assert all(float(x) + float(width) <= 100.01 for _, x, width, _ in bars)


def test_its_table_says_who_how_often_and_how_long():
    table = lanes.draw(road_of(analysis())).table
    assert table.head == ("Who", "Turns", "Spoken", "First", "Last")
    assert table.rows[2] == ("Mel", "1", "5.6 s", "2:45", "2:51")


def test_at_most_six_lanes_and_all_others_share_the_last():
    draft = Draft(Timing.CUE)
    for i in range(9):
        draft.turn(draft.speaker(i, f"Guest {i}"), "hello", 10.0 * i, 10.0 * i + 10 - i)
    talk = draft.finish()
    way = road.Road(Cast(talk), tuple(placed(talk, Timing.CUE, sides=False)))
    assert [lane.name for lane in way.lanes] == [*(f"Guest {i}" for i in range(5)), "4 others"]


def test_the_minutes_are_links_for_the_keyboard_and_few():
    svg = lanes.draw_ticks(road_of(analysis()))
    assert svg.count("<a ") == 6
    assert 'href="#t5" aria-label="Transcript from 1:00"' in svg


def test_without_times_there_are_quarters_and_no_minutes():
    svg = lanes.draw_ticks(road_of(analysis(Timing.NONE), clocked=False))
    assert "three quarters</text>" in svg
    assert "1:00" not in svg


def test_points_are_marked_with_their_numbers():
    marks = (road.Mark("1", "#p1", (4, 5, 6)), road.Mark("2", "#p2", (5,)))
    svg = lanes.draw(road_of(analysis(), marks=marks)).svg
    assert svg.count('class="mark"') == 2
    assert ">1, 2</text>" in svg or (">1</text>" in svg and ">2</text>" in svg)


def tagged_road(made):
    stages_ = tuple((s.name, s.start_turn, s.end_turn) for s in made.labels.stages)
    return road_of(made, above=road.Above(stages_, ((1, "admits a need", 8), (3, "will look", 19))))


def test_stages_are_bands_that_touch_and_wide_ones_have_their_name():
    way = tagged_road(kestrel())
    assert [b.name for b in way.bands] == ["opening", "interview", "solution", "close"]
    assert all(a.end == b.start for a, b in pairwise(way.bands))
    svg = stages.draw(way.bands, ())
    assert svg.count('class="band"') == 4
    assert "interview</text>" in svg
    assert "opening</text>" not in svg


def test_gates_are_flags_with_poles_across_the_lanes():
    way = tagged_road(kestrel())
    svg = stages.draw((), way.flags)
    assert 'href="#t8" aria-label="1 admits a need"' in svg
    assert lanes.draw(way).svg.count('class="pole"') == 2


def test_flags_that_would_lie_on_each_other_are_one():
    flags = [stages.Flag(n, f"gate {n}", 0.3 + n / 100, f"#t{n}") for n in (1, 2, 3)]
    svg = stages.draw((), flags)
    assert svg.count('class="cloth"') == 1
    assert ">1, 2, 3</text>" in svg


def test_a_flag_at_the_end_hangs_back_into_the_picture():
    assert "scale(-1 1)" in stages.draw((), [stages.Flag(4, "can decide", 0.97, "#t9")])
    assert stages.draw((), ()) == ""


def test_marks_stand_beside_the_lanes_of_those_who_made_them():
    way = road_of(kestrel())
    shown = signs.signs(heard_in(kestrel()), {t: way.place(t) for t in way.by_turn})
    by_id = {sign.id: turns for sign, turns in shown.turns.items()}
    assert by_id["open"] == (2, 4, 9)
    assert by_id["problem"] == (5, 8)
    assert signs.draw(shown, upper=True).count("<path") == 3
    assert signs.draw(shown, upper=False).count("<path") == 6


def test_the_table_of_marks_says_the_same_in_words():
    shown = signs.signs(heard_in(kestrel()), {7: 0.2})
    table = signs.as_table(shown, {7: ("1:21", "Rita", "So the reels are the small part.")})
    assert table.rows == (("1:21", "Rita", "says it back", "So the reels are the small part."),)


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
