"""The plan back from the quota of an agreement: what it takes, step by step, and what was done.

Rates are the person's own, drawn toward the team; what is open counts by its chances; what is won
in the period so far no longer has to be won. Nothing here says that somebody is behind: it says
what was agreed for the days that have passed, and what was counted in them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import prod
from statistics import median

from django.db.models import Min
from django.utils import timezone

from ridealong.process.framework.model import Framework
from ridealong.process.model import Deal, Pipeline
from ridealong.process.plan.days import useful_days
from ridealong.process.plan.steps import Steps
from ridealong.process.plan.values import Values, values_of
from ridealong.process.plan.workback import CONTACT, Link, OpenDeal, Plan, Question, work_back
from ridealong.process.rates.conversion import Conversion, conversions
from ridealong.process.rates.shrinkage import Rate, alone
from ridealong.process.rates.window import YEAR, Window
from ridealong.web.people.models import Person
from ridealong.web.pipeline.models import Activity, Agreement
from ridealong.web.pipeline.plans.agreed import a_day, steps_of, working_days
from ridealong.web.pipeline.shapes.flow import with_peers
from ridealong.web.pipeline.shapes.load import pipeline_of

FEWEST_CONTACTS = 10
"""First contacts of a year; of fewer the share that becomes a deal is not told."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was agreed for a step up to today, and what was counted."""

    key: str
    label: str
    done: int
    agreed: float | None
    """For the working days that have passed; None where no count is agreed."""
    whole: float | None
    """For the whole period."""


