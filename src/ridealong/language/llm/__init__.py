"""The optional tagger: a language model behind an OpenAI-compatible endpoint.

Never the default: what is said leaves this machine (docs/llm.md). It is asked about a few turns at
a time and believed only as far as it can be checked: a move of the vocabulary, possible for who
speaks, with a quote that stands in the turn. Where it gives no usable answer, another tagger's
moves stand, and a warning says so.
"""

from ridealong.language.llm.account import Account
from ridealong.language.llm.tagger import LlmTagger, llm_tagger

__all__ = ["Account", "LlmTagger", "llm_tagger"]
