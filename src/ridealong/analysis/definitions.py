"""What each measure is: its question, its formula, what it needs, where it comes from.

`docs/measures.md` is made from this table (`analysis.docs`); the formula that a measure carries
is the one that stands here, with what was estimated added.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ridealong.conversation import Need


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


_OWN = "Ridealong's own definition"
_TALK_LIMITS = "Who held the floor, not whether that was right for this talk"
_EARLY = "Two people who begin at once, or a slow line, look the same"

_ALL = (
    Definition(
        id="talk_share",
        question="Who does most of the talking?",
        formula="talk time of the one ÷ sum of the talk times; silence is left out",
        unit="1",
        need=Need.SHARE,
        of="each party and each person; the parties also in the first half and in each tenth",
        source=f"{_OWN}: a share of speech, not of the call; vendors' formulas differ",
        grade="C",
        limits=_TALK_LIMITS,
        parties=False,
        words=False,
    ),
    Definition(
        id="talk_time_s",
        question="For how long does each speak?",
        formula="length of the union of their turns, pauses inside a turn included",
        unit="s",
        need=Need.SHARE,
        of="each party and each person",
        source=_OWN,
        grade="D",
        limits=_TALK_LIMITS,
        parties=False,
        words=False,
    ),
    Definition(
        id="listening_share",
        question="How much does our side listen while the needs are explored?",
        formula="their talk time ÷ talk time of both, inside the interview stage alone",
        unit="1",
        need=Need.SHARE,
        of="our party, in the interview stage",
        source="The articles (S4.24 in docs/capabilities.md); to listen is to let the customer "
        "speak, silence is not counted",
        grade="D",
        limits="Says nothing about a demonstration or a negotiation; needs 120 s of speech",
        words=False,
    ),
    Definition(
        id="silence_share",
        question="How much of the talk is silent?",
        formula="1 − time in which anybody speaks ÷ time from the first word to the last",
        unit="1",
        need=Need.CLOCK,
        of="the call",
        source=_OWN,
        grade="D",
        limits="Looking something up and thinking are silent, too",
        parties=False,
        words=False,
    ),
    Definition(
        id="overlap_share",
        question="How often do both speak at once?",
        formula="time in which two parties speak at once ÷ time in which anybody speaks",
        unit="1",
        need=Need.OVERLAP,
        of="the call",
        source=_OWN,
        grade="D",
        limits="Agreement in between is overlap, too",
        parties=False,
        words=False,
    ),
    Definition(
        id="longest_monologue",
        question="How long does one side go on at most?",
        formula="from start to end of the longest run of turns of one party with gaps < 2.0 s; "
        "signs of listening do not end it",
        unit="s",
        need=Need.SHARE,
        of="each party; each person where sides are unknown",
        source=f"{_OWN}; vendors' findings on pitches and presentations",
        grade="C",
        limits="Whether somebody asked for it is not looked at",
        parties=False,
    ),
    Definition(
        id="longest_customer_story",
        question="How long does the other side get to tell something?",
        formula="from start to end of their longest run of turns; questions of ours of up to 8 "
        "words in between do not end it, silences of 2.0 s do",
        unit="s",
        need=Need.SHARE,
        of="their party",
        source=f"{_OWN}; a vendor's finding on customers who speak at length",
        grade="C",
        limits="A long answer is not yet a need",
    ),
    Definition(
        id="interactivity",
        question="How often does the floor change hands?",
        formula="changes of party between runs of turns ÷ minutes in which anybody of them "
        "speaks (× 60 for changes an hour of speech); signs of listening are no change",
        unit="1/min",
        need=Need.SHARE,
        of="the call",
        source=f"{_OWN}; no 0-to-10 score, whose scale no vendor has published",
        grade="C",
        limits="Compare only talks of the same kind between two parties",
        counts="changes",
    ),
    Definition(
        id="patience",
        question="How long does our side wait before it answers?",
        formula="median of start of our run − end of theirs, over changes from them to us with "
        "a gap of 0 to 5 s",
        unit="s",
        need=Need.GAP,
        of="our party",
        source=f"{_OWN}; gaps between speakers: Levinson & Torreira 2015",
        grade="C",
        limits="Video adds 0.2 to 0.5 s; compare with the same person's other talks",
        counts="gaps",
    ),
    Definition(
        id="early_start_share",
        question="How often does our side begin before the other has ended?",
        formula="changes from them to us with a gap < 0 ÷ all changes from them to us",
        unit="1",
        need=Need.OVERLAP,
        of="our party",
        source=_OWN,
        grade="D",
        limits=_EARLY,
        counts="changes",
    ),
    Definition(
        id="interruptions",
        question="How often does one side cut the other off?",
        formula="starts with ≥ 3 words while the other speaks, both at once for ≥ 0.5 s, and the "
        "other stops within 1.0 s of the start ÷ 10 minutes from first word to last; signs of "
        "listening are none",
        unit="1/10 min",
        need=Need.OVERLAP,
        of="each party",
        source=_OWN,
        grade="D",
        limits=_EARLY,
        counts="interruptions",
    ),
    Definition(
        id="pause_after_question",
        question="How long does our side leave a question standing?",
        formula="median time from the end of our turn that ends with a question mark to the next "
        "speech of anybody",
        unit="s",
        need=Need.GAP,
        of="our party",
        source=_OWN,
        grade="D",
        limits="A question is what carries a question mark; a tag such as “right?” is none",
        counts="questions",
    ),
    Definition(
        id="self_answered_share",
        question="How often does our side go on after its own question?",
        formula="our turns with a question after which we speak next, in the same turn or in the "
        "following one ÷ all our turns with a question",
        unit="1",
        need=Need.SHARE,
        of="our party",
        source=_OWN,
        grade="D",
        limits="A question is what carries a question mark; rephrasing it counts as going on "
        "only where no question ends the turn",
        counts="questions",
    ),
    Definition(
        id="speech_rate",
        question="How fast does each speak?",
        formula="words ÷ minutes of their turns; turns of fewer than 5 words are left out",
        unit="words/min",
        need=Need.CLOCK,
        of="each party; each person where sides are unknown",
        source=_OWN,
        grade="D",
        limits="Languages and recognisers differ; look at changes, not at the level",
        parties=False,
        counts="words",
    ),
)
DEFINITIONS: Mapping[str, Definition] = {d.id: d for d in _ALL}
STATED = "stated_by_source"
"""The id under which figures of the source itself stand beside ours (`analysis.stated`)."""
