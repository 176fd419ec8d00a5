"""The period that a first agreement begins with: the quarter that runs."""

from datetime import date, timedelta


def quarter(day: date) -> tuple[date, date]:
    """First and last day of the quarter of a day.

    >>> quarter(date(2026, 12, 1))
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, after - timedelta(days=1)
