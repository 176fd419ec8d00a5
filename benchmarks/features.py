"""What an utterance does, beside ConvoKit's features of questions and politeness.

The same call as in `benchmarks/hearing.py`, from its turns in memory to what each of the two says
about every turn; ConvoKit parses each turn first, with spaCy's small English model.
"""

import statistics
import time

from benchmarks import environment
from benchmarks.hearing import call
from ridealong.conversation import assign_sides
from ridealong.conversation.native import from_dict
from ridealong.language import moves, taggers
from ridealong.language.corrections import tag

ROUNDS = 15
STEPS = {
    "corpus": "build the corpus",
    "parse": "parse",
    "questions": "questions and how they are phrased",
    "politeness": "politeness strategies",
}


def run() -> list[list[str]]:
    """What was done, CPU of a call, calls per second and core."""
    talk = call()
    theirs = environment.ask("convokit_features.py", talk)
    rows = [[f"ConvoKit: {what}", _ms(theirs[step]), ""] for step, what in STEPS.items()]
    rows.append(["… all of it", _ms(theirs["together"]), f"{1 / theirs['together']:.1f}"])
    for name in ("fast", "default"):
        took_s = _tagging_s(talk, name)
        rows.append(
            [f"{name} tagger: {len(moves())} moves", _ms(took_s), f"{1 / took_s:.1f}"],
        )
    return rows


def _tagging_s(talk: dict[str, object], name: str) -> float:
    tagger = getattr(taggers, name)()
    took = []
    for _ in range(ROUNDS + 1):
        began = time.process_time()
        tag([assign_sides(from_dict(talk))], tagger)
        took.append(time.process_time() - began)
    return statistics.median(took[1:])


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
