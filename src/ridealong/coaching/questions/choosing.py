"""Choose three to six open questions for a talk, by one rule, the same each time.

Question: what does the coach ask here, of this stage, where this is not known?

The rule. Of the framework's questions those count that are meant for the talk's use (or for any),
that are open, that ask for no result, and whose unknown is really not known. Then, in this order,
without taking two for one unknown:

1. for each of the first three things that are not known, in the order in which they are handed
   over, the question that asks for it: of the stage before the general ones, before other stages';
2. one that asks for the words: how will you ask it? (S0.13 in docs/capabilities.md);
3. questions of the stage that are meant for this very use;
4. without a stage (a weekly talk, a huddle, new people): two of those about all of somebody's
   talks, one that asks for the words, then one of each stage in turn;
5. the rest of the stage and of the library;
6. where these are fewer than three, those of the next stages for this use.

What was asked in the last talk is left out, and among equals what was asked longest ago goes
first, so that weeks differ; only where fewer than three remain does it come back. No draw is made:
the same occasion has the same questions.

Source: coaching with a framework (S2.5, S4.77 in docs/capabilities.md); "three are plenty", grade
D. Limits: that a question is open, asks for a result or for words is told by its words, in English
and German.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, zip_longest

from ridealong.coaching.questions.wording import is_open, is_second_level, may_be_asked
from ridealong.process.framework.model import Framework, Question, UseCase

FEWEST, MOST = 3, 6
_UNKNOWNS = 3
_OF_ALL = 2
_NEVER = 10_000
_SAME = {"can_decide": "decides", "admits_need": "problem"}


class Because(StrEnum):
    """Why a question was chosen."""

    UNKNOWN = "unknown"
    """It asks for what is not known."""
    WORDS = "words"
    """It asks how the person will ask."""
    STAGE = "stage"
    """It belongs to the stage and this kind of talk."""
    TALK = "talk"
    """It belongs to this kind of talk."""
    LIBRARY = "library"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question with the reason why it is here."""

    question: Question
    because: Because
    stage: str = ""
    """Of which stage; empty: of the start of the library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What the talk is about."""

    use: UseCase
    stage: str = ""
    """Key of the deal's stage; empty: it is about no single deal."""
    unknown: tuple[str, ...] | None = None
    """What is not known of the deal, in the order in which it is worth asking
    (`process.gates.unknowns`), and keys of its open gates; None: it is about no single deal."""
    asked: tuple[tuple[str, ...], ...] = ()
    """Keys of the questions asked in earlier talks with this person, the last talk first."""
    most: int = 5
    """How many, 3 to 6."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A question, and where it stands in the library."""

    question: Question
    stage: str

    @property
    def key(self) -> str:
        return self.question.key


def choose(framework: Framework, occasion: Occasion) -> tuple[Chosen, ...]:
    """The questions for a talk; fewer than three only where the library has no more.

    Args:
        framework: whose library it is.
        occasion: what the talk is about.
    """
    pool = [one for one in _library(framework) if _fits(one.question, occasion)]
    last = set(occasion.asked[0]) if occasion.asked else set()
    fresh = [one for one in pool if one.key not in last]
    again = [one for one in pool if one.key in last]
    most = min(max(occasion.most, FEWEST), MOST)
    chosen = _take(_in_order(fresh, occasion), most)
    if len(chosen) < FEWEST:
        elsewhere = _next_stages(framework, fresh, occasion)
        chosen = _take(chain(chosen, elsewhere, _in_order(again, occasion)), FEWEST)
    return tuple(chosen)


def _next_stages(
    framework: Framework, pool: Sequence[_Placed], occasion: Occasion
) -> Iterator[Chosen]:
    """What is meant for this talk in the stages after this one, then in those before it."""
    keys = [stage.key for stage in framework.stages]
    at = keys.index(occasion.stage) if occasion.stage in keys else 0
    order = [*keys[at + 1 :], *reversed(keys[:at])]
    meant = [one for one in _exactly(pool, occasion.use) if one.stage in order]
    return _said(sorted(meant, key=lambda one: order.index(one.stage)), Because.TALK)


def _library(framework: Framework) -> Iterator[_Placed]:
    for stage in framework.stages:
        yield from (_Placed(question, stage.key) for question in stage.questions)
    yield from (_Placed(question, "") for question in framework.questions)


