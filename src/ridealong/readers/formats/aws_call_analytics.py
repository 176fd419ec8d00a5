"""Amazon Transcribe Call Analytics, and Contact Lens of Amazon Connect: one turn an entry.

A turn lasts from its first word to its last. AWS's own TalkTime is less, because it leaves out
pauses inside turns; AWS does not say which. What recomputing published output shows:

- Call Analytics leaves out the pauses of more than a second or so during which the other one's turn
  runs, as far as it reaches, and NonTalkTime; it keeps shorter pauses and those in which both
  are silent. That explains one side of a published call to the millisecond, the other one's 158 s
  to 0.4 s.
- Contact Lens (output of 2022) leaves out pauses down to about a second, whoever talks then.
- Time in which both talk counts for both, as it does with us.
- NonTalkTime is the silences of 3 s and more in which nobody says a word, also those inside a turn.
- TalkSpeed is a participant's words by the minutes of their TalkTime.
- An interruption lasts from the interrupting turn's begin to the end of the turn that ends first.
"""

from ridealong.conversation import Conversation, Draft, Role, Side, Timing, Word
from ridealong.errors import NotATranscript
from ridealong.readers.fields import Node
from ridealong.readers.format import Format, Sure
from ridealong.readers.heard import heard, label, objects
from ridealong.readers.languages import bcp47
from ridealong.readers.source import Source
from ridealong.readers.tolerant import entries, extras, figure, finish, time_s
from ridealong.readers.turns import Spoken, punctuate

_MS = 1000
_ROLES = {
    "AGENT": (Side.US, Role.AGENT),
    "CUSTOMER": (Side.THEM, Role.CUSTOMER),
}
_MOMENTS = {
    "IssuesDetected": "issue",
    "ActionItemsDetected": "action item",
    "OutcomesDetected": "outcome",
}
_TURN = {"Content", "BeginOffsetMillis"}
_OWN = {"ConversationCharacteristics", "Participants", "JobStatus", "ContentMetadata", "Channel"}


def sniff(source: Source) -> int:
    top = Node(source.json)
    first = next((v for v in _turns(top)[:8] if isinstance(v, dict)), {})
    if first.keys() >= _TURN and {"ParticipantRole", "ParticipantId"} & first.keys():
        return Sure.CERTAIN
    if isinstance(top["Transcript"].value, list) and len(_OWN & _keys(top)) >= 2:
        return Sure.CERTAIN
    return Sure.LIKELY if first.keys() >= _TURN else Sure.NO


def read(source: Source) -> list[Conversation]:
    top = Node(source.json)
    if (top.text("Channel") or "").upper() == "CHAT":
        raise NotATranscript("is a chat, not a call", remedy="Give calls; chats have no talk time")
    draft = Draft(
        Timing.WORD,
        id=top["CustomerMetadata"].text("ContactId") or top.text("JobName", "ContactId"),
        language=bcp47(top.text("LanguageCode")),
        separate_channels=True,
    )
    figures = top["ConversationCharacteristics"]
    draft.duration_s = time_s(draft, figures, "TotalConversationDurationMillis", per_second=_MS)
    people = {
        p.text("ParticipantId"): p.text("ParticipantRole")
        for p in extras(draft, top, "Participants")
    }
    for turn in entries(draft, Node(_turns(top), "Transcript")):
        _add(draft, turn, people)
    _state(draft, figures, people)
    return finish(source, [draft])


def _keys(top: Node) -> set[str]:
    return set(top.value) if isinstance(top.value, dict) else set()


def _turns(top: Node) -> list[object]:
    """The turns of a finished analysis, or those in the segments of a call that is going on."""
    listed = top["Transcript"].value
    if isinstance(listed, list):
        return listed
    live = top["Segments"].value
    segments = live if isinstance(live, list) else []
    turns = [s.get("Transcript") or s.get("Utterance") for s in segments if isinstance(s, dict)]
    return [turn for turn in turns if turn is not None]


