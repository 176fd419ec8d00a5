"""`ridealong read`: the normalised transcript, in a form that other programs take."""

from pathlib import Path

import click

from ridealong.cli import EXIT_FAILED
from ridealong.cli.files import files_of, outcomes
from ridealong.cli.options import UsCommand, kind_of, kind_option, paths_argument, us_option
from ridealong.cli.output import Folder, emit, report_failure
from ridealong.cli.progress import shown
from ridealong.conversation import assign_sides
from ridealong.settings import settings
from ridealong.writers import WRITERS, write


@click.command("read", cls=UsCommand)
@paths_argument
@click.option(
    "--to",
    type=click.Choice(sorted(WRITERS)),
    default="native",
    show_default=True,
    help="The form to write.",
)
@kind_option
@us_option
@click.option("--out", metavar="DIR", help="Write one file per conversation into DIR.")
def command(
    paths: tuple[str, ...], to: str, kind: str, us: tuple[str, ...], out: str | None
) -> int:
    """Print the normalised transcript of files or folders.

    PATH is a file, a folder with all that is in it, or - for standard input. Without --out,
    several conversations are one stream: JSON Lines, or one table.
    """
    chosen = settings()
    files = files_of(paths)
    folder = Folder(out) if out is not None else None
    together = []
    failed = False
    for outcome in shown(outcomes(files, chosen.max_file_bytes), len(files), "Reading"):
        if outcome.reading is None:
            report_failure(outcome)
            failed = failed or outcome.failed
            continue
        for read_one in outcome.reading.conversations:
            conversation = assign_sides(read_one, (*chosen.us, *us), kind_of(kind))
            if folder:
                name = folder.name_for(Path(outcome.path).name, WRITERS[to].suffix)
                folder.write(name, write([conversation], to))
            elif WRITERS[to].streams:
                emit(write([conversation], to))
            else:
                together.append(conversation)
    if together:
        emit(write(together, to))
    return EXIT_FAILED if failed else 0
