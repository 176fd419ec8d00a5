"""Post Call Analytics, AWS's sample solution on top of Amazon Transcribe: its own JSON."""

from datetime import datetime

from ridealong.conversation import Conversation, Draft, Role, Side, Timing, Word
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import heard, objects
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, extras, figure, finish, time_s

_ROLES = {"agent": (Side.US, Role.AGENT), "customer": (Side.THEM, Role.CUSTOMER)}


def sniff(source: Source) -> int:
    top = source.json
    if not isinstance(top, dict) or "SpeechSegments" not in top:
        return Sure.NO
    return Sure.CERTAIN if "ConversationAnalytics" in top else Sure.LIKELY


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    call = top["ConversationAnalytics"]
    draft = Draft(
        Timing.WORD,
        id=_stated(call.text("GUID")),
        started_at=_moment(call),
        language=bcp47(call.text("LanguageCode")),
        separate_channels=_has_channels(call),
    )
    draft.duration_s = time_s(draft, call, "Duration")
    who = {
        person.text("Speaker"): _speaker(draft, person)
        for person in extras(draft, call, "SpeakerLabels")
    }
    for segment in entries(draft, top, "SpeechSegments"):
        key = segment.text("SegmentSpeaker")
        draft.turn(
            who.get(key) or draft.speaker(key),
            segment.text("DisplayText", "OriginalText") or "",
            time_s(draft, segment, "SegmentStartTime"),
            time_s(draft, segment, "SegmentEndTime"),
            words=_words(draft, segment),
            place=segment.path,
        )
    _state(draft, call["SpeakerTime"])
    return finish(source, [draft])


def _stated(text: str | None) -> str | None:
    return None if text in {None, "", "None"} else text


def _moment(call: Node) -> datetime | None:
    """When the call began, in the zone that stands beside it."""
    began = call.moment("ConversationTime")
    zone = call.text("ConversationLocation")
    text = call.text("ConversationTime") or ""
    if began is None or not zone or "+" in text or text.endswith("Z"):
        return began
    from zoneinfo import ZoneInfo  # noqa: PLC0415  # few files need it

    try:
        return began.replace(tzinfo=ZoneInfo(zone))
    except (ValueError, OSError, KeyError):
        return began


def _has_channels(call: Node) -> bool:
    """Whether the job told channels apart; then each of the two is a person."""
    listed = call["SourceInformation"].value
    jobs = listed if isinstance(listed, list) else []
    job = Node(jobs[0] if jobs else None)["TranscribeJobInfo"]
    analytics = job.text("TranscribeApiType") == "analytics"
    return analytics or str(job["ChannelIdentification"].value) in {"1", "True"}


def _speaker(draft: Draft, person: Node) -> str | None:
    shown = _stated(person.text("DisplayText"))
    side, role = _ROLES.get((shown or "").lower(), (None, None))
    because = f"provider label (DisplayText: {shown})" if role else None
    name = None if role else shown
    return draft.speaker(person.text("Speaker"), name, side=side, role=role, because=because)


def _words(draft: Draft, segment: Node) -> list[Word]:
    """The words; where each ends when it begins, as a fault of PCA has it, the end is not known."""
    items = segment["WordConfidence"]
    if not isinstance(items.value, list):
        return []
    words = heard(
        draft,
        objects(draft, items),
        items.path,
        text=("Text",),
        start="StartTime",
        end="EndTime",
        confidence="Confidence",
    )
    if all(word.end_s == word.start_s for word in words):
        return [word._replace(end_s=None) for word in words]
    return words


def _state(draft: Draft, times: Node) -> None:
    for key in times.value if isinstance(times.value, dict) else ():
        seconds = figure(draft, times[key], "TotalTimeSecs")
        of = "call" if key == "NonTalkTime" else draft.speaker(key)
        if seconds is not None and of is not None:
            draft.state("NonTalkTime" if of == "call" else "SpeakerTime", of, seconds, "s")


FORMATS = (
    Format(
        id="aws-pca",
        title="AWS Post Call Analytics (PCA)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`SegmentSpeaker` joined to `SpeakerLabels`",
        sides="`DisplayText` of the speaker: Agent is us, Customer is them",
        traps=(
            "every word ends when it begins, which is a fault and counts as unknown; "
            "ConversationTime has its zone in ConversationLocation"
        ),
        sniff=sniff,
        read=read,
    ),
)
