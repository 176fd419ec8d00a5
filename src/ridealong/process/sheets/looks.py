"""What the values of a column look like, by its first rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.process.sheets.amounts import amount
from ridealong.process.sheets.dates import order_of
from ridealong.process.sheets.faults import BadValue
from ridealong.process.sheets.fields import Kind
from ridealong.process.sheets.model import AmountForm, Cell
from ridealong.process.sheets.words import currency_signs, outcome_of

YES = frozenset({"true", "yes", "y", "1", "t", "wahr", "ja", "x", "oui", "sí", "si", "vrai"})
NO = frozenset({"false", "no", "n", "0", "f", "falsch", "nein", "non", "faux", "-"})
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
_CODE = re.compile(r"[\w./+=:-]{3,64}")


@dataclass(frozen=True, slots=True)
class Look:
    """Shares of the filled values, from 0 to 1, and counts."""

    filled: int
    distinct: int
    values: tuple[Cell, ...]
    """The distinct values, at most some hundred."""
    dates: float
    numbers: float
    money: float
    """Numbers with a currency beside them."""
    yes_or_no: float
    outcomes: int
    """Distinct values that say how a deal ended."""
    people: float
    codes: float
    """Values without a space that no two rows share could be ids."""
    currencies: float

    def agrees(self, kind: Kind) -> float:
        """How many of the values can be of a kind; 1 where there are none."""
        if not self.filled:
            return 1.0
        shares = {
            Kind.DAY: self.dates,
            Kind.MOMENT: self.dates,
            Kind.AMOUNT: self.numbers,
            Kind.NUMBER: self.numbers,
            Kind.YES: self.yes_or_no,
            Kind.CURRENCY: self.currencies,
        }
        return shares.get(kind, 1.0)


def look_at(cells: Sequence[Cell]) -> Look:
    """What the values of one column look like."""
    filled = [c for c in cells if c is not None and (not isinstance(c, str) or c.strip())]
    distinct = list(dict.fromkeys(filled))
    n = max(1, len(distinct))
    moneys = [_money(cell) for cell in distinct]
    texts = [str(cell).strip() for cell in distinct]
    return Look(
        filled=len(filled),
        distinct=len(distinct),
        values=tuple(distinct[:500]),
        dates=sum(1 for cell in distinct if order_of([cell]) is not None) / n,
        numbers=sum(1 for m in moneys if m is not None) / n,
        money=sum(1 for m in moneys if m) / n,
        yes_or_no=sum(1 for text in texts if text.casefold() in YES | NO) / n,
        outcomes=sum(1 for text in texts[:100] if outcome_of(text) in {"won", "lost"}),
        people=sum(1 for text in texts if _PERSON.fullmatch(text)) / n,
        codes=sum(1 for text in texts if _CODE.fullmatch(text)) / n,
        currencies=sum(1 for text in texts if is_currency(text)) / n,
    )


def is_currency(text: str) -> bool:
    """Whether it names a currency, by sign or code."""
    return text.casefold() in currency_signs() or bool(re.fullmatch(r"[A-Z]{3}", text))


def _money(cell: Cell) -> str | None:
    """The currency beside a number, "" where none is; None where there is no number."""
    for form in (AmountForm.POINT, AmountForm.COMMA):
        try:
            return amount(cell.removesuffix("%") if isinstance(cell, str) else cell, form)[1]
        except BadValue:
            continue
    return None
