"""Fathom: a meeting with its transcript, as the webhook and the API deliver it."""

from ridealong.conversation import Conversation, Draft, Side, Timing
from ridealong.conversation.people import name_key
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import (
    email,
    entries,
    extras,
    find,
    finish,
    first_has,
    found,
    since,
    time_s,
)

_WRAPPERS = ("items", "meetings", "data", "body", "response")


def sniff(source: Source) -> int:
    return Sure.CERTAIN if found(Node(source.json), _is_meeting, _WRAPPERS) else Sure.NO


def read(source: Source) -> list[Conversation]:
    return finish(source, [_draft(m) for m in find(Node(source.json), _is_meeting, _WRAPPERS)])


def _is_meeting(node: Node) -> bool:
    listed = node["transcript"]
    if first_has(listed, "speaker", "timestamp"):
        return not first_has(listed, "words")
    return "transcript" in node and "recording_start_time" in node and not listed.value


def _draft(meeting: Node) -> Draft:
    started, ended = meeting.moment("recording_start_time"), meeting.moment("recording_end_time")
    draft = Draft(
        Timing.START,
        id=meeting.text("recording_id"),
        title=meeting.text("title", "meeting_title"),
        started_at=started,
        duration_s=since(started, ended),
        language=bcp47(meeting.text("transcript_language")),
    )
    people = _People(draft, meeting)
    for line in entries(draft, meeting, "transcript"):
        who = line["speaker"]
        name = who.text("display_name") or line.text("speaker")
        draft.turn(
            people.speaker(name, email(who, "matched_calendar_invitee_email")),
            line.text("text") or "",
            time_s(draft, line, "timestamp"),
            place=line.path,
        )
    people.add_silent()
    for item in extras(draft, meeting, "action_items"):
        at_s = time_s(draft, item, "recording_timestamp")
        owner = item["assignee"].text("name")
        draft.note(item.text("description") or "", owner, at_s, kind="action item")
    return draft


class _People:
    """The invitees of a meeting, found by address, by the name that Fathom matched, by name."""

    def __init__(self, draft: Draft, meeting: Node) -> None:
        self.draft = draft
        self.silent: dict[str, Node] = {}
        self.by_key: dict[str, Node] = {}
        self.known: dict[tuple[str | None, str | None], str | None] = {}
        self.host = email(meeting["recorded_by"], "email")
        for invitee in extras(draft, meeting, "calendar_invitees"):
            mail = email(invitee, "email")
            self.silent[_key(mail or invitee.text("name") or "")] = invitee
            for key in (mail, *map(invitee.text, ("matched_speaker_display_name", "name"))):
                if key:
                    self.by_key.setdefault(_key(key), invitee)

    def speaker(self, name: str | None, mail: str | None) -> str | None:
        """The speaker of a line, with what the invitation says of them."""
        if (name, mail) not in self.known:
            keys = [_key(text) for text in (mail, name) if text]
            match = next((self.by_key[key] for key in keys if key in self.by_key), Node(None))
            mail_found = mail or email(match, "email")
            self.silent.pop(_key(mail_found or match.text("name") or ""), None)
            self.known[name, mail] = self._add(name or mail, name, mail_found, match)
        return self.known[name, mail]

    def add_silent(self) -> None:
        """Those invited who do not speak."""
        for key, invitee in self.silent.items():
            self._add(key, invitee.text("name"), email(invitee, "email"), invitee)

    def _add(
        self, key: str | None, name: str | None, mail: str | None, invitee: Node
    ) -> str | None:
        external = invitee["is_external"].value
        side, because = None, None
        if isinstance(external, bool):
            side = Side.THEM if external else Side.US
            because = f"provider label (is_external: {str(external).lower()})"
        elif mail and mail == self.host:
            side, because = Side.US, "provider label (recorded_by)"
        return self.draft.speaker(key, name, email=mail, side=side, because=because)


def _key(text: str) -> str:
    return text.lower() if "@" in text else name_key(text)


FORMATS = (
    Format(
        id="fathom-json",
        title="Fathom meeting (webhook, API)",
        suffixes=(".json",),
        timing=Timing.START,
        speakers="`speaker.display_name`, with the address of the matched invitee",
        sides="`is_external` of the invitee; `recorded_by` is ours",
        traps="only starts, to the second",
        sniff=sniff,
        read=read,
    ),
)
