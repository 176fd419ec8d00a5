"""`ridealong work`: a worker, or a further one, that reads and analyses calls in the background."""

import os
import signal
import threading
from pathlib import Path

import click

from ridealong.cli.options import data_option

_NICE = 10
"""Pages go first."""


@click.command("work")
@data_option
@click.option("--ends-with-parent", is_flag=True, hidden=True)
def command(data: str | None, ends_with_parent: bool) -> int:  # noqa: FBT001
    """Work in the background for the desk: read files, analyse calls, keep the house."""
    from ridealong.web import boot  # noqa: PLC0415  # nobody else needs Django

    if ends_with_parent:
        threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    if data:
        os.environ["RIDEALONG_DATA"] = str(Path(data).absolute())
    boot.start()
    if hasattr(os, "nice"):
        os.nice(_NICE)
    from ridealong.web.calls.analysing.work import fingerprint, tagger  # noqa: PLC0415
    from ridealong.web.jobs.worker import work  # noqa: PLC0415

    fingerprint()  # loads everything, before it is said that a worker is there
    if not ends_with_parent:
        click.echo(f"Working with the tagger “{tagger().name}”. Ctrl-C ends it.")
    work(tagger().name)
    return 0


def _end_with_parent() -> None:
    """Standard input is a pipe that nobody writes to; it ends when whoever started this is gone."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
