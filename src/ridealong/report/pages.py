"""Templates, styles and script put together into one file that asks no other host for anything."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ridealong import __version__
from ridealong.report.policy import content_security_policy
from ridealong.report.words import _, ngettext

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_OPTION = re.compile(r"(--[a-z]+)")
_STYLES = ("tokens.css", "base.css", "components.css", "report.css")


def render_page(template: str, *, script: str = "", **values: Any) -> str:
    """A whole page as text.

    Args:
        template: a file in `templates/`.
        script: a file in `scripts/`; empty for none.
        values: what the template names.
    """
    style_text = styles()
    script_text = resource("scripts", script) if script else ""
    return (
        environment()
        .get_template(template)
        .render(
            styles=style_text,
            script=script_text,
            policy=content_security_policy(style_text, script_text),
            version=__version__,
            **values,
        )
    )


@cache
def environment() -> "Environment":
    """The template engine; everything that it prints is escaped unless it is our own markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415  # slow to load

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.filters["whole"] = _whole_options
    made.globals |= {"_": _, "ngettext": ngettext}
    return made


def _whole_options(text: str) -> str:
    """The text with options of the command line ("--us") kept on one line."""
    from markupsafe import Markup, escape  # noqa: PLC0415  # comes with jinja2, as slow

    marked = _OPTION.sub(r'<span class="nw">\1</span>', str(escape(text)))
    return Markup(marked)  # noqa: S704  # escaped before the spans were put in


@cache
def styles() -> str:
    """All style sheets as one text, comments and needless space taken out."""
    return "".join(_lean(resource("styles", name)) for name in _STYLES)


@cache
def resource(folder: str, name: str) -> str:
    return (_HERE / folder / name).read_text(encoding="utf-8")


def _lean(css: str) -> str:
    """Without comments and indentation; strings in our sheets hold neither."""
    kept, rest = [], css
    while rest:
        before, _start, after = rest.partition("/*")
        kept.append(before)
        rest = after.partition("*/")[2]
    lines = (line.strip() for line in "".join(kept).splitlines())
    return "\n".join(line for line in lines if line) + "\n"