@dataclass(frozen=True)
class Back:
    """The plan of one person under one version."""

    person: Person
    agreement: Agreement
    framework: Framework
    on: date

    @cached_property
    def pipeline(self) -> Pipeline:
        """Own deals, with those of the team that the rates are drawn to."""
        return pipeline_of(with_peers(self.person, self.on), self.on, self.framework)

    @cached_property
    def own(self) -> Sequence[Deal]:
        """The person's deals."""
        return [d for d in self.pipeline.deals if d.owner == self.me]

    @property
    def me(self) -> str:
        """The id of the seller."""
        return str(self.person.pk)

    @cached_property
    def steps(self) -> Steps:
        """What is agreed."""
        return steps_of(self.agreement)

    @cached_property
    def rates(self) -> Mapping[str, Conversion]:
        """The share that goes on from each stage; of the last, that is won."""
        found = conversions(self.pipeline, Window.until(self.on))
        return {c.stage: c for c in found.of(self.me)}

    @cached_property
    def values(self) -> Values:
        """What a won deal is worth."""
        return values_of(self.pipeline, Window.until(self.on, 2 * YEAR), self.me)

    @cached_property
    def contacts(self) -> Sequence[date]:
        """First contacts of the past year and of the period: the first activity with a customer."""
        since = min(self.on - timedelta(days=YEAR), self.agreement.begins_on)
        rows = (
            Activity.objects.filter(owner=self.person, customer__isnull=False)
            .order_by()
            .values("customer")
            .annotate(first=Min("at"))
            .values_list("first", flat=True)
        )
        days = [timezone.localtime(at).date() for at in rows]
        return [d for d in days if since <= d <= self.on]

    @cached_property
    def contact_rate(self) -> Rate | None:
        """The share of first contacts that enter the first stage; None where too few are kept."""
        window = Window.until(self.on)
        n = sum(window.holds(d) for d in self.contacts)
        if n < FEWEST_CONTACTS or not self.framework.stages:
            return None
        entered = self.rates[self.framework.stages[0].key].entered
        return alone(min(entered, n), n)

    @property
    def links(self) -> tuple[Link, ...]:
        """From the first contact, or where these are not kept from the first stage, to the end."""
        stages = tuple(Link(s.key, _known(self.rates[s.key].rate)) for s in self.framework.stages)
        if self.contact_rate is None:
            return stages
        return (Link(CONTACT, self.contact_rate), *stages)

    @cached_property
    def lag_days(self) -> float | None:
        """Days from the beginning of a deal to its close, the median of what was won."""
        window = Window.until(self.on, 2 * YEAR)
        won = [d for d in self.pipeline.deals if d.won and window.holds(d.closed)]
        mine = [d for d in won if d.owner == self.me]
        days = [n for d in (mine if len(mine) >= 5 else won) for n in [_length(d)] if n is not None]
        return median(days) if days else None

    @cached_property
    def won(self) -> float:
        """Net value won in the period so far, in the currency of the values."""
        return sum(
            d.value or 0.0
            for d in self.own
            if d.won
            and d.closed
            and self.agreement.begins_on <= d.closed <= self.on
            and d.currency == self.values.currency
        )

    @cached_property
    def open_deals(self) -> tuple[OpenDeal, ...]:
        """What is open, with the chance that is left from its stage on."""
        order = [s.key for s in self.framework.stages]
        found = []
        for deal in self.own:
            if deal.open and deal.value and deal.stage in order:
                left = order[order.index(deal.stage) :]
                chance = prod(self.rates[key].rate.value for key in left)
                found.append(OpenDeal(chance, deal.value))
        return tuple(found)

    @cached_property
    def days_left(self) -> int:
        """Working days on which a contact can still become a deal."""
        begins = max(self.on, self.agreement.begins_on)
        return useful_days(begins, self.agreement.ends_on, self.lag_days or 0.0)

    @cached_property
    def plan(self) -> Plan:
        """What it takes."""
        quota = float(self.agreement.quota or 0)
        return work_back(
            Question(
                quota=max(0.0, quota - self.won) if quota else 0.0,
                values=self.values,
                links=self.links,
                useful_days=self.days_left,
                capacity=float(self.agreement.capacity) if self._by_contacts else None,
                open_deals=self.open_deals,
            )
        )

    @property
    def reached(self) -> bool:
        """Whether the quota is reached already."""
        return bool(self.agreement.quota) and self.won >= float(self.agreement.quota or 0)

    @property
    def other_currency(self) -> bool:
        """Whether quota and deals are in different currencies: then nothing can be worked out."""
        own, deals = self.agreement.currency, self.values.currency
        return bool(own and deals and own != deals)

    @cached_property
    def counted(self) -> Sequence[Counted]:
        """What was agreed and what was counted, step by step."""
        found = []
        whole = working_days(self.agreement)
        passed = working_days(self.agreement, last=self.on)
        for step in self.steps.steps:
            daily = a_day(step.target, whole)
            found.append(
                Counted(
                    key=step.key,
                    label=step.label,
                    done=self._done(step.key),
                    agreed=None if daily is None else daily * passed,
                    whole=None if daily is None else daily * whole,
                )
            )
        return found

    @property
    def contacts_kept(self) -> bool:
        """Whether any activity says when a customer was spoken with first."""
        return bool(self.contacts)

    @property
    def _by_contacts(self) -> bool:
        return self.contact_rate is not None and bool(self.agreement.capacity)

    def _done(self, key: str) -> int:
        first, last = self.agreement.begins_on, min(self.on, self.agreement.ends_on)
        if key == CONTACT:
            return sum(first <= d <= last for d in self.contacts)
        entered = [min(e.on for e in d.history if e.stage == key) for d in self.own if _in(d, key)]
        return sum(first <= on <= last for on in entered)


def _in(deal: Deal, stage: str) -> bool:
    return any(e.stage == stage for e in deal.history)


def _known(rate: Rate) -> Rate | None:
    """A rate that rests on something: own deals, or a benchmark."""
    return None if rate.n == 0 and rate.benchmark is None else rate


def _length(deal: Deal) -> int | None:
    first = min(
        [e.on for e in deal.history] + ([deal.created] if deal.created else []), default=None
    )
    return (deal.closed - first).days if first and deal.closed else None
