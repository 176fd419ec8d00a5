"""The call as loops: our side plans and does, the customer checks and acts.

A loop begins when our side shows, offers or proposes something. The customer checks it by reacting
with content: a question, a doubt, a word about their own situation. It closes when somebody acts on
that: the customer decides or commits, or our side changes what it proposes. A loop that nobody
checks is our side talking on. It matters how many close, not in which words: there is no script.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise

from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.model import Candidate, Finding, Measure
from ridealong.analysis.phrases import lists_of
from ridealong.analysis.quoting import in_quotes, quoted
from ridealong.analysis.taking import Taker, number_of
from ridealong.conversation import Role
from ridealong.language.words import has_question_mark

DOES = ("solution_offer", "product_talk", "value_claim", "next_step", "concession", "challenge")
CHECKS = (
    "pushback",
    "price_pressure",
    "business_problem",
    "technical_problem",
    "stakeholder",
    "timeline",
    "budget",
    "cannot_decide",
)
DECIDES = (
    "commitment",
    "agrees_to_discuss",
    "open_to_solutions",
    "can_decide",
    "states_value",
    "success_measure",
    "admits_need",
)
ADAPTS = ("solution_offer", "next_step", "concession", "trade", "disqualify", "paraphrase")
BRINGS = (*CHECKS, "admits_need", "success_measure", "states_value", "open_to_solutions")
LIKELY = 0.5
CONTENT_WORDS = 4
"""An answer with fewer words that carry content, and without a move, is a sign of listening."""
UNCHECKED = 3
"""So often on end without a check, our side goes on by itself."""
CLOSED = 2
ENOUGH = 6
"""From so many loops on, more of them make it no surer."""


@dataclass(frozen=True, slots=True)
class Loop:
    """One loop, with the turns of its parts."""

    does: tuple[int, ...]
    check: int | None = None
    act: int | None = None
    customer_first: bool = False
    """What our side does answers something that the customer brought right before."""

    @property
    def closed(self) -> bool:
        """Whether somebody acted on the customer's check."""
        return self.act is not None


@lru_cache(maxsize=1)
def loops(heard: Heard) -> tuple[Loop, ...]:
    """The loops of a call, in order."""
    found = []
    loop: Loop | None = None
    for turn in heard.turns:
        ended = None
        role = heard.role(turn)
        if role in SELLS:
            ended, loop = _after_ours(heard, turn, loop)
        elif role is Role.CUSTOMER and loop:
            ended, loop = _after_theirs(heard, turn, loop)
        if ended:
            found.append(ended)
    return (*found, loop) if loop else tuple(found)


def measures(taker: Taker, heard: Heard) -> Iterator[Measure]:
    """How many loops there are, and how many are checked, closed, and begun by the customer."""
    found = loops(heard)
    for measure, of, counted in (
        ("loops", "call", found),
        ("loops_checked", "them", [x for x in found if x.check is not None]),
        ("loops_closed", "call", [x for x in found if x.closed]),
        ("loops_customer_first", "them", [x for x in found if x.customer_first]),
    ):
        yield taker.take(measure, of, partial(number_of, [x.does[0] for x in counted]))


def candidates(heard: Heard) -> Iterator[Candidate]:
    """Loops that close, or a call in which the customer checks nothing."""
    found = loops(heard)
    decided = _decided(heard, found)
    longest = max(found, key=lambda x: _times(heard, x), default=None)
    if longest and _times(heard, longest) >= UNCHECKED:
        yield _unchecked(heard, longest)
    elif len(decided) >= CLOSED:
        yield _together(heard, found, decided)


def _after_ours(heard: Heard, turn: int, loop: Loop | None) -> tuple[Loop | None, Loop | None]:
    """The loop that a turn of ours ends, and the one that is open after it."""
    ended = None
    does = _likely(heard, turn, DOES)
    if loop and loop.check is not None:
        if _likely(heard, turn, ADAPTS):
            ended, loop = replace(loop, act=turn), None
        elif does:
            ended, loop = loop, None
    if does and loop is None:
        loop = Loop((turn,), customer_first=_brought(heard, turn))
    elif does and loop is not None:
        loop = replace(loop, does=(*loop.does, turn))
    return ended, loop


