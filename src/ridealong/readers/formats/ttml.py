"""TTML: captions in XML, with speakers as agents. Times by https://www.w3.org/TR/ttml2/#timing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ridealong.conversation import Conversation, Draft, Timing, Word
from ridealong.errors import EmptyFile, Malformed
from ridealong.readers.fields import clock_s
from ridealong.readers.format import Format, Sure
from ridealong.readers.languages import bcp47
from ridealong.readers.names import accepted, split_prefix
from ridealong.readers.patterns import lazy
from ridealong.readers.source import MOST_LINES, Source, refuse_if_more

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # a type alone; defusedxml parses

_ROOT = lazy(r"<(?:[\w.-]{1,40}:)?tt[\s>]")
_OFFSET = lazy(r"(\d+(?:\.\d+)?)(h|m|s|ms|f|t)$")
_FRAMES = lazy(r"(\d+):(\d\d):(\d\d):(\d+)(?:\.\d+)?$")
_FACTOR = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DEEPEST = 100


class _Rates(NamedTuple):
    frames: float
    """A second."""
    ticks: float
    """A second."""


class _Piece(NamedTuple):
    """A run of text inside a paragraph: by one speaker, perhaps with times of its own."""

    agent: str | None
    text: str
    start_s: float | None
    end_s: float | None


class _Span(NamedTuple):
    """What a paragraph inherits and hands down: when it is, whose it is."""

    start_s: float
    end_s: float | None
    agent: str | None
    timed: bool


def sniff(source: Source) -> int:
    if source.is_zip or not source.head.startswith("<"):
        return Sure.NO
    return Sure.CERTAIN if _ROOT.search(source.head) else Sure.NO


def read(source: Source) -> list[Conversation]:
    refuse_if_more(source.text.count("<"), 2 * MOST_LINES, "tags")
    root = _parse(source)
    draft = Draft(Timing.CUE, language=bcp47(root.get(_LANG)))
    names = _agents(root)
    rates = _rates(root)
    draft.title = next((e.text for e in root.iter() if _tag(e) == "title" and e.text), None)
    body = next((e for e in root if _tag(e) == "body"), root)
    cues = list(_cues(body, _Span(0.0, None, None, timed=False), rates))
    if not cues:
        raise EmptyFile("has no caption", remedy="Export it again")
    people = _prefixes(cues)
    with_words = 0
    for number, cue in enumerate(cues, 1):
        with_words += _add(draft, cue, rates, names, people, f"caption {number}") > 0
    if with_words >= 0.8 * len(cues):
        draft.timing = Timing.WORD
    return [draft.finish()]


def _parse(source: Source) -> "Element":
    """The root element.

    Raises:
        Malformed: no XML, or XML with entities of its own, which could be a trap.
    """
    from defusedxml import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415

    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", source.text.lstrip("\ufeff \n\t"), count=1)
    try:
        root: Element = fromstring(text.replace("\0", ""))
    except ParseError as error:
        line, column = error.position
        raise Malformed(
            f"is no valid XML ({str(error).partition(':')[0]})",
            place=f"line {line}, column {column}",
            remedy="Export it again; the file may be cut off",
        ) from error
    except DefusedXmlException as error:
        raise Malformed(
            "defines XML entities, which no caption needs and which can be a trap",
            place="the document type",
            remedy="Remove the <!DOCTYPE …> and save it again",
        ) from error
    except (ValueError, UnicodeError) as error:
        raise Malformed("holds characters that XML forbids", remedy="Export it again") from error
    return root


def _tag(element: "Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: "Element", name: str) -> str | None:
    """An attribute by its local name: the namespaces changed from draft to draft."""
    if (value := element.get(name)) is not None:
        return value
    return next((v for k, v in element.items() if k.rpartition("}")[2] == name), None)


def _agents(root: "Element") -> dict[str, str]:
    """The name of each agent, by its id."""
    found = {}
    for element in root.iter():
        if _tag(element) == "agent" and (key := element.get(_ID) or element.get("id")):
            told = [c.text for c in element if _tag(c) == "name" and c.text and c.text.strip()]
            found[key] = told[0] if told else key
    return found


def _rates(root: "Element") -> _Rates:
    frames = _positive(_attribute(root, "frameRate")) or 30.0
    multiplier = (_attribute(root, "frameRateMultiplier") or "").replace(":", " ").split()
    ticks = _positive(_attribute(root, "tickRate"))
    if not ticks:
        ticks = frames if _attribute(root, "frameRate") else 1.0
    if (
        len(multiplier) == 2
        and (by := _positive(multiplier[0]))
        and (of := _positive(multiplier[1]))
    ):
        frames = frames * by / of
    return _Rates(frames, ticks)


def _positive(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 < value < 1e9 else None


def _seconds(text: str | None, rates: _Rates) -> float | None:
    """A time expression in seconds: a clock, frames, ticks; None where it is none."""
    text = (text or "").strip()[:60]
    if not text:
        return None
    if match := _OFFSET.match(text):
        value, unit = float(match[1]), match[2]
        if unit in _FACTOR:
            return round(value * _FACTOR[unit], 6)
        return value / (rates.frames if unit == "f" else rates.ticks)
    if match := _FRAMES.match(text):
        hours, minutes, seconds, frames = (int(part) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds + frames / rates.frames
    return clock_s(text)


def _within(element: "Element", outer: _Span, rates: _Rates) -> _Span:
    """When and whose the element is, given what is around it."""
    agent = (_attribute(element, "agent") or "").split()
    begin, end, length = (_seconds(element.get(k), rates) for k in ("begin", "end", "dur"))
    start_s = outer.start_s + (begin or 0.0)
    ends = [outer.start_s + end] if end is not None else []
    ends += [start_s + length] if length is not None else []
    end_s = min(ends, default=outer.end_s)
    timed = outer.timed or begin is not None or bool(ends)
    return _Span(start_s, end_s, agent[0] if agent else outer.agent, timed)


def _cues(
    element: "Element", outer: _Span, rates: _Rates, depth: int = 0
) -> Iterator[tuple["Element", _Span]]:
    """The paragraphs below an element, each with its times."""
    span = _within(element, outer, rates)
    if _tag(element) == "p":
        yield element, span
    elif depth < _DEEPEST:
        for child in element:
            yield from _cues(child, span, rates, depth + 1)


def _pieces(element: "Element", span: _Span, rates: _Rates, depth: int) -> Iterator[_Piece]:
    """The text of a paragraph in order, cut where the speaker or the time changes."""
    times = (span.start_s, span.end_s) if span.timed else (None, None)
    yield _Piece(span.agent, element.text or "", *times)
    for child in element:
        tag = _tag(child)
        if tag == "br":
            yield _Piece(span.agent, " ", *times)
        elif tag == "span" and depth < _DEEPEST:
            yield from _pieces(child, _within(child, span, rates), rates, depth + 1)
        yield _Piece(span.agent, child.tail or "", *times)


def _add(  # noqa: PLR0917  # what a caption needs of the whole file
    draft: Draft,
    cue: tuple["Element", _Span],
    rates: _Rates,
    names: dict[str, str],
    people: frozenset[str],
    place: str,
) -> int:
    """One turn for each run of pieces by one speaker; the number of words with times."""
    paragraph, span = cue
    runs = _runs(_pieces(paragraph, span, rates, 0))
    timed_words = 0
    for run in runs:
        text = "".join(piece.text for piece in run)
        words = _words(run, span)
        start_s, end_s = (span.start_s, span.end_s) if span.timed else (None, None)
        if words and (len(runs) > 1 or not span.timed):
            start_s, end_s = words[0].start_s, words[-1].end_s
        agent = run[0].agent
        name = names.get(agent, agent) if agent else None
        if name is None and (found := split_prefix(text.strip())) and found[0] in people:
            name, text = found
        timed_words += len(words)
        speaker = draft.speaker(agent or name, name)
        draft.turn(speaker, text, start_s, end_s, words=words, place=place)
    return timed_words


def _runs(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if runs and (piece.agent == runs[-1][0].agent or not piece.text.strip()):
            runs[-1].append(piece)
        elif piece.text.strip():
            runs.append([piece])
    return runs


def _words(run: list[_Piece], span: _Span) -> list[Word]:
    """Spans with times of their own, where all of the text is in such spans: karaoke, lyrics."""
    told = [p for p in run if p.text.strip()]
    own = [p for p in told if p.end_s is not None and (p.start_s, p.end_s) != span[:2]]
    if len(own) < len(told):
        return []
    return [Word(" ".join(p.text.split()), p.start_s, p.end_s) for p in own]


def _prefixes(cues: list[tuple["Element", _Span]]) -> frozenset[str]:
    """Names before a colon that come back; a single "Thus:" is no name."""
    texts = ("".join(paragraph.itertext()).strip() for paragraph, _ in cues)
    names = Counter(found[0] for text in texts if (found := split_prefix(text)))
    return frozenset(n for n in accepted(names.elements()) if names[n] > 1)


FORMATS = (
    Format(
        id="ttml",
        title="TTML captions",
        suffixes=(".ttml", ".dfxp", ".xml"),
        timing=Timing.CUE,
        speakers="`ttm:agent`; else `Name:` where it comes back",
        traps="times add up from the outside in, and may be frames or ticks; a broken line is one "
        "blank; two agents in one caption are two turns; entities are refused",
        sniff=sniff,
        read=read,
    ),
)
