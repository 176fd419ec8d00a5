"""Whether a vCon holds together: what is wrong is refused with its place."""

from collections.abc import Iterator
from datetime import UTC, datetime

from ridealong.errors import EmptyFile, UnknownFormat
from ridealong.readers.fields import Node

_TYPES = ("recording", "text", "transfer", "incomplete", "recording-set")
_LISTS = ("parties", "dialog", "analysis", "attachments")
_EXTENSIONS = frozenset({"cc", "wtf_transcription"})
"""Extensions that change nothing of what is read here, in lower case."""


def check(vcon: Node) -> None:
    """Refuse a vCon that contradicts itself or its specification where reading rests on it.

    Raises:
        EmptyFile: nobody and nothing in it.
        UnknownFormat: it says that it must not be read without an extension unknown here.
        Malformed: a value is of the wrong kind, or points to a party that is not there.
    """
    if vcon["vcon"].value is not None and not isinstance(vcon["vcon"].value, str):
        raise vcon["vcon"].wrong("the version as a text")
    if not any(list(vcon.objects(key)) for key in _LISTS):
        raise EmptyFile(
            "is a vCon without parties, dialog and analysis",
            remedy="Export the conversation again",
        )
    _check_extensions(vcon)
    parties = sum(1 for _ in vcon.objects("parties"))
    for dialog in vcon.objects("dialog"):
        if dialog.value:  # redaction leaves an empty object so that indices stay
            _check_dialog(dialog, parties)


def _check_extensions(vcon: Node) -> None:
    for name in vcon.each("critical", "must_support"):
        if str(name.value).lower() not in _EXTENSIONS:
            raise UnknownFormat(
                f"must not be read without the vCon extension {str(name.value)[:60]!r}",
                place=name.path,
                remedy="Export it without that extension",
            )


def _check_dialog(dialog: Node, parties: int) -> None:
    if dialog["type"].value not in _TYPES:
        raise dialog["type"].wrong(f"one of {', '.join(_TYPES)}")
    if dialog["start"].value is not None and moment_of(dialog) is None:
        raise dialog["start"].wrong("a moment (2026-11-02T09:00:00Z)")
    duration_s = dialog.number("duration") if dialog["duration"].value != "" else None
    if duration_s is not None and duration_s < 0:
        raise dialog["duration"].wrong("a number of seconds")
    for key in ("mediatype", "mimetype", "url", "filename"):
        if dialog[key].value is not None and not isinstance(dialog[key].value, str):
            raise dialog[key].wrong("a text")
    for place in (*_indices(dialog["parties"]), *_indices(dialog["originator"])):
        index = place.value
        if isinstance(index, bool) or not isinstance(index, int):
            raise place.wrong("the index of a party")
        if not 0 <= index < parties:
            raise place.wrong(f"the index of one of the {parties} parties")


def _indices(node: Node) -> Iterator[Node]:
    """An index, or the indices of a list and of the lists in it; null is nobody."""
    if isinstance(node.value, list):
        for item in node.each():
            yield from item.each() if isinstance(item.value, list) else _indices(item)
    elif node.value is not None:
        yield node


def moment_of(dialog: Node) -> datetime | None:
    """When a dialog starts: RFC 3339, or RFC 2822 as the first drafts wrote; None if unreadable."""
    if (moment := dialog.moment("start")) is not None:
        return moment
    text = dialog["start"].value
    if not isinstance(text, str) or len(text) > 60:
        return None
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  # few files need it

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
