"""One conversation on one screen of a terminal: who, the road, the figures, the points."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ridealong.analysis.model import Analysis
from ridealong.conversation import Timing
from ridealong.conversation.text import clean
from ridealong.report.cast import Cast
from ridealong.report.figures import Figure, figure, on_top_and_rest, several, withheld
from ridealong.report.html import facts, title
from ridealong.report.pictures.road import Lane, Road
from ridealong.report.points import SHOWN, Point, none_told, points
from ridealong.report.source import SourceInfo
from ridealong.report.words import _, about_time, ngettext

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100
"""Columns: longer lines are hard to read."""
_NARROWEST = 40
_NAME = 14
_STYLES = {"them": "yellow", "us": "blue", "rep": "blue", "coach": "default", "none": "default"}
_LEVELS = " ▁▃▅█"
_ASCII_LEVELS = " .-=#"
_MOST_PEOPLE = 6


def render(
    analysis: Analysis, source: SourceInfo, *, width: int = WIDEST, color: bool = False
) -> str:
    """The page for a terminal, with or without its colours; lines keep within `width`."""
    from rich.console import Console  # noqa: PLC0415  # slow to load

    console = Console(
        file=io.StringIO(),
        width=max(_NARROWEST, width),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    with console.capture() as captured:
        _Screen(console, analysis, source).print_all()
    lines = captured.get().splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Screen:
    def __init__(self, console: "Console", analysis: Analysis, source: SourceInfo) -> None:
        self.console = console
        self.analysis = analysis
        self.source = source
        self.conversation = analysis.conversation
        self.cast = Cast(analysis.conversation, analysis.placed)
        self.unicode = (console.encoding or "").lower().startswith("utf")

    def print_all(self) -> None:
        self.line(title(self.conversation, self.source), style="bold")
        self.line(" · ".join(facts(self.conversation)), style="dim")
        self.road()
        self.people()
        self.figures()
        self.points()
        self.notices()

    def line(self, text: str = "", indent: int = 0, style: str = "") -> None:
        self.parts([(text, style)], indent)

    def parts(self, parts: Iterable[tuple[str, str]], indent: int = 0) -> None:
        """One line of styled pieces, wrapped under its own indent."""
        from rich.padding import Padding  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        text = Text.assemble(*((_safe(words), style) for words, style in parts))
        self.console.print(Padding(text, (0, 0, 0, indent)) if indent else text)

    def heading(self, text: str) -> None:
        self.line()
        self.line(text, style="bold")

    def road(self) -> None:
        clocked = self.conversation.timing is not Timing.NONE
        way = Road(self.cast, self.analysis.placed, clocked=clocked)
        width = self.console.width - _NAME - 1
        self.line()
        for lane in way.lanes:
            style = _STYLES[lane.tone]
            name = _fit(lane.name, _NAME).rjust(_NAME)
            self.parts([(name, style), (" ", ""), (self._bars(way, lane, width), style)])
        self.parts([(" " * (_NAME + 1) + _ruler(way, width), "dim")])
        if told := about_time(self.conversation):
            self.line(told, _NAME + 1, "dim")

    def _bars(self, way: Road, lane: Lane, width: int) -> str:
        """How much of each column's time is spoken, as the height of a block."""
        spoken, cell_s = [0.0] * width, way.duration_s / width
        for p in way.placed:
            if way.voice(p).id in lane.voices:
                first, last = int(p.start_s / cell_s), int(p.end_s / cell_s)
                for cell in range(max(0, first), min(last + 1, width)):
                    begin, end = cell * cell_s, (cell + 1) * cell_s
                    spoken[cell] += max(0.0, min(end, p.end_s) - max(begin, p.start_s))
        levels = _LEVELS if self.unicode else _ASCII_LEVELS
        shares = (min(1.0, s / cell_s) for s in spoken)
        return "".join(levels[min(4, int(share * 4.999) + (share > 0.02))] for share in shares)

    def people(self) -> None:
        self.heading(_("Who spoke, in order of name"))
        people = self.cast.people()
        persons = [p for p in people if not p.pseudo]
        for p in persons[:_MOST_PEOPLE]:
            name = _fit(p.name, 24).ljust(24)
            told = f"{p.what}; {p.because}"
            also = _("; also as {names}").format(names=", ".join(p.also)) if p.also else ""
            self.parts([("  " + name + " ", _STYLES[p.tone]), (told + also, "")])
        if rest := persons[_MOST_PEOPLE:]:
            n = len(rest)
            self.line(ngettext("and {n} other", "and {n} others", n).format(n=n), 2, "dim")
        if others := [p.name for p in people if p.pseudo]:
            self.line(_("no persons: {names}").format(names=", ".join(others)), 2, "dim")

    def figures(self) -> None:
        top, rest = on_top_and_rest(self.analysis, self.cast)
        self.heading(_("In numbers"))
        for measure in top:
            self.figure(figure(measure, self.analysis, self.cast))
        if rest:
            n = len(rest)
            more = ngettext("{n} more in the HTML and JSON", "{n} more in the HTML and JSON", n)
            self.line(more.format(n=n), 2, "dim")
        for reason, titles in withheld(self.analysis, self.cast):
            told = _("not enough to tell")
            for name in several(titles):
                self.parts([("  " + _fit(name, 36).ljust(36) + " ", ""), (told, "dim")])
            self.line(f"{reason}.", 4, "dim")

    def figure(self, told: Figure) -> None:
        name = _fit(told.title, 36).ljust(36)
        beside = ", ".join(b for b in (told.beside, *told.norms) if b)
        self.parts([("  " + name + " ", ""), (told.text.ljust(12), "bold"), (beside, "dim")])

    def points(self) -> None:
        told = points(self.analysis, self.cast)
        self.heading(_("Points from the talk"))
        if not told:
            self.line(none_told(self.cast), 2)
        for p in told[:SHOWN]:
            self.point(p)
        if len(told) > SHOWN:
            n = len(told) - SHOWN
            more = ngettext("{n} more in the HTML and JSON", "{n} more in the HTML and JSON", n)
            self.line(more.format(n=n), 2, "dim")

    def point(self, point: Point) -> None:
        self.parts([(f"{point.number} ", "dim"), (point.says, "")], 2)
        places = " · ".join(place.text for place in point.places)
        for i, quote in enumerate(point.quotes):
            words = f"“{quote.words.before}{quote.words.marked}{quote.words.after}”"
            where = f"  {places}" if i == len(point.quotes) - 1 else ""
            self.parts(
                [(f"{quote.who}  ", _STYLES[quote.tone]), (words, "italic"), (where, "dim")], 4
            )
        if point.ask:
            self.parts([(_("To ask: "), "dim"), (point.ask, "bold")], 4)

    def notices(self) -> None:
        warnings = dict.fromkeys((*self.conversation.warnings, *self.analysis.warnings))
        if warnings:
            self.heading(_("From the reader"))
        for warning in warnings:
            self.line(warning, 2)


def _safe(text: str) -> str:
    """Without anything that a terminal would obey; leading space is layout and stays."""
    inner = text.strip(" ")
    if inner.isprintable():
        return text
    lead, trail = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return " " * lead + clean(inner) + " " * trail


def _fit(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _ruler(way: Road, width: int) -> str:
    """The marks below the lanes, those left out that would touch."""
    line = ""
    for share, text, _turn in way.ticks:
        place = int(share * width)
        if place >= len(line) + (2 if line else 0) and place + len(text) <= width:
            line = line.ljust(place) + text
    return line
