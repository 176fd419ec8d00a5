"""The step on which a customer stands to us: told by what they did, kept as it changes."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Customer
from ridealong.web.calls.page.sent import words_in
from ridealong.web.coaching.models import Loyalty
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.viewer import Viewer

LONGEST = 300
"""Characters of what they did."""
STEPS: Sequence[tuple[str, str, str]] = (
    ("partner", _("Plans with us"), _("They told us of a plan before it was one.")),
    ("refers", _("Sends others to us"), _("Somebody came because they said so.")),
    ("prefers", _("Asks us first"), _("They asked us before they asked anybody else.")),
    ("returns", _("Buys again"), _("They bought a second time without being asked.")),
    ("bought", _("Has bought"), _("They bought once.")),
)
"""Key, name, and what a customer does there; the highest first, as a ladder stands."""


def climb(viewer: Viewer, customer: Customer, step: str, because: str) -> Loyalty:
    """Say on which step a customer stands, and what they did.

    Raises:
        PermissionDenied: the viewer has no deal and no call of their own with them.
        ValidationError: no step of the ladder, no reason, or one that is too long.
    """
    if not policy.knows_customer(viewer, customer.pk):
        raise PermissionDenied
    words = words_in(because)
    if step not in {key for key, _name, _does in STEPS}:
        raise refused(_("No step is chosen."), _("Choose one of the five."))
    if not words:
        raise refused(_("The reason is missing."), _("Write what the customer did."))
    if len(words) > LONGEST:
        told = _("The reason is {n} characters long; {most} fit.")
        raise refused(told.format(n=len(words), most=LONGEST), _("Shorten it."))
    with transaction.atomic():
        row = Loyalty.objects.create(customer=customer, step=step, because=words, by=viewer.person)
        record(viewer.person, "customer.placed", customer)
    return row
