"""Small lists of words: signs of listening, tags, and words that carry no content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ridealong.language.yaml import load_yaml

LONGEST_BACKCHANNEL_WORDS = 3
_SHORTEST_CONTENT = 3
_STEM = 5
_NOT_WORDS = re.compile(r"[^\w']+")
_QUESTION_MARKS = "?？؟"
_ASKS = re.compile(f"[{_QUESTION_MARKS}]")
_AFTER_CLAUSE = re.compile(r"[.!…,;:?？؟]\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists for one language."""

    backchannels: frozenset[str]
    tags: frozenset[str]
    connects: frozenset[str]
    """Words that join a thought to the one before."""
    begins: frozenset[str]
    """Words with which a thought often begins."""
    function_words: frozenset[str]
    abbreviations: frozenset[str]
    """Words whose full stop does not end a sentence."""
    known: bool
    """Whether there is a list for the language itself, not only what counts everywhere."""

    def is_backchannel(self, text: str, words: int) -> bool:
        """Whether the text is at most three words, all of them signs of listening.

        Args:
            text: what was said.
            words: how many words that is.
        """
        if not 0 < words <= LONGEST_BACKCHANNEL_WORDS:
            return False
        return _all_in(self.backchannels, plain(text).split())

    def is_question(self, text: str) -> bool:
        """Whether the text asks, by its question mark; a tag ("…, right?") does not ask.

        The tag must hang on something: "Right?" alone, after a pause, is a tag as well.
        """
        end = last_question_mark(text)
        if end < 0:
            return False
        clause = _AFTER_CLAUSE.split(text[:end])[-1]
        return plain(clause) not in self.tags

    def content(self, text: str) -> frozenset[str]:
        """The beginnings of the words that carry content, so that "vans" meets "van".

        >>> sorted(words_for("en").content("How often are the vans delayed?"))
        ['delay', 'often', 'van']
        """
        return _content(text, self.function_words)


def last_question_mark(text: str) -> int:
    """Where the last question mark stands; -1 where there is none."""
    if text.isascii():
        return text.rfind("?")
    return max(text.rfind(mark) for mark in _QUESTION_MARKS)


def goes_on_after(text: str, mark: int) -> bool:
    """Whether a word follows the question mark at this place."""
    return any(c.isalnum() for c in text[mark + 1 :])


def has_question_mark(text: str) -> bool:
    """Whether a question mark stands anywhere in it."""
    return _ASKS.search(text) is not None


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, words and apostrophes only.

    >>> plain("Mm-hmm, I see!")
    'mm hmm i see'
    """
    return _NOT_WORDS.sub(" ", text.lower().replace("’", "'")).strip()


def _all_in(phrases: frozenset[str], tokens: list[str]) -> bool:
    """Whether the tokens are phrases of the list laid end to end, two-word phrases first."""
    i = 0
    while i < len(tokens):
        if " ".join(tokens[i : i + 2]) in phrases and i + 1 < len(tokens):
            i += 2
        elif tokens[i] in phrases:
            i += 1
        else:
            return False
    return bool(tokens)


@lru_cache(maxsize=4096)
def _content(text: str, function_words: frozenset[str]) -> frozenset[str]:
    return frozenset(
        _stem(w)
        for w in plain(text).split()
        if len(w) >= _SHORTEST_CONTENT and w not in function_words and not w.isdigit()
    )


def _stem(word: str) -> str:
    """The first letters, without a plural's s."""
    bare = word.removesuffix("'s")
    if len(bare) > _SHORTEST_CONTENT and bare.endswith("s") and not bare.endswith("ss"):
        bare = bare[:-1]
    return bare[:_STEM]


@cache
def words_for(language: str | None) -> Words:
    """The lists for a language (BCP 47); English where the conversation does not state one."""
    code = (language or "en").replace("_", "-").split("-")[0].lower()
    lists = _lists()
    return Words(
        frozenset(lists["backchannels"]["any"]) | frozenset(lists["backchannels"].get(code, ())),
        frozenset(lists["tags"].get(code, ())),
        frozenset(lists["connects"].get(code, ())),
        frozenset(lists["begins"].get(code, ())),
        frozenset(lists["function_words"].get(code, ())),
        frozenset(lists["abbreviations"].get(code, ())),
        known=code in lists["backchannels"],
    )


@cache
def _lists() -> Mapping[str, Any]:
    lists: Mapping[str, Any] = load_yaml(__package__, "words.yaml")
    return lists
