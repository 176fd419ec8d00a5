"""Whose plan a page is about, and which of their calls the viewer may count for it."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import Http404

from ridealong.conversation import Kind
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.people import policy
from ridealong.web.people.models import Person, Role
from ridealong.web.people.viewer import Viewer

_TOO_LARGE = 1 << 63
"""For a key of the database."""


@dataclass(frozen=True, slots=True)
class Whose:
    """A person, as somebody looks at what they took on."""

    viewer: Viewer
    person: Person
    agrees: bool
    """Whether the viewer may agree with them on something new."""

    @property
    def own(self) -> bool:
        """Whether it is the viewer themselves."""
        return self.viewer.id == self.person.pk


def whose(viewer: Viewer, pk: int | None = None) -> Whose:
    """Somebody whose plan the viewer sees; of None, their own; at most one query.

    Raises:
        Http404: it is not there for them.
    """
    if pk is None or pk == viewer.id:
        return Whose(viewer, viewer.person, policy.may_agree(viewer, viewer.person))
    led = ExpressionWrapper(policy.agreed_with(viewer), output_field=BooleanField())
    rows = Person.objects.filter(policy.plan_pages_seen(viewer)).annotate(led=led)
    found = rows.filter(pk=pk).first() if pk < _TOO_LARGE else None
    if found is None:
        raise Http404
    return Whose(viewer, found, bool(found.led) and found.is_active)


def small(pk: int) -> int:
    """A key that a database takes."""
    return pk if pk < _TOO_LARGE else 0


def kind_of(person: Person) -> Kind:
    """Which conversations somebody holds."""
    return Kind.SERVICE if person.role == Role.AGENT else Kind.SALES


def calls_counted(viewer: Viewer, person: Person) -> QuerySet[Call]:
    """The calls of somebody in which the viewer may look for what was taken on.

    One's own once they were looked back on or have reached the manager, so that nobody reads out of
    a figure what a debrief should come before; of others those that the viewer may read.
    """
    theirs = Call.objects.filter(owner=person, kind__in=OF_A_TEAM, ready_at__isnull=False)
    if viewer.id == person.pk:
        opened = Q(debrief__isnull=False) | Q(manager_from__lte=viewer.now)
        return theirs.filter(opened, held_back=False)
    return theirs.filter(policy.readable(viewer))
