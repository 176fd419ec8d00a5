"""Small lists of wordings that the moves do not tell apart: a date, a vague step, a price."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from ridealong.language.words import plain
from ridealong.language.yaml import load_yaml

_ANYWHERE = ("refers_back", "own_step", "when", "vague", "conditional", "as_transaction", "as_need")
_AT_THE_START = ("assents", "denies")
_ASKS, _PRICE = "asks", "price"
_SHORTEST_CONTENT = 3
_STEM = 5


@dataclass(frozen=True, slots=True)
class Wording:
    """The wordings of one language; nothing is found in one that has no lists."""

    function_words: frozenset[str]
    patterns: Mapping[str, re.Pattern[str]]

    def has(self, kind: str, text: str) -> bool:
        """Whether a text has a wording of this kind."""
        return next(self.found(kind, text), None) is not None

    def found(self, kind: str, text: str) -> Iterator[str]:
        """The wordings of this kind in a text, in order."""
        if pattern := self.patterns.get(kind):
            whole = text.lower().replace("’", "'") if kind == _PRICE else plain(text)
            yield from (m[0] for m in pattern.finditer(whole))

    def places(self, kind: str, text: str) -> Iterator[int]:
        """Before how many words each wording of this kind begins, in order."""
        if pattern := self.patterns.get(kind):
            whole = plain(text)
            yield from (whole.count(" ", 0, m.start()) for m in pattern.finditer(whole))

    def content(self, text: str) -> frozenset[str]:
        """The beginnings of the words that carry content, so that "vans" meets "van".

        >>> sorted(wording("en").content("How often are the vans delayed?"))
        ['delay', 'often', 'van']
        """
        return _content(text, self.function_words)


@cache
def wording(language: str | None) -> Wording:
    """The wordings of a language (BCP 47); English where the conversation does not state one."""
    lists = load_yaml(__package__, "wording.yaml").get(
        (language or "en").replace("_", "-").split("-")[0].lower(), {}
    )
    patterns = {kind: rf"\b(?:{_any(lists[kind])})\b" for kind in _ANYWHERE if kind in lists}
    patterns |= {kind: rf"(?:{_any(lists[kind])})\b" for kind in _AT_THE_START if kind in lists}
    if lists:
        patterns[_ASKS] = rf"\b(?:{_any(lists[_ASKS])})\b"
        patterns[_PRICE] = _any(lists[_PRICE])
    return Wording(
        frozenset(lists.get("function_words", "").split()),
        {
            kind: re.compile(rf"\A{p}" if kind in _AT_THE_START else p)
            for kind, p in patterns.items()
        },
    )


@lru_cache(maxsize=4096)
def _content(text: str, function_words: frozenset[str]) -> frozenset[str]:
    return frozenset(
        _stem(w)
        for w in plain(text).split()
        if len(w) >= _SHORTEST_CONTENT and w not in function_words and not w.isdigit()
    )


def _any(patterns: list[str]) -> str:
    return "|".join(patterns)


def _stem(word: str) -> str:
    """The first letters, without a plural's s."""
    bare = word.removesuffix("'s")
    if len(bare) > _SHORTEST_CONTENT and bare.endswith("s") and not bare.endswith("ss"):
        bare = bare[:-1]
    return bare[:_STEM]
