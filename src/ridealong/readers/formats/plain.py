"""Transcripts that people typed or copied: "Name: text", with or without times, also Markdown."""

import re
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from ridealong.conversation import Conversation, Draft, Timing
from ridealong.errors import EmptyFile, TooLarge, UnknownFormat
from ridealong.readers.fields import moment
from ridealong.readers.format import Format, Sure
from ridealong.readers.lines import Line, heading, unescape, without_marks
from ridealong.readers.source import Source
from ridealong.readers.typed import TypedText, look

MOST_LINES = 400_000
_SNIFFED = 20_000
"""So many characters are looked at to recognise one."""
_MOST = 0.8
_TIME_OF_DAY_S = 4 * 3600.0
"""Times that begin later than this are the clock on the wall."""
_TALK_IN_BRACKETS = re.compile(r"\[(?:\s*\d{1,3}:\d\d|[A-Za-z][^\]\n\"{}]{0,80}\])")
_OTHERS = re.compile(r"\{|WEBVTT|<[!?]|<(?:html|head|body|tt|p|div|cite)\b", re.IGNORECASE)
_RULE = re.compile(r"(?:[-*_=~][ \t]*){3,200}$|```")
_ASIDE = re.compile(r"\([^()]*\)$|\[[^\[\]]*\]$")
_FOOTER = re.compile(
    r"[\W_]*(transcri(bed|ption|pt) (by|ended|provided)|end of (the )?transcript"
    r"|recording (ended|stopped))",
    re.IGNORECASE,
)
_NO_SPEECH_BELOW = re.compile(
    r"(summary|action items?|agenda|attendees|participants|next steps|notes|show notes|links"
    r"|decisions|key (points|takeaways)|overview|references|resources)\b",
    re.IGNORECASE,
)
_TITLES = ("title", "subject", "topic", "meeting")
_NOBODY = frozenset({"ad break", "break", "intermission", "music", "pause"})

_seen: WeakKeyDictionary[Source, TypedText] = WeakKeyDictionary()


def _glance(source: Source) -> TypedText | None:
    """The beginning of the source as typed text; None where it is clearly something else."""
    if source.is_zip:
        return None
    head = source.head
    arrow = head.find("-->")
    if _OTHERS.match(head) or (arrow >= 0 and head[head.rfind("\n", 0, arrow) + 1] != "["):
        return None
    if head.startswith("[") and not _TALK_IN_BRACKETS.match(head):
        return None
    if source not in _seen:
        _seen[source] = look(source.text[:_SNIFFED].split("\n"))
    return _seen[source]


def sniff_plain(source: Source) -> int:
    text = _glance(source)
    return Sure.FALLBACK + 5 if text and text.is_talk and not text.is_markdown else Sure.NO


def sniff_markdown(source: Source) -> int:
    text = _glance(source)
    return Sure.FALLBACK + 5 if text and text.is_talk and text.is_markdown else Sure.NO


