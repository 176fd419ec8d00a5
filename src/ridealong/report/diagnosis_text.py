"""A diagnosis on a screen: what is worth a question first, then the plain list of what was seen."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ridealong.conversation.text import clean
from ridealong.process.diagnosis import Diagnosis, Flag, Measured
from ridealong.process.model import Pipeline
from ridealong.process.shape import Cell, Verdict
from ridealong.report import diagnosis_words as words
from ridealong.report.diagnosis import number, percent, warning_words, worded
from ridealong.report.diagnosis_json import Read
from ridealong.report.words import _, count, ngettext

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100
_NARROWEST = 40
_MOST_PEOPLE = 40
_NAME = 22


def render_text(
    diagnosis: Diagnosis,
    pipeline: Pipeline,
    read: Read,
    *,
    width: int = WIDEST,
    color: bool = False,
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
        _Screen(console, diagnosis, pipeline).print_all(read)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


class _Screen:
    def __init__(self, console: "Console", diagnosis: Diagnosis, pipeline: Pipeline) -> None:
        self.console = console
        self.diagnosis = diagnosis
        self.pipeline = pipeline
        self.names = {seller.id: clean(seller.name) for seller in pipeline.sellers}

    def print_all(self, read: Read) -> None:
        self.line(clean(read.path), style="bold")
        self.line(" · ".join(self.facts(read)), style="dim")
        self.flags()
        self.stages()
        self.people()
        notes = [*read.notes, *map(warning_words, self.diagnosis.warnings)]
        if notes:
            self.heading(_("To know when you read this"))
        for note in notes:
            self.line(note, 2)

    def line(self, text: str = "", indent: int = 0, style: str = "") -> None:
        from rich.padding import Padding  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        self.console.print(Padding(Text(text, style=style), (0, 0, 0, indent)))

    def heading(self, text: str, aside: str = "") -> None:
        from rich.text import Text  # noqa: PLC0415

        self.line()
        self.console.print(Text.assemble((text, "bold"), (f"  {aside}" if aside else "", "dim")))

    def facts(self, read: Read) -> list[str]:
        day = self.pipeline.as_of
        open_ = sum(deal.open for deal in self.pipeline.deals)
        people = len(self.pipeline.sellers)
        return [
            ngettext("{n} row", "{n} rows", read.rows).format(n=count(read.rows)),
            ngettext("{n} open deal", "{n} open deals", open_).format(n=count(open_)),
            ngettext("{n} person", "{n} people", people).format(n=count(people)),
            _("as of {day}").format(day=f"{day.day} {day:%b %Y}"),
        ]

    def flags(self) -> None:
        flags = sorted(self.diagnosis.flags, key=lambda flag: self.names[flag.seller].casefold())
        looked = len(self.diagnosis.looked)
        if not looked:
            self.heading(_("Nothing could be judged"))
            self.line(_("What was missing stands at the end."), 2)
            return
        if not flags:
            self.heading(_("Nothing stands out"))
            said = _(
                "{n} figures were looked at; what differs is no more than chance would explain."
            )
            self.line(said.format(n=count(looked)), 2)
            return
        title = ngettext("Worth a question", "Worth a question each", len(flags))
        aside = _("{k} of {n} figures that were looked at, in order of name")
        self.heading(title, aside.format(k=len(flags), n=count(looked)))
        for flag in flags:
            self.flag(flag)

    def flag(self, flag: Flag) -> None:
        told = worded(flag, self.pipeline)
        self.line()
        self.line(self.names[flag.seller], 2, "bold")
        self.line(told.says, 2)
        self.line(_("What could explain it"), 4, "dim")
        self.hypotheses(told.hypotheses)
        self.line(_("To ask"), 4, "dim")
        self.line(told.ask, 4, "bold")
        self.line(told.chance, 4, "dim")

    def hypotheses(self, told: Sequence[str]) -> None:
        from rich.padding import Padding  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        rows = Table.grid(padding=(0, 2, 0, 0))
        for letter, one in zip("abcdef", told, strict=False):
            rows.add_row(letter, Text(one))
        self.console.print(Padding(rows, (0, 0, 0, 4)))

    def stages(self) -> None:
        from rich.table import Table  # noqa: PLC0415

        cells = self.diagnosis.cells
        if not cells:
            return
        self.heading(
            _("What stands where"), _("open deals, and in brackets what is usual 8 times of 10")
        )
        table = Table.grid(padding=(0, 2, 0, 0))
        labels = [clean(self.pipeline.label(stage)) for stage in self.pipeline.stages]
        table.add_column(max_width=_NAME, no_wrap=True)
        for _label in labels:
            table.add_column(overflow="fold")
        table.add_row("", *labels, style="dim")
        of: dict[str, list[Cell]] = {}
        for cell in cells:
            of.setdefault(cell.seller, []).append(cell)
        for who in self.shown():
            table.add_row(self.names[who], *(_cell(cell) for cell in of.get(who, ())))
        self.console.print(table)
        self.more()
        missing = [cell for cell in cells if cell.verdict is Verdict.NOT_RECORDED]
        if missing:
            self.line(
                _(
                    "–: none stand there, where at least 8 would be usual, so the stage is not "
                    "judged. Is it the role, or how the CRM is kept?"
                ),
                2,
                "dim",
            )

    def people(self) -> None:
        from rich.table import Table  # noqa: PLC0415

        measures = self.diagnosis.measures
        ids = list(dict.fromkeys(one.id for one in measures if one.value is not None))
        if not ids:
            return
        self.heading(
            _("In numbers"), _("each drawn toward the team as far as n asks for; 90 % intervals")
        )
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(max_width=_NAME, no_wrap=True)
        for _id in ids:
            table.add_column(overflow="fold")
        table.add_row("", *(words.MEASURES[id_] for id_ in ids), style="dim")
        of = {(one.seller, one.id): one for one in measures}
        for who in self.shown():
            table.add_row(self.names[who], *(_measure(of.get((who, id_))) for id_ in ids))
        self.console.print(table)
        self.more()

    def shown(self) -> Sequence[str]:
        """People by name; of many those with a finding first, none by result."""
        flagged = {flag.seller for flag in self.diagnosis.flags}
        every = sorted(self.names, key=lambda who: self.names[who].casefold())
        if len(every) <= _MOST_PEOPLE:
            return every
        kept = [who for who in every if who in flagged]
        kept += [who for who in every if who not in flagged][: max(0, _MOST_PEOPLE - len(kept))]
        return sorted(kept, key=lambda who: self.names[who].casefold())

    def more(self) -> None:
        rest = len(self.names) - len(self.shown())
        if rest > 0:
            said = ngettext("{n} other in the JSON", "{n} others in the JSON", rest)
            self.line(said.format(n=count(rest)), 2, "dim")


def _cell(cell: Cell) -> str:
    """What stands there, what is usual, and the verdict where it is another."""
    if cell.verdict is Verdict.NOT_RECORDED:
        return "–"
    one = cell.peers or cell.own
    if one is None:
        return str(cell.observed)
    told = f"{cell.observed} ({one.usual_low:.0f}–{one.usual_high:.0f})"
    return told if cell.verdict is Verdict.USUAL else f"{told} {words.VERDICTS[cell.verdict]}"


def _measure(one: Measured | None) -> str:
    if one is None or one.value is None or one.low is None or one.high is None:
        return _("not enough to tell, n {n}").format(n=number(one.n if one else 0))
    low, high = (f"{round(end * 100):d}" for end in (one.low, one.high))
    between = _("{low} to {high}") if "-" in low else "{low}–{high}"
    span = between.format(low=low, high=high).replace("-", "−")
    return f"{percent(one.value)} {span}, n {count(one.n)}"