def _add(draft: Draft, turn: Node, people: dict[str | None, str | None]) -> None:
    key = label(turn.first("ParticipantId", "ParticipantRole").value)
    who = _participant(draft, key, turn.text("ParticipantRole") or people.get(key))
    content = turn.text("Content", "PartialContent") or ""
    start_s = time_s(draft, turn, "BeginOffsetMillis", per_second=_MS)
    draft.turn(
        who,
        content,
        start_s,
        time_s(draft, turn, "EndOffsetMillis", per_second=_MS),
        words=_words(draft, turn),
        ref=turn.text("Id"),
        place=turn.path,
    )
    for key, kind in _MOMENTS.items():
        for moment in extras(draft, turn, key):
            draft.note(_quoted(moment, content), author=None, at_s=start_s, kind=kind)


def _participant(draft: Draft, key: str | None, role: str | None) -> str | None:
    side, known = _ROLES.get((role or key or "").upper(), (None, None))
    because = f"provider label (ParticipantRole: {(role or key or '').upper()})" if known else None
    return draft.speaker(key, side=side, role=known, because=because, channel=key)


def _words(draft: Draft, turn: Node) -> list[Word]:
    items = objects(draft, turn["Items"]) if isinstance(turn["Items"].value, list) else []
    words = heard(
        draft,
        items,
        f"{turn.path}.Items",
        text=("Content",),
        start="BeginOffsetMillis",
        end="EndOffsetMillis",
        confidence="Confidence",
        per_second=_MS,
    )
    spoken: list[Spoken] = []
    for item, word in zip(items, words, strict=True):
        if item.get("Type") == "punctuation" and spoken:
            punctuate(spoken, word.text)
        else:
            spoken.append((None, word))
    return [word for _, word in spoken]


def _quoted(moment: Node, content: str) -> str:
    """What a moment is about: its text, or the characters of the turn that it points to."""
    if text := moment.text("Text"):
        return text
    offsets = moment.first("CharacterOffsets", "RedactedCharacterOffsets")
    begin, end = (offsets[k].value for k in ("Begin", "End"))
    return content[begin:end] if isinstance(begin, int) and isinstance(end, int) else content


def _state(draft: Draft, figures: Node, people: dict[str | None, str | None]) -> None:
    """Keep AWS's own figures: seconds, counts and words a minute."""
    for name in ("TalkTime", "NonTalkTime", "Interruptions"):
        value = time_s(draft, figures[name], "TotalTimeMillis", per_second=_MS)
        shown = "InterruptionTime" if name == "Interruptions" else name
        _keep(draft, shown, "call", value, "s")
    count = figure(draft, figures["Interruptions"], "TotalCount")
    _keep(draft, "Interruptions", "call", count, "1")
    for who, details in _by_participant(draft, figures["TalkTime"], people):
        value = time_s(draft, details, "TotalTimeMillis", per_second=_MS)
        _keep(draft, "TalkTime", who, value, "s")
    for who, details in _by_participant(draft, figures["TalkSpeed"], people):
        speed = figure(draft, details, "AverageWordsPerMinute")
        _keep(draft, "TalkSpeed", who, speed, "wpm")
    interrupters = figures["Interruptions"]["InterruptionsByInterrupter"]
    for key in _keys(interrupters):
        if isinstance(times := interrupters[key].value, list):
            who = _participant(draft, label(key), people.get(key))
            _keep(draft, "Interruptions", who, len(times), "1")


def _by_participant(
    draft: Draft, figures: Node, people: dict[str | None, str | None]
) -> list[tuple[str | None, Node]]:
    details = figures["DetailsByParticipant"]
    return [
        (_participant(draft, label(key), people.get(key)), details[key])
        for key in sorted(_keys(details))
    ]


def _keep(draft: Draft, name: str, of: str | None, value: float | None, unit: str) -> None:
    if of is not None and value is not None:
        draft.state(name, of, value, unit)


FORMATS = (
    Format(
        id="aws-call-analytics",
        title="Amazon Transcribe Call Analytics, Amazon Connect Contact Lens (JSON)",
        suffixes=(".json",),
        timing=Timing.WORD,
        speakers="`ParticipantRole`, or `ParticipantId` joined to `Participants`",
        sides="`ParticipantRole`: AGENT is us, CUSTOMER is them",
        traps=(
            "milliseconds; each participant is a channel, so turns overlap; Contact Lens gives no "
            "words; AWS's own TalkTime leaves out pauses inside turns and is kept beside ours"
        ),
        sniff=sniff,
        read=read,
    ),
)
