"""Whether our side says honestly that it does not fit, or is ready to walk away: a good thing."""

from collections.abc import Iterator

from ridealong.analysis.heard import SELLS, Heard
from ridealong.analysis.model import Candidate, Finding
from ridealong.analysis.quoting import in_quotes, quoted
from ridealong.conversation import Role

CLEAR = 0.6
"""Below it, two of three such turns refuse a request or argue about a price."""
_PRICE_BEFORE = 3
"""A customer's word on price so few turns before makes it a matter of price."""


def candidates(heard: Heard) -> Iterator[Candidate]:
    """The clearest moment, and what the customer said to it."""
    ours = heard.by(*SELLS)
    clear = max(ours, key=lambda t: (heard.p(t, "disqualify"), -t), default=None)
    if clear is None or heard.p(clear, "disqualify") < CLEAR:
        return
    before = range(max(0, clear - _PRICE_BEFORE), clear)
    about_price = any(heard.does(t, "price_pressure", "budget") for t in before)
    answer = heard.after(clear, Role.CUSTOMER)
    to_it = "" if answer is None else f" The customer answers {in_quotes(heard.text(answer))}"
    yield Candidate(
        "disqualify",
        good=True,
        size=0.7,
        sure=heard.p(clear, "disqualify"),
        finding=Finding(
            id="walks_away" if about_price else "disqualifies",
            says=_says(about_price, quoted(heard, clear, "disqualify")) + to_it,
            evidence=(clear,) if answer is None else (clear, answer),
            ask="What made it possible to be so plain here?",
            capability="S4.59" if about_price else "S1.13",
            moves=("disqualify",),
        ),
    )


def _says(about_price: bool, quote: str) -> str:  # noqa: FBT001  # one of two sentences
    if about_price:
        return f"Asked about the money, our side is ready to leave the deal: {quote}"
    return f"Our side says plainly where it does not fit, or offers to stop: {quote}"
