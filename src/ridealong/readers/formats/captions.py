"""WebVTT, SRT and SBV, and the dialects in which meetings are exported as captions."""

import json
from collections.abc import Callable
from datetime import timedelta

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.conversation.text import clean
from ridealong.errors import EmptyFile, Malformed, TooLarge
from ridealong.readers.cue_dialects import WEBEX_ID, recognised
from ridealong.readers.cue_text import plain, timed_words, without_repeats
from ridealong.readers.cue_turns import add_cues
from ridealong.readers.cues import MOST_CUES, Cue
from ridealong.readers.fields import Node, clock_s
from ridealong.readers.format import Format, Sure
from ridealong.readers.languages import bcp47, most_common
from ridealong.readers.source import Source


def _sniff(format_id: str) -> Callable[[Source], int]:
    def sniff(source: Source) -> int:
        dialect, captions = recognised(source)
        if dialect != format_id:
            return Sure.NO
        return Sure.CERTAIN if captions.signed or captions.commas else Sure.LIKELY

    return sniff


def _open(source: Source, timing: Timing = Timing.CUE) -> tuple[Draft, list[Cue]]:
    """A draft with what the file says of itself, and its captions.

    Raises:
        EmptyFile: there are no captions.
        Malformed: there are, but without times that can be read.
    """
    _, captions = recognised(source)
    if captions.cut:
        raise TooLarge(
            f"has more than {MOST_CUES:,} captions, more than a conversation can have",
            remedy="Split it by conversation",
        )
    if not captions.cues and (captions.faults or captions.stray):
        raise Malformed(
            "has captions, but none with times that can be read",
            place=captions.faults[0][1] if captions.faults else f"line {captions.stray}",
            remedy='Times are written as "00:01:02.500 --> 00:01:04.000"; export the file again',
        )
    if not any(cue.lines for cue in captions.cues):
        raise EmptyFile(
            "holds no captions, only their frame",
            remedy="Export it again once the recording is processed; "
            "if transcription was off during the call, there is none",
        )
    draft = Draft(timing)
    for what, place in captions.faults:
        draft.tally(what, place)
    stated = dict(_stated(comment) for comment in captions.comments)
    draft.title = captions.header.get("title")
    draft.language = bcp47(captions.header.get("language") or stated.get("language"))
    draft.duration_s = clock_s(stated.get("duration", ""))
    return draft, without_repeats(captions.cues)


def _stated(comment: str) -> tuple[str, str]:
    key, _, value = comment[:200].partition(":")
    return key.strip().lower(), value.strip().strip('"')


def _finish(draft: Draft) -> list[Conversation]:
    if draft.empty:
        raise EmptyFile("holds no speech", remedy="Export it again; its captions have no text")
    return [draft.finish()]


def read_spoken(source: Source) -> list[Conversation]:
    """Speakers by voice tag or by "Name:" before the text."""
    draft, cues = _open(source)
    add_cues(draft, cues)
    return _finish(draft)


def read_webex(source: Source) -> list[Conversation]:
    """Speakers by the id of each caption."""
    draft, cues = _open(source)
    for cue in cues:
        match = WEBEX_ID.match(cue.id[:1000])
        name, user = (clean(match[1]), match[2].strip("0 ")) if match else ("", "")
        speaker = draft.speaker(user or name, name) if name else None
        said = plain(" ".join(cue.lines))
        draft.turn(
            speaker, said, cue.start_s, cue.end_s, ref=clean(cue.id) or None, place=_place(cue)
        )
    return _finish(draft)


