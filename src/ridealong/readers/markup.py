"""HTML as people export it, taken apart without a parser that could trip over it.

One pass over the tags; scripts, styles and comments are skipped. Works in time proportional to
the length, whatever is in it.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from ridealong.readers.patterns import lazy

_TAG = lazy(r"<(?:(/?)([a-zA-Z][\w:-]{0,40})([^<>]*)|[!?][^<>]*)>")
_SKIPPED = frozenset({"script", "style", "template", "svg", "head"})
_BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "section",
        "table", "tbody", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"})


class Piece(NamedTuple):
    """A tag, or the text up to the next one."""

    tag: str
    """In lower case, with "/" in front where it closes; "" for text."""
    text: str
    """The text, entities resolved; for a tag its attributes as written."""
    at: int
    """Where it stands."""


def pieces(html: str) -> Iterator[Piece]:
    """Tags and texts in order, without scripts, styles, comments and the page's head."""
    at = 0
    unclosed: set[str] = set()
    while (match := _TAG.search(html, at)) is not None:
        comment = html.find("<!--", at, match.start() + 4)
        if comment >= 0:
            if comment > at:
                yield Piece("", unescape(html[at:comment]), at)
            end = html.find("-->", comment + 4)
            if end < 0:
                return
            at = end + 3
            continue
        if match.start() > at:
            yield Piece("", unescape(html[at : match.start()]), at)
        tag = (match[2] or "").lower()
        at = match.end()
        if not tag:  # a declaration
            continue
        if tag in _SKIPPED and not match[1] and tag not in unclosed:
            end = _end_of(html, tag, at)
            if end < 0:
                unclosed.add(tag)
            else:
                at = end
                continue
        yield Piece(match[1] + tag, match[3], match.start())
    if at < len(html) and not html.startswith("<!", at):
        yield Piece("", unescape(html[at:]), at)


def lines(html: str) -> list[str]:
    """What a reader would see, line by line; a paragraph is followed by an empty line."""
    found: list[str] = []
    current: list[str] = []
    for piece in pieces(html):
        if not piece.tag:
            current.append(piece.text)
        elif piece.tag.lstrip("/") in _BLOCKS:
            line = " ".join("".join(current).split())
            if line:
                found.append(line)
            if piece.tag[:1] == "/" and piece.tag[1:] in _PARAGRAPHS and found and found[-1]:
                found.append("")
            current = []
    if line := " ".join("".join(current).split()):
        found.append(line)
    return found


def _end_of(html: str, tag: str, at: int) -> int:
    """Behind the end tag; the end of the page for a script without one, -1 for other tags."""
    match = re.compile(rf"</{tag}\s*>", re.IGNORECASE).search(html, at)
    if match:
        return match.end()
    return len(html) if tag in {"script", "style"} else -1
