"""Own talks whose moves are known, as a report tells them: the sales call, and small ones."""

from dataclasses import replace

from labelled import tagging
from own_talk import analysis, conversation
from ridealong.analysis.clock import clock_of
from ridealong.analysis.feedback import REPEAT, TRY
from ridealong.analysis.labels import GATES, Labels, Stage
from ridealong.analysis.model import Analysis, Finding
from ridealong.conversation import Draft, Kind, Role, Side, Timing
from ridealong.language import Tagging

MOVES = {
    2: ["open_question", "need_question"],
    3: ["technical_problem"],
    4: ["open_question", "need_question"],
    5: ["business_problem"],
    7: ["paraphrase"],
    8: ["business_problem", "admits_need"],
    9: ["open_question", "need_question"],
    10: ["stakeholder"],
    14: ["states_value"],
    15: ["closed_question"],
    17: ["product_talk"],
    19: ["agrees_to_discuss"],
    20: ["concession"],
    21: ["cannot_decide"],
    24: ["solution_offer", "next_step"],
    25: ["commitment"],
}
UNSURE = (20, "concession", 0.62)
"""The one move of the call that is not sure."""
STAGES = (
    Stage("opening", 0, 1),
    Stage("interview", 2, 16),
    Stage("solution", 17, 23),
    Stage("close", 24, 27),
)
FEEDBACK = (
    Finding(
        REPEAT,
        "“What does a night like that set in motion for you?” leads to the bill.",
        (4, 5),
        "What made this question one that Hugo wanted to answer?",
        "S1.12",
        ("open_question", "business_problem"),
    ),
    Finding(
        TRY,
        "“I can take ten per cent off if you begin before the summer” comes before anybody asks.",
        (20,),
        "What did you want the ten per cent to do?",
        "S4.40",
        ("concession",),
    ),
)
_WHO = {
    "rita": ("Rita Okafor", Side.US, Role.REP),
    "seller": ("Rita Okafor", Side.US, Role.SELLER),
    "mel": ("Mel Sato", Side.US, Role.COACH),
    "sam": ("Sam Roy", Side.US, Role.AGENT),
    "dean": ("Dean Hart", Side.THEM, Role.CUSTOMER),
}


def kestrel(timing: Timing = Timing.CUE) -> Analysis:
    """The own sales call with its moves, gates, stages and two points of feedback."""
    talk = conversation(timing)
    found = tagging(talk, list(MOVES.items()))
    turn, move, p = UNSURE
    said = tuple(replace(s, p=p) if (s.turn, s.move) == (turn, move) else s for s in found.said)
    gates = {**dict.fromkeys(GATES), "admits_need": 8, "agrees_to_discuss": 19}
    made: Analysis = analysis(timing)
    return replace(
        made,
        findings=(*FEEDBACK, *made.findings),
        feedback=FEEDBACK,
        tagging=Tagging("a test 1", said, {(s.turn, s.move): s.p for s in said}),
        labels=Labels(stages=STAGES, gates=gates, value_first="customer"),
    )


def told(kind: Kind, *lines: tuple[str, str, str], labels: Labels | None = None) -> Analysis:
    """A small talk of lines: who, the words, the moves by blanks; five seconds each."""
    draft = Draft(Timing.CUE, kind=kind, title="A small talk")
    for i, (who, text, _moves) in enumerate(lines):
        name, side, role = _WHO[who]
        speaker = draft.speaker(name, name, side=side, role=role, because="stated")
        draft.turn(speaker, text, 5.0 * i, 5.0 * i + 4.5)
    talk = draft.finish()
    found = tagging(talk, [(i, moves.split()) for i, (*_line, moves) in enumerate(lines)])
    return Analysis(talk, clock_of(talk).placed, (), tagging=found, labels=labels or Labels())
