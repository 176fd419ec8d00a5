"""The words of one call that a talk begins with: who said what to whom, and where to hear it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ridealong.analysis.heard import SELLS
from ridealong.coaching.behaviours import LISTENING, OPEN_QUESTIONS, WORKING_ON_IT, Behaviour
from ridealong.conversation import Role
from ridealong.report.acts import carrying
from ridealong.report.excerpt import Excerpt, shorten
from ridealong.report.talk import Talk
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call
from ridealong.web.ui.words import day

_LONGEST = 150
"""Characters of one speaker."""
_NOTHING = (0, 0)
_SHORTEST_ASKED, _LONGEST_ASKED = 4, 40
"""Words of a question that is shown."""
_IN_FULL = 20
"""Words of a customer who was given room."""
_EDGE = 0.1
"""Of a call, at its beginning and its end, where they greet each other and part."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one of them said."""

    who: str
    tone: str
    words: Excerpt
    turn: int = -1


@dataclass(frozen=True, slots=True)
class Evidence:
    """Some words of a call."""

    lines: Sequence[Line]
    source: str
    """"Brightwater Dairy, Tue 17 Nov, 27:22"."""
    href: str


def of_behaviour(
    call: Call, behaviour: Behaviour, *, shown: bool, talk: Talk | None = None
) -> Evidence | None:
    """A moment in which a behaviour is shown, or could have been; None where none is heard.

    Args:
        call: read with its analysis and transcript.
        behaviour: which.
        shown: whether it is shown; else its opposite is looked for.
        talk: what is said about the call, where it is at hand.
    """
    talk = talk or talk_of(call)
    if behaviour is LISTENING:
        turn = _longest(talk, theirs=shown)
        moves: Sequence[str] = ()
    else:
        moves = behaviour.shown_by if shown else behaviour.missed_by
        asks = behaviour is OPEN_QUESTIONS
        turn = _asked(talk, moves, opened=shown) if asks else _likeliest(talk, moves)
    if turn is None:
        return None
    answered = behaviour is OPEN_QUESTIONS or (behaviour is WORKING_ON_IT and _is_asked(talk, turn))
    other = _answer(talk, turn) if answered else _said_before(talk, turn)
    return _evidence(call, talk, turn, other, moves)


def of_moves(call: Call, first: str, then: str = "", talk: Talk | None = None) -> Evidence | None:
    """A moment in which we make a move, before another one where that is asked; None without.

    Args:
        call: read with its analysis and transcript.
        first: the move.
        then: the move that has to come later in the call; empty for any place.
        talk: what is said about the call, where it is at hand.
    """
    talk = talk or talk_of(call)
    turn = _likeliest(talk, [first])
    if then:
        made, later = (talk.heard.turns_with(m, among=talk.heard.by(*SELLS)) for m in (first, then))
        turn = min(made) if made and later and min(made) < min(later) else None
    if turn is None:
        return None
    return _evidence(call, talk, turn, _answer(talk, turn), [first])


def of_points(call: Call) -> Evidence | None:
    """What the first point of a call rests on; None where it has none."""
    talk = talk_of(call)
    point = next(iter(talk.points), None)
    if point is None or not point.quotes:
        return None
    lines = [Line(q.who, q.tone, q.words) for q in point.quotes[:2]]
    return Evidence(lines, *_where(call, talk, point.quotes[0].turn))


def talk_of(call: Call) -> Talk:
    """What is said about a call, read with its analysis and transcript."""
    return Talk(stored.unpack(call.analysis.packed, call.transcript.conversation()))


def _likeliest(talk: Talk, moves: Sequence[str]) -> int | None:
    """The turn of ours that makes one of these moves most surely, in the interview if any is there.

    Among equals it is the first.
    """
    heard = talk.heard
    made = heard.turns_with(*moves, among=heard.by(*SELLS))
    ours = [t for t in made if _in_interview(talk, t)] or made
    return max(ours, key=lambda t: (max(heard.p(t, m) for m in moves), -t), default=None)


def _asked(talk: Talk, moves: Sequence[str], *, opened: bool) -> int | None:
    """The question after which the customer told most; or least, where it is not to have opened.

    What is too short to be understood by itself, or so long that it holds more than a question,
    comes last, and so does what nobody answered.
    """
    heard = talk.heard

    def place(turn: int) -> tuple[bool, bool, int, int]:
        after = _answer(talk, turn)
        told = 0 if after is None else heard.words([after])
        fits = _SHORTEST_ASKED <= heard.words([turn]) <= _LONGEST_ASKED
        return fits, after is not None, told if opened else -told, -turn

    made = heard.turns_with(*moves, among=heard.by(*SELLS))
    return max(_amid(talk, made), key=place, default=None)


def _amid(talk: Talk, turns: Collection[int]) -> Collection[int]:
    """Those of the interview; else those that are neither of the greeting nor of the farewell."""
    first, last = _EDGE * talk.turns, (1 - _EDGE) * talk.turns
    inside = [t for t in turns if _in_interview(talk, t)]
    return inside or [t for t in turns if first <= t <= last] or turns


def _is_asked(talk: Talk, turn: int) -> bool:
    return talk.heard.text(turn).rstrip().endswith("?")


def _longest(talk: Talk, *, theirs: bool) -> int | None:
    """The longest turn of one side in the interview, or anywhere where none was found."""
    heard = talk.heard
    own = heard.by(Role.CUSTOMER) if theirs else heard.by(*SELLS)
    inside = [t for t in own if _in_interview(talk, t)]
    found = max(inside or own, key=lambda t: (heard.words([t]), -t), default=None)
    return found if found is None or not theirs or heard.words([found]) >= _IN_FULL else None


def _in_interview(talk: Talk, turn: int) -> bool:
    return any(first <= turn <= last for first, last in talk.analysis.labels.interview())


def _answer(talk: Talk, turn: int) -> int | None:
    after = turn + 1
    return after if after < talk.turns and talk.heard.role(after) is Role.CUSTOMER else None


def _said_before(talk: Talk, turn: int) -> int | None:
    before = turn - 1
    there = before >= 0 and talk.heard.role(before) is not talk.heard.role(turn)
    return before if there else None


def _evidence(
    call: Call, talk: Talk, turn: int, other: int | None, moves: Sequence[str]
) -> Evidence:
    turns = sorted({turn, *([] if other is None else [other])})
    lines = [_line(talk, t, moves if t == turn else None) for t in turns]
    return Evidence(lines, *_where(call, talk, turn))


def _line(talk: Talk, turn: int, moves: Sequence[str] | None) -> Line:
    """One turn, shortened; the marker lies on the words that make one of the moves."""
    voice = talk.cast.voice(talk.conversation.turns[turn].speaker)
    carried = _NOTHING if moves is None else carrying(talk.heard, turn, moves)
    words = shorten(talk.heard.text(turn), _LONGEST, carried)
    return Line(voice.short, voice.tone, words, turn)


def _where(call: Call, talk: Talk, turn: int) -> tuple[str, str]:
    held = day(call.started_at) if call.dated else day(call.added_at)
    return f"{call.title}, {held}, {talk.at(turn)}", f"{call.get_absolute_url()}#t{turn}"
