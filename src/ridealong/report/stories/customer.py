"""The story of a sales call: what the customer told, which gates stand, what comes next."""

from ridealong.conversation import Role
from ridealong.report.stories.story import Line, Part, Story, Teller
from ridealong.report.words import _, gate_words

_GATES = {
    "admits_need": _("A need is admitted"),
    "open_to_solutions": _("Open to a solution"),
    "agrees_to_discuss": _("Agrees to look at one"),
    "can_decide": _("Can decide"),
}
_FLAGS = {gate: gate_words(gate) for gate in _GATES}
_GATE_QUESTIONS = {
    "admits_need": _("What would you like to be different?"),
    "open_to_solutions": _("What have you thought of doing about it?"),
    "agrees_to_discuss": _("Which way of solving it would you like to look at?"),
    "can_decide": _("How is something like this decided, and who takes part?"),
}
_COACH_ASKS = (
    _("What does the problem set in motion for this customer?"),
    _("Who else at the customer’s feels it?"),
    _("How will the customer know that it is solved?"),
    _("What would the customer say it is worth to have it solved?"),
)
"""One for each line of `_told`; the coach asks about the client, not about size and date."""
_COACH_ASKS_OF_GATES = (
    _("What does the customer want to be different, in their own words?"),
    _("What makes you think that the customer looks for a way to solve it?"),
    _("What would the customer like to look at with you?"),
    _("How does this customer decide, and with whom?"),
)
_ALL_TOLD = _("What would happen at the customer’s if everything stayed as it is?")


def tell(teller: Teller) -> Story:
    """What the customer told first; the gates and the next step after the two points."""
    told = _told(teller)
    gates = teller.passed(teller.analysis.labels.gates, _GATES, _GATE_QUESTIONS)
    return Story(
        before=(Part("told", _("What the customer told"), told, aside=_("in their words")),),
        after=(
            Part("gates", _("Four gates"), gates, aside=_passed(gates), says=_order(teller)),
            Part(
                "next",
                _("What comes next"),
                _next(teller),
                question=_for_the_coach(told, gates),
                whose=_("For the coach to ask"),
            ),
        ),
        gates=teller.gates(teller.analysis.labels.gates, _FLAGS, _("Gate {n}, in {who}’s words")),
    )


def _told(teller: Teller) -> tuple[Line, ...]:
    return (
        problem(teller),
        teller.line(
            _("Whom it matters to"), "stakeholder", ask=_("Who else notices when this happens?")
        ),
        teller.line(
            _("How they will see success"),
            "success_measure",
            ask=_("How will you see that it is solved?"),
        ),
        _worth(teller),
    )


def problem(teller: Teller) -> Line:
    """What the customer's problem is; a fault without its effect leaves the effect to ask for."""
    ask = _("What does this set in motion for you, and for the people around you?")
    business = teller.best("business_problem", most=2)
    if business:
        return Line(_("The problem"), business)
    fault = teller.best("technical_problem", "admits_need")
    if not fault:
        return Line(_("The problem"), ask=_("What would you like to be different, and why now?"))
    return Line(_("The problem"), fault, says=_("its effect was not heard yet"), ask=ask)


def _worth(teller: Teller) -> Line:
    """What solving it would be worth, and who said so first."""
    label = _("What it would be worth")
    own = teller.best("states_value")
    claimed = teller.best("value_claim")
    ask = _("What would it be worth to you to have this solved?")
    if own:
        first = teller.analysis.labels.value_first
        says = _("our side had put it first") if first == "seller" else ""
        return Line(label, own, says=says)
    if claimed:
        return Line(label, claimed, says=_("said by our side"), ask=ask)
    return Line(label, ask=ask)


def _order(teller: Teller) -> str:
    """Whether an offer came before the need, as the order of two turns."""
    offers = teller.heard.first("solution_offer")
    if not teller.analysis.labels.solution_before_need or offers is None:
        return ""
    need = teller.analysis.labels.gates.get("admits_need")
    where = teller.at(offers)
    if need is None:
        return _("A solution was offered {where}; a need had not been heard.").format(where=where)
    if need > offers:
        return _("A solution was offered {where}, the need was admitted {later}.").format(
            where=where, later=teller.at(need)
        )
    return ""


def _passed(gates: tuple[Line, ...]) -> str:
    n = sum(not g.open for g in gates)
    return _("{n} of 4 heard").format(n=n) if n else _("none heard yet")


def _next(teller: Teller) -> tuple[Line, ...]:
    """The last step that was proposed, and the last to which the customer committed."""
    lines = []
    proposed = teller.heard.turns_with("next_step")
    agreed = teller.heard.turns_with("commitment", among=teller.heard.by(Role.CUSTOMER))
    if proposed:
        lines.append(Line(_("Proposed"), (teller.quote(proposed[-1], "next_step"),)))
    if agreed:
        lines.append(Line(_("Agreed"), (teller.quote(agreed[-1], "commitment"),)))
    else:
        ask = _("What happens next, who does it, and what do you need for it?")
        lines.append(Line(_("Agreed"), ask=ask))
    return tuple(lines)


def _for_the_coach(told: tuple[Line, ...], gates: tuple[Line, ...]) -> str:
    """About the first thing that the customer has not said."""
    missing = (
        ask
        for lines, asks in ((told, _COACH_ASKS), (gates, _COACH_ASKS_OF_GATES))
        for line, ask in zip(lines, asks, strict=True)
        if line.ask
    )
    return next(missing, _ALL_TOLD)
