"""What somebody's own words show of purpose, stretch and habits: facts, never traits.

Each finding holds the words themselves and a question. What is not said is not held against
anybody: these words are rare in talks about work.
"""

from collections.abc import Iterable, Iterator

from ridealong.analysis.heard import LEARNS, Heard
from ridealong.analysis.model import Finding
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import in_quotes
from ridealong.language import sentences

_PURPOSES = {
    "purpose.organisation": "the organisation",
    "purpose.job": "the job or the team",
    "purpose.customer": "the customer",
}
_ASK_PURPOSE = {
    "purpose.organisation": "What is this organisation there for, as you see it?",
    "purpose.job": "What is your own job there for?",
    "purpose.customer": "What does the customer have from it that they would miss?",
}
_TRACES = {
    "trace.level": "whom you talk to",
    "trace.meetings": "how many talks there are",
    "trace.prospecting": "how new names come in",
    "trace.rejection": "a no",
    "trace.success": "a yes",
}
_MOST_TRACES = 3
_Said = tuple[int, str]
"""A turn, and the sentence of it."""


def findings(heard: Heard) -> Iterator[Finding]:
    """What is said of purpose, of the edge of one's comfort, and of habits."""
    yield from purpose(heard)
    yield from stretch(heard)
    yield from traces(heard)


def purpose(heard: Heard) -> Iterator[Finding]:
    """Which of the three parts of purpose is spoken of: organisation, job, customer."""
    told = {name: said for name in _PURPOSES if (said := _first(heard, name))}
    if not told:
        return
    missing = [name for name in reversed(_PURPOSES) if name not in told]
    yield Finding(
        id="purpose",
        says="What it is all for is spoken of. "
        + " ".join(f"For {_PURPOSES[name]}: {in_quotes(s)}" for name, (_, s) in told.items()),
        evidence=_turns(told.values()),
        ask=_ASK_PURPOSE[missing[0]] if missing else "Which of these carries you on a bad day?",
        capability="S4.37",
    )


def stretch(heard: Heard) -> Iterator[Finding]:
    """Something new that was tried; something that one keeps away from."""
    if new := _first(heard, "new"):
        yield Finding(
            id="stretch_new",
            says=f"Something new was tried: {in_quotes(new[1])}",
            evidence=(new[0],),
            ask="What do you know now that you did not know before you tried?",
            capability="S4.36",
        )
    if held := _first(heard, "held_back"):
        yield Finding(
            id="private_stretch_held_back",
            says=f"There is something that you hold back from: {in_quotes(held[1])}",
            evidence=(held[0],),
            ask="What would a first, small try look like?",
            capability="S4.36",
        )


def traces(heard: Heard) -> Iterator[Finding]:
    """What is told of whom one calls on, how much, and of a no or a yes."""
    facts = heard.turns_with("fact", among=heard.by(*LEARNS))
    found = {name: said for name in _TRACES if (said := _first(heard, name, facts))}
    by_sentence = {said: name for name, said in found.items()}
    if len(by_sentence) < 2:
        return
    shown = {name: said for said, name in list(by_sentence.items())[-_MOST_TRACES:]}
    yield Finding(
        id="private_traces",
        says="Facts that you tell about your work. "
        + " ".join(f"Of {_TRACES[name]}: {in_quotes(s)}" for name, (_, s) in shown.items()),
        evidence=_turns(shown.values()),
        ask="What do these say to you about how you choose whom you call on?"
        if "trace.rejection" not in shown
        else "What did you do right after the no?",
        capability="S4.13",
    )


def _first(heard: Heard, name: str, among: Iterable[int] | None = None) -> _Said | None:
    """The first sentence of whoever learns that has a phrase of the list."""
    lists = lists_of(heard, __name__)
    for turn in heard.by(*LEARNS) if among is None else among:
        text = heard.text(turn)
        for start, end in sentences(text):
            if lists.has(name, text[start:end]):
                return turn, text[start:end]
    return None


def _turns(told: Iterable[_Said]) -> tuple[int, ...]:
    return tuple(sorted({turn for turn, _ in told}))
