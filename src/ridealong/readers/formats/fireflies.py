"""Fireflies.ai: the transcript of the GraphQL API, in its wrappers or bare, and the download."""

from ridealong.conversation import Conversation, Draft, Side, Timing
from ridealong.conversation.people import name_key
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source
from ridealong.readers.tolerant import (
    email,
    entries,
    extras,
    figure,
    find,
    finish,
    first_has,
    found,
    time_s,
)

_WRAPPERS = ("response", "body", "data", "transcript", "transcripts", "result")
_SIGNS = ("organizer_email", "host_email", "transcript_url", "dateString", "meeting_attendees")
_MINUTES_OF_A_DAY = 1440
_FIGURES = {
    "word_count": ("1", 1.0),
    "questions": ("1", 1.0),
    "filler_words": ("1", 1.0),
    "monologues_count": ("1", 1.0),
    "words_per_minute": ("wpm", 1.0),
    "duration_pct": ("1", 0.01),
}
"""Fireflies' figures of a speaker whose unit is known, with that unit and the factor to it."""


def sniff(source: Source) -> int:
    top = Node(source.json)
    if _is_download(top) or found(top, _is_transcript, _WRAPPERS):
        return Sure.CERTAIN
    return Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    if _is_download(top):
        draft = Draft(Timing.CUE)
        _add_sentences(draft, top, {})
        return finish(source, [draft])
    return finish(source, [_draft(t) for t in find(top, _is_transcript, _WRAPPERS)])


def _is_download(node: Node) -> bool:
    return first_has(node, "sentence", "speaker_name")


def _is_transcript(node: Node) -> bool:
    listed = node["sentences"]
    if first_has(listed, "speaker_name") or first_has(listed, "raw_text"):
        return True
    if not any(sign in node for sign in _SIGNS):
        return False
    return "sentences" in node and (not listed.value or first_has(listed, "text"))


def _draft(transcript: Node) -> Draft:
    draft = Draft(
        Timing.CUE,
        id=transcript.text("id"),
        title=transcript.text("title"),
        started_at=transcript.moment("date") or transcript.moment("dateString"),
    )
    minutes = figure(draft, transcript, "duration")
    if minutes is not None:
        draft.duration_s = minutes * 60 if minutes <= _MINUTES_OF_A_DAY else minutes
    names = {s.text("id"): s.text("name") for s in extras(draft, transcript, "speakers")}
    _add_sentences(draft, transcript, names)
    _add_figures(draft, transcript)
    return draft


def _add_sentences(draft: Draft, transcript: Node, names: dict[str | None, str | None]) -> None:
    people = _People(draft, transcript)
    listed = () if isinstance(transcript.value, list) else ("sentences",)
    for sentence in entries(draft, transcript, *listed):
        number = sentence.text("speaker_id")
        draft.turn(
            people.speaker(number, sentence.text("speaker_name") or names.get(number)),
            sentence.text("text", "sentence", "raw_text") or "",
            time_s(draft, sentence, "start_time", "startTime"),
            time_s(draft, sentence, "end_time", "endTime"),
            ref=sentence.text("index"),
            place=sentence.path,
        )
    people.add_silent()


class _People:
    """Who speaks, with the address of the one attendee of the same name.

    Bare addresses (`participants`) are left aside: whose voice they are is not said.
    """

    def __init__(self, draft: Draft, transcript: Node) -> None:
        self.draft = draft
        self.colleagues = {mail.lower() for mail in _texts(transcript["workspace_users"])}
        self.mails: dict[str, str | None] = {}
        self.silent: dict[str, str] = {}
        self.known: dict[tuple[str | None, str | None], str | None] = {}
        for person in extras(draft, transcript, "meeting_attendees"):
            if name := person.text("displayName") or person.text("name"):
                key, mail = name_key(name), email(person, "email")
                self.mails[key] = mail if self.mails.get(key, mail) == mail else None
                self.silent[key] = name

    def speaker(self, number: str | None, name: str | None) -> str | None:
        if (number, name) not in self.known:
            key = name_key(name) if name else ""
            self.silent.pop(key, None)
            self.known[number, name] = self._add(number or name, name, self.mails.get(key))
        return self.known[number, name]

    def add_silent(self) -> None:
        """Those invited who do not speak."""
        for key, name in self.silent.items():
            mail = self.mails[key]
            self._add(mail or name, name, mail)

    def _add(self, key: str | None, name: str | None, mail: str | None) -> str | None:
        ours = mail is not None and mail.lower() in self.colleagues
        return self.draft.speaker(
            key,
            name,
            email=mail,
            side=Side.US if ours else None,
            because="provider label (workspace_users)" if ours else None,
        )


def _texts(node: Node) -> list[str]:
    """The texts of a list, or of one text with commas."""
    listed = node.value if isinstance(node.value, list) else [node.value]
    texts = (v for v in listed if isinstance(v, str))
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def _add_figures(draft: Draft, transcript: Node) -> None:
    for speaker in extras(draft, transcript["analytics"], "speakers"):
        of = draft.speaker(speaker.text("speaker_id") or speaker.text("name"), speaker.text("name"))
        for name, (unit, factor) in _FIGURES.items():
            value = figure(draft, speaker, name)
            if of and value is not None:
                draft.state(name, of, value * factor, unit)


FORMATS = (
    Format(
        id="fireflies-json",
        title="Fireflies.ai transcript (GraphQL API)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`speaker_name`, one person a `speaker_id`; addresses of attendees of that name",
        sides="`workspace_users` are ours; nothing is said of the others",
        traps="times are seconds as number or text; the duration is in minutes; the date is text "
        "or milliseconds; request and answer may be saved around it",
        sniff=sniff,
        read=read,
    ),
)
