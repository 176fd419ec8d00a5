"""RingCentral: RingSense insights of a call, and the answers of its speech-to-text jobs."""

from collections.abc import Iterator

from ridealong.conversation import Conversation, Draft, Side, Timing
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import heard, objects
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import (
    entries,
    extras,
    figure,
    find,
    finish,
    first_has,
    found,
    share,
    time_s,
)

_WRAPPERS = ("body", "response", "data", "result", "records")
_UTTERANCES = ("utterances", "utteranceInsights")
_TRANSCRIPT = ("Transcript", "transcript")
_NOTES = {"NextSteps": "next step", "Highlights": "highlight"}


def sniff_insights(source: Source) -> int:
    return Sure.CERTAIN if found(Node(source.json), _has_insights, _WRAPPERS) else Sure.NO


def sniff_job(source: Source) -> int:
    return Sure.CERTAIN if found(Node(source.json), _has_utterances, _WRAPPERS) else Sure.NO


def _has_insights(node: Node) -> bool:
    listed = node["insights"].first(*_TRANSCRIPT)
    return isinstance(listed.value, list) and (first_has(listed, "speakerId") or not listed.value)


def _has_utterances(node: Node) -> bool:
    return any(first_has(node[key], "speakerId", "start") for key in _UTTERANCES)


def read_insights(source: Source) -> list[Conversation]:
    top = Node(source.json)
    return finish(source, [_insights(c) for c in find(top, _has_insights, _WRAPPERS)])


def _insights(call: Node) -> Draft:
    draft = Draft(
        Timing.CUE,
        id=call.text("sourceRecordId", "sourceSessionId"),
        title=call.text("title"),
        started_at=call.moment("recordingStartTime"),
    )
    milliseconds = figure(draft, call, "recordingDurationMs")
    draft.duration_s = None if milliseconds is None else milliseconds / 1000
    _add_people(draft, call)
    insights = call["insights"]
    for line in entries(draft, insights, *_TRANSCRIPT):
        _add_turn(draft, line)
    names = {p.text("speakerId"): p.text("name") for p in extras(draft, call, "speakerInfo")}
    for key, kind in _NOTES.items():
        for item in extras(draft, insights, key):
            author = names.get(item.text("speakerId"))
            text = item.text("value", "text") or ""
            draft.note(text, author, time_s(draft, item, "start"), kind=kind)
    for score in extras(draft, insights, "AIScore"):
        if (value := figure(draft, score, "value")) is not None:
            draft.state("AIScore", "call", value, "1")
    return draft


def _add_people(draft: Draft, call: Node) -> None:
    """Names and sides: whoever shares the owner's account is ours, who has none is theirs."""
    people = list(extras(draft, call, "speakerInfo"))
    owner = call.text("ownerExtensionId")
    accounts = {p.text("accountId") for p in people if owner and p.text("extensionId") == owner}
    for person in people:
        side, because = _side(person, owner, accounts - {None})
        draft.speaker(
            person.text("speakerId"),
            person.text("name"),
            side=side,
            because=because,
            phone=person.text("phoneNumber"),
        )


def _side(
    person: Node, owner: str | None, accounts: set[str | None]
) -> tuple[Side | None, str | None]:
    account = person.text("accountId")
    if owner and person.text("extensionId") == owner:
        return Side.US, "provider label (ownerExtensionId)"
    if account in accounts:
        return Side.US, "provider label (accountId of the owner)"
    if accounts and account is None and "accountId" in person:
        return Side.THEM, "provider label (accountId: none)"
    return None, None


def read_job(source: Source) -> list[Conversation]:
    top = Node(source.json)
    return finish(source, [_job(top, answer) for answer in find(top, _has_utterances, _WRAPPERS)])


def _job(top: Node, answer: Node) -> Draft:
    draft = Draft(
        Timing.WORD, id=top.text("jobId"), language=bcp47(answer.text("languageCode", "language"))
    )
    for line in entries(draft, answer, *_UTTERANCES):
        _add_turn(draft, line)
    for name, value in _speaker_figures(draft, answer["speakerInsights"]):
        _state(draft, name, value)
    return draft


def _add_turn(draft: Draft, line: Node) -> None:
    timings = line["wordTimings"]
    items = objects(draft, timings) if isinstance(timings.value, list) else []
    said = heard(draft, items, timings.path)
    draft.turn(
        draft.speaker(line.text("speakerId")),
        line.text("text") or "",
        time_s(draft, line, "start"),
        time_s(draft, line, "end"),
        words=said,
        confidence=share(draft, line, "confidence"),
        place=line.path,
        silent="text" not in line,
    )


def _speaker_figures(draft: Draft, insights: Node) -> Iterator[tuple[str, Node]]:
    for insight in extras(draft, insights, "insights"):
        for value in extras(draft, insight, "values"):
            yield insight.text("name") or "", value


def _state(draft: Draft, name: str, value: Node) -> None:
    """Keep one figure of one speaker; RingCentral writes a ratio as "58:42"."""
    of = draft.speaker(value.text("speakerId"))
    ratio = (value.text("value") or "").partition(":")[0]
    if of is None:
        return
    if name == "Pace" and (pace := figure(draft, value, "wpm")) is not None:
        draft.state(name, of, pace, "wpm")
    elif name == "TalkToListenRatio" and ratio.isdecimal() and len(ratio) <= 3:
        draft.state(name, of, int(ratio) / 100, "1")
    elif name == "QuestionsAsked" and (asked := figure(draft, value, "value")) is not None:
        draft.state(name, of, asked, "1")


FORMATS = (
    Format(
        id="ringcentral-insights",
        title="RingCentral RingSense insights (API, webhook)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`speakerId`, joined with `speakerInfo`",
        sides="the owner's extension and account are ours, speakers without account are theirs",
        traps="the manual's examples leave parts out (`...`) and are no valid JSON; what is "
        "there is read, with a warning",
        sniff=sniff_insights,
        read=read_insights,
    ),
    Format(
        id="ringcentral-stt",
        title="RingCentral speech-to-text (API)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`speakerId`, a number",
        traps="answers that only tell who spoke have turns without text",
        sniff=sniff_job,
        read=read_job,
    ),
)
