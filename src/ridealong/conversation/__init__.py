"""The types of a conversation, how it is built, and who in it is on which side."""

from ridealong.conversation.builder import Draft
from ridealong.conversation.model import (
    Conversation,
    Kind,
    Note,
    Role,
    Side,
    Speaker,
    Stated,
    Turn,
    Word,
)
from ridealong.conversation.sides import assign_sides
from ridealong.conversation.timing import Need, Timing, why_withheld

__all__ = [
    "Conversation",
    "Draft",
    "Kind",
    "Need",
    "Note",
    "Role",
    "Side",
    "Speaker",
    "Stated",
    "Timing",
    "Turn",
    "Word",
    "assign_sides",
    "why_withheld",
]
