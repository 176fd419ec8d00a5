"""A diagnosis in words: what stands out, what could explain it, one question, and chance."""

from collections.abc import Iterator
from dataclasses import dataclass

from ridealong.process.diagnosis import Fact, Flag, Hypothesis, Leaning, Rule, Warned
from ridealong.process.model import Pipeline
from ridealong.report import diagnosis_words as words

_ROUND_FROM = 10
_DAY = 1


@dataclass(frozen=True, slots=True)
class Worded:
    """A finding as a person would say it."""

    says: str
    hypotheses: tuple[str, ...]
    ask: str
    chance: str
    """Begins with "This may be chance." where an interval or the odds allow it."""


def worded(flag: Flag, pipeline: Pipeline) -> Worded:
    """Put a finding into words."""
    figures = _figures(flag, pipeline)
    return Worded(
        says=" ".join(_says(flag, figures)),
        hypotheses=tuple(hypothesis_words(one) for one in flag.hypotheses),
        ask=_ask(flag).format(**figures),
        chance=chance_words(flag),
    )


def hypothesis_words(one: Hypothesis) -> str:
    """What could explain it, and what is known of that."""
    facts = [
        words.FACTS[fact.key].format(k=fact.k, n=fact.n, of=fact.of, value=number(fact.value))
        for fact in one.facts
        if fact.key in words.FACTS
    ]
    known = facts or ([words.NOT_KNOWN] if one.leaning is Leaning.OPEN else [])
    parts = [words.HYPOTHESES[one.key], *known, words.SPEAKS[one.leaning]]
    return " ".join(part for part in parts if part)


def chance_words(flag: Flag) -> str:
    """How likely nothing is behind it, as one in so many."""
    odds = words.CHANCE.format(n=f"{max(2, round(1 / max(flag.chance, 1e-4))):,}")
    return f"{words.MAY_BE_CHANCE} {odds}" if flag.may_be_chance else odds


def warning_words(warned: Warned) -> str:
    """A warning as a sentence."""
    return words.WARNINGS[warned.key].format(of=", ".join(warned.of), n=warned.n)


def _says(flag: Flag, figures: dict[str, str]) -> Iterator[str]:
    key: str = flag.rule
    if flag.rule is Rule.NOT_ENOUGH_PROPOSALS and "written" not in figures:
        key += "-stage"
    single = figures.get("written", figures.get("open")) == "1"
    says = words.SAYS_OF_ONE.get(key) if single else None
    yield (says or words.SAYS[key]).format(**figures)
    facts = {fact.key: fact for fact in flag.facts}
    ratio, own, peers = facts.get("ratio"), facts.get("usual_own"), facts.get("usual_peers")
    if ratio and ratio.n and ratio.n > _DAY:
        yield words.AVERAGE.format(weeks=round(ratio.n / 7))
    if own and peers:
        now = facts["open"].value
        same = (own.low or 0.0) <= now <= (own.high or 0.0)
        yield (words.AS_BEFORE if same else words.OWN_TOO).format(**figures)


def _ask(flag: Flag) -> str:
    return words.ASKS.get(flag.ask, words.ASKS[flag.rule])


def _figures(flag: Flag, pipeline: Pipeline) -> dict[str, str]:
    """The figures of a finding by the names under which sentences know them."""
    facts = {fact.key: fact for fact in flag.facts}
    found = {"stage": pipeline.label(flag.stage)}
    for name, key, told in (
        ("open", "open", number),
        ("discount", "discount", percent),
        ("usual_discount", "usual_discount", percent),
        ("beyond", "discount_beyond", points),
        ("stuck", "stuck", number),
        ("stuck_usual", "stuck_usual", number),
        ("usual_won", "usual_won_from_proposal", percent),
        ("usual_rate", "usual_win_rate", percent),
        ("written", "proposals_written", number),
    ):
        if key in facts:
            found[name] = told(facts[key].value)
    for name, key in (("usual", "usual_peers"), ("usual_own", "usual_own")):
        if key in facts:
            found[name] = span(facts[key])
    found.setdefault("usual", found.get("usual_own", ""))
    for name, key in (("won", "won_from_proposal"), ("won_rate", "win_rate")):
        if key in facts:
            found[name] = f"{facts[key].k} of {facts[key].n}"
    written = [
        text.format(n=number(facts[key].value))
        for key, text in words.USUAL_WRITTEN.items()
        if key in facts
    ]
    found["usual_written"] = words.AND.join(written)
    return found


def number(value: float) -> str:
    """A figure as one says it: whole from 10 on, and where it is whole.

    >>> number(11.0), number(44.57), number(3.26)
    ('11', '45', '3.3')
    """
    if value >= _ROUND_FROM or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}"


def percent(share: float) -> str:
    """A share in whole per cent.

    >>> percent(0.137), percent(-0.02), percent(-0.001)
    ('14 %', '−2 %', '0 %')
    """
    return f"{round(share * 100):d} %".replace("-", "−")


def points(share: float) -> str:
    """A difference of shares."""
    return f"{round(share * 100):d} points".replace("-", "−")


def span(fact: Fact) -> str:
    """Between what lies usual: "3 to 7"."""
    low, high = fact.low or 0.0, fact.high or 0.0
    return f"{low:.0f}" if low == high else f"{low:.0f} to {high:.0f}"
