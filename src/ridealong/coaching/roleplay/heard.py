"""What is believed of a simulated customer's answer, and what came out in the end.

An answer is taken as speech of the customer alone: a name before it goes, whatever it says for the
salesperson as well goes, and so do stage directions. What leaves the role (an assistant that speaks
of itself, refuses, or coaches), holds no speech, or is code or markup is *out of role* and is asked
for once more. Cut after 120 words, at the end of a sentence.

A fact is *uncovered* where a turn of the customer holds one of its marks: a number or a name that
stands nowhere else. Limits: a model may give a fact away unasked, or tell it without its mark; both
are shown with the words, so that whoever practised sees it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.coaching.roleplay.asking import Turn
from ridealong.coaching.roleplay.personas import Fact, Persona
from ridealong.conversation import Conversation, Draft, Kind, Role, Side, Timing
from ridealong.conversation.text import count_words

MOST_WORDS = 120
_LABEL = re.compile(
    r"^\W{0,3}(?:customer|client|buyer|kunde|kundin|assistant|you)\W{0,3}:\s*", re.IGNORECASE
)
_OTHERS_TURN = re.compile(
    r"\n\W{0,3}(?:sales ?(?:person|rep|man|woman)|seller|rep|user|verkäufer(?:in)?|you)\W{0,3}:",
    re.IGNORECASE,
)
_DIRECTIONS = re.compile(r"\*[^*\n]{1,200}\*|\([^()\n]{1,200}\)|\[[^\[\]\n]{1,200}\]")
_LEAVES = re.compile(
    r"\bas an? (?:ai|artificial|large language|language model|assistant)\b"
    r"|\bi(?:'|’)?m (?:just |only )?an? (?:ai|virtual assistant|assistant|language model)\b"
    r"|\bi am (?:just |only )?an? (?:ai|virtual assistant|assistant|language model)\b"
    r"|\blanguage model\b|\bsystem prompt\b|\brole-?play\b|\bmy instructions\b"
    r"|\bi (?:can(?:not|'t|’t)|am unable to|won(?:'|’)t) (?:help|assist|comply|continue) with th"
    r"|\bals (?:ki|künstliche|sprachmodell)\b|\bsprachmodell\b|\brollenspiel\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"```|<\/?[a-z][^>]*>|^\s*[\[{]", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


class OutOfRole(Exception):
    """An answer that is no speech of the customer."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A fact, and where it came out."""

    fact: Fact
    turn: int | None
    """Of the customer; None where it stayed with them."""
    after: str = ""
    """What was said before it, by us."""


def spoken(answer: str, persona: Persona) -> str:
    """What the customer says.

    Args:
        answer: of the model.
        persona: whose name may stand before it.

    Raises:
        OutOfRole: it is no speech of theirs.
    """
    if _MARKUP.search(answer):
        raise OutOfRole
    words = answer.strip()
    for name in (persona.name, persona.name.split()[0]):
        words = re.sub(rf"^\W{{0,3}}{re.escape(name)}\W{{0,3}}:\s*", "", words, flags=re.IGNORECASE)
    words = _OTHERS_TURN.split("\n" + _LABEL.sub("", words))[0]
    words = " ".join(_DIRECTIONS.sub(" ", words).split()).strip('"“”„ ')
    letters = sum(c.isalpha() or c.isspace() for c in words)
    if not count_words(words) or letters < len(words) / 2 or _LEAVES.search(words):
        raise OutOfRole
    return _cut(words)


def uncovered(persona: Persona, turns: Sequence[Turn]) -> tuple[Uncovered, ...]:
    """Every fact of the persona, with where it came out."""
    return tuple(_found(fact, turns) for fact in persona.facts)


def conversation(persona: Persona, turns: Sequence[Turn], who: str) -> Conversation:
    """The talk as the analysis takes it: written, without times.

    Args:
        persona: who was played.
        turns: what was said.
        who: the name of whoever practised; it stays on this machine.
    """
    draft = Draft(Timing.NONE, kind=Kind.SALES)
    us = draft.speaker("us", who, side=Side.US, role=Role.SELLER, because="role-play")
    them = draft.speaker(
        "them", persona.name, side=Side.THEM, role=Role.CUSTOMER, because="role-play"
    )
    for side, words in turns:
        draft.turn(us if side == "us" else them, words)
    return draft.finish()


def _found(fact: Fact, turns: Sequence[Turn]) -> Uncovered:
    for place, (side, words) in enumerate(turns):
        if side == "them" and _told(fact, words):
            before = turns[place - 1][1] if place and turns[place - 1][0] == "us" else ""
            return Uncovered(fact, place, before)
    return Uncovered(fact, None)


def _told(fact: Fact, words: str) -> bool:
    """Whether a mark stands in it, and not within a longer word or number."""
    said = words.casefold()
    return any(re.search(rf"(?<![\w.,]){re.escape(mark)}", said) for mark in fact.marks)


def _cut(words: str) -> str:
    if count_words(words) <= MOST_WORDS:
        return words
    kept: list[str] = []
    for sentence in _SENTENCE.split(words):
        if count_words(" ".join([*kept, sentence])) > MOST_WORDS:
            break
        kept.append(sentence)
    return " ".join(kept) or " ".join(words.split()[:MOST_WORDS])
