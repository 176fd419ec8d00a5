"""The story of a coaching talk, as a mirror for the coach: steps, questions, praise, agreement."""

from ridealong.analysis.coaching.evidence import TELLING
from ridealong.analysis.heard import COACH_QUESTIONS, LEARNS
from ridealong.analysis.labels import STEPS
from ridealong.conversation import Kind, Role
from ridealong.language import moves
from ridealong.report.stories.story import Line, Part, Story, Teller, times
from ridealong.report.words import _, ngettext

_BACK = ("paraphrase",)
_STEPS = {
    "acknowledge_truth": _("What is so, said plainly"),
    "analyse_cause": _("How it came about"),
    "action_plan": _("What will be done"),
    "feedback_system": _("How you will both notice"),
}
_FLAGS = {
    "acknowledge_truth": _("what is so"),
    "analyse_cause": _("how it came"),
    "action_plan": _("plan"),
    "feedback_system": _("feedback"),
}
_STEP_QUESTIONS = {
    "acknowledge_truth": _("What did we expect, and what is so now?"),
    "analyse_cause": _("How did it come to be that way?"),
    "action_plan": _("What will you do first, and what do you need for it?"),
    "feedback_system": _("How will we both see that it works?"),
}


def tell(teller: Teller) -> Story:
    """What it was about first; how it was led after the two points."""
    at = teller.analysis.labels.mmot or {step: teller.heard.first(step) for step in STEPS}
    steps = teller.passed(at, _STEPS, _STEP_QUESTIONS)
    parts = (
        Part("steps", _("Four steps of the talk"), steps, aside=_("who took each first")),
        Part("questions", _("Asked and told"), _asked(teller), says=_balance(teller)),
        Part("support", _("Praise, doubt and trust"), _support(teller)),
    )
    return Story(
        before=(Part("told", _("What it was about"), _about(teller), says=_goals(teller)),),
        after=tuple(part for part in parts if part.lines or part.says),
        gates=teller.gates(at, _FLAGS, _("Step {n}, first taken by {who}")),
        private=_(
            "A mirror for whoever coached, and for their eyes. What of it is shown to others "
            "is theirs to choose."
        ),
    )


def _about(teller: Teller) -> tuple[Line, ...]:
    """The client's problem, and what the one who was coached takes on."""
    partner = teller.analysis.conversation.kind is Kind.PARTNER
    ask = _("What problem does this client want solved, in terms of their business?")
    problem = teller.line(_("The client’s problem"), "client_problem", most=2, ask=ask)
    own = teller.heard.turns_with("ownership", among=teller.heard.by(*LEARNS))
    agreed = teller.heard.turns_with("commitment", among=teller.heard.by(*LEARNS))
    last = [teller.quote(t, "ownership", "commitment") for t in (agreed or own)[-2:]]
    taken = Line(
        _("What the partner takes on") if partner else _("What the rep takes on"),
        tuple(last),
        ask="" if last else _("What will you take on from here?"),
    )
    return problem, taken


def _goals(teller: Teller) -> str:
    goals = teller.analysis.labels.goals
    if goals is None:
        return ""
    return {
        (True, True): _("It spoke of short-term and of long-term goals."),
        (True, False): _("It spoke of short-term goals; long-term ones were not heard."),
        (False, True): _("It spoke of long-term goals; short-term ones were not heard."),
        (False, False): _("No goal was heard, short-term or long-term."),
    }[goals.short_term, goals.long_term]


def _asked(teller: Teller) -> tuple[Line, ...]:
    """The first question, then each kind of question with how often and one example."""
    first = teller.heard.first(*COACH_QUESTIONS)
    if first is None:
        return _examples(teller, first)
    kind = next(m for m in COACH_QUESTIONS if teller.heard.does(first, m))
    opening = Line(
        _("The first question"),
        (teller.quote(first, kind),),
        says=_("a {kind}").format(kind=_kind(kind)),
    )
    return (opening, *_examples(teller, first))


def _examples(teller: Teller, first: int | None) -> tuple[Line, ...]:
    """How often each kind is heard, with another example than the first question."""
    rows = [(m, (m,)) for m in COACH_QUESTIONS] + [("tell", TELLING), ("paraphrase", _BACK)]
    lines = []
    for move, wanted in rows:
        turns = teller.heard.turns_with(*wanted)
        others = [t for t in turns if t != first]
        if others:
            quotes = teller.best(*wanted, among=others)
            lines.append(Line(moves()[move].name, quotes, says=times(len(turns))))
    return tuple(lines)


def _kind(move: str) -> str:
    name = moves()[move].name
    return name[:1].lower() + name[1:]


def _balance(teller: Teller) -> str:
    """How often was asked, and how often told."""
    asks, tells = teller.count(*COACH_QUESTIONS), teller.count(*TELLING)
    if not asks and not tells:
        return ""
    asked = ngettext("{n} turn asks", "{n} turns ask", asks).format(n=asks)
    told = ngettext("{n} turn tells", "{n} turns tell", tells).format(n=tells)
    who = teller.name(Role.COACH)
    says = _("{asked}, {told}").format(asked=asked, told=told)
    return f"{who}: {says}." if who else f"{says}."


def _support(teller: Teller) -> tuple[Line, ...]:
    rows = (
        (_("Praise for an act"), ("praise_specific",)),
        (_("Praise for nothing in particular"), ("praise_empty",)),
        (_("Trust in the person"), ("belief",)),
        (_("Criticism without a way forward"), ("criticism",)),
        (_("Pressure by consequence"), ("threat",)),
    )
    return tuple(
        Line(label, teller.best(*wanted), says=times(teller.count(*wanted)))
        for label, wanted in rows
        if teller.count(*wanted)
    )
