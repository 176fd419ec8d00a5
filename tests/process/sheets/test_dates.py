"""Dates as sheets write them, and which way round day and month stand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.process.sheets import DateForm
from ridealong.process.sheets.dates import day, moment, order_of
from ridealong.process.sheets.faults import BadValue

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("text", "form", "read"),
    [
        ("2026-11-30", DateForm.ISO, date(2026, 11, 30)),
        ("2026-11-30T23:59:59.000+0000", DateForm.ISO, date(2026, 11, 30)),
        ("2026-11-30 6:49:18", DateForm.ISO, date(2026, 11, 30)),
        ("2026/11/3", DateForm.ISO, date(2026, 11, 3)),
        ("20261130", DateForm.ISO, date(2026, 11, 30)),
        ("30.11.2026", DateForm.DMY, date(2026, 11, 30)),
        ("30.11.26 14:05", DateForm.DMY, date(2026, 11, 30)),
        ("11/30/2026 2:05 PM", DateForm.MDY, date(2026, 11, 30)),
        ("3-4-2026", DateForm.DMY, date(2026, 4, 3)),
        ("3-4-2026", DateForm.MDY, date(2026, 3, 4)),
        ("5/5/2026", DateForm.ASK, date(2026, 5, 5)),
        ("30 Nov 2026", DateForm.ISO, date(2026, 11, 30)),
        ("30-Nov-26", DateForm.ISO, date(2026, 11, 30)),
        ("November 30, 2026", DateForm.MDY, date(2026, 11, 30)),
        ("30. November 2026", DateForm.DMY, date(2026, 11, 30)),
        ("3. März 2026", DateForm.DMY, date(2026, 3, 3)),
        ("30 de noviembre de 2026", DateForm.DMY, date(2026, 11, 30)),
        ("Mon, 30 Nov 2026 10:00:00 +0100", DateForm.ISO, date(2026, 11, 30)),
        ("1796083200000", DateForm.EPOCH_MS, date(2026, 12, 1)),
        ("1796083200", DateForm.EPOCH_S, date(2026, 12, 1)),
        ("46356", DateForm.SERIAL, date(2026, 11, 30)),
        ("46356.75", DateForm.SERIAL, date(2026, 11, 30)),
        (46356, DateForm.SERIAL, date(2026, 11, 30)),
        (date(2026, 11, 30), DateForm.DMY, date(2026, 11, 30)),
    ],
)
def test_a_date_is_read(text, form, read):
    assert day(text, form) == read


@pytest.mark.parametrize(
    ("text", "form", "why"),
    [
        ("soon", DateForm.ISO, "no date"),
        ("2026-02-30", DateForm.ISO, "no day of the calendar"),
        ("2026-11-30 25:00", DateForm.ISO, "no day of the calendar or no time of day"),
        ("11/30/2026", DateForm.DMY, "day before month"),
        ("30/11/2026", DateForm.MDY, "month before day"),
        ("3/4/2026", DateForm.ASK, "day and month or month and day"),
        ("0206-11-30", DateForm.ISO, "lies in the year 206"),
        ("9999-12-31 23:59:59", DateForm.ISO, "lies in the year 9999"),
        ("12", DateForm.SERIAL, "a number where a date belongs"),
        ("46356", DateForm.ISO, "a number where a date belongs"),
        ("13:30 PM 2026-01-01", DateForm.ISO, "no date"),
        ("2026-01-01 13:30 PM", DateForm.ISO, "no possible time of day"),
        ("x" * 5000, DateForm.ISO, "no date"),
        (True, DateForm.ISO, "no date"),
    ],
)
def test_what_is_no_date_says_why(text, form, why):
    with pytest.raises(BadValue, match=why) as caught:
        moment(text, form)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("column", "form"),
    [
        (["3/4/2026", "13/4/2026"], DateForm.DMY),
        (["3/4/2026", "4/13/2026"], DateForm.MDY),
        (["3/4/2026", "4/5/2026", ""], DateForm.ASK),
        (["5/5/2026"], DateForm.ISO),
        (["3.4.2026", "4.5.2026"], DateForm.DMY),
        (["13/4/2026", "4/13/2026"], DateForm.ASK),
        (["2026-04-03", "3 Apr 2026"], DateForm.ISO),
        (["46356", "46357"], DateForm.SERIAL),
        (["1796083200000"], DateForm.EPOCH_MS),
        (["soon", ""], None),
    ],
)
def test_the_order_is_inferred_from_the_column(column, form):
    assert order_of(column) is form


@given(DAYS)
def test_every_way_of_writing_a_day_comes_back(on):
    serial = on.toordinal() - 693_594
    assert day(on.isoformat(), DateForm.ISO) == on
    assert day(f"{on:%d/%m/%Y}", DateForm.DMY) == on
    assert day(f"{on:%m/%d/%Y}", DateForm.MDY) == on
    assert day(f"{on.day}.{on.month}.{on.year}", DateForm.DMY) == on
    assert day(str(serial), DateForm.SERIAL) == on
    assert day(f"{on:%d %b %Y}", DateForm.ISO) == on


@given(MOMENTS, st.integers(-12, 14))
def test_every_way_of_writing_a_moment_comes_back(at, hours):
    away = at.astimezone(datetime.now(UTC).tzinfo) + timedelta(hours=hours)
    zone = f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"
    assert moment(f"{at:%Y-%m-%dT%H:%M:%S}Z", DateForm.ISO) == at
    assert moment(f"{away:%Y-%m-%d %H:%M:%S}{zone}", DateForm.ISO) == at
    assert moment(f"{at:%m/%d/%Y %I:%M:%S %p}", DateForm.MDY) == at
    assert moment(str(int(at.timestamp() * 1000)), DateForm.EPOCH_MS) == at


@given(st.lists(DAYS, min_size=1, max_size=30), st.sampled_from([DateForm.DMY, DateForm.MDY]))
def test_a_column_is_never_read_the_wrong_way_round(days, form):
    written = [f"{on:%d/%m/%Y}" if form is DateForm.DMY else f"{on:%m/%d/%Y}" for on in days]
    found = order_of(written)
    if found in {DateForm.DMY, DateForm.MDY}:
        assert found is form
    else:
        assert all(on.day <= 12 for on in days)


@given(st.text(max_size=30), st.sampled_from(list(DateForm)))
def test_no_text_breaks_the_reading(text, form):
    order_of([text])
    try:
        moment(text, form)
    except BadValue as error:
        assert error.why
        assert error.remedy
