"""Small calls told line by line with their moves, for tests of what is said in them."""

from collections.abc import Sequence

from ridealong.analysis.clock import clock_of
from ridealong.analysis.heard import Heard
from ridealong.conversation import Draft, Kind, Role, Side, Timing
from ridealong.language import Said, Tagging

Line = tuple[str, str, str]
"""Who, the text, and the moves by blanks: "next_step" or, less sure, "pushback:0.3"."""
WHO = {
    "us": ("Rita", Side.US, Role.SELLER),
    "agent": ("Rita", Side.US, Role.AGENT),
    "them": ("Mr Okoro", Side.THEM, Role.CUSTOMER),
    "them2": ("Ms Lindqvist", Side.THEM, Role.CUSTOMER),
}
SAID_FROM = 0.5
_WORDS_PER_S = 2.5


def heard(*lines: Line, timing: Timing = Timing.CUE, kind: Kind = Kind.SALES) -> Heard:
    """A call of these lines; each move is carried by the whole turn."""
    draft = Draft(timing, kind=kind)
    said: list[Said] = []
    likelihood = {}
    start_s = 0.5
    for turn, (who, text, moves) in enumerate(lines):
        name, side, role = WHO[who]
        speaker = draft.speaker(name, name=name, side=side, role=role, because="stated")
        length_s = len(text.split()) / _WORDS_PER_S
        timed = timing is not Timing.NONE
        draft.turn(
            speaker,
            text,
            start_s if timed else None,
            start_s + length_s if timed else None,
            silent=True,
        )
        start_s += length_s + 0.43
        for move, p in _likely(moves.split()):
            likelihood[turn, move] = p
            if p >= SAID_FROM:
                said.append(Said(turn, move, p, role, 0, len(text)))
    return Heard(clock_of(draft.finish()), Tagging("a test", tuple(sorted(said)), likelihood))


def _likely(moves: Sequence[str]) -> list[tuple[str, float]]:
    return [(m, float(p or 1)) for m, _, p in (move.partition(":") for move in moves)]