def read_metadata(source: Source) -> list[Conversation]:
    """Speaker, text and language from the JSON object that is the text of each caption."""
    draft, cues = _open(source)
    languages: list[str | None] = []
    for cue in cues:
        if (entry := _entry(draft, cue)) is None:
            continue
        name = entry.text("speakerName", "speaker", "displayName")
        languages.append(bcp47(entry.text("spokenLanguage", "language")))
        began = entry.moment("startDateTime")
        if began and draft.started_at is None:
            draft.started_at = began - timedelta(seconds=cue.start_s)
        draft.turn(
            draft.speaker(entry.text("speakerId", "userId") or name, name),
            entry.text("spokenText", "text") or "",
            cue.start_s,
            cue.end_s,
            language=languages[-1],
            ref=clean(cue.id) or None,
            place=_place(cue),
        )
    draft.language = draft.language or most_common(languages)
    return _finish(draft)


def _entry(draft: Draft, cue: Cue) -> Node | None:
    try:
        value = json.loads(_joined(cue))
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict):
        return Node(value, _place(cue))
    draft.tally("a caption that is no JSON object; it was left out", _place(cue))
    return None


def read_words(source: Source) -> list[Conversation]:
    """Words with times; who speaks is not said."""
    draft, cues = _open(source, Timing.WORD)
    for cue in cues:
        words = timed_words(cue)
        said = " ".join(word.text for word in words)
        draft.turn(
            None,
            said,
            cue.start_s,
            cue.end_s,
            words=words if any("<" in line for line in cue.lines) else (),
            ref=clean(cue.id) or None,
            place=_place(cue),
        )
    return _finish(draft)


def _joined(cue: Cue) -> str:
    return "\n".join(cue.lines)


def _place(cue: Cue) -> str:
    return f"line {cue.at}"


def _format(
    format_id: str,
    title: str,
    speakers: str,
    traps: str,
    *,
    suffix: str = ".vtt",
    timing: Timing = Timing.CUE,
    read: Callable[[Source], list[Conversation]] = read_spoken,
) -> Format:
    return Format(
        id=format_id,
        title=title,
        suffixes=(suffix,),
        timing=timing,
        speakers=speakers,
        traps=traps,
        sniff=_sniff(format_id),
        read=read,
    )


FORMATS = (
    _format(
        "zoom-vtt",
        "Zoom cloud transcript",
        '"Name:" before the text',
        "names with `|`, `-`, brackets and dots; a caption without a name is nobody's; one person "
        "under two names",
    ),
    _format(
        "teams-vtt",
        "Microsoft Teams transcript",
        "`<v Name>`",
        "entities also in names, decoded once; ids never become text; no names where identities "
        "are hidden",
    ),
    _format(
        "stream-vtt",
        "Microsoft Stream (classic) captions",
        "none",
        "each caption's confidence, the language and the duration stand in NOTEs",
    ),
    _format(
        "graph-metadata-vtt",
        "Microsoft Graph transcript metadata",
        "`speakerName`",
        "the text of a caption is a JSON object; its times of day give when the call began",
        read=read_metadata,
    ),
    _format(
        "webex-vtt",
        "Webex transcript",
        'the caption\'s id: `2 "Name" (user)`',
        "an empty name is nobody",
        read=read_webex,
    ),
    _format(
        "podcast-vtt",
        "WebVTT with voices (podcasts)",
        "`<v Name>`",
        "voices without closing tag; two voices in a caption are two turns",
    ),
    _format(
        "youtube-vtt",
        "YouTube automatic captions",
        "none",
        "lines that roll up are shown again and again; each is read once",
        timing=Timing.WORD,
        read=read_words,
    ),
    _format(
        "webvtt",
        "WebVTT, any other",
        '"Name:" before the text, also only at a change',
        "dashes or >> in a caption are turns of their own; without its first line, too",
    ),
    _format(
        "srt",
        "SubRip",
        '"Name:" before the text, also only at a change',
        "commas or dots; a missing empty line; a name holds until the next",
        suffix=".srt",
    ),
    _format(
        "sbv",
        "SBV (YouTube)",
        '"Name:" before the text, also only at a change',
        "no ids; an empty line in a caption",
        suffix=".sbv",
    ),
)
