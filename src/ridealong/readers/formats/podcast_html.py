"""HTML transcripts: the podcast namespace's `<cite>`, `<time>`, `<p>`, and pages of any kind."""

import re
from collections.abc import Iterator

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.errors import EmptyFile, NotATranscript, UnknownFormat
from ridealong.readers.fields import clock_s
from ridealong.readers.format import Format, Sure
from ridealong.readers.markup import lines, pieces
from ridealong.readers.patterns import lazy
from ridealong.readers.source import Source, refuse_if_more

_CITE = lazy(r"<cite[\s>]", re.IGNORECASE)
_PAGE = lazy(
    r"(?:<\?xml[^>]{0,200}>\s*)?<!doctype html|<html[\s>]"
    r"|<(?:body|div|p|h[1-6]|span|meta|table|ul|b|strong|br)[\s/>]",
    re.IGNORECASE,
)
_MOST_TAGS = 1_000_000
_ELEMENTS = frozenset({"cite", "time", "p"})
_HEAD = 65_536
"""Characters looked at: a page may begin with its styles."""


def sniff_cited(source: Source) -> int:
    if source.is_zip or not source.head.startswith("<"):
        return Sure.NO
    head = source.text[:_HEAD]
    return Sure.CERTAIN if _CITE.search(head) and "<p" in head.lower() else Sure.NO


def read_cited(source: Source) -> list[Conversation]:
    """Each `<cite>` or `<time>` begins a turn; the paragraphs up to the next are its text.

    Raises:
        EmptyFile: no paragraph has text.
    """
    refuse_if_more(source.text.count("<"), _MOST_TAGS, "tags")
    draft = Draft(Timing.START)
    name: str | None = None
    start_s: float | None = None
    said: list[str] = []
    for tag, text, place in _elements(source.text):
        if tag != "p" and said:
            _add(draft, name, start_s, said, place)
            start_s, said = None, []
        if tag == "cite":
            name = text.removesuffix(":").strip() or None
        elif tag == "time":
            start_s = clock_s(text[:40])
        else:
            said.append(text)
    _add(draft, name, start_s, said, "the end")
    if draft.empty:
        raise EmptyFile("has speakers and no paragraph with text", remedy="Export it again")
    return [draft.finish()]


def _elements(html: str) -> Iterator[tuple[str, str, str]]:
    """Each `cite`, `time` and `p` with its text and its place, also where its end is missing."""
    inside, place = "", ""
    text: list[str] = []
    line, seen = 1, 0
    for piece in pieces(html):
        if piece.tag in _ELEMENTS or (inside and piece.tag == f"/{inside}"):
            if inside:
                yield inside, "".join(text).strip(), place
            line, seen = line + html.count("\n", seen, piece.at), piece.at
            inside, text, place = piece.tag.removeprefix(f"/{inside}"), [], f"line {line}"
        elif not piece.tag:
            text.append(piece.text)
        elif piece.tag == "br":
            text.append(" ")
    if inside:
        yield inside, "".join(text).strip(), place


def _add(
    draft: Draft, name: str | None, start_s: float | None, said: list[str], place: str
) -> None:
    if said:
        draft.turn(draft.speaker(name, name), " ".join(said), start_s, place=place)


def sniff_page(source: Source) -> int:
    if source.is_zip or not source.head.startswith("<"):
        return Sure.NO
    return Sure.LIKELY if _PAGE.match(source.head) else Sure.NO


def read_page(source: Source) -> list[Conversation]:
    """Read what the page shows, as the text format that it is in.

    Raises:
        NotATranscript: it shows no talk.
    """
    from ridealong.readers.registry import recognise  # noqa: PLC0415  # it imports this module

    refuse_if_more(source.text.count("<"), _MOST_TAGS, "tags")
    shown = Source("\n".join(lines(source.text)).encode("utf-8", "replace"), source.path)
    try:
        inner = recognise(shown)
        conversations = [] if inner.read is read_page else list(inner.read(shown))
    except (UnknownFormat, EmptyFile):
        conversations = []
    if not conversations:
        raise NotATranscript(
            "is a web page on which nobody talks",
            remedy="Export the transcript itself, or copy its text into a file",
        )
    return conversations


FORMATS = (
    Format(
        id="podcast-html",
        title="Podcast transcript (HTML)",
        suffixes=(".html", ".htm"),
        timing=Timing.START,
        speakers="`<cite>`",
        traps="a paragraph without `<cite>` belongs to the last one; entities",
        sniff=sniff_cited,
        read=read_cited,
    ),
    Format(
        id="html-page",
        title="Web page or HTML export with a transcript",
        suffixes=(".html", ".htm"),
        timing=Timing.CUE,
        speakers="as in the text format that the page shows",
        traps="scripts, styles and the page's head are no talk",
        sniff=sniff_page,
        read=read_page,
    ),
)
