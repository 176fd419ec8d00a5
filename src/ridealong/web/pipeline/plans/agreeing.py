"""Write down what two have agreed on, and sign it; every change is a further version.

Nothing of a version changes once it is written. The one who writes may be either of the two; both
sign, each for themselves.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from ridealong.process.plan.steps import Steps
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import Agreement
from ridealong.web.pipeline.plans.agreed import versions

LONGEST = timedelta(days=550)
"""A plan for longer than a year and a half is a wish."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What somebody proposes to agree on."""

    begins_on: date
    ends_on: date
    steps: Steps
    quota: Decimal | None = None
    currency: str = ""
    working_days: int = 0
    capacity: int = 0
    note: str = ""


def write(
    viewer: Viewer, person: Person, terms: Terms, after: int, framework: int | None
) -> Agreement:
    """Write a further version; it holds once both have signed it.

    Args:
        viewer: the salesperson, or whoever leads them.
        person: whose it is.
        terms: what is proposed.
        after: the number of the version that the writer had before them; 0 for none.
        framework: the process whose stages it names; None for the one that comes with us.

    Raises:
        PermissionDenied: it is neither theirs nor their team's.
        ValidationError: the days do not fit, or somebody has written a version meanwhile.
    """
    _must_take_part(viewer, person)
    _must_fit(terms)
    try:
        with transaction.atomic():
            last = versions(person.pk).values_list("version", flat=True).first() or 0
            if last != after:
                raise _meanwhile()
            row = Agreement.objects.create(
                person=person,
                version=last + 1,
                framework_id=framework,
                made_by=viewer.person,
                body=terms.steps.as_dict(),
                begins_on=terms.begins_on,
                ends_on=terms.ends_on,
                quota=terms.quota,
                currency=terms.currency,
                working_days=terms.working_days,
                capacity=terms.capacity,
                note=terms.note,
            )
            record(viewer.person, "plan.written", row, about=person, version=row.version)
    except IntegrityError:  # two wrote at the same moment
        raise _meanwhile() from None
    return row


def sign(viewer: Viewer, person: Person, version: int) -> Agreement:
    """Sign the newest version, as the salesperson or as whoever leads them.

    Raises:
        PermissionDenied: it is neither theirs nor their team's.
        ValidationError: there is a newer version, or this side has signed already.
    """
    _must_take_part(viewer, person)
    with transaction.atomic():
        rows = Agreement.objects.select_for_update().filter(person=person).order_by("-version")
        row = rows.first()
        if row is None or row.version != version:
            raise _meanwhile()
        now = timezone.now()
        if viewer.id == person.pk:
            _not_twice(row.signed_by_rep_at is not None)
            row.signed_by_rep_at = now
        else:
            _not_twice(row.signed_by_manager_at is not None)
            row.manager, row.signed_by_manager_at = viewer.person, now
        row.save(update_fields=["signed_by_rep_at", "manager", "signed_by_manager_at"])
        side = "rep" if viewer.id == person.pk else "manager"
        record(viewer.person, "plan.signed", row, about=person, version=version, side=side)
    return row


def _must_take_part(viewer: Viewer, person: Person) -> None:
    if not Person.objects.filter(policy.plans_seen(viewer), pk=person.pk).exists():
        raise PermissionDenied


def _must_fit(terms: Terms) -> None:
    if terms.ends_on < terms.begins_on:
        raise refused(
            _("It ends on {end}, before it begins.").format(end=terms.ends_on),
            _("Give a later day."),
        )
    if terms.ends_on - terms.begins_on > LONGEST:
        raise refused(
            _("It runs for {n} days.").format(n=(terms.ends_on - terms.begins_on).days + 1),
            _("Agree on {n} days at most.").format(n=LONGEST.days),
        )
    days = (terms.ends_on - terms.begins_on).days + 1
    if terms.working_days > days:
        raise refused(
            _("There are {n} working days in {days} days.").format(n=terms.working_days, days=days),
            _("Give fewer, or leave it empty to have them counted."),
        )


def _not_twice(done: bool) -> None:  # noqa: FBT001  # one thing is asked
    if done:
        raise refused(_("It is signed already."))


def _meanwhile() -> Exception:
    return refused(
        _("Somebody has written another version meanwhile."),
        _("Load the page again to read it, and write yours on it."),
    )
