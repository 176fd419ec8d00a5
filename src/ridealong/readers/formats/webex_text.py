"""Webex: the text transcript, `M:SS : Name : text` a line."""

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.readers.fields import clock_s
from ridealong.readers.format import Format, Sure
from ridealong.readers.patterns import lazy
from ridealong.readers.source import Source

_LINE = lazy(r"((?:\d{1,3}:)?\d{1,2}:\d\d)\s+:\s+([^:\n]{0,80}?)\s*(?<=\s):(?:\s+|$)")


def sniff(source: Source) -> int:
    if source.is_zip:
        return Sure.NO
    lines = [line for line in source.head.split("\n") if line.strip()]
    fitting = sum(bool(_LINE.match(line.lstrip())) for line in lines)
    if not fitting or (not _LINE.match(lines[0].lstrip()) and 2 * fitting < len(lines)):
        return Sure.NO
    return Sure.CERTAIN if 2 * fitting >= len(lines) else Sure.LIKELY


def read(source: Source) -> list[Conversation]:
    draft = Draft(Timing.START)
    open_turn: list[str] = []
    head: tuple[str, str, int] | None = None
    for number, line in enumerate(source.lines_of_talk(), 1):
        bare = line.strip()
        if match := _LINE.match(bare):
            _add(draft, head, open_turn)
            head, open_turn = (match[1], match[2], number), [bare[match.end() :]]
        elif bare and head:
            open_turn.append(bare)
        elif bare:
            draft.tally("a line before the first speaker; it was left out", f"line {number}")
    _add(draft, head, open_turn)
    return [draft.finish()]


def _add(draft: Draft, head: tuple[str, str, int] | None, text: list[str]) -> None:
    if head is not None:
        clock, name, number = head
        speaker = draft.speaker(name, name)
        draft.turn(speaker, " ".join(text), clock_s(clock), place=f"line {number}")


FORMATS = (
    Format(
        id="webex-txt",
        title="Webex transcript (text)",
        suffixes=(".txt",),
        timing=Timing.START,
        speakers="second field of `M:SS : Name : text`",
        traps="the text may hold colons",
        sniff=sniff,
        read=read,
    ),
)
