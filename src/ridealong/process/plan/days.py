"""Working days of a span: Monday to Friday, without the holidays that were stated."""

from collections.abc import Iterable
from datetime import date, timedelta

SATURDAY = 5


def working_days(begins: date, ends: date, holidays: Iterable[date] = ()) -> int:
    """How many working days lie between two days, both included; none where it ends before.

    >>> working_days(date(2026, 12, 21), date(2027, 1, 3), [date(2026, 12, 25), date(2026, 12, 26)])
    9
    """
    days = (ends - begins).days + 1
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    extra = sum((begins.weekday() + i) % 7 < SATURDAY for i in range(rest))
    off = {day for day in holidays if begins <= day <= ends and day.weekday() < SATURDAY}
    return weeks * 5 + extra - len(off)


def useful_days(begins: date, ends: date, lag_days: float, holidays: Iterable[date] = ()) -> int:
    """Working days on which a first contact can still become a deal before the end.

    `lag_days` are the calendar days from the first contact to the close, usually the median.
    """
    return working_days(begins, ends - timedelta(days=round(lag_days)), holidays)
