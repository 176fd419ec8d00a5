"""English phrases that tell what a turn is about, where no move does; lists in `phrases.yaml`."""

import re
from collections.abc import Iterable
from functools import cache

from ridealong.analysis.heard import Heard
from ridealong.language.sentences import sentences
from ridealong.language.words import plain
from ridealong.language.yaml import load_yaml

_ENGLISH = ("", "en")


def speaks_of(heard: Heard, turn: int, topic: str) -> bool:
    """Whether a turn has a phrase of the list; false where the talk is not in English.

    Args:
        heard: the conversation.
        turn: which turn.
        topic: the name of a list, "goals.far", "topics.proposals".
    """
    return known(heard) and _list(topic).search(plain(heard.text(turn))) is not None


def hits(heard: Heard, turns: Iterable[int], topic: str) -> float:
    """How often phrases of the list stand in these turns, per 100 words; 0 where not English."""
    turns = tuple(turns)
    words = heard.words(turns)
    if not known(heard) or not words:
        return 0.0
    found = sum(len(_list(topic).findall(plain(heard.text(turn)))) for turn in turns)
    return 100 * found / words


def sentence_on(heard: Heard, turn: int, topic: str) -> str | None:
    """The first sentence of a turn that has a phrase of the list; None where none has."""
    text = heard.text(turn)
    spoken = (text[start:end] for start, end in sentences(text))
    return next((s for s in spoken if _list(topic).search(plain(s))), None)


def known(heard: Heard) -> bool:
    """Whether there are phrases for the language of the talk."""
    language = heard.clock.conversation.language or ""
    return language.replace("_", "-").split("-")[0].lower() in _ENGLISH


@cache
def names(group: str) -> tuple[str, ...]:
    """The lists of a group, in their order."""
    return tuple(_lists()[group])


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    lists: dict[str, dict[str, list[str]]] = load_yaml(__package__, "phrases.yaml")
    return lists


@cache
def _list(topic: str) -> re.Pattern[str]:
    """The phrases as one pattern; a star at the end of one stands for any ending."""
    group, name = topic.split(".")
    parts = [re.escape(p).replace(r"\*", r"\w*") for p in _lists()[group][name]]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
