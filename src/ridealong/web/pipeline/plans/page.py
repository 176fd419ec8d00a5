"""The plan of one person in words: who has signed what, what it takes, what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from ridealong.process.framework.model import Framework
from ridealong.process.plan.steps import Per, Target, Unit
from ridealong.process.plan.workback import CONTACT, Need
from ridealong.report.words import _, count
from ridealong.web.people import policy
from ridealong.web.people.models import Person
from ridealong.web.pipeline.models import Agreement
from ridealong.web.pipeline.plans.agreed import in_force, signed, steps_of, versions
from ridealong.web.pipeline.plans.back import Back, Counted
from ridealong.web.pipeline.plans.sentence import beside, sentence
from ridealong.web.pipeline.shapes.kept import GoOn
from ridealong.web.pipeline.shapes.load import framework_in_use
from ridealong.web.pipeline.shapes.shares import Made, Share, share_of
from ridealong.web.pipeline.shapes.whose import Whose

_PERS = {
    Per.DAY: _("{n} a working day"),
    Per.WEEK: _("{n} a week"),
    Per.MONTH: _("{n} a month"),
    Per.PERIOD: _("{n} in all"),
}


_MADE = (
    (
        _("Formula"),
        _(
            "deals = what is left of the quota ÷ mean won value; what has to enter a step = what "
            "has to come out of it ÷ the share that goes on; contacts a day = contacts ÷ working "
            "days on which a contact can still become a deal"
        ),
    ),
    (
        _("50 and 80 %"),
        _(
            "2,000 futures are drawn, with shares and values as uncertain as they are; so many are "
            "enough in five, and in eight, of ten of them; rounded up"
        ),
    ),
    (
        _("Shares"),
        _("the own ones of twelve months, drawn toward the team; each row says by how much"),
    ),
    (_("Interval"), _("90 %")),
    (
        _("Limits"),
        _(
            "the past is taken for a guide, the steps for independent of each other, and every "
            "open deal for one that may close in time; it is no promise"
        ),
    ),
    (_("Source"), _("the articles (S2.3, S2.4, S2.11 in docs/capabilities.md); docs/pipeline.md")),
)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step, with its own rate and what the plan asks of it."""

    label: str
    does: str
    target: str
    """"4 a month"; empty where none is agreed."""
    share: Share | None
    benchmark: str
    """"no benchmark yet" where there is none; empty for the first contacts."""
    even: str
    sure: str
    """How many of it give an even chance, and 80 %."""
    so_far: str
    """"9, of 12 agreed for the days that have passed"."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One of the two."""

    who: str
    role: str
    at: datetime | None
    """When they signed; None: not yet."""


