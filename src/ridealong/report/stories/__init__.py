"""What a conversation came to, in the words that were spoken; one module a kind of conversation.

A story takes the moves and the labels and picks sentences. What was not heard becomes a question,
never a verdict, and where nobody has looked at what is said there is no story.
"""

from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Analysis
from ridealong.conversation import Kind
from ridealong.report.acts import acts
from ridealong.report.cast import Cast
from ridealong.report.stories import coaching, customer, debrief, service
from ridealong.report.stories.story import Gate, Line, Part, Story, Teller

__all__ = ["Gate", "Line", "Part", "Story", "tell"]

_TELL = {
    Kind.SALES: customer.tell,
    Kind.SERVICE: service.tell,
    Kind.COACHING: coaching.tell,
    Kind.PARTNER: coaching.tell,
    Kind.DEBRIEF: debrief.tell,
}


def tell(analysis: Analysis, cast: Cast, heard: Heard) -> Story:
    """The story of one conversation; an empty one where no move is known."""
    if not heard.said:
        return Story()
    kind = analysis.conversation.kind or Kind.SALES
    return _TELL[kind](Teller(analysis, cast, heard, acts(heard)))
