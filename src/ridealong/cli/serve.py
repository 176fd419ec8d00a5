"""`ridealong serve`: the desk in the browser, with a worker beside it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from ridealong.cli.options import data_option
from ridealong.errors import UsageError
from ridealong.settings import settings

if TYPE_CHECKING:
    from ridealong.web.server import Place

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_PORT = 8000


@click.command("serve")
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; 0.0.0.0 for every address of this machine.",
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help=f"The port; else the one of RIDEALONG_ADDRESS on this machine, else {_PORT}.",
)
@click.option("--worker/--no-worker", default=True, help="Whether a worker runs beside it.")
@data_option
def command(host: str, port: int | None, worker: bool, data: str | None) -> int:  # noqa: FBT001
    """Open the desk: migrate the database, serve its pages, work in the background."""
    from ridealong.web import boot, server  # noqa: PLC0415  # nobody else needs a web server

    if data:
        os.environ["RIDEALONG_DATA"] = str(Path(data).absolute())
    place = server.Place(host, port or _port())
    _say_address(place)
    server.check_free(place)
    boot.start()
    boot.collect_static()
    server.serve(place, worker=worker, opened=lambda: _opened(worker=worker))
    return 0


def _port() -> int:
    """The port by which people reach the desk, where that is this machine without a proxy."""
    address = urlsplit(settings().desk.address)
    return (address.port or 80) if address.hostname in _HERE else _PORT


def _say_address(place: "Place") -> None:
    """Where nobody has said how people reach the desk, it is where it listens.

    Raises:
        UsageError: it listens for others, and nobody has said by which name they come.
    """
    if os.environ.get("RIDEALONG_ADDRESS"):
        return
    if place.host not in _HERE:
        raise UsageError(
            f"--host {place.host} lets others in: say in RIDEALONG_ADDRESS how they reach the "
            "desk, such as https://desk.example.com; other addresses are refused"
        )
    os.environ["RIDEALONG_ADDRESS"] = place.address


def _opened(*, worker: bool) -> None:
    from django.db import connection  # noqa: PLC0415

    from ridealong.web.people.first import first_link  # noqa: PLC0415

    click.echo(f"The desk is open at {settings().desk.address}")
    link = first_link()
    connection.close()
    if link:
        click.echo(f"Nobody is here yet. Whoever opens this is its first administrator:\n  {link}")
    if not worker:
        click.echo("Calls wait until a worker runs: `ridealong work`.")
    click.echo("Ctrl-C closes it.")
