"""What a call shows of each behaviour that a rep may claim: yes, no, or cannot be told."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ridealong.analysis.clock import clock_of
from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.model import Analysis
from ridealong.analysis.quoting import quoted

_MOST = 0.5
"""From here somebody does most of the talking (S4.32)."""


class Shown(NamedTuple):
    """What the call has to say about a behaviour."""

    done: bool | None
    """Whether it was done; None where the call cannot tell."""
    fact: str
    """A sentence without its end: "in the interview the customer spoke 31 %"; or the reason."""
    turns: tuple[int, ...] = ()
    """Turns of the call."""


class Call(NamedTuple):
    """A call with its analysis."""

    analysis: Analysis
    heard: Heard


def call_of(analysis: Analysis) -> Call:
    """The call behind an analysis."""
    return Call(analysis, Heard(clock_of(analysis.conversation), analysis.tagging))


def shown(call: Call, behaviour: str) -> Shown:
    """What a call shows of one behaviour.

    Args:
        call: what was analysed.
        behaviour: a name in `behaviours.yaml`.
    """
    if not call.heard.tagged and behaviour != "listen":
        return Shown(None, "nobody has looked at what is said in this call")
    return _SHOWN[behaviour](call)


def _listen(call: Call) -> Shown:
    interview = call.analysis.measure("listening_share", "us", "interview")
    if interview and interview.value is not None:
        where, share = "in the interview", interview.value
    else:
        whole = call.analysis.measure("talk_share", "them")
        if whole is None or whole.value is None:
            return Shown(None, "who spoke for how long cannot be told from this call")
        where, share = "over the whole call", whole.value
    return Shown(share > _MOST, f"{where} the customer spoke {100 * share:.0f} % of the talk")


def _ask(call: Call) -> Shown:
    return _counted(call, "question about the customer's need", "need_question")


def _paraphrase(call: Call) -> Shown:
    return _counted(call, "time that the customer's words were said back", "paraphrase")


def _check(call: Call) -> Shown:
    return _counted(call, "check of how something landed", "feedback_check")


def _hold_the_offer(call: Call) -> Shown:
    early = call.analysis.labels.solution_before_need
    if early is None:
        return Shown(None, "whether an offer came before the need cannot be told")
    turns = call.heard.turns_with("solution_offer", "product_talk")[:1]
    fact = "no offer came before the customer had spoken of a need"
    if early:
        fact = "the offer came before the customer had spoken of a need"
        fact += f": {quoted(call.heard, turns[0])}" if turns else ""
    return Shown(not early, fact, turns)


def _hold_the_price(call: Call) -> Shown:
    ours = call.heard.by(*SELLS)
    given = call.heard.turns_with("concession", among=ours)[:1]
    if not given and not call.heard.turns_with("price_pressure"):
        return Shown(None, "nobody pressed on the price")
    if not given:
        return Shown(done=True, fact="nothing was given away on the price")
    traded = bool(call.heard.turns_with("trade", among=ours))
    words = quoted(call.heard, given[0], "concession")
    fact = "something was asked in return for" if traded else "this was given without a return:"
    return Shown(traded, f"{fact} {words}", given)


def _next_step(call: Call) -> Shown:
    agreed = call.analysis.labels.next_step_agreed
    turns = call.heard.turns_with("next_step", "commitment")[-1:]
    if agreed is None:
        return Shown(None, "whether a next step was agreed cannot be told")
    fact = "a next step was agreed" if agreed else "no next step was agreed"
    if agreed and turns:
        return Shown(agreed, f"{fact}: {quoted(call.heard, turns[0])}", turns)
    return Shown(agreed, fact)


def _who_decides(call: Call) -> Shown:
    told = call.heard.turns_with("can_decide", "cannot_decide")[:1]
    if told:
        words = quoted(call.heard, told[0])
        return Shown(done=True, fact=f"the customer said who decides: {words}", turns=told)
    return Shown(done=False, fact="the customer did not say who decides")


def _find_the_problem(call: Call) -> Shown:
    found = call.analysis.labels.business_problem_found
    told = call.heard.turns_with("business_problem")[:1]
    if found is None:
        return Shown(None, "whether a business problem came up cannot be told")
    if found and told:
        words = quoted(call.heard, told[0], "business_problem")
        return Shown(found, f"the customer told what it does to the business: {words}", told)
    return Shown(found, "a business problem came up" if found else "no business problem came up")


def _counted(call: Call, one: str, move: str) -> Shown:
    turns = call.heard.turns_with(move, among=call.heard.by(*SELLS))
    if not turns:
        return Shown(done=False, fact=f"there was no {one}")
    first, _, rest = one.partition(" ")
    found = f"was 1 {one}" if len(turns) == 1 else f"were {len(turns)} {first}s {rest}"
    words = quoted(call.heard, turns[0], move)
    return Shown(done=True, fact=f"there {found}, such as {words}", turns=turns)


_SHOWN: Mapping[str, Callable[[Call], Shown]] = {
    "listen": _listen,
    "ask": _ask,
    "paraphrase": _paraphrase,
    "hold_the_offer": _hold_the_offer,
    "hold_the_price": _hold_the_price,
    "next_step": _next_step,
    "who_decides": _who_decides,
    "find_the_problem": _find_the_problem,
    "check": _check,
}
BEHAVIOURS = tuple(_SHOWN)
