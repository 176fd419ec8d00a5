"""What comparable deals said of a deal day by day, and the word of whoever runs it, over one time.

The figure is a dot with its interval, the word a mark above the ground: filled where they say that
it will be won, hollow where they leave it open. Neither is drawn as the other's error.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from ridealong.report.pictures import plot
from ridealong.report.pictures.svg import Picture, Table, element, percent, table
from ridealong.report.words import _

MOST = 26
"""Figures in the picture, evenly chosen; the table has them all."""
_FIRST, _LAST = plot.LEFT + 0.03, 0.965
_AT = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """What comparable deals said on a day."""

    on: date
    share: float | None
    """None where it was not enough to tell."""
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said on a day."""

    on: date
    will: bool
    says: str
    """The sum that they named; may be empty."""
    because: str


def draw(figures: Sequence[Figure], words: Sequence[Word]) -> Picture:
    """Both over time, with their table.

    Args:
        figures: the oldest first.
        words: the oldest first.
    """
    days = [f.on for f in figures] + [w.on for w in words]
    first, last = min(days), max(days)
    length = max(1, (last - first).days)

    def place(on: date) -> float:
        return _FIRST + (_LAST - _FIRST) * (on - first).days / length

    parts = [plot.ground(100, 50, 0)]
    for f in _thinned(figures):
        if f.share is None:
            continue
        if f.low is not None and f.high is not None:
            parts.append(plot.bar(place(f.on), f.low, f.high))
        parts.append(plot.dot(place(f.on), f.share, "dot", _said(f)))
    parts += [_mark(place(w.on), w) for w in words]
    parts.append(plot.below(_day(first), _FIRST, "start"))
    if last > first:
        parts.append(plot.below(_day(last), _LAST, "end"))
    says = _says(figures, words)
    return Picture(plot.picture("".join(parts), says), says, _table(figures, words))


def _thinned(figures: Sequence[Figure]) -> Sequence[Figure]:
    step = max(1, -(-len(figures) // MOST))
    return figures[::-1][::step][::-1]


def _mark(place: float, word: Word) -> str:
    title = element("title", escape(f"{_day(word.on)}: {_word(word)}"))
    shape = element(
        "rect",
        title,
        x="-4",
        y="-4",
        width="8",
        height="8",
        transform="rotate(45)",
        class_="word will" if word.will else "word",
    )
    return element("svg", shape, x=percent(place), y=str(_AT), overflow="visible")


def _says(figures: Sequence[Figure], words: Sequence[Word]) -> str:
    told = [f for f in figures if f.share is not None]
    now = _said(told[-1]) if told else _("not enough to tell")
    word = _word(words[-1]) if words else _("no word yet")
    return _("Comparable deals, lately: {now}. The word on it: {word}.").format(now=now, word=word)


def _said(figure: Figure) -> str:
    if figure.share is None:
        return _("not enough to tell, {n} deals").format(n=figure.n)
    if figure.low is None or figure.high is None:
        return _("{share} % of {n} deals").format(share=_whole(figure.share), n=figure.n)
    return _("{share} %, {low}–{high}, {n} deals").format(
        share=_whole(figure.share), low=_whole(figure.low), high=_whole(figure.high), n=figure.n
    )


def _word(word: Word) -> str:
    said = _("will be won") if word.will else _("open")
    return ", ".join(filter(None, [said, word.says]))


def _table(figures: Sequence[Figure], words: Sequence[Word]) -> Table:
    rows = [(f.on, 0, _said(f), "") for f in figures]
    rows += [(w.on, 1, "", ". ".join(filter(None, [_word(w), w.because]))) for w in words]
    rows.sort(key=lambda row: row[:2], reverse=True)
    head = (_("Day"), _("Comparable deals"), _("The word on it"))
    return table(head, [(_day(on), figure, word) for on, _kind, figure, word in rows])


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"


def _whole(share: float) -> int:
    return round(100 * share)
