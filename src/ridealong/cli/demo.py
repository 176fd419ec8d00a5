"""`ridealong demo`: the shipped conversations, analysed for real, as a report in the browser."""

import os
import sys
import webbrowser
from dataclasses import replace

import click

from ridealong.analysis import analyse
from ridealong.cli.output import Folder
from ridealong.cli.progress import shown
from ridealong.conversation import assign_sides
from ridealong.language.corrections import tag
from ridealong.language.taggers import default
from ridealong.readers import read
from ridealong.report import Listed, SourceInfo, render_html, render_index
from ridealong.samples import SAMPLES, Sample


@click.command("demo")
@click.option(
    "--data",
    metavar="DIR",
    default="ridealong-demo",
    show_default=True,
    help="Where to write the report.",
)
@click.option("--open/--no-open", "open_", default=True, help="Open it in the browser.")
def command(data: str, open_: bool) -> int:  # noqa: FBT001  # click fills it by name
    """Analyse the conversations that come with Ridealong and open the report."""
    folder = Folder(data)
    listed = [_written(sample, folder) for sample in shown(SAMPLES, len(SAMPLES), "Analysing")]
    index = folder.write("index.html", render_index(listed, [])).resolve()
    click.echo(f"{len(listed)} conversations analysed. The report is in\n  {index.as_uri()}")
    if open_ and _has_display():
        webbrowser.open(index.as_uri())
    return 0


def _written(sample: Sample, folder: Folder) -> Listed:
    reading = read(sample.path)
    sided = assign_sides(reading.conversations[0], sample.us, sample.kind)
    conversation = replace(sided, title=sample.title)
    (tagging,) = tag([conversation], default())
    analysis = analyse(conversation, tagging=tagging)
    source = SourceInfo(sample.path.name, reading.format, reading.sha256)
    name = folder.name_for(sample.path.name, ".html")
    folder.write(name, render_html(analysis, source))
    return Listed.of(analysis, source, name)


def _has_display() -> bool:
    """Whether a browser window can appear: never on a pipe, on Linux only with a display."""
    if not sys.stdout.isatty():
        return False
    linux = sys.platform.startswith("linux")
    return not linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
