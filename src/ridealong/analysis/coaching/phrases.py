"""What a turn of a coaching talk is about, where no move tells: the lists of `phrases.yaml`."""

from collections.abc import Iterable

from ridealong.analysis.heard import Heard
from ridealong.analysis.phrases import Phrases, phrases
from ridealong.language.sentences import sentences
from ridealong.language.words import plain


def speaks_of(heard: Heard, turn: int, topic: str) -> bool:
    """Whether a turn has a phrase of the list; false where there are no lists for its language.

    Args:
        heard: the conversation.
        turn: which turn.
        topic: the name of a list, "goals.far", "topics.proposals".
    """
    return _lists(heard).has(topic, heard.text(turn))


def hits(heard: Heard, turns: Iterable[int], topic: str) -> float:
    """How often phrases of the list stand in these turns, per 100 words; 0 without lists."""
    turns = tuple(turns)
    words, pattern = heard.words(turns), _lists(heard).patterns.get(topic)
    if pattern is None or not words:
        return 0.0
    return 100 * sum(len(pattern.findall(plain(heard.text(t)))) for t in turns) / words


def sentence_on(heard: Heard, turn: int, topic: str) -> str | None:
    """The first sentence of a turn that has a phrase of the list; None where none has."""
    text, lists = heard.text(turn), _lists(heard)
    spoken = (text[start:end] for start, end in sentences(text))
    return next((s for s in spoken if lists.has(topic, s)), None)


def names(heard: Heard, group: str) -> tuple[str, ...]:
    """The lists of a group, in their order; none where there are none for the language."""
    found = (name.split(".", maxsplit=1) for name in _lists(heard).patterns)
    return tuple(name for of, name in found if of == group)


def _lists(heard: Heard) -> Phrases:
    return phrases(__package__ or "", heard.clock.conversation.language)
