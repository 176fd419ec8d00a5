"""Amounts and numbers as sheets write them: "$1,234.50", "1.234,50 €", "1 234,5", "(1,200)".

Which sign stands before decimals is inferred from the whole column. "1.234" alone can be read both
ways; where enough values have three digits behind the sign, and none another number, it divides
thousands.
"""

import math
import re
from collections.abc import Iterable

from ridealong.process.sheets.faults import BadValue
from ridealong.process.sheets.model import AmountForm, Cell
from ridealong.process.sheets.words import currency_signs

_SIGN = r"[^\d\s.,()'’+−–-]"
_MONEY = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+−–])?\s*(?P<before>{_SIGN}[^\d()+−–-]{{0,9}})?"
    r"(?P<inner>[-+−–(])?\s*(?P<number>\d[\d.,'’_\s]*|[.,]\d+)"
    rf"(?P<behind>{_SIGN}[^\d()+-]{{0,9}})?\s*(?P<after>[-−])?\s*"
    rf"(?:(?P<close>\))\s*(?P<last>{_SIGN}[^\d()+-]{{0,9}})?)?"
)
_ROUND = re.compile(r"[.,][-–—]+(?=$|\s)")
"""The Swiss and German way to write that there are no cents: "500.-"."""
_LONGEST = 60
_GROUPED = re.compile(r"\d{1,3}(?P<sign>[.,'’_ ])\d{3}(?:(?P=sign)\d{3})*")
_INDIAN = re.compile(r"\d{1,2},(?:\d{2},)+\d{3}")
_HOW = "Write a number, such as 1234.50"
_ENOUGH = 5
"""From so many values on, three digits behind every sign are no chance."""


def decimal_sign(values: Iterable[Cell]) -> AmountForm:
    """Which sign a column puts before decimals."""
    votes = dict.fromkeys(AmountForm, 0)
    unsure = {".": 0, ",": 0}
    for value in values:
        text = value.strip() if isinstance(value, str) else ""
        match = _MONEY.fullmatch(text) if len(text) <= _LONGEST else None
        if not match:
            continue
        vote, sign = _vote(_spaced(match["number"]))
        if vote is not None:
            votes[vote] += 1
        elif sign:
            unsure[sign] += 1
    if votes[AmountForm.POINT] or votes[AmountForm.COMMA]:
        return max((AmountForm.POINT, AmountForm.COMMA), key=lambda form: votes[form])
    if not any(unsure.values()):
        return AmountForm.POINT
    if all(unsure.values()):
        return AmountForm.ASK
    sign = "." if unsure["."] else ","
    if unsure[sign] < _ENOUGH:
        return AmountForm.ASK
    return AmountForm.COMMA if sign == "." else AmountForm.POINT


def as_thousands(values: Iterable[Cell]) -> AmountForm:
    """The form in which a sign that could be either divides thousands."""
    return AmountForm.COMMA if any("." in str(value) for value in values) else AmountForm.POINT


def _vote(number: str) -> tuple[AmountForm | None, str]:
    """The form that a number shows, or the sign that leaves it open."""
    signs = [c for c in number if c in ".,"]
    if not signs:
        return None, ""
    last = signs[-1]
    form = AmountForm.POINT if last == "." else AmountForm.COMMA
    other = AmountForm.COMMA if last == "." else AmountForm.POINT
    if len(set(signs)) == 2:
        return form, ""
    if len(signs) > 1:
        return other, ""
    whole, _, part = number.partition(last)
    open_ = len(part) == 3 and 1 <= len(whole) <= 3 and whole != "0" and "'" not in number
    return (None, last) if open_ and " " not in whole else (form, "")


def amount(value: Cell, form: AmountForm) -> tuple[float, str]:
    """The amount, and the ISO code of the currency that stands beside it, empty where none does.

    Raises:
        BadValue: it is no amount.
    """
    if isinstance(value, bool):
        raise BadValue("is yes or no where a number belongs", _HOW)
    if isinstance(value, int | float):
        return _finite(float(value)), ""
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > _LONGEST:
        raise BadValue("is no amount", _HOW)
    try:
        return _finite(float(text)) if form is AmountForm.POINT and _is_bare(text) else _no(), ""
    except ValueError:
        pass
    match = _MONEY.fullmatch(_ROUND.sub("", text))
    if not match or _opens(match) != bool(match["close"]):
        raise BadValue("is no amount", _HOW)
    currency = _currency(match)
    number = _plain_number(_spaced(match["number"]), form)
    negative = [match["open"], _minus(match["sign"]), _minus(match["inner"]), match["after"]]
    return (-number if any(negative) else number), currency


def _is_bare(text: str) -> bool:
    return text.isascii() and text.replace(".", "", 1).lstrip("-").isdigit()


def _no() -> float:
    raise ValueError


def number(value: Cell, form: AmountForm) -> float:
    """A number, or a percentage as it is written.

    Raises:
        BadValue: it is no number.
    """
    if isinstance(value, str):
        value = value.strip().removesuffix("%")
    read, currency = amount(value, form)
    if currency:
        raise BadValue("is an amount of money where a number belongs", _HOW)
    return read


def _opens(match: re.Match[str]) -> bool:
    return bool(match["open"]) or match["inner"] == "("


def _minus(sign: str | None) -> bool:
    return bool(sign) and sign != "+"


def _finite(number: float) -> float:
    if not math.isfinite(number) or abs(number) > 1e15:
        raise BadValue("is no amount that can be", _HOW)
    return number


def _spaced(number: str) -> str:
    """A number with every kind of white space and apostrophe made the same."""
    return re.sub(r"[’_]", "'", re.sub(r"\s", " ", number)).strip().rstrip(".,")


def _currency(match: re.Match[str]) -> str:
    said = [
        part.strip().casefold()
        for part in (match["before"], match["behind"], match["last"])
        if part
    ]
    codes = set()
    for sign in said:
        code = currency_signs().get(sign) or currency_signs().get(sign.rstrip("."))
        if code is None and sign not in {"kr", "kr.", "-", "–", "—"}:
            raise BadValue(f"has “{sign[:20]}” beside the number", _HOW)
        codes.add(code or "")
    if len(codes) > 1:
        raise BadValue("names two currencies", _HOW)
    return codes.pop() if codes else ""


def _plain_number(number: str, form: AmountForm) -> float:
    decimal = "," if form is AmountForm.COMMA else "."
    whole, _, part = number.rpartition(decimal) if number.count(decimal) == 1 else (number, "", "")
    if part and not part.isdigit():
        raise BadValue("has thousands behind the decimals", _HOW)
    if (
        whole
        and not whole.isdigit()
        and not _GROUPED.fullmatch(whole)
        and not _INDIAN.fullmatch(whole)
    ):
        sign = "comma" if form is AmountForm.COMMA else "point"
        raise BadValue(f"is no amount in a column whose decimals follow a {sign}", _HOW)
    digits = re.sub(r"\D", "", whole)
    return _finite(float(f"{digits or '0'}.{part or '0'}"))
