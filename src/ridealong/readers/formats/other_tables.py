"""Tables of something else than talk, as customers and deals come out of a CRM: told and refused.

Their rows hold clocks and colons, so that they would pass for lines that somebody typed.
"""

import csv
import re
from typing import NoReturn

from ridealong.conversation import Timing
from ridealong.errors import NotATranscript
from ridealong.readers.format import Format, Sure
from ridealong.readers.formats.csv_table import sniff as is_talk
from ridealong.readers.source import Source

_DELIMITERS = "\t,;|"
_HEADING = re.compile(r"[\w .()/#%&*-]{1,60}")
_HEAD = 20_000
_ROWS = 50
_MOST = 0.8
"""Share of the rows that have as many cells as there are headings."""


def sniff(source: Source) -> int:
    if source.binary or source.head[:1] in {"{", "[", "<"} or is_talk(source):
        return Sure.NO
    cut = len(source.text) > _HEAD
    lines = source.text[:_HEAD].strip("\ufeff\n").split("\n")
    return Sure.POSSIBLE + 8 if any(_fits(lines, d, cut=cut) for d in _DELIMITERS) else Sure.NO


def _fits(lines: list[str], delimiter: str, *, cut: bool) -> bool:
    """Whether the lines are headings of no talk with rows of as many cells below."""
    try:
        rows = list(csv.reader((f"{line}\n" for line in lines), delimiter=delimiter))
    except csv.Error:
        return False
    headings, *below = [row for row in rows if row] or [[]]
    below = (below[:-1] if cut else below)[:_ROWS]
    if len(headings) < 3 or not below:
        return False
    if len(set(headings)) < len(headings) or not all(map(_HEADING.fullmatch, headings)):
        return False
    return sum(len(row) == len(headings) for row in below) >= _MOST * len(below)


def read(_source: Source) -> NoReturn:
    """Refuse it.

    Raises:
        NotATranscript: always.
    """
    raise NotATranscript(
        "is a table without a column of what was said",
        remedy="Give the transcript of a call; in a table, call the columns speaker and text",
    )


FORMATS = (
    Format(
        id="other-table",
        title="Tables of something else than talk",
        suffixes=(".csv", ".tsv"),
        timing=Timing.NONE,
        speakers="none",
        sniff=sniff,
        read=read,
        refused=True,
    ),
)
