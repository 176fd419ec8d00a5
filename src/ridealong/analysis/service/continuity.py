"""Whether what was learnt goes along: told once, known afterwards; and who has to call again."""

from collections.abc import Iterator

from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.model import Earlier, Finding, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import in_quotes, quoted
from ridealong.analysis.taking import Taken, Taker
from ridealong.conversation import Role
from ridealong.language.words import plain

_BEGINS_WITH = 2
"""So early, "again" beside the trouble tells of an earlier contact."""
_FEW_WORDS = 8
"""So short a beginning is nothing but "me again"."""
_TROUBLE = ("technical_problem", "business_problem", "pushback")
_LONG_WORD = 5
_SHARED_WORDS = 2
"""So many long words of a fact in one turn of ours, and the fact has come along."""


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """How often the customer tells of an earlier contact about the same thing."""
    told = repeats(heard)
    taken = Taken(float(len(told)), len(heard.by(Role.CUSTOMER)), told)
    yield taker.take("repeat_contact_told", "them", lambda: taken)


def findings(heard: Heard, earlier: Earlier) -> Iterator[Finding]:
    """An earlier contact that the customer speaks of; what earlier calls had brought to light."""
    if told := repeats(heard):
        yield Finding(
            id="service_repeat_contact",
            says=f"By the customer's words this is not the first contact: {quoted(heard, told[0])}",
            evidence=told[:2],
            ask="What would have to be different for this customer not to need another call?",
            capability="S4.74",
        )
    if earlier.facts:
        yield _learnt(heard, earlier)


def repeats(heard: Heard) -> tuple[int, ...]:
    """The customer's turns that tell of an earlier contact about the same thing."""
    lists = lists_of(heard, __name__)
    customer = heard.by(Role.CUSTOMER)
    return tuple(
        turn
        for i, turn in enumerate(customer)
        if lists.has("repeat", heard.text(turn))
        or (
            i < _BEGINS_WITH
            and lists.has("once_more", heard.text(turn))
            and (heard.does(turn, *_TROUBLE) or heard.words([turn]) <= _FEW_WORDS)
        )
    )


def _learnt(heard: Heard, earlier: Earlier) -> Finding:
    if brought := _brought_along(heard, earlier):
        fact, turn = brought
        return Finding(
            id="service_known_before",
            says=f"What was learnt before came along: the customer had said {in_quotes(fact)}, "
            f"and our side now says {quoted(heard, turn)}",
            evidence=(turn,),
            ask="What did it change that you knew this before the call?",
            capability="S4.71",
        )
    return Finding(
        id="service_told_before",
        says=f"In an earlier call the customer said {in_quotes(earlier.facts[0])} Our side does "
        "not come back to it in this one.",
        evidence=heard.by(*SELLS)[:1],
        ask="What did you know about this customer before the call, and from where?",
        capability="S4.71",
    )


def _brought_along(heard: Heard, earlier: Earlier) -> tuple[str, int] | None:
    """The first fact that our side speaks of before the customer has told it anew, and where."""
    told_now: set[str] = set()
    for turn in heard.turns:
        words = _long_words(heard.text(turn))
        if heard.role(turn) not in SELLS:
            told_now |= words
            continue
        for fact in earlier.facts:
            if len(_long_words(fact) & words - told_now) >= _SHARED_WORDS:
                return fact, turn
    return None


def _long_words(text: str) -> frozenset[str]:
    return frozenset(w for w in plain(text).split() if len(w) >= _LONG_WORD)
