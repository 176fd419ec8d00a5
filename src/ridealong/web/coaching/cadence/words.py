"""Levels, criteria and what would lift them, in words."""

from ridealong.coaching.maturity import Level, Mark
from ridealong.report.words import _

LEVELS = {
    Level.AD_HOC: _("Ad hoc"),
    Level.INFORMAL: _("Informal"),
    Level.FORMAL: _("Formal"),
    Level.DYNAMIC: _("Dynamic"),
}
NAMES = {
    "P.framework": _("A way of working with stages, gates and questions"),
    "P.used": _("Talks are tied to a stage, a skill or a topic"),
    "S.rhythm": _("A talk at least every two weeks"),
    "S.held": _("Planned talks are held"),
    "F.reviewed": _("What was agreed is looked at next time"),
    "B.results": _("Coaches ask for more than results"),
    "B.concrete": _("Talks rest on a call or a debrief"),
    "T.trained": _("Coaches have reflected on their readiness"),
    "E.linked": _("Talks are tied to a current topic of enablement"),
    "M.trend": _("The trend of what is coached is looked at together"),
    "A.topics": _("Topics differ from person to person"),
}
LIFTS = {
    "P.framework": _("Publish a process with four stages, their gates and questions."),
    "P.used": _("Say of a talk what it is on. {n} more talks would have met it."),
    "S.rhythm": _("Plan the next talk in the last one. {n} more people would meet it."),
    "S.held": _("Move a talk rather than miss it. {n} more held would have met it."),
    "F.reviewed": _("Begin with what was agreed. {n} more looked at would have met it."),
    "B.results": _(
        "Ask for the customer’s problem before the figures. {n} fewer would have met it."
    ),
    "B.concrete": _("Bring one call to each talk. {n} more talks would have met it."),
    "T.trained": _("The five questions take three minutes. {n} more coaches would meet it."),
    "E.linked": _("Name the topic of the quarter in a talk. {n} more would have met it."),
    "M.trend": _("Look at the trend before closing a plan. {n} more people would meet it."),
    "A.topics": _("Choose what to work on by person, not by week."),
}


def mark_words(mark: Mark) -> tuple[str, str]:
    """The sign of a mark, and what it says."""
    return {
        Mark.MET: ("full", _("Met")),
        Mark.TOO_CLOSE: ("half", _("Too close to call")),
        Mark.NOT_MET: ("empty", _("Not met")),
        Mark.NOT_KNOWN: ("unknown", _("Not known")),
    }[mark]
