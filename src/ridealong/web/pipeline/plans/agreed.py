"""What a salesperson and their manager have agreed on: its versions, and the one in force.

A version holds from the day on which both have signed it, within its days. A change is a further
version, and the one before stays in force until the further one has both signatures.
"""

import logging
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from ridealong.process.plan.days import working_days as weekdays
from ridealong.process.plan.steps import BadSteps, Per, Step, Steps, Target, Unit
from ridealong.process.plan.workback import CONTACT
from ridealong.web.pipeline.models import Agreement

log = logging.getLogger(__name__)
DAYS_A_WEEK = 5
DAYS_A_MONTH = 365.25 / 12 * DAYS_A_WEEK / 7
"""Working days of a month, as months are on average."""


def steps_of(agreement: Agreement | None) -> Steps:
    """The steps and targets of a version; none where an older version of us wrote otherwise."""
    if agreement is None:
        return Steps()
    try:
        return Steps.from_dict(agreement.body)
    except BadSteps as error:
        log.warning("agreement %s cannot be read any more: %s", agreement.pk, error)
        return Steps()


def versions(person: int) -> QuerySet[Agreement]:
    """All versions of a person, the newest first."""
    rows = Agreement.objects.filter(person=person).select_related("made_by", "manager", "person")
    return rows.order_by("-version")


def in_force(rows: Iterable[Agreement], on: date) -> Agreement | None:
    """The newest version that both have signed and whose days hold the day."""
    return next((a for a in rows if signed(a) and a.begins_on <= on <= a.ends_on), None)


def signed(agreement: Agreement) -> bool:
    """Whether both have signed it."""
    return bool(agreement.signed_by_rep_at and agreement.signed_by_manager_at)


def working_days(agreement: Agreement, first: date | None = None, last: date | None = None) -> int:
    """Working days of a version, or of a part of its time.

    Where the two have stated how many there are, a part of the time has its share of them; else
    Monday to Friday are counted.
    """
    begin = max(first or agreement.begins_on, agreement.begins_on)
    end = min(last or agreement.ends_on, agreement.ends_on)
    part = weekdays(begin, end)
    whole = weekdays(agreement.begins_on, agreement.ends_on)
    if not agreement.working_days or not whole:
        return part
    return round(agreement.working_days * part / whole)


def a_day(target: Target | None, days: int) -> float | None:
    """How much of a counted target falls on a working day; None where no count is agreed.

    Args:
        target: what is agreed.
        days: working days of the whole agreement.
    """
    if target is None or target.unit is not Unit.COUNT:
        return None
    spans = {Per.DAY: 1.0, Per.WEEK: DAYS_A_WEEK, Per.MONTH: DAYS_A_MONTH, Per.PERIOD: days}
    return target.amount / spans[target.per] if spans[target.per] else None


def contacts_a_week(person: int, on: date) -> float | None:
    """First contacts a week by the version in force; None where none are agreed."""
    agreement = in_force(versions(person), on)
    step = steps_of(agreement).of(CONTACT)
    if agreement is None or step is None:
        return None
    daily = a_day(step.target, working_days(agreement))
    return None if daily is None else daily * DAYS_A_WEEK


def targets(on: date) -> dict[tuple[str, str], float]:
    """Of everybody with a version in force the deals that are to enter a stage in a week."""
    rows = Agreement.objects.filter(
        begins_on__lte=on,
        ends_on__gte=on,
        signed_by_rep_at__isnull=False,
        signed_by_manager_at__isnull=False,
    )
    found: dict[tuple[str, str], float] = {}
    done: set[int] = set()
    for agreement in rows.order_by("person", "-version"):
        if agreement.person_id not in done:
            done.add(agreement.person_id)
            found |= _a_week(agreement)
    return found


def _a_week(agreement: Agreement) -> dict[tuple[str, str], float]:
    days = working_days(agreement)
    daily: dict[Step, float | None] = {
        step: a_day(step.target, days) for step in steps_of(agreement).steps if step.key != CONTACT
    }
    return {
        (str(agreement.person_id), step.key): DAYS_A_WEEK * n
        for step, n in daily.items()
        if n is not None
    }
