"""Pure rendering of an analysis: JSON, text and HTML for one talk, an index for many.

Each form is imported when it is first asked for, so that JSON does not wait for HTML.
"""

import importlib
from typing import TYPE_CHECKING

from ridealong.report.source import SourceInfo

if TYPE_CHECKING:
    from ridealong.report.html import render as render_html
    from ridealong.report.index import Listed
    from ridealong.report.index import render as render_index
    from ridealong.report.json import to_json as render_json
    from ridealong.report.text import render as render_text

__all__ = [
    "Listed",
    "SourceInfo",
    "render_html",
    "render_index",
    "render_json",
    "render_text",
]

_WHERE = {
    "Listed": ("index", "Listed"),
    "render_html": ("html", "render"),
    "render_index": ("index", "render"),
    "render_json": ("json", "to_json"),
    "render_text": ("text", "render"),
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _WHERE[name]
    return getattr(importlib.import_module(f"{__name__}.{module}"), attribute)
