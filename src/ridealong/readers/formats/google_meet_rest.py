"""Google Meet REST API v2: transcript entries with times of day."""

from collections.abc import Iterator

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.errors import CompanionFile, ReadError
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.languages import bcp47, most_common
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, extras, find, finish, first_has, found, since, zero

_WRAPPERS = ("response", "data", "body", "transcript", "entries")
_USERS = ("signedinUser", "anonymousUser", "phoneUser")


def sniff(source: Source) -> int:
    top = Node(source.json)
    if found(top, _has_entries, _WRAPPERS) or _is_entry_list(top):
        return Sure.CERTAIN
    return Sure.CERTAIN if found(top, _has_participants, _WRAPPERS) else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    draft = Draft(Timing.CUE)
    pages = [top] if _is_entry_list(top) else list(find(top, _has_entries, _WRAPPERS))
    if not pages:
        raise CompanionFile(
            "lists the participants of a Google Meet call and not what they said",
            remedy="Put the transcript entries beside it; the names are then read from here",
        )
    said = [entry for page in pages for entry in _entries_of(draft, page)]
    if pages[-1].text("nextPageToken"):
        draft.warn("Google Meet has a further page of this transcript (nextPageToken).")
    _name_speakers(draft, source, top, {entry.text("participant") for entry in said})
    _add_turns(draft, top, said)
    return finish(source, [draft])


def _has_entries(node: Node) -> bool:
    return isinstance(node["transcriptEntries"].value, list)


def _is_entry_list(node: Node) -> bool:
    return first_has(node, "participant", "startTime", "text")


def _has_participants(node: Node) -> bool:
    listed = node["participants"]
    return first_has(listed, "name") and any(first_has(listed, user) for user in _USERS)


def _entries_of(draft: Draft, page: Node) -> Iterator[Node]:
    return entries(draft, page, *(() if isinstance(page.value, list) else ("transcriptEntries",)))


def _name_speakers(draft: Draft, source: Source, top: Node, participants: set[str | None]) -> None:
    """Names by resource name, from this file or from the list of participants beside it."""
    lists = list(find(top, _has_participants, (*_WRAPPERS, "conferenceRecord")))
    if not lists:
        for companion in source.companions(".json"):
            if b"participants" in companion.data:
                lists += _participants_beside(companion)
    for participant in (p for listed in lists for p in extras(draft, listed, "participants")):
        key = participant.text("name")
        if key in participants or _has_participants(top):
            draft.speaker(key, participant.first(*_USERS).text("displayName"))


def _participants_beside(companion: Source) -> list[Node]:
    try:
        return list(find(Node(companion.json), _has_participants, _WRAPPERS))
    except ReadError:
        return []


def _add_turns(draft: Draft, top: Node, said: list[Node]) -> None:
    record = top.first("conferenceRecord", "conference_record")
    moments = [entry.moment("startTime") for entry in said]
    draft.started_at = start = zero(record.moment("startTime"), moments)
    draft.duration_s = since(start, record.moment("endTime"))
    languages = [bcp47(entry.text("languageCode")) for entry in said]
    draft.language = most_common(languages)
    for entry, begins, language in zip(said, moments, languages, strict=True):
        ref = entry.text("name")
        draft.id = draft.id or (ref or "").partition("/transcripts/")[0] or None
        if begins is None:
            draft.tally("a time that is none; it was left out", f"{entry.path}.startTime")
        draft.turn(
            draft.speaker(entry.text("participant")),
            entry.text("text") or "",
            since(start, begins),
            since(start, entry.moment("endTime")),
            language=None if language == draft.language else language,
            ref=ref,
            place=entry.path,
        )


FORMATS = (
    Format(
        id="google-meet-api",
        title="Google Meet transcript entries (REST API)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`participant`, a resource name; names from the list of participants, in the "
        "same file or in the same folder",
        traps="times are times of day; they count from the start of the conference where it is "
        "in the file, else from the first entry",
        sniff=sniff,
        read=read,
    ),
)
