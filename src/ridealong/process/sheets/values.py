"""One cell becomes one value of the kind that its field has, or a reason why not."""

import re
from collections.abc import Callable

from ridealong.process.sheets.amounts import amount, number
from ridealong.process.sheets.dates import day, moment
from ridealong.process.sheets.faults import BadValue
from ridealong.process.sheets.fields import Kind, kind
from ridealong.process.sheets.looks import NO, YES
from ridealong.process.sheets.model import AmountForm, Cell, Column, DateForm, Value
from ridealong.process.sheets.words import currency_signs

Parse = Callable[[Cell], Value | tuple[float, str] | None]
"""A value; None where the cell says that it has none; of amounts with the currency beside them."""

_NOTHING = frozenset(
    {"null", "\\n", "nan", "(blank)", "#null!", "n/a", "na", "none", "-", "--", "–", "—", "(none)"}
    | {"undefined", "unknown", "not set", "?", "0000-00-00", "(no value)", "tbd", "nat"}
)
_NO_TEXT = frozenset({"null", "\\n", "nan", "(blank)", "(no value)", "none", "nat"})
_ERRORS = frozenset({"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#spill!", "#calc!"})
_FORMULA = re.compile(r"=\s*(?:[A-Za-z_.]+\(|[$A-Z]{1,4}\d|[\d(\"'])")
_QUOTED = re.compile(r'="(.*)"', re.DOTALL)
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
_SHARED = frozenset(
    {"stage", "stage_id", "old_stage", "owner", "owner_id", "team", "manager", "pipeline", "source"}
    | {"product", "segment", "account_id", "property", "kind", "outcome"}
)
"""Fields whose few values stand in many rows: kept once."""
_UNFOLD = "Paste values instead of formulas, and export again"


def parser(column: Column) -> Parse:
    """What reads the cells of a column."""
    what = kind(column.field)
    if what is Kind.ID:
        return _shared(_id) if column.field in _SHARED else _id
    if what is Kind.TEXT:
        return _shared(_text) if column.field in _SHARED else _text
    return _checked(_typed(what, column))


def _typed(what: Kind, column: Column) -> Parse:
    if what is Kind.DAY:
        dates = DateForm(column.form or DateForm.ISO)
        return lambda cell: day(cell, dates)
    if what is Kind.MOMENT:
        dates = DateForm(column.form or DateForm.ISO)
        return lambda cell: moment(cell, dates)
    amounts = AmountForm(column.form or AmountForm.POINT)
    if what is Kind.AMOUNT:
        return lambda cell: amount(cell, amounts)
    if what is Kind.NUMBER:
        return lambda cell: number(cell, amounts)
    return _yes if what is Kind.YES else _currency


def _checked(parse: Parse) -> Parse:
    """Read by `parse`; what says that there is nothing is none, and formulas are named as such."""

    def read(cell: Cell) -> Value | tuple[float, str] | None:
        try:
            return parse(cell)
        except BadValue:
            text = str(cell).strip()
            if text.casefold() in _NOTHING:
                return None
            if unquoted := _QUOTED.fullmatch(text):
                return parse(unquoted[1])
            _refuse_formula(text)
            raise

    return read


def _shared(parse: Callable[[Cell], str | None]) -> Parse:
    known: dict[Cell, str | None] = {}

    def read(cell: Cell) -> str | None:
        try:
            return known[cell]
        except KeyError:
            value = parse(cell)
            if len(known) < 200_000:
                known[cell] = value
            return value

    return read


def _text(cell: Cell) -> str | None:
    if not isinstance(cell, str):
        return str(cell)
    text = cell.strip()
    if text[:1] in {"=", "#"}:
        if unquoted := _QUOTED.fullmatch(text):
            return unquoted[1].replace('""', '"').strip() or None
        _refuse_formula(text)
    if len(text) < 12 and text.casefold() in _NO_TEXT:
        return None
    return text.replace("\0", "") if "\0" in text else text


def _id(cell: Cell) -> str | None:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = _text(cell)
    if text and _SHORTENED.fullmatch(text):
        raise BadValue(
            "is an id that a spreadsheet shortened",
            "Export again and give the file before a spreadsheet saves it",
        )
    return text


def _refuse_formula(text: str) -> None:
    if text.casefold() in _ERRORS:
        raise BadValue("is the error of a formula", _UNFOLD)
    if _FORMULA.match(text):
        raise BadValue("is a formula", _UNFOLD)


def _yes(cell: Cell) -> bool | None:
    if isinstance(cell, bool):
        return cell
    text = (str(int(cell)) if isinstance(cell, float) else str(cell)).strip().casefold()
    if text in YES:
        return True
    if text in NO:
        return False
    raise BadValue("is neither yes nor no", "Write true or false")


def _currency(cell: Cell) -> str:
    text = str(cell).strip()
    if code := currency_signs().get(text.casefold()):
        return code
    if re.fullmatch(r"[A-Za-z]{3}", text):
        return text.upper()
    for word in re.findall(r"\b[A-Z]{3}\b", text):
        return str(word)
    words = text.casefold().split()
    if words and (code := currency_signs().get(words[-1])) and len(words) == 1:
        return code
    raise BadValue("names no currency", "Write its code, such as EUR or USD")
