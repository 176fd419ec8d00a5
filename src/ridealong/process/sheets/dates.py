"""Dates as sheets write them, and which way round day and month stand.

The order is inferred from the whole column: a first number above 12 is a day. Where every value can
be read both ways the form is `DateForm.ASK`: then a person has to say it.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from ridealong.process.sheets.faults import BadValue
from ridealong.process.sheets.model import Cell, DateForm
from ridealong.process.sheets.words import months

_TIME = (
    r"(?:[T,\s]+(?:um |at )?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})"
    r"(?:[.,:]\d{1,9})?)?\s*(?P<half>[ap]\.?\s?m\.?)?\s*"
    r"(?P<zone>Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|UTC|GMT|\([A-Z]{2,5}\)|[A-Z]{3,4})?)?\s*$"
)
_ISO = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _TIME, re.IGNORECASE
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)" + _TIME, re.IGNORECASE)
_EITHER = re.compile(
    r"(?P<one>\d{1,2})\s?[/.-]\s?(?P<two>\d{1,2})\s?[/.-]\s?(?P<year>\d{4}|\d\d)" + _TIME,
    re.IGNORECASE,
)
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_NAMED = re.compile(
    _WEEKDAY
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s/-]*(?:de\s+)?(?P<name>[^\W\d_]{3,10})"
    + r"\.?,?[\s/-]*(?:de\s+)?(?P<year>\d{4}|\d\d)"
    + _TIME,
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    _WEEKDAY
    + r"(?P<name>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
    + _TIME,
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,14}(?:[.,]\d{1,12})?")
_FIRST_YEAR, _LAST_YEAR = 1950, 2200
_SERIAL_START = datetime(1899, 12, 30, tzinfo=UTC)
_SERIALS = (14_611.0, 73_050.0)
"""From 1940 to 2099."""
_LONGEST = 60
_HOW = "Write it as year-month-day, such as 2026-11-30"


def order_of(values: Iterable[Cell]) -> DateForm | None:
    """The form in which a column writes its dates; None where no value is one.

    Values that know themselves to be dates, and those that name the month, fit every form.
    """
    seen, by_form = 0, dict.fromkeys(DateForm, 0)
    dotted = False
    for value in values:
        form, with_dots = _form(value)
        seen += form is not None
        dotted |= with_dots
        if form is not None:
            by_form[form] += 1
    if not seen:
        return None
    days_first, months_first = by_form[DateForm.DMY], by_form[DateForm.MDY]
    if days_first or months_first:
        if min(days_first, months_first) * 20 > max(days_first, months_first):
            return DateForm.ASK
        return DateForm.DMY if days_first > months_first else DateForm.MDY
    if by_form[DateForm.ASK]:
        return DateForm.DMY if dotted else DateForm.ASK
    return max(by_form, key=lambda form: by_form[form])


def settles(value: Cell) -> bool:
    """Whether a value alone says which way round day and month stand."""
    return _form(value)[0] in {DateForm.DMY, DateForm.MDY}


def _form(value: Cell) -> tuple[DateForm | None, bool]:
    """The form that a value fits, and whether dots divide day and month, as no American writes."""
    if isinstance(value, date):
        return DateForm.ISO, False
    if isinstance(value, int | float):
        return None if isinstance(value, bool) else _number_form(float(value)), False
    text = (value or "").strip()
    if len(text) > _LONGEST:
        return None, False
    if match := _EITHER.match(text):
        return _either_form(match), "." in text[match.start("one") : match.end("year")]
    return _settled_form(text), False


def _settled_form(text: str) -> DateForm | None:
    """The form of a text that leaves nothing open."""
    if _ISO.match(text) or _COMPACT.match(text):
        return DateForm.ISO
    if (match := _NAMED.match(text) or _NAMED_FIRST.match(text)) and _month(match["name"]):
        return DateForm.ISO
    return _number_form(float(text.replace(",", "."))) if _NUMBER.fullmatch(text) else None


def _either_form(match: re.Match[str]) -> DateForm | None:
    one, two = int(match["one"]), int(match["two"])
    if one <= 12 and two <= 12:
        return DateForm.ASK if one != two else DateForm.ISO
    return DateForm.DMY if two <= 12 else DateForm.MDY if one <= 12 else None


def _number_form(number: float) -> DateForm | None:
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return DateForm.SERIAL
    if 3e8 <= number < 5e9:
        return DateForm.EPOCH_S
    return DateForm.EPOCH_MS if 3e11 <= number < 5e12 else None


def moment(value: Cell, form: DateForm) -> datetime:
    """A moment, in UTC where the value names no zone.

    Raises:
        BadValue: it is no date.
    """
    if isinstance(value, datetime):
        return _sane(value if value.tzinfo else value.replace(tzinfo=UTC))
    if isinstance(value, date):
        return _sane(datetime(value.year, value.month, value.day, tzinfo=UTC))
    if isinstance(value, str):
        text = value.strip()
        if text[4:5] == "-":
            try:
                read = datetime.fromisoformat(text)
            except ValueError:
                return _of_text(text, form)
            return _sane(read if read.tzinfo else read.replace(tzinfo=UTC))
        return _of_text(text, form)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(float(value), form)
    raise BadValue("is no date", _HOW)


def day(value: Cell, form: DateForm) -> date:
    """A date; of a moment its day as the sheet writes it.

    Raises:
        BadValue: it is no date.
    """
    if isinstance(value, str):
        return _day(value.strip(), form)
    return moment(value, form).date()


@lru_cache(maxsize=65536)
def _day(text: str, form: DateForm) -> date:
    return moment(text, form).date()


def _of_text(text: str, form: DateForm) -> datetime:
    if len(text) > _LONGEST:
        raise BadValue("is no date", _HOW)
    if match := _ISO.match(text) or _COMPACT.match(text):
        return _made(match, int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _EITHER.match(text):
        return _of_either(match, form)
    if match := _NAMED.match(text) or _NAMED_FIRST.match(text):
        month = _month(match["name"])
        if month:
            return _made(match, _year(match["year"]), month, int(match["day"]))
    if _NUMBER.fullmatch(text):
        return _of_number(float(text.replace(",", ".")), form)
    raise BadValue("is no date", _HOW)


def _of_either(match: re.Match[str], form: DateForm) -> datetime:
    one, two, year = int(match["one"]), int(match["two"]), _year(match["year"])
    if one == two:
        return _made(match, year, one, one)
    if form is DateForm.DMY:
        day, month = one, two
    elif form is DateForm.MDY:
        day, month = two, one
    else:
        raise BadValue("could be day and month or month and day", _HOW)
    if month > 12 >= day:
        order = "day before month" if form is DateForm.DMY else "month before day"
        raise BadValue(f"is no date where the column writes the {order}", _HOW)
    return _made(match, year, month, day)


def _of_number(number: float, form: DateForm) -> datetime:
    if form is DateForm.SERIAL and _SERIALS[0] <= number <= _SERIALS[1]:
        return _SERIAL_START + timedelta(seconds=round(number * 86_400))
    if form in {DateForm.EPOCH_MS, DateForm.EPOCH_S} and _number_form(number) in {
        DateForm.EPOCH_MS,
        DateForm.EPOCH_S,
    }:
        return datetime.fromtimestamp(number / (1000 if number > 1e11 else 1), UTC)
    raise BadValue("is a number where a date belongs", _HOW)


def _month(name: str) -> int:
    return months().get(name.casefold(), 0)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


def _made(match: re.Match[str], year: int, month: int, day: int) -> datetime:
    hour = int(match["hour"] or 0)
    if half := (match["half"] or "").casefold():
        if not 1 <= hour <= 12:
            raise BadValue("has no possible time of day", _HOW)
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        read = datetime(
            year,
            month,
            day,
            hour,
            int(match["minute"] or 0),
            int(match["second"] or 0),
            tzinfo=_zone(match["zone"]),
        )
    except ValueError as error:
        raise BadValue("is no day of the calendar or no time of day", _HOW) from error
    return _sane(read)


def _zone(said: str | None) -> timezone:
    """A zone by its distance from UTC; a zone by letters is not known for sure, and not applied."""
    digits = re.search(r"([+-])(\d{2}):?(\d{2})", said or "")
    if not digits:
        return UTC
    away = timedelta(hours=int(digits[2]), minutes=int(digits[3]))
    if away >= timedelta(hours=24):
        raise BadValue("names no possible time zone", _HOW)
    return timezone(-away if digits[1] == "-" else away)


def _sane(read: datetime) -> datetime:
    if not _FIRST_YEAR <= read.year <= _LAST_YEAR:
        raise BadValue(f"lies in the year {read.year}", "Put the year right")
    return read
