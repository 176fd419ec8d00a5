"""One measure, apart from any conversation: its question, formula, unit, source, limits."""

from dataclasses import dataclass

from ridealong.conversation import Need

OWN = "Ridealong's own definition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One measure, apart from any conversation."""

    id: str
    question: str
    """The question that it answers."""
    formula: str
    unit: str
    need: Need
    """What it needs to know about time."""
    of: str
    """Of whom it is taken, for the docs: "each party and person"."""
    source: str
    """Where the definition comes from."""
    grade: str
    """How good the evidence is that it matters: A (several studies) to D (a rule of thumb)."""
    limits: str
    """What may not be concluded."""
    parties: bool = True
    """It compares the two parties, and so needs to know who is which."""
    words: bool = True
    """It needs words, not times alone."""
    counts: str = "turns"
    """What its n counts."""
