"""The transcript of a page: legs of some minutes, blocks of one speaker, paragraphs to read."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ridealong.conversation import Conversation, Note, Timing, Turn
from ridealong.report.acts import Act
from ridealong.report.cast import Cast
from ridealong.report.excerpt import Excerpt, mark
from ridealong.report.words import _, clock

_LINE_WORDS = 11
_SIZES = (("leg-1", 8), ("leg-2", 16), ("leg-3", 32), ("leg-4", 64), ("leg-5", 128))
_LEG_S = 300
_LEG_BLOCKS = 40
_PARAGRAPH_WORDS = 60
_LONGEST_PARAGRAPH = 110


@dataclass(frozen=True, slots=True)
class Piece:
    """One turn inside a paragraph; keeps its own anchor."""

    turn: int
    words: Excerpt
    at: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Something written while others spoke: a chat line, a reaction."""

    kind: str
    at: str
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A line across the transcript: a gate or a step that was passed here."""

    number: int
    says: str
    """"Hugo says that there is a need"."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside the turns of a transcript, by turn."""

    marked: Mapping[int, tuple[int, tuple[int, int] | None]] = field(default_factory=dict)
    """The number of the point, and where the words lie that carry it."""
    acts: Mapping[int, Sequence[Act]] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    """For each move that the road shows, the id of its sign."""
    passed: Mapping[int, Sequence[Passed]] = field(default_factory=dict)


@dataclass(slots=True)
class Paragraph:
    """Some turns of one speaker, and what was written meanwhile."""

    at: str
    """"12:47"; empty where the transcript has no time here."""
    turn: int
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Beside] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    start_s: float | None = None
    words: int = 0


@dataclass(slots=True)
class Block:
    """One speaker until the next speaks."""

    who: str
    tone: str
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class Leg:
    """A stretch of the transcript with a heading to jump to."""

    name: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def size(self) -> str:
        """A class for about how high it is, so that the page keeps its length while unseen."""
        paragraphs = [p for b in self.blocks for p in b.paragraphs]
        lines = sum(1 + p.words // _LINE_WORDS for p in paragraphs) + len(paragraphs) // 3
        return next((name for name, most in _SIZES if lines <= most), "leg-6")


def legs(conversation: Conversation, cast: Cast, margin: Margin) -> tuple[list[Leg], list[Beside]]:
    """The whole transcript, and the notes that have no place in it.

    Args:
        conversation: its turns stay one piece each.
        cast: names and colours.
        margin: what stands beside the turns.
    """
    told: list[Leg] = []
    paragraphs: list[Paragraph] = []
    speaker, leg, blocks = None, -1, 0
    for i, turn in enumerate(conversation.turns):
        voice = cast.voice(turn.speaker)
        if voice != speaker:
            speaker, blocks = voice, blocks + 1
            if (new := _leg(conversation, turn, blocks, leg)) != leg:
                leg = new
                told.append(Leg(_leg_name(turn, i)))
            told[-1].blocks.append(Block(voice.short, voice.tone))
        block = told[-1].blocks[-1]
        if not block.paragraphs or _ended(block.paragraphs[-1]):
            block.paragraphs.append(Paragraph(_at(turn), i, start_s=turn.start_s))
            paragraphs.append(block.paragraphs[-1])
        _add(block.paragraphs[-1], i, turn, margin)
    return told, _place_notes(conversation.notes, paragraphs, cast)


def _leg(conversation: Conversation, turn: Turn, blocks: int, leg: int) -> int:
    """The number of the leg in which a block begins; a block without a time stays in its leg."""
    if conversation.timing is Timing.NONE:
        return blocks // _LEG_BLOCKS
    if turn.start_s is None:
        return max(0, leg)
    return int(turn.start_s // _LEG_S)


def _leg_name(turn: Turn, index: int) -> str:
    return _at(turn) or _("Turn {n}").format(n=index)


def _at(turn: Turn) -> str:
    return "" if turn.start_s is None else clock(turn.start_s)


def _ended(paragraph: Paragraph) -> bool:
    """Long enough, and at the end of a sentence; far too long; or a gate was passed in it."""
    if paragraph.passed:
        return True
    ended = paragraph.pieces[-1].words
    last = (ended.after or ended.marked or ended.before)[-1:]
    enough = paragraph.words >= _PARAGRAPH_WORDS and last in ".?!…"
    return enough or paragraph.words >= _LONGEST_PARAGRAPH


def _add(paragraph: Paragraph, index: int, turn: Turn, margin: Margin) -> None:
    words = Excerpt(turn.text, "", "")
    if index in margin.marked:
        point, carried = margin.marked[index]
        words = mark(turn.text, carried)
        if point not in paragraph.points:
            paragraph.points.append(point)
    paragraph.pieces.append(Piece(index, words, _at(turn)))
    paragraph.words += turn.text.count(" ") + 1
    for act in margin.acts.get(index, ()):
        if act.move not in {a.move for a in paragraph.acts}:
            paragraph.acts.append(act)
        if (sign := margin.signs.get(act.move)) and sign not in paragraph.signs:
            paragraph.signs.append(sign)
    paragraph.passed += margin.passed.get(index, ())


def _place_notes(
    notes: Sequence[Note], paragraphs: Sequence[Paragraph], cast: Cast
) -> list[Beside]:
    """Put each note beside the paragraph that was spoken then; return those without a time."""
    timed = [p for p in paragraphs if p.start_s is not None]
    starts = [p.start_s or 0.0 for p in timed]
    loose = []
    for note in notes:
        at = "" if note.at_s is None else clock(note.at_s)
        beside = Beside(note.kind, at, cast.called(note.author), note.text)
        if note.at_s is None or not timed:
            loose.append(beside)
        else:
            timed[max(0, bisect_right(starts, note.at_s) - 1)].notes.append(beside)
    return loose
