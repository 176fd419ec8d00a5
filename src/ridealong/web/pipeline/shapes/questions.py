"""What is worth a question about somebody's pipeline, in words, with what was decided on it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from ridealong.process.diagnosis import Flag, Rule
from ridealong.process.framework.model import Framework
from ridealong.process.model import Pipeline
from ridealong.report import diagnosis as words
from ridealong.report.diagnosis_words import MAY_BE_CHANCE
from ridealong.report.words import _
from ridealong.web.pipeline.models import Diagnosis
from ridealong.web.pipeline.shapes.deciding import PUT_OFF_FOR
from ridealong.web.pipeline.shapes.found import flag_of
from ridealong.web.pipeline.shapes.shares import Made
from ridealong.web.pipeline.shapes.standing import Open
from ridealong.web.pipeline.shapes.whose import Whose
from ridealong.web.ui.words import day

log = logging.getLogger(__name__)
_LETTERS = "abcdefgh"
_ABOUT = {
    Rule.DISCOUNTING: _("Prices"),
    Rule.WIN_RATE: _("What closed"),
    Rule.STUCK: _("How long deals stand"),
}
_SOURCES = {
    Rule.PROPOSALS_WITHOUT_DEALS: "S2.8",
    Rule.NOT_ENOUGH_PROPOSALS: "S2.9",
    Rule.DISCOUNTING: "S2.10",
}


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Something that could explain it."""

    letter: str
    head: str
    """"The need may be seen late."."""
    says: str
    """What is known of that."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing worth a question."""

    pk: int
    name: str
    says: str
    figures: Sequence[str]
    hypotheses: Sequence[Hypothesis]
    ask: str
    may_be_chance: bool
    chance: str
    decided: str
    """What was decided, by whom and when; empty where nothing was."""
    taken: bool
    may_put_off: bool
    """Whoever leads the team may; the one whom it is about may not."""
    made: Made
    about: str = ""
    """"Proposal": the stage, or what else it is about."""
    first: bool = False
    """The first that is open has the green button."""
    deals: Sequence[Open] = ()
    """Open deals that it is about."""


def questions_of(of: Whose, framework: Framework, deals: Sequence[Open]) -> Sequence[Question]:
    """Those that hold today, the newest first; what was put off rests until its day.

    Args:
        of: whose pipeline.
        framework: the process in use.
        deals: the person's open deals.
    """
    shown = (Diagnosis.State.OPEN, Diagnosis.State.TAKEN)
    rows = Diagnosis.objects.filter(person=of.person, state__in=shown)
    by_id = {str(d.pk): d for d in deals}
    found: list[Question] = []
    for row in rows.select_related("decided_by").order_by("-found_on", "pk"):
        flag = flag_of(row)
        said = _worded(flag, framework) if flag else None
        if flag and said:
            first = row.state == Diagnosis.State.OPEN and not any(q.first for q in found)
            about = [by_id[pk] for pk in flag.deals if pk in by_id]
            shown_as = _question(of, row, flag, said)
            stage = _about(flag, framework)
            found.append(replace(shown_as, about=stage, first=first, deals=about))
    return found


def _worded(flag: Flag, framework: Framework) -> words.Worded | None:
    """In words; None for a finding whose words are gone from this version."""
    labels = tuple((s.key, s.label) for s in framework.stages)
    stages = tuple(s.key for s in framework.stages)
    try:
        return words.worded(flag, Pipeline((), stages, (), date.min, labels))
    except KeyError as error:
        log.warning("there are no words any more for %s of %s", error, flag.rule)
        return None


def _question(of: Whose, row: Diagnosis, flag: Flag, said: words.Worded) -> Question:
    head, *more = _sentences(said.says)
    told = zip(_LETTERS, said.hypotheses, strict=False)
    return Question(
        pk=row.pk,
        name=of.person.short,
        says=head.removesuffix("."),
        figures=more,
        hypotheses=[_hypothesis(letter, one) for letter, one in told],
        ask=said.ask,
        may_be_chance=flag.may_be_chance,
        chance=said.chance.removeprefix(MAY_BE_CHANCE).strip(),
        decided=_decided(row),
        taken=row.state == Diagnosis.State.TAKEN,
        may_put_off=not of.own,
        made=_made(row, flag),
    )


def _about(flag: Flag, framework: Framework) -> str:
    stage = framework.stage(flag.stage)
    return stage.label if stage else _ABOUT.get(flag.rule, _("Proposals"))


def _hypothesis(letter: str, told: str) -> Hypothesis:
    head, *more = _sentences(told)
    return Hypothesis(letter, head, " ".join(more))


def _sentences(text: str) -> list[str]:
    """The sentences of a text: each ends with a full stop before a space.

    >>> _sentences("It may be late. In 4 of 6 deals it was.")
    ['It may be late.', 'In 4 of 6 deals it was.']
    """
    parts = text.split(". ")
    return [f"{part}." for part in parts[:-1]] + parts[-1:]


def _decided(row: Diagnosis) -> str:
    if row.state != Diagnosis.State.TAKEN or row.decided_at is None:
        return ""
    who = row.decided_by.name if row.decided_by else _("somebody who is no longer here")
    told = _("Kept for the next talk by {who}, {day}.")
    return told.format(who=who, day=day(timezone.localtime(row.decided_at).date()))


def _made(row: Diagnosis, flag: Flag) -> Made:
    found = _("{found}, and last held {seen}").format(
        found=day(row.found_on), seen=day(row.seen_on)
    )
    return (
        (_("Found"), found),
        (
            _("Chance"),
            _(
                "p = {p}; among all that was looked at in the run about {share} % of findings so "
                "clear have nothing behind them (Benjamini and Hochberg, weighted)"
            ).format(p=f"{flag.p:.2g}", share=f"{100 * flag.chance:.0f}"),
        ),
        (
            _("Calls"),
            _("counted are those that have reached whoever leads the team, of fifteen months"),
        ),
        (_("Source"), _SOURCES.get(flag.rule, "S2.7") + _(" in docs/capabilities.md")),
        (
            _("Not now"),
            _(
                "comes back after {n} days if it still holds; two weeks without it, and it is over"
            ).format(n=PUT_OFF_FOR.days),
        ),
    )
