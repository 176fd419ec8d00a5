"""Avoma: transcriptions with the start of each word."""

from ridealong.conversation import Conversation, Draft, Side, Timing, Word
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.source import Source
from ridealong.readers.tolerant import email, entries, extras, find, finish, first_has, found

_WRAPPERS = ("results", "data", "transcription", "response", "body")


def sniff(source: Source) -> int:
    return Sure.CERTAIN if found(Node(source.json), _is_transcription, _WRAPPERS) else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    return finish(source, [_draft(t) for t in find(top, _is_transcription, _WRAPPERS)])


def _is_transcription(node: Node) -> bool:
    listed = node["transcript"]
    if first_has(listed, "transcript", "speaker_id"):
        return True
    return "meeting_uuid" in node and "transcript" in node and not listed.value


def _draft(transcription: Node) -> Draft:
    draft = Draft(Timing.WORD, id=transcription.text("meeting_uuid", "uuid"))
    for speaker in extras(draft, transcription, "speakers"):
        rep = speaker["is_rep"].value
        known = isinstance(rep, bool)
        draft.speaker(
            speaker.text("id"),
            speaker.text("name"),
            email=email(speaker, "email"),
            side=(Side.US if rep else Side.THEM) if known else None,
            because=f"provider label (is_rep: {str(rep).lower()})" if known else None,
        )
    for piece in entries(draft, transcription, "transcript"):
        _add_turn(draft, piece)
    draft.warn("Avoma tells when each word starts; a turn ends here where its last word starts.")
    return draft


def _add_turn(draft: Draft, piece: Node) -> None:
    text = piece.text("transcript") or ""
    starts = _starts(draft, piece)
    said = text.split()
    words = zip(said, starts, strict=True) if len(said) == len(starts) else ()
    known = [s for s in starts if s is not None]
    draft.turn(
        draft.speaker(piece.text("speaker_id")),
        text,
        known[0] if known else None,
        known[-1] if known else None,
        words=(Word(word, start) for word, start in words),
        place=piece.path,
    )


def _starts(draft: Draft, piece: Node) -> list[float | None]:
    """One start a word; the item is read on where one is no time."""
    stamps = piece["timestamps"].value
    if not isinstance(stamps, list):
        return []
    starts: list[float | None] = []
    for i, stamp in enumerate(stamps):
        try:
            starts.append(float(stamp))
        except (TypeError, ValueError, OverflowError):
            draft.tally("a time that is none; it was left out", f"{piece.path}.timestamps[{i}]")
            starts.append(None)
    return starts


FORMATS = (
    Format(
        id="avoma-json",
        title="Avoma transcription (API)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speaker_id`, joined with `speakers`",
        sides="`is_rep` of the speaker",
        traps="only the start of each word; a turn ends where its last word starts",
        sniff=sniff,
        read=read,
    ),
)
