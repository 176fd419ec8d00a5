"""Which of the eight topics of an opportunity a coaching talk covers (S2.5).

A topic counts where a phrase of its list is said by coach or rep; lists are in `phrases.yaml`.
"""

from collections.abc import Iterator, Mapping

from ridealong.analysis.coaching.evidence import coach_turns, learner_turns
from ridealong.analysis.coaching.phrases import names, sentence_on, speaks_of
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Finding, Measure
from ridealong.analysis.quoting import listed
from ridealong.analysis.taking import Taken, Taker

_ASK = "Which of these topics would move this opportunity most?"


def covered(heard: Heard) -> Mapping[str, tuple[int, ...]]:
    """The turns that speak of each of the eight topics, by topic."""
    turns = sorted((*coach_turns(heard), *learner_turns(heard)))
    return {
        topic: tuple(t for t in turns if speaks_of(heard, t, f"topics.{topic}"))
        for topic in names(heard, "topics")
    }


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """How many of the eight topics are spoken of."""
    found = covered(heard)
    touched = [turns[0] for turns in found.values() if turns]
    taken = (
        Taken(float(len(touched)), len(found), tuple(sorted(set(touched))))
        if found
        else Taken(None, why="the phrases of the topics are English, the talk is not")
    )
    yield taker.take("topics_covered", "call", lambda: taken)


def points(heard: Heard) -> Iterator[Finding]:
    """What the talk speaks of and what it leaves out, each topic with its first turn."""
    found = covered(heard)
    touched = {topic: turns for topic, turns in found.items() if turns}
    if not touched:
        return
    most = max(touched, key=lambda topic: len(touched[topic]))
    words = sentence_on(heard, touched[most][0], f"topics.{most}") or heard.text(touched[most][0])
    missing = [_named(topic) for topic in found if topic not in touched]
    says = f"The talk touches on {listed([_named(t) for t in touched])}"
    says += f", not on {listed(missing)}." if missing else ": all eight topics."
    yield Finding(
        id="topics",
        says=f"{says} Most often {_named(most)}: “{words}”",
        evidence=tuple(sorted({turns[0] for turns in touched.values()})),
        ask=_ASK,
        capability="S2.5",
    )


def _named(topic: str) -> str:
    return topic.replace("_", " ")
