"""One conversation on one screen of a terminal: who, the road, the figures, the points."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ridealong.analysis.model import Analysis
from ridealong.conversation import Timing
from ridealong.conversation.text import clean
from ridealong.report.acts import heard_in
from ridealong.report.cast import Cast
from ridealong.report.figures import (
    Figure,
    about_listening,
    figure,
    on_top_and_rest,
    several,
    withheld,
)
from ridealong.report.html import facts, title
from ridealong.report.pictures.road import Lane, Road
from ridealong.report.points import Point, none_told, points, points_title, shown
from ridealong.report.source import SourceInfo
from ridealong.report.stories import Line, Part, tell
from ridealong.report.talk import at, who_said
from ridealong.report.words import _, about_time, ngettext

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDEST = 100
"""Columns: longer lines are hard to read."""
_NARROWEST = 40
_NAME = 14
_LABEL = 27
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
        self.heard = heard_in(analysis)
        self.unicode = (console.encoding or "").lower().startswith("utf")

    def print_all(self) -> None:
        """The story, the points and the gates on the first screen; figures and people after."""
        self.line(title(self.conversation, self.source), style="bold")
        self.line(" · ".join(facts(self.conversation)), style="dim")
        self.road()
        story = tell(self.analysis, self.cast, self.heard)
        for part in story.before:
            self.part(part)
        self.points()
        for part in story.after:
            self.part(part)
        if story.private:
            self.line()
            self.line(story.private, style="dim")
        self.figures()
        self.people()
        self.notices()

    def line(self, text: str = "", indent: int = 0, style: str = "") -> None:
        self.parts([(text, style)], indent)

    def parts(self, parts: Iterable[tuple[str, str]], indent: int = 0) -> None:
        """One line of styled pieces, wrapped under its own indent."""
        from rich.padding import Padding  # noqa: PLC0415

        text = self.text(parts)
        self.console.print(Padding(text, (0, 0, 0, indent)) if indent else text)

    def heading(self, text: str, aside: str = "") -> None:
        self.line()
        self.parts([(text, "bold"), (f"  {aside}" if aside else "", "dim")])

    def part(self, part: Part) -> None:
        """One section of the story: labels in one column, words beside them."""
        from rich.table import Table  # noqa: PLC0415

        self.heading(part.title, part.aside)
        if part.says:
            self.line(part.says, 2)
        rows = Table.grid(padding=(0, 1, 0, 0))
        rows.add_column(width=3, justify="right")
        rows.add_column(width=min(_LABEL, self.console.width // 3))
        rows.add_column(ratio=1)
        for line in part.lines:
            rows.add_row(*self._row(line))
        self.console.print(rows)
        if part.question:
            self.parts([(f"{part.whose}: ", "dim"), (part.question, "bold")], 2)

    def _row(self, line: Line) -> tuple["Text", "Text", "Text"]:
        """A number, a label and its words; a question where nothing was heard."""
        from rich.text import Text  # noqa: PLC0415

        number = "" if line.number is None else str(line.number)
        rows = [
            [
                (f"{quote.who} ", _STYLES[quote.tone]),
                (f"“{quote.words.before}{quote.words.marked}{quote.words.after}”", "italic"),
                (f" {at(self.conversation, quote.turn)}", "dim"),
                (_(", {p} sure").format(p=quote.likely) if quote.likely else "", "dim"),
            ]
            for quote in line.quotes
        ]
        if line.ask:
            rows.append([(_("not heard yet: ") if line.open else "", "dim"), (line.ask, "")])
        if line.says:
            rows[0].insert(0, (f"{line.says}: ", "dim"))
        words = Text("\n").join(self.text(row) for row in rows)
        return self.text([(number, "dim")]), self.text([(line.label, "")]), words

    def text(self, parts: Iterable[tuple[str, str]]) -> "Text":
        """Styled pieces that hold nothing a terminal would obey."""
        from rich.text import Text  # noqa: PLC0415

        return Text.assemble(*((_safe(words), style) for words, style in parts))

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
        if told := about_listening(self.analysis):
            self.line(told, 2, "dim")
        for measure in top:
            self.figure(figure(measure, self.analysis, self.cast))
        self._more(len(rest))
        for reason, titles in withheld(self.analysis, self.cast):
            none = _("not enough to tell")
            for name in several(titles):
                self.parts([("  " + _fit(name, 36).ljust(36) + " ", ""), (none, "dim")])
            self.line(f"{reason}.", 4, "dim")

    def figure(self, told: Figure) -> None:
        name = _fit(told.title, 36).ljust(36)
        beside = ", ".join(b for b in (told.beside, *told.norms) if b)
        self.parts([("  " + name + " ", ""), (told.text.ljust(12), "bold"), (beside, "dim")])

    def points(self) -> None:
        told = points(self.analysis, self.cast, self.heard)
        open_ones = told[: shown(self.analysis)]
        self.heading(points_title(open_ones))
        if not open_ones:
            self.line(none_told(self.cast, self.heard), 2)
        for p in open_ones:
            self.point(p)
        self._more(len(told) - len(open_ones))

    def point(self, point: Point) -> None:
        kind = f"{point.kind}: " if point.kind else f"{point.number} "
        places = " · ".join(place.text for place in point.places)
        where = "" if point.beside else f"  {places}"
        self.parts([(kind, "dim"), (point.says, ""), (where, "dim")], 2)
        for i, quote in enumerate(point.beside):
            words = f"“{quote.words.before}{quote.words.marked}{quote.words.after}”"
            where = f"  {places}" if i == len(point.beside) - 1 else ""
            self.parts(
                [(f"{quote.who}  ", _STYLES[quote.tone]), (words, "italic"), (where, "dim")], 4
            )
        if point.ask:
            self.parts([(_("To ask: "), "dim"), (point.ask, "bold")], 4)

    def _more(self, n: int) -> None:
        if n > 0:
            more = ngettext("{n} more in the HTML and JSON", "{n} more in the HTML and JSON", n)
            self.line(more.format(n=n), 2, "dim")

    def notices(self) -> None:
        warnings = dict.fromkeys((*self.conversation.warnings, *self.analysis.warnings))
        if warnings:
            self.heading(_("From the reader"))
        for warning in warnings:
            self.line(warning, 2)
        if told := who_said(self.analysis.tagging):
            self.line()
            self.line(told, style="dim")
            how = _("To correct one: ridealong moves {file} --correct …")
            self.line(how.format(file=self.source.name), style="dim")


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
