"""`ridealong diagnose`: a pipeline, straight from a CRM's export."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ridealong.cli import EXIT_FAILED
from ridealong.cli.output import emit, tell
from ridealong.errors import ReadError, UsageError

if TYPE_CHECKING:
    from ridealong.process.model import Pipeline
    from ridealong.process.sheets import FileRead, Mapping, Reading, Sheet
    from ridealong.report.diagnosis_json import Read

_WIDEST = 100
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Stated:
    """What was said about the columns on the command line."""

    fields: tuple[tuple[str, str], ...]
    """Field and column."""
    dates: str | None
    amounts: str | None


@click.command("diagnose")
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to report; json prints one object.",
)
@click.option("--people", metavar="FILE", help="A sheet that says who is in which team.")
@click.option("--as-of", metavar="DATE", help="The day on which it stood so; else its last day.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column a field is in: owner=Rep, stage=Phase, created=Opened; may be repeated.",
)
@click.option(
    "--dates", type=click.Choice(["dmy", "mdy", "iso"]), help="In which order dates are written."
)
@click.option(
    "--amounts", type=click.Choice(["point", "comma"]), help="Which sign stands before decimals."
)
@click.option("--stages", metavar="A,B,C", help="The open stages, in their order.")
@click.option("--proposal", metavar="STAGE", help="Which stage is the proposal.")
def command(  # noqa: PLR0917  # click fills them by name
    file: str,
    format_: str,
    people: str | None,
    as_of: str | None,
    mapped: tuple[str, ...],
    dates: str | None,
    amounts: str | None,
    stages: str | None,
    proposal: str | None,
) -> int:
    """Say what in a pipeline is worth a question.

    FILE is a CRM's export, CSV, XLSX or Parquet, or a folder of them.
    """
    stated = Stated(tuple(_pair(one) for one in mapped), dates, amounts)
    day = _day(as_of)
    try:
        reading = _read(file, people, day, stated)
    except ReadError as error:
        tell(f"Not read: {error}")
        return EXIT_FAILED
    failed = _tell_failures(reading.files)
    if not reading.pipeline.deals:
        for note in reading.notes:
            tell(note)
        return EXIT_FAILED
    pipeline = _with_stages(reading.pipeline, stages)
    emit(_report(pipeline, _source(file, reading), format_, _stage(pipeline, proposal)))
    return EXIT_FAILED if failed else 0


def _report(pipeline: "Pipeline", read: "Read", format_: str, proposal: str | None) -> str:
    from ridealong.process.diagnosis import diagnose  # noqa: PLC0415  # heavy

    found = diagnose(pipeline, proposal_stage=proposal)
    if format_ == "json":
        from ridealong.report.diagnosis_json import render_json  # noqa: PLC0415

        return render_json(found, pipeline, read) + "\n"
    from ridealong.report.diagnosis_text import render_text  # noqa: PLC0415

    screen = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, _WIDEST) if screen else _WIDEST
    color = screen and not os.environ.get("NO_COLOR")
    return render_text(found, pipeline, read, width=width, color=color)


def _read(file: str, people: str | None, day: date | None, stated: Stated) -> "Reading":
    """The deals, with the people where a sheet of them is given."""
    from ridealong.process.sheets import (  # noqa: PLC0415  # heavy
        Table,
        guess_as,
        open_sheets,
        read_files,
    )
    from ridealong.process.sheets.folder import SUFFIXES  # noqa: PLC0415

    paths = _files(Path(file), SUFFIXES)
    mappings: dict[str, Mapping] = {}
    unused = {field for field, _ in stated.fields}
    for path in paths:
        for sheet in open_sheets(path):
            mapping, used = _mapping(sheet, stated)
            unused -= used
            mappings[sheet.fingerprint] = mapping
    if unused:
        raise UsageError(f"No column is called as --map says for: {', '.join(sorted(unused))}.")
    if people:
        for sheet in open_sheets(people):
            mappings[sheet.fingerprint] = guess_as(sheet, Table.PEOPLE)
        paths.append(Path(people))
    return read_files(paths, day, mappings)


def _files(path: Path, suffixes: frozenset[str]) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.suffix.lower() in suffixes and p.name[0] != ".")
    if not found:
        raise UsageError(f"There is no sheet in {path}.")
    return found


def _mapping(sheet: "Sheet", stated: Stated) -> "tuple[Mapping, set[str]]":
    """What the columns are taken for, with what was stated; and which statements it used."""
    from ridealong.process.sheets import (  # noqa: PLC0415  # heavy
        AmountForm,
        DateForm,
        Table,
        fields_of,
        guess,
        guess_as,
    )

    mapping = guess(sheet)
    columns = {column.name.casefold(): column.name for column in mapping.columns}
    here = [
        (field, columns[name.casefold()])
        for field, name in stated.fields
        if name.casefold() in columns
    ]
    if here and mapping.table is Table.UNKNOWN:
        mapping = guess_as(sheet, Table.DEALS)
    known = {field.key for field in fields_of(mapping.table).all}
    for field, name in here:
        if field not in known:
            raise UsageError(
                f"--map {field}=… names no field. Fields are: {', '.join(sorted(known))}."
            )
        mapping = mapping.stated(name, field=field)
    for column in mapping.columns:
        if stated.dates and column.form == DateForm.ASK:
            mapping = mapping.stated(column.name, form=stated.dates)
        if stated.amounts and column.form == AmountForm.ASK:
            mapping = mapping.stated(column.name, form=stated.amounts)
    return mapping, {field for field, _ in here}


def _tell_failures(files: Sequence["FileRead"]) -> bool:
    """Name every file and row that was not read; whether there is one."""
    told = list(_failures(files))
    for line in told[:_MOST_TOLD]:
        tell(line)
    if len(told) > _MOST_TOLD:
        tell(f"… and {len(told) - _MOST_TOLD:,} more; --format json lists them.")
    return bool(told)


def _failures(files: Sequence["FileRead"]) -> Iterator[str]:
    for file in files:
        if file.error:
            yield f"Not read: {_with_options(str(file.error))}"
        for refusal in file.refusals:
            yield f"{'Left out' if refusal.kept else 'Not read'}: {file.path}, {refusal}"


def _with_options(said: str) -> str:
    """Where something has to be stated: by which option."""
    for words, option in (("day or the month", "--dates"), ("sign stands before", "--amounts")):
        if words in said:
            return f"{said} Give {option}."
    return said


def _source(file: str, reading: "Reading") -> "Read":
    from ridealong.report.diagnosis_json import Read, Refused  # noqa: PLC0415  # heavy

    mapping: dict[str, str] = {}
    for read in reading.files:
        if read.mapping and not read.error:
            mapping = {**read.mapping.fields, **mapping}
    counts = [read.counts for read in reading.files]
    return Read(
        path=file,
        rows=sum(count.taken + count.refused for count in counts),
        refused=[
            Refused(one.row, one.column, f"{one.why}. {one.remedy}.")
            for read in reading.files
            for one in read.refusals
        ],
        mapping=mapping,
        notes=reading.notes,
    )


def _pair(said: str) -> tuple[str, str]:
    field, found, column = said.partition("=")
    if not found or not field.strip() or not column.strip():
        raise UsageError(f"--map {said}: write FIELD=COLUMN, such as owner=Rep.")
    return field.strip().casefold(), column.strip()


def _day(said: str | None) -> date | None:
    if said is None:
        return None
    try:
        return datetime.strptime(said, "%Y-%m-%d").date()  # noqa: DTZ007  # a day has no zone
    except ValueError as error:
        raise UsageError(f"--as-of {said} is no date. Write it like 2026-11-30.") from error


def _with_stages(pipeline: "Pipeline", said: str | None) -> "Pipeline":
    """The stages that were named, in their order."""
    if said is None:
        return pipeline
    named = [one for one in (part.strip() for part in said.split(",")) if one]
    if not named:
        raise UsageError("--stages names no stage. Write them like Qualified,Proposal,Decision.")
    return replace(pipeline, stages=tuple(dict.fromkeys(_key(pipeline, one) for one in named)))


def _stage(pipeline: "Pipeline", said: str | None) -> str | None:
    return None if said is None else _key(pipeline, said)


def _key(pipeline: "Pipeline", said: str) -> str:
    for stage in pipeline.stages:
        if said.casefold() in {stage.casefold(), pipeline.label(stage).casefold()}:
            return stage
    known = ", ".join(pipeline.label(stage) for stage in pipeline.stages)
    raise UsageError(f"No open stage is called {said}. There are: {known}.")
