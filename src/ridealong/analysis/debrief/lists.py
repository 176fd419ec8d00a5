"""The lists of phrases for talking about one's own work."""

from ridealong.analysis.heard import Heard
from ridealong.analysis.phrases import Phrases, phrases


def lists_of(heard: Heard) -> Phrases:
    """The lists of the conversation's language; empty where there are none."""
    return phrases(__package__ or "", heard.clock.conversation.language)
