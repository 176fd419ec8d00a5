"""`ridealong import`: data into the desk, without a browser."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ridealong.cli import EXIT_FAILED
from ridealong.cli.files import files_of
from ridealong.cli.options import data_option, kind_of, kind_option, paths_argument
from ridealong.cli.output import tell
from ridealong.cli.progress import counting, shown

if TYPE_CHECKING:
    from ridealong.web.calls.models import ImportItem
    from ridealong.web.pipeline.incoming.by_command import Asked
    from ridealong.web.pipeline.models import CrmImport

_TABLES = (
    *("deals", "history", "snapshots", "accounts", "contacts", "activities", "people", "stages"),
    *("line items", "links"),
)
_MOST_TOLD = 10


@click.group("import")
def command() -> None:
    """Bring data into the desk."""


@command.command("calls")
@paths_argument
@click.option("--owner", metavar="EMAIL", help="Whose calls they are; else by who speaks in them.")
@kind_option
@click.option("--wait", is_flag=True, help="End when the calls are analysed as well.")
@data_option
def calls(
    paths: tuple[str, ...],
    owner: str | None,
    kind: str,
    wait: bool,  # noqa: FBT001  # click fills it by name
    data: str | None,
) -> int:
    """Bring transcripts into the desk: files, folders, zips of them.

    Each is read here and told; what it holds is analysed by the worker, or with --wait by this
    command.
    """
    from ridealong.web import boot, trouble  # noqa: PLC0415  # nobody else needs Django

    if data:
        os.environ["RIDEALONG_DATA"] = str(Path(data).absolute())
    files = [named for path in paths for named in _named(path)]
    boot.start()
    from ridealong.web.calls.incoming import by_command  # noqa: PLC0415

    whose = by_command.owner_named(owner) if owner else None
    try:
        batch = by_command.take(files, whose, kind_of(kind))
    except OSError as error:
        tell(f"Nothing was taken: {trouble.in_words(error)} Make room in the folder of the desk.")
        return EXIT_FAILED
    failed = False
    for item in shown(by_command.read(batch), len(files), "Reading"):
        failed = _tell(item) or failed
    if wait:
        failed = by_command.analyse_all(batch, _analysing) > 0 or failed
    click.echo(by_command.summary(batch))
    return EXIT_FAILED if failed else 0


@command.command("crm")
@paths_argument
@click.option("--as", "table", type=click.Choice(_TABLES), help="What the rows are; else a guess.")
@click.option(
    "--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column a field is in."
)
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="Day or month first, if unclear.")
@click.option("--amounts", type=click.Choice(["point", "comma"]), help="Their sign, if unclear.")
@click.option("--currency", default="", metavar="CODE", help="Of amounts that name none: EUR.")
@data_option
def crm(  # noqa: PLR0917  # click fills them by name
    paths: tuple[str, ...],
    table: str | None,
    pairs: tuple[str, ...],
    dates: str | None,
    amounts: str | None,
    currency: str,
    data: str | None,
) -> int:
    """Bring exports of a CRM into the desk: CSV, XLSX, Parquet, folders and zips of them.

    Each sheet is told with what became of its rows; one that leaves something open is left out,
    with the question. Bringing the same sheet again changes nothing.
    """
    from ridealong.web import boot, trouble  # noqa: PLC0415  # nobody else needs Django

    if data:
        os.environ["RIDEALONG_DATA"] = str(Path(data).absolute())
    files = [named for path in paths for named in _named(path)]
    boot.start()
    from ridealong.web.pipeline.incoming import by_command  # noqa: PLC0415

    told = by_command.stated(table or "", pairs, dates or "", amounts or "", currency)
    try:
        sheets = by_command.take(files)
    except OSError as error:
        tell(f"Nothing was taken: {trouble.in_words(error)} Make room in the folder of the desk.")
        return EXIT_FAILED
    ready, asked = by_command.begin(sheets, told)
    with counting("Reading") as progress:
        by_command.load_all(ready, lambda sheet, rows: progress(sheet.name, rows))
    failed = [_tell_sheet(sheet) for sheet in sheets if sheet.pk] + [_ask(one) for one in asked]
    _tell_open(*by_command.nobodys(), by_command.unknown_stages())
    return EXIT_FAILED if any(failed) else 0


def _tell_sheet(sheet: "CrmImport") -> bool:
    """Say what became of a sheet; whether that is a failure."""
    from ridealong.web.pipeline.incoming import words  # noqa: PLC0415  # needs Django

    sheet.refresh_from_db()
    if sheet.stage == "failed":
        tell(f"Not read: {sheet.name}: {sheet.cause}. {sheet.remedy}.")
        return True
    if sheet.stage != "loaded":
        tell(f"Not read: {sheet.name}: {sheet.error} A worker tries it again.")
        return True
    if sheet.cause:
        click.echo(f"{sheet.name}: {words.table_words(sheet)}, not needed. {sheet.cause}.")
        return False
    click.echo(f"{sheet.name}: {words.table_words(sheet)}. {words.says(sheet)}")
    for said in (*words.passed(sheet), *([words.waits(sheet)] if sheet.on_hold else ())):
        click.echo(f"  {said}")
    for refusal in sheet.refusals.all()[:_MOST_TOLD]:
        told = f" “{refusal.value}”" if refusal.value else ""
        where = f"row {refusal.row}" + (f", {refusal.column}" if refusal.column else "")
        tell(f"  {where}:{told} {refusal.why}. {refusal.remedy}.")
    more = sheet.refusals.count() - _MOST_TOLD
    if more > 0:
        tell(f"  and {more} more; the desk lists them under this import.")
    return sheet.refused > 0


def _ask(one: "Asked") -> bool:
    """Say what a sheet leaves open, and how to state it."""
    for question in one.questions:
        option = {
            "dates": "--dates dmy or --dates mdy",
            "amounts": "--amounts point or --amounts comma",
            "table": "--as deals, or another kind of rows",
        }.get(question.about, f"--map {question.field}=COLUMN")
        tell(f"Not read: {one.work.name}: {question.says}. Give {option}.")
    return True


def _tell_open(owners: int, names: list[str], stages: list[str]) -> None:
    """What is still to be said, on a page of the desk."""
    if owners:
        rest = f" and {owners - len(names)} more" if owners > len(names) else ""
        tell(f"Deals of {', '.join(names)}{rest} are nobody’s here yet: say whose under Imports.")
    if stages:
        shown = ", ".join(stages[:_MOST_TOLD])
        tell(f"Stages kept as the CRM calls them: {shown}. Say what they mean under Imports.")


def _named(path: str) -> Iterator[tuple[str, str]]:
    """The files of a path with the names under which the desk knows them: from its folder on."""
    above = Path(path).absolute().parent
    for file in files_of([path]):
        yield file, Path(file).absolute().relative_to(above).as_posix()


def _tell(item: "ImportItem") -> bool:
    """Say what became of a file; whether that is a failure."""
    if item.waiting or item.state == "dead":
        tell(f"Not read: {item.name}: {item.error} A worker tries it again.")
        return True
    if item.outcome == "refused":
        tell(f"Not read: {item.name}: {item.cause}. {item.remedy}.")
        return True
    if item.outcome == "held":
        tell(f"Held back: {item.name}: waits until consent is written down.")
    elif item.outcome == "duplicate":
        tell(f"Here already: {item.name}.")
    elif item.cause:
        tell(f"Read, with a word: {item.name}: {item.cause}.")
    return False


def _analysing(calls: Sequence[int]) -> Iterator[int]:
    return shown(calls, len(calls), "Analysing")
