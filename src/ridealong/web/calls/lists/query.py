"""What somebody typed into the search, as terms: words, phrases, who said it, what is not there.

    price                  a word, in any case, with or without its accents
    expens*                words that begin so
    "too expensive"        these words, one after the other
    -discount              not in the call
    customer:price         said by the customer; us: by us; title: in the call's title
    customer: too dear     with a space, all that follows until the next such word

Nothing that can be typed is an error: what makes no sense is left out, and said.
"""

import re
from dataclasses import dataclass
from typing import Literal

from ridealong.report.words import _
from ridealong.web.calls.lists.tokens import words

type Where = Literal["", "us", "them", "title"]

MOST_TERMS = 12
LONGEST = 300
SHORTEST_BEGINNING = 3
_PLACES: dict[str, Where] = {
    "customer": "them",
    "them": "them",
    "they": "them",
    "us": "us",
    "we": "us",
    "title": "title",
    _("customer"): "them",
    _("us"): "us",
    _("title"): "title",
}
_QUOTES = str.maketrans(dict.fromkeys("“”„«»‟＂", '"'))
_PIECE = re.compile(
    r"""(?P<not>-)?
        (?:(?P<where>[^\W\d_]+):(?P<after>\s*))?
        (?P<nor>-)?
        (?:"(?P<phrase>[^"]*)(?P<closed>"?)(?P<begins>\*?)|(?P<word>[^\s"]+))?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for."""

    words: tuple[str, ...]
    """One after the other."""
    where: Where = ""
    begins: bool = False
    """Whether the last of the words may go on."""
    absent: bool = False
    """Whether it must not be there."""


@dataclass(frozen=True, slots=True)
class Query:
    """Everything that is looked for, and what could not be."""

    terms: tuple[Term, ...] = ()
    ignored: tuple[str, ...] = ()
    """Whole sentences."""

    @property
    def wanted(self) -> tuple[Term, ...]:
        """What has to be there."""
        return tuple(t for t in self.terms if not t.absent)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """What must not be there."""
        return tuple(t for t in self.terms if t.absent)

    def __bool__(self) -> bool:
        return bool(self.terms)


def parse(typed: str) -> Query:
    """Make terms of what was typed; never raises.

    >>> parse('customer: "too expensive" -discount').terms
    (Term(words=('too', 'expensive'), where='them', begins=False, absent=False), \
Term(words=('discount',), where='them', begins=False, absent=True))
    """
    reader = _Reader(typed.translate(_QUOTES))
    terms = reader.read()
    if not terms and not reader.ignored and typed.strip():
        reader.say(_("There is no word to look for."))
    if terms and all(term.absent for term in terms):
        reader.say(_("Say also what should be in the call, not only what should not."))
        terms = []
    return Query(tuple(terms), tuple(reader.ignored))


class _Reader:
    """Reads from left to right; remembers who is meant, and what makes no sense."""

    def __init__(self, typed: str) -> None:
        self._typed = typed[:LONGEST]
        self._where: Where = ""
        self.ignored: list[str] = []
        if len(typed) > LONGEST:
            self.say(_("Only the first {n} characters count.").format(n=LONGEST))

    def say(self, sentence: str) -> None:
        """Remember a sentence, once."""
        if sentence not in self.ignored:
            self.ignored.append(sentence)

    def read(self) -> list[Term]:
        terms: dict[Term, None] = {}
        for piece in _PIECE.finditer(self._typed):
            term = self._term(piece)
            if term and term not in terms and len(terms) == MOST_TERMS:
                self.say(_("Only the first {n} words and phrases count.").format(n=MOST_TERMS))
                break
            if term:
                terms[term] = None
        return list(terms)

    def _term(self, piece: re.Match[str]) -> Term | None:
        if not piece[0].strip():
            return None
        where = self._place(piece)
        said = piece["phrase"] if piece["phrase"] is not None else piece["word"] or ""
        if piece["phrase"] is not None and not piece["closed"]:
            self.say(_("A quotation mark was not closed; the phrase goes on to the end."))
        if piece["where"] and where is None:
            said = f"{piece['where']} {said}"
        found = tuple(words(said))
        if not found:
            self._say_empty(piece)
            return None
        begins = bool(piece["begins"]) or (piece["phrase"] is None and said.endswith("*"))
        if begins and len(found[-1]) < SHORTEST_BEGINNING:
            tells = _("“{word}*” is too short: a beginning needs {n} letters.")
            self.say(tells.format(word=found[-1], n=SHORTEST_BEGINNING))
            begins = False
        here = self._where if where is None else where
        return Term(found, here, begins, absent=bool(piece["not"] or piece["nor"]))

    def _place(self, piece: re.Match[str]) -> Where | None:
        """Whose words are meant; None where the piece does not say."""
        where = _PLACES.get((piece["where"] or "").casefold())
        if where is not None and piece["after"]:
            self._where = where
        return where

    def _say_empty(self, piece: re.Match[str]) -> None:
        named = (piece["where"] or "").casefold() in _PLACES
        if not named or piece["phrase"] is not None:
            self.say(_("“{typed}” has no word in it.").format(typed=piece[0].strip()))
