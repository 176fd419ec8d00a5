"""A role-play with a simulated customer: who that is, what is asked, what came out.

A language model plays a person who does not exist and knows three things that only good questions
bring out. What leaves the machine is the persona and the words that were typed in this talk; what
comes back is checked before anybody reads it. The talk is no call: nothing here counts anything.
"""

from ridealong.coaching.roleplay.asking import TOKENS, messages
from ridealong.coaching.roleplay.heard import OutOfRole, Uncovered, conversation, spoken, uncovered
from ridealong.coaching.roleplay.personas import (
    SITUATIONS,
    Fact,
    Persona,
    personas,
    situation_of,
)

__all__ = [
    "SITUATIONS",
    "TOKENS",
    "Fact",
    "OutOfRole",
    "Persona",
    "Uncovered",
    "conversation",
    "messages",
    "personas",
    "situation_of",
    "spoken",
    "uncovered",
]
