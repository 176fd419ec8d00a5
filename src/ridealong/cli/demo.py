"""`ridealong demo`: a desk with an invented firm, real pages over real analyses, in the browser."""

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ridealong.cli.progress import shown

if TYPE_CHECKING:
    from ridealong.web.people.models import Person
    from ridealong.web.server import Place

_PORT = 8000
_FIRST = ("Rita Hollis", "Sam Whitlock", "Mel Brandt", "Lee Castellan", "Ada Nwosu")
"""One of each role, to begin with."""


@click.command("demo")
@click.option("--port", type=click.IntRange(1, 65535), default=_PORT, show_default=True)
@click.option(
    "--data",
    metavar="DIR",
    default="ridealong-demo",
    show_default=True,
    help="Where the desk keeps its things; what is there already is opened again.",
)
@click.option("--open/--no-open", "open_", default=True, help="Open it in the browser.")
def command(port: int, data: str, open_: bool) -> int:  # noqa: FBT001  # click fills it by name
    """Open a desk with the people and the talks of an invented firm."""
    from ridealong.web import boot, server  # noqa: PLC0415  # slow to load

    place = server.Place("127.0.0.1", port)
    server.check_free(place)
    os.environ["RIDEALONG_DATA"] = str(Path(data).absolute())
    os.environ["RIDEALONG_ADDRESS"] = place.address
    os.environ["RIDEALONG_DEMO"] = "yes"
    boot.start()
    boot.collect_static()
    _fill()
    server.serve(place, worker=True, opened=lambda: _opened(place, open_=open_))
    return 0


def _fill() -> None:
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from ridealong.web.demo import coach, deals, fill, own, talks  # noqa: PLC0415

    if fill.is_empty():
        here = fill.people()
        total = fill.how_many()
        click.echo(f"Reading {total} invented talks; this takes about half a minute.", err=True)
        for _call in shown(fill.calls(here), total, "Reading"):
            pass
        made = deals.fill(here, timezone.localdate()), talks.fill(here, timezone.now())
        own.fill(here, timezone.now())
        own.customers(here, timezone.now())
        coach.fill(here, timezone.now())
        click.echo("Made {} invented deals, and {} talks about them.".format(*made), err=True)
    connection.close()


def _opened(place: "Place", *, open_: bool) -> None:
    from django.db import connection  # noqa: PLC0415

    from ridealong.web.demo.fill import PASSWORD  # noqa: PLC0415
    from ridealong.web.people.models import Person  # noqa: PLC0415

    click.echo(f"The desk is open at {place.address}\nSign in by one press there, or as:")
    for person in sorted(Person.objects.filter(name__in=_FIRST), key=_order):
        click.echo(f"  {person.name:14} {person.role_words:16} {person.email}")
    click.echo(f"The password of each: {PASSWORD}\nCtrl-C closes it.")
    connection.close()
    if open_ and _has_display():
        webbrowser.open(place.address)


def _order(person: "Person") -> int:
    return _FIRST.index(person.name)


def _has_display() -> bool:
    """Whether a browser window can appear: never on a pipe, on Linux only with a display."""
    if not sys.stdout.isatty():
        return False
    linux = sys.platform.startswith("linux")
    return not linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
