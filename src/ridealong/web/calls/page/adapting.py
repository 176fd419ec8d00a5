"""What pace and form of questions in a call suggest for the next one, with the same people.

For whoever held the call alone. It says what happened in this call; nothing about anybody's nature,
and nothing is read from a voice but when it speaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.coaching.styles.prompts import Prompt, prompts
from ridealong.report.talk import Talk
from ridealong.report.words import _

_SAYS = {
    "slower": (
        _("You spoke faster than they did, {ours} words a minute to {theirs}."),
        _("What would happen if you left a breath after each question?"),
    ),
    "quicker": (
        _("They spoke faster than you did, {theirs} words a minute to {ours}."),
        _("What could you come to sooner?"),
    ),
    "shorter": (
        _("Half of your turns had {ours} words and more; half of theirs, {theirs} and more."),
        _("Which of these could have been one sentence and a question?"),
    ),
    "answer-first": (
        _("They asked for the short answer {theirs} times."),
        _("How would it sound with the answer first and the reason after it?"),
    ),
    "show-proof": (
        _("They asked how you know {theirs} times."),
        _("Which figure or source could you send them before the next call?"),
    ),
    "whom-it-touches": (
        _("They asked whom it touches {theirs} times."),
        _("Whom of their people could you ask about next time?"),
    ),
    "open": (
        _("{share} % of your questions could be answered with yes or no."),
        _("Which two of them could begin with what or how?"),
    ),
}


@dataclass(frozen=True, slots=True)
class Adapt:
    """One thing to try with these people."""

    says: str
    """What happened, with its figures."""
    ask: str
    turns: Sequence[int]


def adapt(talk: Talk) -> Sequence[Adapt]:
    """Two at most, of a call whose analysis is open.

    Args:
        talk: with its analysis.
    """
    return [_worded(p) for p in prompts(talk.analysis)]


def _worded(prompt: Prompt) -> Adapt:
    says, ask = _SAYS[prompt.key]
    ours, theirs = (f"{v:.0f}" if v is not None else "" for v in (prompt.ours, prompt.theirs))
    share = round(100 * (prompt.ours or 0))
    return Adapt(says.format(ours=ours, theirs=theirs, share=share), ask, prompt.turns)
