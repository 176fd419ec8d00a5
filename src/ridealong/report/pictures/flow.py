"""Where deals go from a stage: on, not known yet, or to an end; and how many enter, month by month.

Deals that are still open are neither one nor the other, so they have a part of their own in the
middle of the bar. The bar is the whole of those that entered: a full scale, whatever their number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.report.pictures.svg import Picture, Table, element, label, number, percent, table
from ridealong.report.words import _

HEIGHT = 22
_BAR = 14
_MONTHS_TOP, _MONTHS_HEIGHT = 16, 64
_COLUMN = 0.62
"""Of its month, how much a column takes."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everything that entered a stage in some time."""

    name: str
    on: int
    """Went on to a later stage, or were won."""
    open: int
    """Still there: not known yet."""
    ended: int
    """Were lost, or nothing was decided."""

    @property
    def entered(self) -> int:
        """All of them."""
        return self.on + self.open + self.ended


@dataclass(frozen=True, slots=True)
class Month:
    """How many deals entered in a month."""

    name: str
    """"Nov"."""
    count: int
    whole: bool = True
    """Whether the month is over; the one that runs is outlined."""


def draw(cohort: Cohort) -> str:
    """One row of 22 px height; nothing is drawn where nothing entered."""
    if not cohort.entered:
        return ""
    ends = (cohort.on, cohort.on + cohort.open, cohort.entered)
    starts = (0, *ends[:-1])
    parts = [
        element(
            "rect",
            class_=kind,
            x=percent(start / cohort.entered),
            width=percent((end - start) / cohort.entered),
            y=number((HEIGHT - _BAR) / 2 + 0.5),
            height=str(_BAR - 1),
        )
        for kind, start, end in zip(("on", "open", "ended"), starts, ends, strict=True)
        if end > start
    ]
    return element(
        "svg",
        "".join(parts),
        class_="flow-bar",
        width="100%",
        height=str(HEIGHT),
        role="img",
        aria_label=says(cohort),
    )


def says(cohort: Cohort) -> str:
    """One row in a sentence."""
    told = _("{stage}: {n} entered, {on} went on, {open} not known yet, {ended} ended")
    return told.format(
        stage=cohort.name,
        n=cohort.entered,
        on=cohort.on,
        open=cohort.open,
        ended=cohort.ended,
    )


def as_table(cohorts: Sequence[Cohort]) -> Table:
    """What is drawn, in figures."""
    head = (_("Stage"), _("Entered"), _("Went on"), _("Not known yet"), _("Ended"))
    return table(
        head,
        [(c.name, str(c.entered), str(c.on), str(c.open), str(c.ended)) for c in cohorts],
    )


def months(
    counted: Sequence[Month], what: str, usual: tuple[float, float] | None = None
) -> Picture:
    """Columns of counts, the oldest first, with the own band behind them.

    Args:
        counted: a year of them, at most.
        what: the same in a word: "First meetings a month".
        usual: between which counts eight of ten whole months lay.
    """
    most = max([m.count for m in counted] + [usual[1] if usual else 0, 1])
    step = 1 / max(1, len(counted))
    parts = []
    if usual:
        high, low = _up(usual[1], most), _up(usual[0], most)
        height = number(max(2.0, low - high))
        parts.append(
            element("rect", class_="usual", x="0", width="100%", y=number(high), height=height)
        )
    for i, month in enumerate(counted):
        parts.append(_column(i * step, step, month, most))
    base = number(_MONTHS_TOP + _MONTHS_HEIGHT)
    parts.append(element("line", class_="axis", x1="0", x2="100%", y1=base, y2=base))
    told = ", ".join(f"{m.name} {m.count}" for m in counted)
    sentence = _("{what}: {told}").format(what=what, told=told)
    svg = element(
        "svg",
        "".join(parts),
        class_="months",
        width="100%",
        height=str(_MONTHS_TOP + _MONTHS_HEIGHT + 20),
        role="img",
        aria_label=sentence,
    )
    rows = [(m.name, str(m.count)) for m in reversed(counted)]
    return Picture(svg, sentence, table((_("Month"), what), rows))


def _column(place: float, step: float, month: Month, most: float) -> str:
    left, width = place + step * (1 - _COLUMN) / 2, step * _COLUMN
    top = _up(month.count, most)
    bar = element(
        "rect",
        class_="whole" if month.whole else "running",
        x=percent(left),
        width=percent(width),
        y=number(top + (0 if month.whole else 0.5)),
        height=number(max(0.0, _MONTHS_TOP + _MONTHS_HEIGHT - top)),
    )
    middle = percent(place + step / 2)
    count = label(str(month.count), middle, top - 4, class_="count", text_anchor="middle")
    name = label(month.name, middle, _MONTHS_TOP + _MONTHS_HEIGHT + 15, text_anchor="middle")
    return (bar if month.count else "") + count + name


def _up(count: float, most: float) -> float:
    return _MONTHS_TOP + _MONTHS_HEIGHT * (1 - count / most)
