"""One conversation out of the transcripts of several dialogs of a vCon."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from ridealong.conversation import Conversation, Speaker, Timing, Turn
from ridealong.readers.fields import Node
from ridealong.readers.vcon_check import moment_of
from ridealong.readers.vcon_parties import indices


def joined(parts: Sequence[tuple[Conversation, Node]], first: datetime | None) -> Conversation:
    """One conversation of the transcripts of its dialogs, each moved to where it began."""
    if len(parts) == 1:
        conversation, dialog = parts[0]
        duration_s = dialog.number("duration") if dialog["duration"].value else None
        return replace(conversation, duration_s=duration_s or conversation.duration_s)
    turns: list[Turn] = []
    speakers: dict[str, Speaker] = {}
    for number, (conversation, dialog) in enumerate(parts):
        began = moment_of(dialog)
        offset = (began - first).total_seconds() if began and first else None
        for speaker in conversation.speakers:
            new = _own_id(speaker.id, number)
            speakers.setdefault(new, replace(speaker, id=new))
        turns += [_moved(t, offset, number) for t in conversation.turns]
    if all(t.start_s is not None for t in turns):
        turns.sort(key=lambda t: t.start_s or 0.0)
    return replace(
        parts[0][0],
        turns=tuple(turns),
        speakers=tuple(speakers.values()),
        timing=_coarsest([c.timing for c, _ in parts], turns),
        duration_s=max((t.end_s or t.start_s or 0.0 for t in turns), default=None),
        separate_channels=all(len(indices(d)) == 1 for _, d in parts),
        warnings=tuple(dict.fromkeys(w for c, _ in parts for w in c.warnings)),
        notes=(),
        stated=(),
    )


def _own_id(speaker: str, number: int) -> str:
    """Parties keep their id in all dialogs; other voices are another's in each."""
    return speaker if speaker.removeprefix("p").isdecimal() else f"d{number}-{speaker}"


def _moved(turn: Turn, offset: float | None, number: int) -> Turn:
    def at(seconds: float | None) -> float | None:
        return None if seconds is None or offset is None else round(seconds + offset, 3)

    words = tuple(w._replace(start_s=at(w.start_s), end_s=at(w.end_s)) for w in turn.words)
    speaker = None if turn.speaker is None else _own_id(turn.speaker, number)
    start_s, end_s = at(turn.start_s), at(turn.end_s)
    return replace(turn, speaker=speaker, start_s=start_s, end_s=end_s, words=words)


def _coarsest(timings: Iterable[Timing], turns: list[Turn]) -> Timing:
    if any(t.start_s is None for t in turns):
        return Timing.NONE
    return max(timings, key=list(Timing).index)