@dataclass(frozen=True)
class PlanPage:
    """Everything that the page shows."""

    whose: Whose
    on: date

    @property
    def person(self) -> Person:
        """Whose plan it is."""
        return self.whose.person

    @cached_property
    def _process(self) -> tuple[Framework, int]:
        return framework_in_use()

    @property
    def framework(self) -> Framework:
        """The process in use."""
        return self._process[0]

    @property
    def framework_row(self) -> int:
        """Its row."""
        return self._process[1]

    @cached_property
    def versions(self) -> Sequence[Agreement]:
        """All of them, the newest first."""
        return list(versions(self.person.pk))

    @property
    def newest(self) -> Agreement | None:
        """The last that was written."""
        return self.versions[0] if self.versions else None

    @cached_property
    def current(self) -> Agreement | None:
        """The one in force."""
        return in_force(self.versions, self.on)

    @property
    def shown(self) -> Agreement | None:
        """The one that the figures are made of: in force, else the newest."""
        return self.current or self.newest

    @property
    def pending(self) -> Agreement | None:
        """The newest, where a signature is missing."""
        return self.newest if self.newest and not signed(self.newest) else None

    @property
    def may_sign(self) -> bool:
        """Whether the viewer's signature under the newest version is missing."""
        row = self.pending
        if row is None:
            return False
        if self.whose.own:
            return row.signed_by_rep_at is None
        coaches = policy.may_coach(self.whose.viewer, self.person)
        return coaches and row.signed_by_manager_at is None

    @cached_property
    def back(self) -> Back | None:
        """The plan back from the quota."""
        row = self.shown
        return Back(self.person, row, self.framework, self.on) if row else None

    def signatures(self, row: Agreement) -> Sequence[Signature]:
        """Both, the salesperson's first."""
        manager = row.manager.name if row.manager else _("whoever leads the team")
        return [
            Signature(self.person.name, _("salesperson"), row.signed_by_rep_at),
            Signature(manager, _("manager"), row.signed_by_manager_at),
        ]

    @property
    def line(self) -> str:
        """The plan in one sentence: "8 contacts a day give an even chance, 11 give 80 %"."""
        if self.back is None:
            return ""
        return sentence(self.back, on=self.on)

    @property
    def beside(self) -> Sequence[str]:
        """What stands under the sentence: what was won, what is open, what is left out."""
        return list(beside(self.back)) if self.back else []

    @property
    def rows(self) -> Sequence[StepRow]:
        """The steps in their order."""
        if self.back is None:
            return []
        needs = {n.key: n for n in self.back.plan.needs}
        done = {c.key: c for c in self.back.counted}
        keys = [CONTACT, *(s.key for s in self.framework.stages)]
        return [self._row(self.back, key, needs.get(key), done.get(key)) for key in keys]

    @property
    def changes(self) -> Sequence[str]:
        """What the newest version changes against the one in force."""
        if not (self.pending and self.current):
            return []
        return changes(self.current, self.pending)

    @property
    def made(self) -> Made:
        """How the plan is worked out."""
        return _MADE

    def _row(self, back: Back, key: str, need: Need | None, done: Counted | None) -> StepRow:
        step = back.steps.of(key)
        stage = self.framework.stage(key)
        label = stage.label if stage else _("First contact")
        found = back.rates.get(key)
        share = share_of(GoOn.of(found), label) if found else self._contact_share(back)
        no_benchmark = found is not None and found.rate.without_benchmark
        return StepRow(
            label=label,
            does=step.does if step else "",
            target=target_words(step.target if step else None),
            share=share,
            benchmark=_("no benchmark yet") if no_benchmark else "",
            even=count(need.even) if need else "",
            sure=count(need.sure) if need else "",
            so_far=_so_far(done),
        )

    def _contact_share(self, back: Back) -> Share | None:
        rate = back.contact_rate
        if rate is None:
            return None
        told = GoOn(
            entered=int(rate.n),
            went_on=int(rate.k),
            ended=int(rate.n - rate.k),
            open=0,
            value=rate.value,
            low=rate.low,
            high=rate.high,
            shrunk_by=rate.shrunk_by,
            benchmark=rate.benchmark,
            source=rate.source.value,
            enough=True,
        )
        return share_of(told, _("First contact"))


def target_words(target: Target | None) -> str:
    """A target in words.

    >>> target_words(Target(4, Per.MONTH))
    '4 a month'
    """
    if target is None:
        return ""
    if target.unit is Unit.SHARE:
        return _("{n} % of those that entered").format(n=f"{100 * target.amount:.0f}")
    return _PERS[target.per].format(n=f"{target.amount:g}")


def changes(before: Agreement, after: Agreement) -> Sequence[str]:
    """What a further version changes, a line each."""
    found = []
    for name, says in (("quota", _("Quota")), ("begins_on", _("From")), ("ends_on", _("Until"))):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found.append(
                _("{what}: {new}, before {old}").format(what=says, new=_plain(new), old=_plain(old))
            )
    was, now = steps_of(before), steps_of(after)
    for step in now.steps:
        old_step = was.of(step.key)
        old_target = target_words(old_step.target) if old_step else ""
        new_target = target_words(step.target)
        if old_target != new_target:
            none = _("no target")
            found.append(
                _("{what}: {new}, before {old}").format(
                    what=step.label, new=new_target or none, old=old_target or none
                )
            )
        if old_step and old_step.does != step.does:
            found.append(_("{what}: done when is worded anew").format(what=step.label))
    return found


def _so_far(done: Counted | None) -> str:
    if done is None:
        return ""
    if done.agreed is None:
        return str(done.done)
    return _("{done}, of {agreed} agreed until today").format(
        done=done.done, agreed=count(done.agreed)
    )


def _plain(value: object) -> str:
    return _("none") if value is None else f"{value}"
