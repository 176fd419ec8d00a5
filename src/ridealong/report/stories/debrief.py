"""The story of a debrief: what to repeat, what to do differently, what comes next."""

from ridealong.report.stories.story import Line, Part, Story, Teller
from ridealong.report.words import _


def tell(teller: Teller) -> Story:
    """One's own words, in the order in which a debrief is best held: the good first."""
    own = (
        teller.line(
            _("I would repeat"), "went_well", most=2, ask=_("What would you repeat, word for word?")
        ),
        teller.line(
            _("I would do differently"),
            "to_change",
            most=2,
            ask=_("What would you do differently another time?"),
        ),
        teller.line(
            _("I take on"), "commitment", "ownership", ask=_("What is the one thing you try next?")
        ),
    )
    about = (
        teller.line(
            _("The client’s problem"),
            "client_problem",
            ask=_("What did you learn about the client’s problem?"),
        ),
        *_beliefs(teller),
    )
    return Story(
        before=(Part("told", _("In your own words"), own),),
        after=(Part("about", _("About the client, and about belief"), about),),
    )


def _beliefs(teller: Teller) -> list[Line]:
    rows = (
        (_("A belief that enables"), "empowering_belief", ""),
        (
            _("A belief that limits"),
            "limiting_belief",
            _("Which customer has shown you the opposite?"),
        ),
        (_("Seen as others’ part"), "blame", _("Which part of it is in your hands?")),
    )
    lines = ((label, teller.best(move), ask) for label, move, ask in rows)
    return [Line(label, quotes, ask=ask) for label, quotes, ask in lines if quotes]
