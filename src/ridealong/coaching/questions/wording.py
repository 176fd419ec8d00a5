"""How a question is worded: whether it may be asked at all, whether it opens, what it asks for.

Never asked: when it closes, how big it is, the number (`process.framework.asks.refused`). A
*second-level* question asks how the person will ask it. Both are told by words, in English and
German; of a question in another language nothing is known, and it counts as open.
"""

import re

from ridealong.process.framework.asks import opens, refused

_ENGLISH = re.compile(
    r"\b(?:the|you|your|they|their|is|are|do|does|did|have|has|would|will|can|of|to)\b",
    re.IGNORECASE,
)
_GERMAN = re.compile(
    r"\b(?:der|die|das|du|sie|ihr|ihre|dein|deine|ist|sind|hast|wird|und)\b", re.IGNORECASE
)
_GERMAN_OPENS = re.compile(
    r"(?:^|[.,;:…–—]\s*|\b(?:und|oder|aber|mit|von|bei|an|auf|für|zu|in)\s+)"
    r"(?:was|wie|wer|wen|wem|wessen|welche[rsnm]?|wo|woran|wofür|womit|wodurch|wann|warum|wozu)\b",
    re.IGNORECASE,
)
_SECOND_LEVEL = re.compile(
    r"\bhow\b[^?]*\b(?:will|are|would|did|could)\b[^?]*\byou\b"
    r"[^?]*\b(?:ask|say|show|find out|make)\b"
    r"|\bwie\b[^?]*\b(?:wirst|willst|würdest)\b[^?]*\bdu\b[^?]*\b(?:fragen|sagen|zeigen)\b",
    re.IGNORECASE,
)


def may_be_asked(says: str) -> bool:
    """Whether it is none of those that a process does not ask.

    >>> may_be_asked("When will it close?"), may_be_asked("Who is it important to?")
    (False, True)
    """
    return refused(says) is None


def is_open(says: str) -> bool:
    """Whether it invites more than yes, no or one fact.

    >>> is_open("Did you ask?"), is_open("Was hat der Kunde gesagt?"), is_open("Pourquoi pas ?")
    (False, True, True)
    """
    if opens(says) or _GERMAN_OPENS.search(says):
        return True
    return not (_ENGLISH.search(says) or _GERMAN.search(says))


def is_second_level(says: str) -> bool:
    """Whether it asks for the words: how will you ask it?

    >>> is_second_level("How are you going to ask it?"), is_second_level("How will they see it?")
    (True, False)
    """
    return _SECOND_LEVEL.search(says) is not None
