"""What the pages of deals call things: what should be known, readings, ideas, reactions."""

from decimal import Decimal

from ridealong.process.gates import Failed, Idea, Reading, Third
from ridealong.report.words import _

KNOWN = {
    "problem": _("The problem"),
    "value": _("What it is worth"),
    "who": _("Whom it matters to"),
    "measure": _("How they will see that it worked"),
    "decides": _("Who decides"),
    "next_step": _("What happens next"),
}
"""What should be known of a deal."""
NOT_KNOWN = {
    "problem": _("What the problem does to their business"),
    "value": _("What it would be worth to them to have it solved"),
    "who": _("Whom at the customer’s it matters to"),
    "measure": _("By what they will see that it worked"),
    "decides": _("Who decides, and how"),
    "next_step": _("What the customer does next, and by when"),
}
ASKS = {
    "problem": _("What does this set in motion for you, and for the people around you?"),
    "value": _("What would it be worth to you to have this solved?"),
    "who": _("Who else notices when this happens?"),
    "measure": _("How will you see that it is solved?"),
    "decides": _("How is something like this decided, and who takes part?"),
    "next_step": _("What happens next, who does it, and what do you need for it?"),
}
"""For the customer; where the process has no question of its own."""
READINGS = {
    Reading.NOT_ASKED: _("Did we ask?"),
    Reading.NO_PROSPECT: _("Is this a prospect for us at all, or not yet?"),
    Reading.NOT_DECIDING: _("Do we speak with those who decide?"),
    Reading.NO_REASON: _("What reason do they have to act now rather than later?"),
    Reading.NOT_DISPOSED: _("What keeps them from wanting it from us?"),
}
REASONS = {
    "business_problem": _("a problem that touches their business"),
    "states_value": _("a worth in their own words"),
    "timeline": _("a day by which it has to be"),
    "admits_need": _("a need that they admit"),
}
FAILED = {
    Failed.MAIL_UNANSWERED: _("An e-mail without an answer"),
    Failed.CONTENT_UNANSWERED: _("Given, and nothing came back"),
    Failed.CONTENT_REFUSED: _("Turned down"),
}
IDEAS = {
    Idea.ASK_BEFORE_SENDING: _("Ask what they would want to show to whom, before you send more."),
    Idea.ANOTHER_VOICE: _("Turn to {names}, with whom nobody has spoken yet."),
    Idea.SPEAK: _("Speak in place of writing: a short call with one question."),
    Idea.THEIR_WORDS: _("Begin with their own words about the problem, not with ours."),
    Idea.LET_THEM_CORRECT: _("Write what you understood in three lines, and ask what is wrong."),
}
THIRDS = {
    Third.OPEN: _("Time can change something here"),
    Third.ON_ITS_WAY: _("What is left is their decision"),
    Third.NOTHING_YET: _("Nothing from the customer speaks for it yet"),
    Third.EARLY: _("Too early to tell"),
}
REACTIONS = {
    "": _("not known"),
    "none": _("no answer"),
    "opened": _("opened it"),
    "asked": _("asked about it"),
    "corrected": _("corrected it"),
    "used": _("used it with others"),
    "refused": _("turned it down"),
}
ACTIVITIES = {
    ("email", "in"): _("E-mail from the customer"),
    ("email", "out"): _("E-mail to the customer"),
    ("email", ""): _("E-mail"),
    ("call", "in"): _("The customer called"),
    ("call", "out"): _("We called"),
    ("call", ""): _("Call"),
    ("meeting", ""): _("Meeting"),
    ("task", ""): _("Task"),
    ("note", ""): _("Note"),
}
OUTCOMES = {
    "open": _("open"),
    "won": _("won"),
    "lost": _("lost"),
    "no decision": _("no decision"),
}


def activity_words(kind: str, direction: str) -> str:
    """What an activity was.

    >>> activity_words("email", "in"), activity_words("meeting", "out")
    ('E-mail from the customer', 'Meeting')
    """
    return ACTIVITIES.get((kind, direction)) or ACTIVITIES.get((kind, ""), kind)


def money(value: Decimal | float | None, currency: str) -> str:
    """A sum as a sentence says it; empty where there is none.

    >>> money(Decimal("18000.00"), "EUR"), money(Decimal("0.5"), ""), money(None, "EUR")
    ('18,000 EUR', '0.50', '')
    """
    if value is None:
        return ""
    whole = Decimal(value).quantize(Decimal("0.01"))
    text = f"{whole:,.2f}" if whole % 1 else f"{whole:,.0f}"
    return f"{text} {currency}".strip()
