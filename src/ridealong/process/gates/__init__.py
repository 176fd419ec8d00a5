"""Gates of a deal: where they stand, what may speak for them, what is not known, what to try."""

from ridealong.process.gates.attention import Attention, Third, attention
from ridealong.process.gates.heard import InCall, Words, in_call
from ridealong.process.gates.ideas import Attempt, Failed, Idea, attempts
from ridealong.process.gates.proposals import (
    Course,
    Done,
    HeldCall,
    Proposal,
    Shared,
    proposals,
)
from ridealong.process.gates.standing import Counts, Piece, Rate, Stands, State, rate, stands
from ridealong.process.gates.unknown import Reading, Unknown, readings, unknowns

__all__ = [
    "Attempt",
    "Attention",
    "Counts",
    "Course",
    "Done",
    "Failed",
    "HeldCall",
    "Idea",
    "InCall",
    "Piece",
    "Proposal",
    "Rate",
    "Reading",
    "Shared",
    "Stands",
    "State",
    "Third",
    "Unknown",
    "Words",
    "attempts",
    "attention",
    "in_call",
    "proposals",
    "rate",
    "readings",
    "stands",
    "unknowns",
]
