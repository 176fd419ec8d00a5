"""How pages say days, hours, lengths and lists, in the time zone of whoever looks."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from markupsafe import Markup, escape

from ridealong.report.words import _, count, length

__all__ = [
    "clock_time",
    "count",
    "day",
    "day_time",
    "length_words",
    "listing",
    "long_day",
    "when",
    "whole",
]

_OPTION = re.compile(r"(--[a-z]+)")


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day(moment: date | datetime, today: date | None = None) -> str:
    """A day in words: "today", "yesterday", "tomorrow", "Tue 17 Nov", "17 Nov 2025".

    >>> day(date(2026, 11, 17), today=date(2026, 11, 30))
    'Tue 17 Nov'
    >>> day(date(2025, 11, 17), today=date(2026, 11, 30))
    '17 Nov 2025'
    """
    on = _local(moment).date() if isinstance(moment, datetime) else moment
    now = today or timezone.localdate()
    near = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}.get((on - now).days)
    if near:
        return near
    if on.year == now.year:
        return f"{on:%a} {on.day} {on:%b}"
    return f"{on.day} {on:%b %Y}"


def long_day(on: date) -> str:
    """A day as the heading of a desk: "Thursday, 19 November".

    >>> long_day(date(2026, 11, 19))
    'Thursday, 19 November'
    """
    return f"{on:%A}, {on.day} {on:%B}"


def clock_time(moment: datetime) -> str:
    """The hour: "14:30"."""
    return f"{_local(moment):%H:%M}"


def day_time(moment: datetime) -> str:
    """Day and hour: "Tue 17 Nov, 10:04"."""
    return f"{day(moment)}, {clock_time(moment)}"


def when(moment: datetime) -> str:
    """Day and hour within a sentence: "tomorrow at 10:00"."""
    return _("{day} at {time}").format(day=day(moment), time=clock_time(moment))


def length_words(seconds: float | None) -> str:
    """How long a talk was; empty where that is not known."""
    return "" if seconds is None else length(seconds)


def listing(names: Sequence[str], most: int = 4) -> str:
    """Names as a sentence lists them.

    >>> listing(["Rita", "Mel", "Lee"])
    'Rita, Mel and Lee'
    """
    shown = list(names[:most])
    rest = len(names) - len(shown)
    if rest:
        shown.append(_("{n} more").format(n=rest))
    if len(shown) < 2:
        return "".join(shown)
    return _("{first} and {last}").format(first=", ".join(shown[:-1]), last=shown[-1])


def whole(text: str) -> Markup:
    """Escaped, with options of the command line ("--us") kept on one line."""
    marked = _OPTION.sub(r'<span class="nw">\1</span>', str(escape(text)))
    return Markup(marked)  # noqa: S704  # escaped before the spans were put in
