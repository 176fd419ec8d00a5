"""How somebody likes to talk, how others see it, and what to adapt for whom: words to talk about.

    place(answers)                    own position, with its error; both styles where it is close
    seen_by_others(ratings)           from four people on, without names
    estimate(ticked)                  a customer's way of talking: the rep's own guess
    advice(mine, theirs)              awareness, alignment, action, for each pair
    prompts(analysis)                 what pace and questions of a call suggest for the next

Never inferred from a voice, a face or a text: a person answers, or a person ticks.
"""

from ridealong.coaching.styles.advice import Advice, Estimate, advice, estimate
from ridealong.coaching.styles.placing import Axis, Place, Seen, place, seen_by_others
from ridealong.coaching.styles.prompts import Prompt, prompts
from ridealong.coaching.styles.reliability import Reliability, reliability
from ridealong.coaching.styles.vocabulary import Item, Style, Vocabulary, vocabulary

__all__ = [
    "Advice",
    "Axis",
    "Estimate",
    "Item",
    "Place",
    "Prompt",
    "Reliability",
    "Seen",
    "Style",
    "Vocabulary",
    "advice",
    "estimate",
    "place",
    "prompts",
    "reliability",
    "seen_by_others",
    "vocabulary",
]