@dataclass
class _Turn:
    name: str | None
    start_s: float | None
    end_s: float | None
    at: int
    """The line where it begins, counted from 1."""
    said: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add a line; a time in brackets before the first word is when the turn begins."""
        text, marks = without_marks(text)
        if marks and not self.said and self.start_s is None:
            self.start_s = marks.pop(0)
        if marks and text.strip(" -–—") in {"", "to"}:  # a span of time: a break
            self.end_s, text = marks[-1], ""
        if text:
            self.said.append(text)


def _turns(text: TypedText, draft: Draft) -> list[_Turn]:
    """One pass over the lines: turns, and in `draft` what stands beside them."""
    turns: list[_Turn] = []
    mark_s: float | None = None
    beside = False
    for i in range(text.begins, len(text.lines)):
        line, told = text.lines[i].strip(), text.found.get(i)
        if not line or _RULE.match(line[:256]):
            continue
        if told and _begins(told, text) and not (beside and told.bullet):
            start_s = mark_s if told.start_s is None else told.start_s
            turns.append(_begun(told, text, start_s, i + 1))
            mark_s, beside = None, False
        elif title := heading(line):
            beside = bool(_NO_SPEECH_BELOW.match(title))
            draft.note(title, kind="heading")
        elif told and told.start_s is not None and not (told.text or told.name):
            mark_s = told.start_s
        elif beside or not turns or _FOOTER.match(line[:200]):
            draft.note(unescape(line), kind="text")
        elif _ASIDE.match(unescape(line[:200])) and not without_marks(line)[1]:
            draft.note(unescape(line), kind="sound")
        else:
            turns[-1].add(line)
    return turns


def _begun(told: Line, text: TypedText, start_s: float | None, at: int) -> _Turn:
    named = told.name in text.people
    turn = _Turn(told.name if named else None, start_s, told.end_s, at)
    turn.add(told.text if named or not told.name else f"{told.name}: {told.text}")
    return turn


def _begins(told: Line, text: TypedText) -> bool:
    """Whether a turn begins with this line: at a person, or at a time where nobody is named."""
    if text.times_only:
        return told.start_s is not None and not told.alone
    return told.name in text.people


def read(source: Source) -> list[Conversation]:
    """One turn a name; lines and paragraphs without a name go on with the turn before.

    Raises:
        UnknownFormat: what looked like talk at the beginning is none as a whole.
        TooLarge: more lines than a conversation can have.
        EmptyFile: names, and nothing said.
    """
    if len(source.lines) > MOST_LINES:
        raise TooLarge(
            f"has more than {MOST_LINES:,} lines, more than a conversation can have",
            remedy="Split it by conversation",
        )
    text = look(source.lines)
    if not text.is_talk:
        raise UnknownFormat(
            "is mostly text without speakers",
            remedy='Write one turn a line, as "Name: what they said"',
        )
    draft = Draft(Timing.NONE)
    draft.title = next((text.stated[k] for k in _TITLES if k in text.stated), None)
    draft.started_at = moment(text.stated.get("date"))
    turns = _turns(text, draft)
    _count_from_first(turns, draft)
    draft.timing = _timing(turns)
    _add(turns, draft)
    conversation = draft.finish()
    if not conversation.turns:
        raise EmptyFile("holds names and no speech", remedy="Write what they said after the names")
    return [conversation]


def _count_from_first(turns: list[_Turn], draft: Draft) -> None:
    """Make times of day into seconds from the first."""
    first = min((t.start_s for t in turns if t.start_s is not None), default=0.0)
    if first < _TIME_OF_DAY_S:
        return
    draft.warn("The times are those of a clock on the wall; they count from the first.")
    for turn in turns:
        turn.start_s = None if turn.start_s is None else turn.start_s - first
        turn.end_s = None if turn.end_s is None else turn.end_s - first


def _timing(turns: list[_Turn]) -> Timing:
    if not turns or all(t.start_s is None for t in turns):
        return Timing.NONE
    if sum(t.start_s is not None for t in turns) < _MOST * len(turns):
        return Timing.MINUTE
    ended = sum(t.end_s is not None for t in turns) >= _MOST * len(turns)
    return Timing.CUE if ended else Timing.START


def _add(turns: list[_Turn], draft: Draft) -> None:
    spelling: dict[str, str] = {}
    for turn in turns:
        name = spelling.setdefault(turn.name.casefold(), turn.name) if turn.name else None
        nobody = True if name and name.casefold() in _NOBODY else None
        draft.turn(
            draft.speaker(name, name, pseudo=nobody),
            " ".join(turn.said).replace("**", ""),
            turn.start_s,
            turn.end_s,
            place=f"line {turn.at}",
            silent=turn.end_s is not None and not turn.said,
        )


FORMATS = (
    Format(
        id="markdown-transcript",
        title="Markdown transcript",
        suffixes=(".md", ".markdown"),
        timing=Timing.CUE,
        speakers="`**Name:**` before the text",
        traps="front matter and headings are no speech; paragraphs without a name go on with the "
        "turn before; `[mm:ss]` within the text are times",
        sniff=sniff_markdown,
        read=read,
    ),
    Format(
        id="plain-text",
        title="Plain text",
        suffixes=(".txt", ".text"),
        timing=Timing.CUE,
        speakers='"Name:", "Name (00:12):", "[00:12] Name:", "Name>", or a line of its own',
        traps="`Note:`, links and clock times are no names; prose is refused",
        sniff=sniff_plain,
        read=read,
    ),
)
