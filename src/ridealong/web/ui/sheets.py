"""Rows as a CSV file, sent while it is written, with nothing that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK = "\ufeff"
"""Tells spreadsheets that it is UTF-8."""


def sheet(
    name: str, head: Iterable[str], rows: Iterable[Iterable[object]]
) -> StreamingHttpResponse:
    """A CSV file under a name, as an answer.

    Args:
        name: of the file, with its ending.
        head: names of the columns.
        rows: what stands below; asked for one by one.
    """
    answer = StreamingHttpResponse(_lines(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def harmless(value: object) -> object:
    """A value that a spreadsheet takes for a text or a number, and never for a formula.

    >>> harmless("=HYPERLINK(1)"), harmless(-3)
    ("'=HYPERLINK(1)", -3)
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value


class _Echo:
    """Hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield _MARK + writer.writerow(list(head))
    for row in rows:
        yield writer.writerow([harmless(value) for value in row])
