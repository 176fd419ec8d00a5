"""`ridealong export`: the calls of the desk as transcripts for other programs."""

import os
from datetime import date, datetime
from pathlib import Path

import click

from ridealong.cli.options import data_option, kind_of, kind_option
from ridealong.cli.output import Folder, emit, tell
from ridealong.errors import UsageError
from ridealong.writers import WRITERS

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("export")
@click.option("--as", "whose", metavar="EMAIL", required=True, help="Within whose rights.")
@click.option(
    "--to",
    type=click.Choice(sorted(WRITERS)),
    default="native",
    show_default=True,
    help="The form to write.",
)
@click.option("--out", metavar="DIR", help="Write files of at most 200 calls into DIR.")
@kind_option
@click.option("--since", type=_DAY, metavar="DAY", help="Calls from this day on, 2026-11-30.")
@click.option("--until", type=_DAY, metavar="DAY", help="Calls until this day, the day with it.")
@data_option
def command(
    *,
    whose: str,
    to: str,
    out: str | None,
    kind: str,
    since: datetime | None,
    until: datetime | None,
    data: str | None,
) -> int:
    """Write the calls that a person may take along; the record of the desk keeps that it was done.

    Without --out they are one stream of JSON Lines; tables need --out.
    """
    from ridealong.web import boot  # noqa: PLC0415  # nobody else needs Django

    if out is None and not WRITERS[to].streams:
        raise UsageError(f"{to} is a table of at most 200 calls a file; give --out DIR.")
    if data:
        os.environ["RIDEALONG_DATA"] = str(Path(data).absolute())
    folder = Folder(out) if out is not None else None
    boot.start()
    from ridealong.web.calls.keeping import corpus  # noqa: PLC0415

    viewer = corpus.viewer_named(whose)
    wanted = corpus.Wanted(str(kind_of(kind) or ""), _day(since), _day(until))
    calls = 0
    for n, (held, content) in enumerate(corpus.files(viewer, wanted, to), 1):
        calls += held
        if folder:
            folder.write(f"calls-{n:04d}{WRITERS[to].suffix}", content)
        else:
            emit(content)
    tell(f"{calls} calls." if calls else "There is no such call that this person may take along.")
    return 0


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
