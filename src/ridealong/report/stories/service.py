"""The story of a service call: the need, the cause behind it, what was checked and agreed."""

from ridealong.conversation import Role
from ridealong.report.stories.customer import problem
from ridealong.report.stories.story import Line, Part, Story, Teller
from ridealong.report.words import _


def tell(teller: Teller) -> Story:
    """What the customer needed first; what slowed the call down after the two points."""
    called = Part("told", _("What the call was about"), _about(teller), says=_came_to(teller))
    routine = _routine(teller)
    after = (Part("routine", _("Where it ran by routine"), routine),) if routine else ()
    return Story(before=(called,), after=after)


def _about(teller: Teller) -> tuple[Line, ...]:
    need = problem(teller)
    return (
        Line(_("The need"), need.quotes, need.says, need.ask),
        teller.line(
            _("The cause behind it"), "root_cause", ask=_("What was different when it began?")
        ),
        teller.line(
            _("Said back, or checked"),
            "paraphrase",
            "feedback_check",
            ask=_("What have I understood, and what not yet?"),
        ),
        _end(teller),
    )


def _end(teller: Teller) -> Line:
    agreed = teller.heard.turns_with("commitment", among=teller.heard.by(Role.CUSTOMER))
    proposed = teller.heard.turns_with("next_step")
    quotes = [teller.quote(t, "next_step") for t in proposed[-1:]]
    quotes += [teller.quote(t, "commitment") for t in agreed[-1:]]
    ask = "" if quotes else _("What happens next, and how will you hear of it?")
    return Line(_("How it was left"), tuple(sorted(quotes, key=lambda q: q.turn)), ask=ask)


def _came_to(teller: Teller) -> str:
    """Need and cause in one sentence, as far as they can be told."""
    service = teller.analysis.labels.service
    if service is None:
        return ""
    met = _("The need reads as met") if service.need_met else _("The need reads as still open")
    cause = (
        _("the cause behind it was found")
        if service.root_cause_found
        else _("the cause behind it was not heard")
    )
    return _("{met}; {cause}.").format(met=met, cause=cause)


def _routine(teller: Teller) -> tuple[Line, ...]:
    """The sentences that hurry or recite, each with a question; nothing where there are none."""
    rows = (
        (_("Hurries on"), "rush", _("What did the customer still want to say here?")),
        (_("From the script"), "script", _("What had the customer said just before?")),
    )
    lines = ((label, teller.best(move, most=2), ask) for label, move, ask in rows)
    return tuple(Line(label, quotes, ask=ask) for label, quotes, ask in lines if quotes)
