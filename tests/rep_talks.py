"""Talks of a rep, alone or with a coach, told line by line with their moves."""

from ridealong.analysis.clock import clock_of
from ridealong.analysis.heard import Heard
from ridealong.conversation import Draft, Kind, Role, Side, Timing
from ridealong.language import Said, Tagging

Line = tuple[str, str, str]
"""Who, the text, and the moves by blanks."""
_ROLES = {"rep": Role.REP, "coach": Role.COACH}


def rep_talk(*lines: Line, kind: Kind = Kind.DEBRIEF, language: str | None = None) -> Heard:
    """A talk of these lines, without times; each move is carried by the whole turn."""
    draft = Draft(Timing.NONE, kind=kind, language=language)
    said = []
    for turn, (who, text, moves) in enumerate(lines):
        speaker = draft.speaker(who, name=who, side=Side.US, role=_ROLES[who], because="stated")
        draft.turn(speaker, text, silent=True)
        said += [Said(turn, move, 1.0, _ROLES[who], 0, len(text)) for move in moves.split()]
    likelihood = {(s.turn, s.move): s.p for s in said}
    return Heard(clock_of(draft.finish()), Tagging("a test", tuple(sorted(said)), likelihood))
