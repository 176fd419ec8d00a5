"""What deals are made of: their lines add up to the price by the list, and name the product."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ridealong.process.sheets import Record
from ridealong.web.pipeline.incoming.context import MOST_VALUE, Context, id_of, line, longest, no_id
from ridealong.web.pipeline.incoming.merging import Merged
from ridealong.web.pipeline.incoming.others import touchable
from ridealong.web.pipeline.incoming.staging import (
    Staged,
    differs,
    execute,
    fetch,
    table_of,
    typed,
)
from ridealong.web.pipeline.models import Deal

_DEAL = table_of(Deal)


@dataclass
class _Sum:
    """The lines of one deal."""

    list_value: float | None = 0.0
    """None: a line without a price by the list; the sum would be too small."""
    products: set[str] = field(default_factory=set)


@dataclass
class LineLoader:
    """Takes lines of deals."""

    context: Context
    sums: dict[str, _Sum] = field(default_factory=dict)
    staged: Staged | None = None

    def stage(self, records: Iterator[Record]) -> None:
        """Add up, deal by deal."""
        for record in records:
            if record.yes("deleted"):
                continue
            if crm_id := id_of(record, "deal"):
                self._add(self.sums.setdefault(crm_id, _Sum()), record)
            else:
                no_id(self.context, record, "deal")
        self.staged = Staged("sheet_lines", typed(Deal, "crm_id", "list_value", "product"))
        rows = ((crm_id, _told(s), "\N{EM DASH}".join(s.products)) for crm_id, s in self._sound())
        self.staged.fill(rows)

    def _sound(self) -> Iterator[tuple[str, _Sum]]:
        for crm_id, found in self.sums.items():
            found.products = set() if len(found.products) > 1 else found.products
            yield crm_id, found

    @staticmethod
    def _add(found: _Sum, record: Record) -> None:
        price, quantity = record.number("list_price"), record.number("quantity")
        if price is None or found.list_value is None:
            found.list_value = None
        else:
            found.list_value += price * (1.0 if quantity is None else quantity)
        if product := line(record.text("product"), longest(Deal, "product")):
            found.products.add(product)

    def merge(self) -> Merged:
        """Write it beside the deals."""
        assert self.staged  # noqa: S101  # laid out before
        self.staged.index("crm_id")
        here = f"SELECT 1 FROM {_DEAL} AS m WHERE m.crm_id = s.crm_id"
        counted = (
            f"SELECT COUNT(*) FROM {self.staged.quoted} AS s "
            f"WHERE NOT EXISTS ({here} AND {touchable(self.context, 'm')})"
        )
        self.context.waiting += int(fetch(counted)[0][0])
        told = "COALESCE(s.list_value, m.list_value)"
        product = "CASE WHEN s.product = '' THEN m.product ELSE s.product END"
        return Merged(
            changed=execute(
                f"UPDATE {_DEAL} AS m SET list_value = {told}, product = {product} "
                f"FROM {self.staged.quoted} AS s WHERE m.crm_id = s.crm_id "
                f"AND {touchable(self.context, 'm')} AND "
                f"({differs('m.list_value', told)} OR m.product <> {product})"
            )
        )

    def close(self) -> None:
        """Clear away what was laid out."""
        if self.staged:
            self.staged.drop()


def _told(found: _Sum) -> float | None:
    value = found.list_value
    return round(value, 2) if value is not None and 0 < value < MOST_VALUE else None
