"""The words of a text as the search knows them: without case and accents, in any script.

Both databases are handed these words, a space between, so that they agree with each other and with
what a page marks. A change here asks for a new `index.MADE_BY`.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST = 40
"""Characters of a word that count."""
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Scripts without spaces: each character is a word, several are a phrase."""
_ACCENTS = "\u0300-\u036f"
_WORD = re.compile(f"[{_ALONE}]|(?:[^\\W_{_ALONE}][{_ACCENTS}]*)+")


class Token(NamedTuple):
    """A word, and where it stands in the text, in characters."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Every word with its place.

    >>> [t.word for t in tokens("Don’t pay the Café €1,200")]
    ['don', 't', 'pay', 'the', 'cafe', '1', '200']
    """
    found = (Token(_plain(m[0]), m.start(), m.end()) for m in _WORD.finditer(text))
    return [token for token in found if token.word]


def words(text: str) -> list[str]:
    """Every word."""
    if text.isascii():
        return [word[:LONGEST] for word in _WORD.findall(text.lower())]
    return [word for found in _WORD.findall(text) if (word := _plain(found))]


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    """A word without case and accents."""
    apart = unicodedata.normalize("NFKD", word.casefold()).casefold()
    kept = "".join(c for c in apart if c.isalnum())
    return unicodedata.normalize("NFC", kept)[:LONGEST]
