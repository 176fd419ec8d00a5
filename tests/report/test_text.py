"""The report for a terminal: one screen, plain where it is no terminal."""

from dataclasses import replace

import pytest

from own_talk import SOURCE, analysis
from ridealong.conversation import Timing
from ridealong.report import SourceInfo, render_text
from tagged_talk import kestrel


@pytest.fixture
def told():
    return render_text(analysis(), SOURCE, width=100)


def test_it_fits_one_screen(told):
    lines = told.splitlines()
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 100


def test_story_points_and_gates_stand_on_the_first_screen():
    told = render_text(kestrel(), SOURCE, width=100)
    first = told.splitlines()[:50]
    heads = [line.split("  ")[0] for line in first if line and not line.startswith(" ")]
    assert heads[2:6] == ["What the customer told", "Two points", "Four gates", "What comes next"]
    assert told.index("What comes next") < told.index("In numbers") < told.index("Who spoke")
    assert "  1 A need is admitted          Hugo “It is that I cannot promise" in told
    assert "  4 Can decide                  not heard yet: How is something like this" in told
    assert "To repeat: “What does a night like that set in motion for you?”" in told
    assert "ridealong moves kestrel.vtt --correct" in told


def test_it_begins_with_title_kind_date_length_and_trust(told):
    assert told.splitlines()[:2] == [
        "Kestrel Print Works",
        "Sales call · Tue 3 Nov 2026, 08:30 UTC · 6 min · each turn has its start and end",
    ]


def test_the_customer_s_lane_lies_above_ours(told):
    lanes = [line.split()[0] for line in told.splitlines()[3:6]]
    assert lanes == ["Hugo", "Rita", "Mel"]
    assert "█" in told.splitlines()[3]


def test_people_stand_with_side_and_reason(told):
    assert "Hugo Lindqvist           customer, their side; provider label (affiliation)" in told


def test_a_figure_stands_with_its_norm_and_a_withheld_one_with_its_reason(told):
    assert "Our side spoke, whole talk           52 %        norm at most 50 %" in told
    assert "Our side cut in                      not enough to tell" in told
    assert "Talk at the same time is unknown." in told


def test_a_point_stands_with_quote_place_and_question(told):
    assert "1 A short question after a fact led from the reels to the dates." in told
    assert "“What does a night like that set in motion for you?”" in told
    assert "0:42, turns 4–6" in told
    assert "To ask: What made you ask" in told


def test_colour_only_where_it_is_asked_for(told):
    assert "\x1b[" not in told
    assert "\x1b[" in render_text(analysis(), SOURCE, color=True)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("make", [analysis, kestrel])
def test_lines_keep_within_any_width(width, make):
    assert max(map(len, render_text(make(), SOURCE, width=width).splitlines())) <= width


def test_a_talk_without_times_says_so_and_shows_no_minutes():
    told = render_text(analysis(Timing.NONE), SOURCE, width=100)
    assert "The transcript has no times." in told
    assert "a quarter" in told
    assert "28 turns" in told


def test_what_a_terminal_would_obey_is_taken_out():
    source = SourceInfo("evil\x1b[31m.vtt", "zoom-vtt", "0" * 64)
    told = render_text(analysis(title=None, findings=()), source, color=False)
    assert "\x1b" not in told


def test_where_the_sides_are_unknown_the_reason_stands_in_place_of_points():
    talk = analysis(findings=())
    people = tuple(replace(s, side=None, role=None) for s in talk.conversation.speakers)
    unknown = replace(talk, conversation=replace(talk.conversation, speakers=people))
    assert "No point. Whose side each person is on is not known" in render_text(unknown, SOURCE)