def _after_theirs(heard: Heard, turn: int, loop: Loop) -> tuple[Loop | None, Loop | None]:
    """The loop that a turn of the customer ends, and the one that is open after it."""
    decides = _likely(heard, turn, DECIDES)
    if loop.check is None and (decides or _reacts(heard, turn)):
        loop = replace(loop, check=turn)
    return (replace(loop, act=turn), None) if decides else (None, loop)


def _brought(heard: Heard, turn: int) -> bool:
    before = heard.before(turn, Role.CUSTOMER)
    if before is None:
        return False
    return _likely(heard, before, BRINGS) or _asks(heard, before)


def _reacts(heard: Heard, turn: int) -> bool:
    if _likely(heard, turn, CHECKS) or _asks(heard, turn):
        return True
    return len(heard.clock.words.content(heard.text(turn))) >= CONTENT_WORDS


def _asks(heard: Heard, turn: int) -> bool:
    text = heard.text(turn)
    return has_question_mark(text) or lists_of(heard, __name__).has("asks", text)


def _likely(heard: Heard, turn: int, moves: Sequence[str]) -> bool:
    return heard.any_of([turn], *moves) >= LIKELY


def _decided(heard: Heard, found: Sequence[Loop]) -> list[tuple[float, int, int, int]]:
    """What the customer decided on: how clearly, then what was done, the check, and the act."""
    return [
        (max(heard.p(x.act, move) for move in DECIDES), x.does[-1], x.check, x.act)
        for x in found
        if x.check is not None and x.act is not None and heard.role(x.act) is Role.CUSTOMER
    ]


def _together(
    heard: Heard, found: Sequence[Loop], decided: Sequence[tuple[float, int, int, int]]
) -> Candidate:
    _, does, check, act = max(decided)
    follows = "" if act == check else f" From that follows {quoted(heard, act, *DECIDES)}"
    return Candidate(
        "loops",
        good=True,
        size=max(0.0, 2 * len(decided) / len(found) - 1),  # more than half of them
        sure=min(1.0, len(found) / ENOUGH),
        finding=Finding(
            id="loops_closed",
            says=f"{len(decided)} of {len(found)} times the customer decides on what our side "
            f"shows or proposes. To {quoted(heard, does, *DOES)} they say "
            f"{in_quotes(heard.text(check))}{follows}",
            evidence=tuple(sorted({does, check, act})),
            ask="What did the two of you find out there that neither knew before?",
            capability="S3.2",
            moves=(*DOES, *DECIDES),
        ),
    )


def _times(heard: Heard, loop: Loop) -> int:
    """How often our side does something before the customer checks it, one breath counted once."""
    pairs = pairwise(loop.does)
    return 1 + sum(heard.after(a, Role.CUSTOMER) in range(a, b) for a, b in pairs)


def _unchecked(heard: Heard, loop: Loop) -> Candidate:
    times = _times(heard, loop)
    until = (
        "the call ends."
        if loop.check is None
        else f"the customer says what they make of it: {in_quotes(heard.text(loop.check))}"
    )
    return Candidate(
        "loops",
        good=False,
        size=min(1.0, times / (2 * UNCHECKED)),
        sure=min(max(heard.p(t, move) for move in DOES) for t in loop.does),
        finding=Finding(
            id="loops_unchecked",
            says=f"{times} times on end our side shows or proposes something, the last time with "
            f"{quoted(heard, loop.does[-1], *DOES)}, before {until}",
            evidence=loop.does if loop.check is None else (*loop.does, loop.check),
            ask="What would you have liked to hear from the customer before going on?",
            capability="S3.1",
            moves=DOES,
        ),
    )
