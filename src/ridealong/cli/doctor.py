"""`ridealong doctor`: whether this installation can do its work, part by part."""

import importlib
import platform
import tempfile
from collections.abc import Callable
from importlib.metadata import version

import click

from ridealong import __version__
from ridealong.cli import EXIT_FAILED

_LIBRARIES = {
    "allauth": "django-allauth",
    "click": "click",
    "defusedxml": "defusedxml",
    "django": "django",
    "django_tasks_db": "django-tasks-db",
    "docx": "python-docx",
    "granian": "granian",
    "jinja2": "jinja2",
    "msgspec": "msgspec",
    "numpy": "numpy",
    "onnxruntime": "onnxruntime",
    "pyarrow": "pyarrow",
    "rich": "rich",
    "tokenizers": "tokenizers",
    "whitenoise": "whitenoise",
    "yaml": "pyyaml",
}


@click.command("doctor")
def command() -> int:
    """Check the installation: Python, libraries, readers, norms, settings, a whole run."""
    sound = True
    for name, check in CHECKS.items():
        try:
            click.echo(f"ok    {name}: {check()}")
        except Exception as error:  # noqa: BLE001  # a doctor reports whatever he finds
            click.echo(f"FAULT {name}: {error or type(error).__name__}")
            sound = False
    click.echo(
        "All is well." if sound else "Install again: `make install` in the project's folder."
    )
    return 0 if sound else EXIT_FAILED


def _python() -> str:
    return f"{platform.python_version()} on {platform.system()} {platform.machine()}"


def _libraries() -> str:
    for module in _LIBRARIES:
        importlib.import_module(module)
    return ", ".join(f"{package} {version(package)}" for package in _LIBRARIES.values())


def _readers() -> str:
    from ridealong.readers import all_formats  # noqa: PLC0415  # a fault here is to be reported

    return f"{sum(not f.refused for f in all_formats())} formats"


def _norms() -> str:
    from ridealong.analysis.norms import load_norms  # noqa: PLC0415
    from ridealong.settings import settings  # noqa: PLC0415

    norms = load_norms(settings().norms)
    return f"{len(norms)} norms, {sum(n.on for n in norms)} of them on"


def _taggers() -> str:
    from ridealong.language import moves, taggers  # noqa: PLC0415

    return f"{taggers.fast().name} and {taggers.default().name}, {len(moves())} moves"


def _settings() -> str:
    from ridealong.settings import ALL, settings  # noqa: PLC0415

    settings()
    return f"{len(ALL)} settings, all usable"


def _whole_run() -> str:
    from ridealong.analysis import analyse  # noqa: PLC0415
    from ridealong.conversation import assign_sides  # noqa: PLC0415
    from ridealong.language.taggers import default  # noqa: PLC0415
    from ridealong.readers import read_bytes  # noqa: PLC0415
    from ridealong.report import SourceInfo, render_html, render_json  # noqa: PLC0415

    said = b"WEBVTT\n\n00:00.000 --> 00:02.000\n<v Rita>What made you call?\n"
    reading = read_bytes(said, "check.vtt")
    conversation = assign_sides(reading.conversations[0], ["Rita"])
    (tagging,) = default().tag([conversation])
    if not tagging.said:
        raise ValueError("the tagger hears nothing in “What made you call?”")
    analysis = analyse(conversation, tagging=tagging)
    source = SourceInfo(reading.path, reading.format, reading.sha256)
    render_json(analysis, source)
    size = len(render_html(analysis, source)) // 1000
    return f"read, tagged, measured and reported in {size} kB of HTML"


def _desk() -> str:
    from ridealong.settings import settings  # noqa: PLC0415
    from ridealong.web import boot  # noqa: PLC0415  # loads a web framework

    desk = settings().desk
    if not desk.data.exists() and not desk.database_url:
        return f"none yet in {desk.data.absolute()}"
    boot.prepare()
    boot.check_database()
    return f"its database answers, and is not newer than {__version__}"


def _disk() -> str:
    with tempfile.TemporaryFile() as file:
        file.write(b"x")
    return f"temporary files can be written in {tempfile.gettempdir()}"


CHECKS: dict[str, Callable[[], str]] = {
    f"Ridealong {__version__}": lambda: "installed",
    "Python": _python,
    "libraries": _libraries,
    "readers": _readers,
    "norms": _norms,
    "taggers": _taggers,
    "settings": _settings,
    "a whole run": _whole_run,
    "the desk": _desk,
    "disk": _disk,
}
