"""Somebody says with whom a call was held."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call, Customer
from ridealong.web.calls.repair.follow import held
from ridealong.web.people.policy import Action, listed, may
from ridealong.web.people.viewer import Viewer

LONGEST = 160
_OFFERED = 200


def name_customer(viewer: Viewer, call: Call, name: str) -> Call:
    """Say with whom a call was held; an empty name takes it back.

    Raises:
        PermissionDenied: the viewer may not correct this call.
        ValidationError: the name cannot be one.
    """
    name = " ".join(name.split())
    if len(name) > LONGEST or not name.isprintable():
        words = _("Give a name of at most {n} characters.")
        raise ValidationError(words.format(n=LONGEST))
    with transaction.atomic():
        call = held(call)
        if not may(viewer, Action.CORRECT, call):
            raise PermissionDenied
        was = call.customer
        call.customer = _named(name) if name else None
        call.save(update_fields=["customer"])
        forget_if_unknown(was)
        record(viewer.person, "call.customer_named", call, about=call.owner_id)
    return call


def forget_if_unknown(customer: Customer | None) -> None:
    """A customer with whom there is no call any more is nobody that the desk knows.

    Unless the CRM knows them.
    """
    if customer is not None and not Call.objects.filter(customer=customer).exists():
        unknown = Customer.objects.filter(pk=customer.pk, calls__isnull=True)
        of_the_crm = ("account", "deals", "contacts", "activities")
        unknown.filter(**{f"{name}__isnull": True for name in of_the_crm}).delete()


def offered(viewer: Viewer) -> list[str]:
    """Names of customers to choose from: those of calls that the viewer knows of."""
    with_calls = Call.objects.filter(listed(viewer), customer__isnull=False)
    newest = with_calls.order_by("-started_at").values_list("customer__name", flat=True)
    return sorted(set(newest[:_OFFERED]))


def _named(name: str) -> Customer:
    there = Customer.objects.filter(name__iexact=name).first()
    return there or Customer.objects.get_or_create(name=name)[0]
