"""What the page of a person's commitments and the page of one are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from ridealong.coaching.commitments import MOST, followable
from ridealong.web.coaching.models import Commitment
from ridealong.web.coaching.plans.following import Followed, follow, follows
from ridealong.web.coaching.plans.moments import moments_of
from ridealong.web.coaching.plans.seen import Whose, small
from ridealong.web.coaching.plans.told import Told
from ridealong.web.people import policy
from ridealong.web.people.viewer import Viewer

_CLOSED = 20


@dataclass(frozen=True)
class Plan:
    """What somebody took on."""

    whose: Whose
    open: Sequence[Told]
    closed: Sequence[Told]
    """The latest, without their figures."""

    @property
    def room(self) -> bool:
        """Whether one more can be agreed on."""
        return self.whose.agrees and len(self.open) < MOST


def plan_of(whose: Whose) -> Plan:
    """The page of a person; at most six queries."""
    seen = Commitment.objects.filter(policy.commitments_seen(whose.viewer), person=whose.person)
    rows = seen.select_related("person", "talk__coach", "reviewed_in").order_by("-made_at", "-pk")
    newest = list(rows[: _CLOSED + MOST])
    open_ = sorted((r for r in newest if r.state == "open"), key=lambda r: (r.made_at, r.pk))
    followed = [follow(whose.viewer, row) for row in open_]
    moments = moments_of(whose.viewer, followed)
    return Plan(
        whose,
        [Told(whose.viewer, f, moments.get(f.row.pk, ())) for f in followed],
        [_without_figures(whose.viewer, row) for row in newest if row.state != "open"],
    )


def _without_figures(viewer: Viewer, row: Commitment) -> Told:
    return Told(viewer, Followed(row, followable(follows(row))))


def one(viewer: Viewer, pk: int) -> Commitment:
    """A commitment that the viewer sees.

    Raises:
        Http404: it is not there for them.
    """
    rows = Commitment.objects.filter(policy.commitments_seen(viewer), pk=small(pk))
    found = rows.select_related("person", "talk__coach", "reviewed_in", "made_by").first()
    if found is None:
        raise Http404
    return found


def told(viewer: Viewer, row: Commitment) -> Told:
    """One with its moments."""
    followed = follow(viewer, row)
    return Told(viewer, followed, moments_of(viewer, [followed]).get(row.pk, ()))


def first_open(viewer: Viewer) -> Told | None:
    """The viewer's own that is due first, for their desk; at most three queries."""
    rows = Commitment.objects.filter(person=viewer.id, state=Commitment.State.OPEN)
    row = rows.select_related("person").order_by("by_on", "pk").first()
    return Told(viewer, follow(viewer, row)) if row else None