def _fits(question: Question, occasion: Occasion) -> bool:
    meant = occasion.use in question.use or UseCase.ANY in question.use
    wanted = (
        occasion.unknown is None or not question.unknown or question.unknown in occasion.unknown
    )
    return meant and wanted and may_be_asked(question.says) and is_open(question.says)


def _named(unknown: str) -> str:
    """A gate by what it makes known, where that has a name of its own."""
    return _SAME.get(unknown, unknown)


def _in_order(pool: Sequence[_Placed], occasion: Occasion) -> Iterator[Chosen]:
    """All of the pool in the order of the rule; the same may come twice."""
    rested = sorted(pool, key=lambda one: _rest(one.key, occasion.asked))
    if occasion.unknown:
        yield from _for_unknowns(rested, occasion.unknown, occasion)
        words = [one for one in rested if is_second_level(one.question.says)]
        here = [one for one in words if one.stage in {occasion.stage, ""}]
        yield from _said(_exactly(here, occasion.use)[:1] or here[:1], Because.WORDS)
    if occasion.stage:
        own = [one for one in rested if one.stage == occasion.stage]
        yield from _said(_exactly(own, occasion.use), Because.STAGE)
        yield from _said(own, Because.STAGE)
    else:
        meant = _exactly(rested, occasion.use)
        words = [one for one in meant if is_second_level(one.question.says)]
        others = [one for one in meant if not is_second_level(one.question.says)]
        yield from _said([one for one in others if not one.stage][:_OF_ALL], Because.TALK)
        yield from _said(words, Because.WORDS)
        yield from _said(_by_turns(others), Because.TALK)
    general = [one for one in rested if not one.stage]
    yield from _said((q for q in general if not is_second_level(q.question.says)), Because.LIBRARY)
    if not occasion.stage:
        yield from _said(_by_turns(rested), Because.LIBRARY)


def _for_unknowns(
    rested: Sequence[_Placed], unknown: Sequence[str], occasion: Occasion
) -> Iterator[Chosen]:
    for key in tuple(dict.fromkeys(map(_named, unknown)))[:_UNKNOWNS]:
        asks = [one for one in rested if _named(one.question.unknown) == key]
        near = sorted(asks, key=lambda one: _distance(one, occasion))
        yield from _said(near[:1], Because.UNKNOWN)


def _distance(one: _Placed, occasion: Occasion) -> tuple[int, bool]:
    place = 0 if one.stage == occasion.stage else 2 if one.stage else 1
    return place, occasion.use not in one.question.use


def _rest(key: str, asked: Sequence[Sequence[str]]) -> int:
    """Minus how many talks ago it was asked: what was never asked comes first."""
    return -next((i for i, talk in enumerate(asked) if key in talk), _NEVER)


def _exactly(pool: Iterable[_Placed], use: UseCase) -> list[_Placed]:
    return [one for one in pool if use in one.question.use]


def _by_turns(pool: Sequence[_Placed]) -> Iterator[_Placed]:
    """One of each stage in turn, as they come."""
    by_stage: dict[str, list[_Placed]] = {}
    for one in pool:
        by_stage.setdefault(one.stage, []).append(one)
    rows = zip_longest(*by_stage.values())
    return (one for row in rows for one in row if one is not None)


def _said(pool: Iterable[_Placed], because: Because) -> Iterator[Chosen]:
    return (Chosen(one.question, because, one.stage) for one in pool)


def _take(ordered: Iterable[Chosen], most: int) -> list[Chosen]:
    """The first ones: none twice, one for each unknown, one that asks for the words."""
    taken: dict[str, Chosen] = {}
    for one in ordered:
        if len(taken) == most:
            break
        if one.question.key not in taken and not _double(one, taken.values()):
            taken[one.question.key] = one
    return list(taken.values())


def _double(one: Chosen, taken: Collection[Chosen]) -> bool:
    """Whether what it does has been done."""
    if one.because is Because.WORDS:
        return any(is_second_level(other.question.says) for other in taken)
    unknown = _named(one.question.unknown)
    return bool(unknown) and any(_named(other.question.unknown) == unknown for other in taken)
