"""Pictures of plans: what was taken on since, the way ahead, a team over windows of weeks."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.report.pictures import ahead, hours, since, windows

SHARES = st.floats(0, 1)
HEAD = ("Call of", "Shown", "When")


def drawn(points, wanted=0.5, now=None):
    return since.draw(points, wanted, now, agreed="agreed, 5 Nov", says="It <holds>", head=HEAD)


def elements(picture, kind):
    return [e for e in ET.fromstring(picture.svg).iter() if e.get("class") == kind]  # noqa: S314  # our own


@given(st.lists(st.tuples(SHARES, st.booleans()), max_size=40), SHARES)
def test_every_call_stands_in_the_table_and_the_newest_in_the_picture(told, wanted):
    points = [since.Point(f"day {i}", share, "yes", later) for i, (share, later) in enumerate(told)]
    picture = drawn(points, wanted)
    assert len(picture.table.rows) == len(told)
    assert len(elements(picture, "began")) == min(len(told), since.MOST)
    assert len(elements(picture, "wanted")) == 1


def test_what_is_not_enough_to_tell_is_hatched():
    points = [since.Point("5 Nov", 0.4, "2 of 5", since=True)]
    assert elements(drawn(points), "hatch")
    now = since.Now(0.5, 0.3, 0.7, "50")
    assert not elements(drawn(points, now=now), "hatch")
    assert elements(drawn(points, now=now), "interval")


@pytest.mark.parametrize("gone", [-1.0, 0.0, 0.5, 9.0])
def test_the_way_ahead_goes_from_today_to_what_is_wanted(gone):
    days = ("5 Nov", "today", "31 Mar")
    today = ahead.Today(0.2, 0.1, 0.4, "20")
    picture = ahead.draw(None, today, 0.7, gone, days=days, says="20 % today")
    (line,) = elements(picture, "ahead")
    assert float(line.get("x1").rstrip("%")) < float(line.get("x2").rstrip("%"))
    assert picture.table.rows[0][1] == "not enough to tell"
    assert not elements(ahead.draw(0.2, None, 0.7, gone, days=days, says=""), "ahead")


def test_a_window_without_enough_people_has_no_share():
    rows = [
        windows.Window("5 Nov", None, 0, 0, "3 calls"),
        windows.Window("3 Dec", 0.5, 0.4, 0.6, "24 calls"),
    ]
    picture = windows.draw(rows, (0.2, 0.4), 0.5, "under way")
    assert [row[1] for row in picture.table.rows] == ["50 %, 40–60", "not enough to tell"]
    assert len(elements(picture, "dot")) == 1


def test_hours_stand_on_the_ground_and_the_wanted_line_only_where_hours_of_work_are_known():
    weeks = [hours.Week("31 Aug", 90), hours.Week("7 Sep", 0)]
    told = hours.draw(weeks, 40, 0.5)
    assert told.table.rows == (("7 Sep", "0.0", "0 %"), ("31 Aug", "1.5", "4 %"))
    assert 'class="wanted"' in told.svg
    assert "31 Aug 1.5" in told.says
    bare = hours.draw(weeks, None, 0.5)
    assert 'class="wanted"' not in bare.svg
    assert bare.table.head == ("Week of", "Hours")
    assert hours.draw([], None, 0.5).table.rows == ()
