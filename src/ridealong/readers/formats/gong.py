"""Gong: `/v2/calls/transcript`, joined with the people of `/v2/calls/extensive`.

A turn is one monologue, Gong's own piece of speech by one person on one topic; its sentences
become its text. The people are looked for in the same file, then in the folder beside it.
"""

from ridealong.conversation import Conversation, Draft, Side, Timing
from ridealong.errors import CompanionFile, ReadError
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.languages import bcp47
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

_WRAPPERS = (
    "callTranscripts",
    "calls",
    "transcript",
    "transcripts",
    "extensive",
    "data",
    "body",
    "response",
)
_SIDES = {"Internal": Side.US, "External": Side.THEM}
_SECONDS = {"Longest Monologue", "Longest Customer Story", "Patience"}


def sniff(source: Source) -> int:
    top = Node(source.json)
    if _is_monologue_list(top) or isinstance(top["callTranscripts"].value, list):
        return Sure.CERTAIN
    if found(top, _is_transcript, _WRAPPERS) or found(top, _is_call, _WRAPPERS):
        return Sure.CERTAIN
    return Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    if _is_monologue_list(top):
        top = Node({"callId": None, "transcript": top.value})
    transcripts = list(find(top, _is_transcript, _WRAPPERS))
    calls = {_call_id(call): call for call in find(top, _is_call, _WRAPPERS)}
    if calls and not transcripts:
        raise CompanionFile(
            "tells who was in the calls (/v2/calls/extensive) and not what they said",
            remedy="Put the answer of /v2/calls/transcript beside it; people are read from here",
        )
    wanted = {transcript.text("callId") for transcript in transcripts} - {None}
    if wanted - calls.keys():
        calls = {**_calls_beside(source, wanted - calls.keys()), **calls}
    return finish(source, [_draft(t, calls.get(t.text("callId"))) for t in transcripts])


def _is_monologue_list(node: Node) -> bool:
    return first_has(node, "speakerId", "sentences")


def _is_transcript(node: Node) -> bool:
    listed = node["transcript"]
    return _is_monologue_list(listed) or (
        "callId" in node and "transcript" in node and not listed.value
    )


def _is_call(node: Node) -> bool:
    return isinstance(node["metaData"].value, dict)


def _call_id(call: Node) -> str | None:
    return call["metaData"].text("id")


def _calls_beside(source: Source, wanted: set[str | None]) -> dict[str | None, Node]:
    """The calls that other files of the folder tell of, until all `wanted` are found."""
    calls: dict[str | None, Node] = {}
    for companion in source.companions(".json"):
        if b'"metaData"' not in companion.data:
            continue
        try:
            listed = {_call_id(c): c for c in find(Node(companion.json), _is_call, _WRAPPERS)}
        except ReadError:
            continue
        calls.update({key: call for key, call in listed.items() if key in wanted})
        if wanted <= calls.keys():
            break
    return calls


def _draft(transcript: Node, call: Node | None) -> Draft:
    draft = Draft(Timing.CUE, id=transcript.text("callId"))
    if call is None:
        draft.warn(
            "Who the speakers are is in Gong's other answer (/v2/calls/extensive); "
            "put it into the same folder."
        )
    else:
        _add_call(draft, call)
    topic = None
    for monologue in entries(draft, transcript, "transcript"):
        start_s = _add_monologue(draft, monologue)
        if (now := monologue.text("topic")) and now != topic:
            draft.note(now, at_s=start_s, kind="topic")
            topic = now
    return draft


def _add_monologue(draft: Draft, monologue: Node) -> float | None:
    """Add one turn; the start of its first sentence is returned."""
    sentences = list(entries(draft, monologue, "sentences"))
    starts = [time_s(draft, s, "start", per_second=1000) for s in sentences]
    ends = [time_s(draft, s, "end", per_second=1000) for s in sentences]
    start_s = min((s for s in starts if s is not None), default=None)
    draft.turn(
        draft.speaker(monologue.text("speakerId")),
        " ".join(s.text("text") or "" for s in sentences),
        start_s,
        max((e for e in ends if e is not None), default=None),
        place=monologue.path,
    )
    return start_s


def _add_call(draft: Draft, call: Node) -> None:
    about = call["metaData"]
    draft.title = about.text("title")
    draft.started_at = about.moment("started")
    draft.duration_s = figure(draft, about, "duration")
    draft.language = bcp47(about.text("language"))
    users: dict[str, str | None] = {}
    names: dict[str, str | None] = {}
    for party in extras(draft, call, "parties"):
        speaker = _add_party(draft, party)
        for key in filter(None, (party.text("userId"), party.text("id"))):
            users[key], names[key] = speaker, party.text("name")
    _add_figures(draft, call["interaction"], users, about.text("primaryUserId"))
    for comment in extras(draft, call["collaboration"], "publicComments"):
        author = names.get(comment.text("commenterUserId") or "")
        at_s = time_s(draft, comment, "audioStartTime")
        draft.note(comment.text("comment") or "", author, at_s, kind="comment")


def _add_party(draft: Draft, party: Node) -> str | None:
    label = party.text("affiliation") or "Unknown"
    side = _SIDES.get(label.title())
    return draft.speaker(
        party.text("speakerId") or f"party {party.text('id') or party.path}",
        party.text("name"),
        side=side,
        because=f"provider label (affiliation: {label})" if side else None,
        email=email(party, "emailAddress"),
        phone=party.text("phoneNumber"),
    )


def _add_figures(
    draft: Draft, interaction: Node, users: dict[str, str | None], host: str | None
) -> None:
    """Gong's own figures: per speaker, of the host, of the call."""
    for speaker in extras(draft, interaction, "speakers"):
        of = users.get(speaker.text("userId") or "") or users.get(speaker.text("id") or "")
        _state(draft, "talkTime", of, figure(draft, speaker, "talkTime"), "s")
    for stat in extras(draft, interaction, "interactionStats"):
        name = stat.text("name") or ""
        of = users.get(host or "") or "call"
        _state(draft, name, of, figure(draft, stat, "value"), "s" if name in _SECONDS else "1")
    for key in ("companyCount", "nonCompanyCount"):
        _state(draft, f"questions.{key}", "call", figure(draft, interaction["questions"], key), "1")


def _state(draft: Draft, name: str, of: str | None, value: float | None, unit: str) -> None:
    if name and of and value is not None:
        draft.state(name, of, value, unit)


FORMATS = (
    Format(
        id="gong-json",
        title="Gong transcript (API v2)",
        suffixes=(".json",),
        timing=Timing.CUE,
        speakers="`speakerId`, joined with the parties of /v2/calls/extensive in the same file "
        "or folder",
        sides="`affiliation` of the party: Internal or External",
        traps="times are milliseconds, the duration is in seconds; ids are long digits as text; "
        "one file holds several calls",
        sniff=sniff,
        read=read,
    ),
)
