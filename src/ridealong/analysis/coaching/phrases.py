"""What a turn of a coaching talk is about, where no move tells: the lists of `phrases.yaml`."""

from collections.abc import Iterable

from ridealong.analysis.heard import Heard
from ridealong.analysis.phrases import lists_of
from ridealong.language.sentences import sentences


def speaks_of(heard: Heard, turn: int, topic: str) -> bool:
    """Whether a turn has a phrase of the list; false where there are no lists for its language.

    Args:
        heard: the conversation.
        turn: which turn.
        topic: the name of a list, "goals.far", "topics.proposals".
    """
    return lists_of(heard, __name__).has(topic, heard.text(turn))


def hits(heard: Heard, turns: Iterable[int], topic: str) -> float:
    """How often phrases of the list stand in these turns, per 100 words; 0 without lists."""
    turns = tuple(turns)
    words, lists = heard.words(turns), lists_of(heard, __name__)
    found = sum(1 for turn in turns for _ in lists.every(topic, heard.text(turn)))
    return 100 * found / words if words else 0.0


def sentence_on(heard: Heard, turn: int, topic: str) -> str | None:
    """The first sentence of a turn that has a phrase of the list; None where none has."""
    text, lists = heard.text(turn), lists_of(heard, __name__)
    spoken = (text[start:end] for start, end in sentences(text))
    return next((s for s in spoken if lists.has(topic, s)), None)


def names(heard: Heard, group: str) -> tuple[str, ...]:
    """The lists of a group, in their order; none where there are none for the language."""
    found = (name.split(".", maxsplit=1) for name in lists_of(heard, __name__).patterns)
    return tuple(name for of, name in found if of == group)
