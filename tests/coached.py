"""Small coaching talks told line by line with their moves, for tests of what is coached."""

from ridealong.analysis.clock import clock_of
from ridealong.analysis.coaching import look
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Candidate, Earlier, Finding, Looked, Measure
from ridealong.analysis.taking import Taker
from ridealong.conversation import Draft, Kind, Role, Side, Timing
from ridealong.language import Said, Tagging

Line = tuple[str, str, str]
"""Who, the text, and the moves by blanks: "tell" or, less sure, "tell:0.4"."""
WHO = {
    "coach": ("Mel", Role.COACH),
    "rep": ("Rita", Role.REP),
    "partner": ("Sam", Role.PARTNER),
}
SAID_FROM = 0.5
MORE = 40
"""So many exchanges without any move make a talk long enough to be measured."""


def heard(*lines: Line, kind: Kind = Kind.COACHING, language: str | None = None) -> Heard:
    """A talk of these lines; each move is carried by the whole turn."""
    draft = Draft(Timing.NONE, kind=kind, language=language)
    said: list[Said] = []
    likelihood: dict[tuple[int, str], float] = {}
    for turn, (who, text, moves) in enumerate(lines):
        name, role = WHO[who]
        side = Side.THEM if role is Role.PARTNER else Side.US
        speaker = draft.speaker(name, name, side=side, role=role, because="stated")
        draft.turn(speaker, text, silent=True)
        for word in moves.split():
            move, _, p = word.partition(":")
            likelihood[turn, move] = float(p or 1)
            if likelihood[turn, move] >= SAID_FROM:
                said.append(Said(turn, move, likelihood[turn, move], role, 0, len(text)))
    return Heard(clock_of(draft.finish()), Tagging("a test", tuple(sorted(said)), likelihood))


def looked(talk: Heard) -> Looked:
    """What is seen in it."""
    return look(Taker.of(talk.clock), talk, Earlier())


def coached(*lines: Line, kind: Kind = Kind.COACHING) -> Looked:
    """What is seen in a talk of these lines."""
    return looked(heard(*lines, kind=kind))


def long_enough(*lines: Line) -> Looked:
    """The same, with small talk at the end, so that it is measured."""
    more = [("coach", "Well, that is how it is on a day like this.", "")] * MORE
    return coached(*lines, *(x for line in more for x in (line, ("rep", line[1], ""))))


def found(seen: Looked, name: str) -> Finding | None:
    """The finding with this id."""
    return next((f for f in seen.findings if f.id == name), None)


def candidate(seen: Looked, behaviour: str) -> Candidate | None:
    """The candidate for this behaviour."""
    return next((c for c in seen.candidates if c.behaviour == behaviour), None)


def taken(seen: Looked, name: str) -> Measure:
    """The measure with this id."""
    return next(m for m in seen.measures if m.id == name)


DEAL: tuple[Line, ...] = (
    ("coach", "Where are we with Birch Dairy, when does it close?", "results_question"),
    ("rep", "It looks really good, they love us.", "story"),
    ("coach", "How big is it?", "results_question"),
    ("rep", "Forty thousand.", "fact"),
    ("coach", "You need to call them today.", "tell"),
    ("rep", "Okay.", ""),
    ("coach", "And why was that not in last week?", "results_question"),
    ("rep", "Marketing sent the wrong price.", "blame"),
    ("coach", "That is just sloppy.", "criticism"),
    ("rep", "Right.", ""),
    ("coach", "I'll ring their boss myself.", "takeover"),
    ("rep", "If you like.", ""),
)
"""A talk about when and how big."""
GROWING: tuple[Line, ...] = (
    ("coach", "We wanted three pilots and have one.", "acknowledge_truth"),
    ("rep", "One, yes.", "fact"),
    ("coach", "How did that come about?", "analyse_cause"),
    ("rep", "I showed the tool before I asked anything.", "to_change ownership"),
    ("coach", "What does late milk cost Birch Dairy?", "problem_question"),
    ("rep", "Nine hundred a day in thrown-away cheese.", "client_problem"),
    ("coach", "How will you ask the plant manager about it?", "behaviour_question"),
    ("rep", "What happens on a day when the tanker is late?", "ownership"),
    ("coach", "You waited until she named the cost, keep that.", "praise_specific"),
    ("rep", "Thanks.", ""),
    ("coach", "What will you do next?", "action_plan"),
    ("rep", "I'll ring her on Tuesday.", "commitment ownership"),
    ("coach", "How will we see that it worked?", "feedback_system"),
    ("rep", "If she gives me her own number by Friday.", "ownership"),
)
"""A talk that goes from the gap to a plan with a check."""
