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
from ridealong.cli.progress import shown

if TYPE_CHECKING:
    from ridealong.web.calls.models import ImportItem


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
