"""What did not work, and what could be tried instead: rules over actions and their answers.

An idea is a way of going about it, with a question of the framework to go with it; it is never the
same action once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ridealong.process.framework.model import Framework, Question
from ridealong.process.gates.proposals import Done, Shared
from ridealong.process.gates.unknown import Unknown, question_for

PATIENCE_DAYS = 7
"""So long an answer may take before its absence is one."""
MOST = 3


class Failed(StrEnum):
    """What was tried without success."""

    MAIL_UNANSWERED = "mail unanswered"
    CONTENT_UNANSWERED = "content unanswered"
    CONTENT_REFUSED = "content refused"


class Idea(StrEnum):
    """Another way."""

    ASK_BEFORE_SENDING = "ask before sending"
    """Ask what they would want to show to whom, before anything else is sent."""
    ANOTHER_VOICE = "another voice"
    """Turn to somebody else at the customer's who was named and not spoken with."""
    SPEAK = "speak"
    """Speak in place of writing."""
    THEIR_WORDS = "their words"
    """Begin with their own words about the problem."""
    LET_THEM_CORRECT = "let them correct"
    """Send what was understood in three lines, and ask what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something that was tried, and what could be tried instead."""

    failed: Failed
    what: str
    """The subject of an e-mail, the name of a piece of content."""
    on: date
    ideas: tuple[Idea, ...]
    voices: tuple[str, ...] = ()
    """Names for `Idea.ANOTHER_VOICE`."""
    question: Question | None = None


def attempts(
    framework: Framework,
    stage: str,
    today: date,
    *,
    activities: Sequence[Done] = (),
    content: Sequence[Shared] = (),
    unknown: Sequence[Unknown] = (),
    voices: Sequence[str] = (),
    problem_told: bool = False,
) -> tuple[Attempt, ...]:
    """What was tried without success, the latest first.

    Args:
        framework: whose questions are asked.
        stage: where the deal stands.
        today: the day on which it is asked.
        activities: of the deal.
        content: what the customer was given.
        unknown: what is not known of it.
        voices: people at the customer's with whom nobody has spoken.
        problem_told: whether the customer has told their problem in their own words.
    """
    tried = sorted(
        [*_mails(activities, today), *_content(content, today)], key=lambda t: t[2], reverse=True
    )
    questions = [q for u in unknown if (q := u.question or question_for(framework, stage, u.key))]
    made: list[Attempt] = []
    offered: set[Idea] = set()
    for i, (failed, what, on) in enumerate(tried[:MOST]):
        ideas = _ideas(failed, voices=bool(voices), problem_told=problem_told)
        # What was offered for a later action is not said once more for an earlier one.
        new = tuple(idea for idea in ideas if idea not in offered) or ideas[:1]
        offered.update(new)
        question = questions[i % len(questions)] if questions else None
        made.append(Attempt(failed, what, on, new, tuple(voices), question))
    return tuple(made)


def _mails(activities: Sequence[Done], today: date) -> list[tuple[Failed, str, date]]:
    """The last e-mail that we wrote, if nothing came back from the customer since."""
    sent = [a for a in activities if a.kind == "email" and a.direction == "out"]
    if not sent:
        return []
    last = max(sent, key=lambda a: a.on)
    answered = any(
        a.on >= last.on and (a.direction == "in" or a.kind == "meeting" or a.is_held_call)
        for a in activities
    )
    waited = (today - last.on).days
    if answered or waited < PATIENCE_DAYS:
        return []
    return [(Failed.MAIL_UNANSWERED, last.words, last.on)]


def _content(content: Sequence[Shared], today: date) -> list[tuple[Failed, str, date]]:
    found = []
    for shared in content:
        if shared.reaction == "refused":
            found.append((Failed.CONTENT_REFUSED, shared.what, shared.on))
        elif shared.reaction == "none" or (
            not shared.reaction and (today - shared.on).days >= PATIENCE_DAYS
        ):
            found.append((Failed.CONTENT_UNANSWERED, shared.what, shared.on))
    return found


def _ideas(failed: Failed, *, voices: bool, problem_told: bool) -> tuple[Idea, ...]:
    first = {
        Failed.MAIL_UNANSWERED: Idea.SPEAK,
        Failed.CONTENT_UNANSWERED: Idea.ASK_BEFORE_SENDING,
        Failed.CONTENT_REFUSED: Idea.LET_THEM_CORRECT,
    }[failed]
    found = [first]
    if voices:
        found.append(Idea.ANOTHER_VOICE)
    found.append(Idea.THEIR_WORDS if problem_told else Idea.LET_THEM_CORRECT)
    return tuple(dict.fromkeys(found))
