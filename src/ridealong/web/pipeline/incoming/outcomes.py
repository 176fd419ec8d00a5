"""How a deal ended, as its row says it: in words, by marks of won and closed, or by its stage."""

from ridealong.process.model import Outcome
from ridealong.process.sheets import Record
from ridealong.process.sheets.words import outcome_of as in_words
from ridealong.web.pipeline.incoming.stages import Meant, Stages


def outcome_of(record: Record, meant: Meant, stages: Stages) -> str | None:
    """The outcome; None where the row says nothing of it."""
    said = _in_words(record.text("outcome"), stages)
    if said:
        return said
    won, closed = record.yes("won"), record.yes("closed_flag")
    if won:
        return Outcome.WON.value
    if closed:
        ended = meant.outcome if meant.outcome != Outcome.WON else ""
        return ended or (Outcome.LOST.value if won is False else meant.outcome or None)
    if meant.outcome:
        return meant.outcome
    if closed is False or meant.stage:
        return Outcome.OPEN.value
    return None


def _in_words(text: str, stages: Stages) -> str:
    if not text:
        return ""
    found = stages.meant(text).outcome or in_words(text)
    return found if found in set(Outcome) else ""
