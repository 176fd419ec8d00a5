"""Whose pipeline is opened: found by the policy, once, with whether the plan is seen as well."""

from dataclasses import dataclass

from django.db.models import BooleanField, Case, Value, When
from django.http import Http404

from ridealong.web.people import policy
from ridealong.web.people.access import Rule
from ridealong.web.people.models import Person, Role
from ridealong.web.people.viewer import Viewer

SELLS_OR_LEADS = Rule("whoever sells or leads", frozenset({Role.REP, Role.MANAGER, Role.LEADER}))
SELLS_OR_SEES = Rule(
    "whoever sells, leads a team, or is let by a colleague",
    frozenset({Role.REP, Role.AGENT, Role.MANAGER}),
)
TWO_WHO_AGREE = Rule("whoever sells, and managers", frozenset({Role.REP, Role.MANAGER}))


@dataclass(frozen=True, slots=True)
class Whose:
    """A person whose pipeline the viewer may open."""

    viewer: Viewer
    person: Person
    sees_plan: bool
    """Whether plan, calls and questions are theirs to see: the person's own, or of a team led."""

    @property
    def own(self) -> bool:
        """Whether somebody looks at their own."""
        return self.person.pk == self.viewer.id


def whose(viewer: Viewer, pk: int, *, with_plan: bool = False) -> Whose:
    """The person, in one query.

    Args:
        viewer: who looks.
        pk: of the person.
        with_plan: only where plan and questions may be seen as well.

    Raises:
        Http404: their pipeline, or their plan, is not there for the viewer.
    """
    seen = policy.plans_seen(viewer) if with_plan else policy.pipelines_seen(viewer)
    plan = Case(
        When(policy.plans_seen(viewer), then=Value(True)),  # noqa: FBT003
        default=Value(False),  # noqa: FBT003
        output_field=BooleanField(),
    )
    row = Person.objects.filter(seen, pk=pk).annotate(sees_plan=plan).first()
    if row is None:
        raise Http404
    return Whose(viewer, row, bool(row.sees_plan))
