"""`ridealong analyze`: the main job on files or folders."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import click

from ridealong import report  # each form of it is loaded when it is first used
from ridealong.analysis import analyse
from ridealong.analysis.model import Analysis, Norm
from ridealong.analysis.norms import load_norms
from ridealong.cli import EXIT_FAILED
from ridealong.cli.files import Outcome, files_of, outcomes
from ridealong.cli.options import (
    UsCommand,
    fast_option,
    kind_of,
    kind_option,
    paths_argument,
    us_option,
)
from ridealong.cli.output import Folder, emit, report_failure, tell
from ridealong.cli.progress import shown
from ridealong.cli.taggers import tagger_for
from ridealong.conversation import Conversation, Kind, assign_sides
from ridealong.errors import ReaderFault, UsageError
from ridealong.language.corrections import tag
from ridealong.language.model import Tagger
from ridealong.settings import settings

_DEFAULT_FOLDER = "ridealong-report"
_WIDEST = 100
"""Columns of a terminal: longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Told:
    """One conversation, analysed and rendered."""

    analysis: Analysis
    source: report.SourceInfo
    page: str


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done with every conversation."""

    ours: tuple[str, ...]
    kind: Kind | None
    norms: tuple[Norm, ...] | None
    tagger: Tagger
    form: str
    """"json", "html", "text", or "screen" for text on a terminal."""

    def do(self, conversation: Conversation, source: report.SourceInfo) -> Told:
        """Analyse and render one conversation."""
        sided = assign_sides(conversation, self.ours, self.kind)
        (tagging,) = tag([sided], self.tagger)
        analysis = analyse(sided, self.norms, tagging=tagging)
        return Told(analysis, source, self._page(analysis, source))

    def _page(self, analysis: Analysis, source: report.SourceInfo) -> str:
        if self.form == "json":
            return report.render_json(analysis, source) + "\n"
        if self.form == "html":
            return report.render_html(analysis, source)
        if self.form == "screen":
            width = min(shutil.get_terminal_size().columns, _WIDEST)
            color = not os.environ.get("NO_COLOR")
            return report.render_text(analysis, source, width=width, color=color)
        return report.render_text(analysis, source)


@dataclass
class Run:
    """What one call of the command has done so far."""

    failures: list[Outcome] = field(default_factory=list)
    listed: "list[report.Listed]" = field(default_factory=list)

    def fail(self, outcome: Outcome) -> None:
        """Name a file that was not read, and keep it."""
        report_failure(outcome)
        self.failures.append(outcome)

    @property
    def failed(self) -> list[Outcome]:
        """The files that count as not read."""
        return [o for o in self.failures if o.failed]


@click.command("analyze", cls=UsCommand)
@paths_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="How to report; json prints one object per line per conversation.",
)
@kind_option
@us_option
@click.option("--out", metavar="DIR", help="Write one file per conversation into DIR.")
@fast_option
def command(  # noqa: PLR0917  # click fills them by name
    paths: tuple[str, ...],
    format_: str,
    kind: str,
    us: tuple[str, ...],
    out: str | None,
    fast: bool,  # noqa: FBT001
) -> int:
    """Read, tag, measure and report conversations.

    PATH is a file, a folder with all that is in it, or - for standard input.
    """
    chosen = settings()
    job = Job(
        ours=(*chosen.us, *us),
        kind=kind_of(kind),
        norms=load_norms(chosen.norms) if chosen.norms else None,
        tagger=tagger_for(chosen, fast=fast),
        form="screen" if format_ == "text" and not out and sys.stdout.isatty() else format_,
    )
    files = files_of(paths)
    folder = _folder(out, format_)
    run = Run()
    found = analyses(files, chosen.max_file_bytes, job, run)
    if folder:
        _into_folder(found, folder, format_, run)
    else:
        _to_standard_output(found, format_)
    if folder and format_ == "html":
        index = folder.write("index.html", report.render_index(run.listed, run.failed))
        tell(f"The report is in {index}")
    return EXIT_FAILED if run.failed else 0


def analyses(files: Sequence[str], max_bytes: int, job: Job, run: Run) -> Iterator[Told]:
    """Every conversation of `files`, analysed; what is not read is told and kept in `run`."""
    for outcome in shown(outcomes(files, max_bytes), len(files), "Reading"):
        if outcome.reading is None:
            run.fail(outcome)
            continue
        reading = outcome.reading
        source = report.SourceInfo(reading.path, reading.format, reading.sha256)
        for conversation in reading.conversations:
            try:
                told = job.do(conversation, source)
            except Exception as error:  # noqa: BLE001  # our fault, and it costs this file alone
                run.fail(Outcome(outcome.path, error=ReaderFault(error, path=outcome.path)))
            else:
                yield told


def _folder(out: str | None, format_: str) -> Folder | None:
    if out is None and format_ == "html" and sys.stdout.isatty():
        out = _DEFAULT_FOLDER
    return Folder(out) if out is not None else None


def _into_folder(found: Iterator[Told], folder: Folder, format_: str, run: Run) -> None:
    suffix = {"json": ".json", "html": ".html", "text": ".txt"}[format_]
    for told in found:
        name = folder.name_for(told.source.path, suffix)
        folder.write(name, told.page)
        run.listed.append(report.Listed.of(told.analysis, told.source, name))


def _to_standard_output(found: Iterator[Told], format_: str) -> None:
    for n, told in enumerate(found):
        if format_ == "html" and n:
            raise UsageError("There is more than one conversation; give --out DIR for the pages")
        emit(told.page)
