"""The team of a deal follows its owner for as long as the deal is open."""

from django.db.models import F, OuterRef, Q, Subquery

from ridealong.web.people.models import Membership
from ridealong.web.pipeline.models import Deal


def follow_owners() -> int:
    """Put open deals into the team in which their owner is today; says how many moved."""
    now = Membership.objects.now().filter(person=OuterRef("owner"), leads=False)
    team = Subquery(now.order_by("-since").values("team")[:1])
    owned = Deal.objects.filter(outcome=Deal.Outcome.OPEN, owner__isnull=False)
    elsewhere = Q(team__isnull=True) | ~Q(team=F("now"))
    return owned.annotate(now=team).filter(elsewhere, now__isnull=False).update(team=team)
