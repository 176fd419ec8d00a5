"""The one question that a call leaves: for whoever held it, and for whoever coaches them."""

from dataclasses import dataclass

from ridealong.report.stories import Story


@dataclass(frozen=True, slots=True)
class Along:
    """A question to take along, and where it comes from."""

    about: str
    """What it asks for: "What it would be worth"; else whose question it is."""
    question: str


def take_along(story: Story, *, own: bool) -> Along | None:
    """The first thing that was not heard yet, as a question.

    Args:
        story: what the talk came to.
        own: for whoever held it, who asks the customer; else for the coach, who asks about them.
    """
    for_coach = next((Along(p.whose, p.question) for p in story.parts if p.question), None)
    if not own:
        return for_coach
    open_lines = (line for part in story.parts for line in part.lines if line.ask)
    return next((Along(line.label, line.ask) for line in open_lines), for_coach)
