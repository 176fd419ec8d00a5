"""A trend as words and picture: what is drawn is in the table, and nothing is said too soon."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from many_calls import NOW, alike, counted, day, dice, measured
from ridealong.coaching.behaviours import LISTENING, OPEN_QUESTIONS
from ridealong.coaching.levels import Single
from ridealong.coaching.trend import trend
from ridealong.report import trends
from ridealong.report.pictures import coverage
from ridealong.report.pictures import trend as drawing

RISEN = trend(OPEN_QUESTIONS, alike(14, 3, 10, first_day=60) + alike(6, 7, 10, first_day=6), NOW)


def words(moment):
    return f"{moment.day} {moment:%b}"


def test_the_last_six_stand_beside_the_year_before():
    told = trends.told(RISEN, words)
    assert (told.row.now, told.row.interval) == ("70\u00a0%", "57–81")
    assert told.says[0] == "In the year before 30\u00a0% 23–39."
    assert re.fullmatch(
        r"About \d+ of the 40 points are likely to go again by themselves.", told.says[-1]
    )
    assert told.row.needed == ""


def test_too_little_says_what_is_needed_and_draws_no_dot():
    told = trends.told(trend(OPEN_QUESTIONS, alike(9, 5, 10, first_day=9), NOW), words)
    assert (told.row.now, told.says, told.row.needed) == ("", (), "9 of 14 calls")
    assert 'class="dot"' not in told.picture.svg
    assert 'class="hatch"' in told.picture.svg
    assert "not enough to tell, 9 of 14 calls" in told.picture.svg


def test_a_difference_that_may_be_chance_is_called_so():
    told = trends.told(trend(OPEN_QUESTIONS, alike(20, 5, 10, first_day=40), NOW), words)
    assert told.says[-1].startswith("The difference may be chance: it lies between −")


def test_every_single_call_is_in_the_table_also_one_without_a_share_of_its_own():
    calls = [*alike(3, 5, 10, first_day=9), Single(day(1), 1.0, 2)]
    rows = trends.told(trend(OPEN_QUESTIONS, calls, NOW), words).picture.table.rows
    assert rows[0] == ("18 Nov", "too few", "2 of 2")
    assert rows[1] == ("12 Nov", "50 %", "5 of 10")
    assert len(rows) == 4


def test_single_calls_are_hollow_and_not_joined():
    svg = trends.told(trend(LISTENING, measured(dice(3), 30, 0.5), NOW), words).picture.svg
    assert svg.count('class="began"') == drawing.MOST
    assert "<path" not in svg
    assert "<polyline" not in svg


def test_how_it_was_made_names_formula_counts_interval_and_source():
    made = dict(trends.made(RISEN))
    assert made["Formula"].startswith("open ÷ (open + closed)")
    assert made["Now"] == "70\u00a0%, 57–81: 60 questions in 6 calls"
    assert made["Before"] == "30\u00a0%, 23–39: 140 questions in 14 calls of the year"
    assert re.fullmatch(r"\+40 points, \d+ to \d+", made["Difference"])
    assert "Wilson" in made["Interval"]
    assert "MITI" in made["Source"]


def test_of_many_calls_the_newest_are_the_past():
    made = dict(trends.made(trend(OPEN_QUESTIONS, alike(90, 5, 10, first_day=95), NOW)))
    assert made["Before"].endswith("600 questions in 60 calls, the newest of the year")


def test_the_strip_shows_where_it_began_and_where_it_is():
    svg = trends.small(RISEN)
    assert 'class="began" cx="30%"' in svg
    assert 'class="dot" cx="70%"' in svg
    assert "70\u00a0% in the last six calls, 30\u00a0% in the year before" in svg


@given(st.integers(0, 40), st.integers(1, 12), st.integers(0, 10**6))
def test_whatever_the_calls_no_number_is_broken(calls, acts, seed):
    told = trends.told(
        trend(OPEN_QUESTIONS, counted(dice(seed), calls, 0.5, acts=acts), NOW), words
    )
    whole = told.picture.svg + " ".join(
        (*told.says, told.row.now, told.row.interval, told.row.needed)
    )
    assert "nan" not in whole
    assert "inf" not in whole
    assert len(told.picture.table.rows) == calls


@pytest.mark.parametrize("name", ["<script>", "Müller & Söhne"])
def test_names_are_escaped(name):
    call = drawing.Call(name, 0.5, name)
    assert name not in drawing.draw([call], None, None, name).svg
    week = coverage.Week(name, "3 of 9", 0.3, 0.1, 0.6)
    assert name not in coverage.draw([week], "share", name).svg


def test_weeks_stand_in_order_and_the_last_by_its_count():
    weeks = [coverage.Week(f"{n} Nov", f"{n} of 18", n / 18, 0.2, 0.9) for n in (2, 9, 16)]
    picture = coverage.draw(weeks, "people with a call", "says")
    assert "16 of 18 now" in picture.svg
    assert picture.table.rows[0] == ("16 Nov", "16 of 18", "20–90 %")


def test_a_week_of_which_nothing_may_be_told_is_hatched():
    picture = coverage.draw([coverage.Week("2 Nov", "")], "people with a call", "says")
    assert 'class="hatch"' in picture.svg
    assert picture.table.rows == (("2 Nov", "not told", ""),)
