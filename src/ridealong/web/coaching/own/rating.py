"""How a talk was found by those who were coached: six statements, for their coach as means alone.

A rating is given once a talk was held and can be changed until the month is over. The coach sees
the mean of each statement over five people and more, with its interval, counted up to the end of
the month before: so nothing on the page changes with the rating of one talk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ridealong.coaching.checkins import Answers, Item, Pooled, form, pooled
from ridealong.report.pictures.strip import Scale, draw
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.coaching.models import Rating, Talk
from ridealong.web.coaching.own.checking import value_in
from ridealong.web.coaching.talks.asked import Seen
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Role
from ridealong.web.people.viewer import Viewer

_MOST = 500


@dataclass(frozen=True)
class Mean:
    """One statement, over several people."""

    item: Item
    pooled: Pooled

    @property
    def title(self) -> str:
        """The statement."""
        return _(self.item.text)

    @property
    def now(self) -> str:
        """The mean; empty under five people."""
        return "" if self.pooled.mean is None else f"{self.pooled.mean:.1f}"

    @property
    def interval(self) -> str:
        """Its ends."""
        low, high = self.pooled.low, self.pooled.high
        return "" if low is None or high is None else f"{low:.1f}–{high:.1f}"

    @property
    def needed(self) -> str:
        """What is missing, without how many there are."""
        return _("shown from five people on")

    @property
    def strip(self) -> str:
        """The picture."""
        says = f"{self.title} {self.now or self.needed}"
        p = self.pooled
        return draw(Scale(5.0), p.mean, says, low=p.low, high=p.high)

    @property
    def made(self) -> Sequence[tuple[str, str]]:
        """How it was made."""
        return [
            (_("What"), _("Mean of answers from 1, not at all, to 5, completely; 95 % interval.")),
            (_("Counted"), _("Each person once, up to the end of the month before.")),
            (_("Limits"), _("Single statements of a few people; no norm is known.")),
        ]


def rate(viewer: Viewer, of: Seen, given: Mapping[str, str]) -> Rating | None:
    """Keep how somebody found a talk in which they were coached; None where all was left open.

    Raises:
        PermissionDenied: they were not coached in it.
        ValidationError: it was not held, or an answer is not on the scale.
    """
    if of.own is None:
        raise PermissionDenied
    if of.talk.state != Talk.State.HELD:
        raise refused(_("The talk is not over."), _("Come back once it was held."))
    found = {item.id: value_in(given.get(item.id, "")) for item in form("session").items}
    answers = {id_: value for id_, value in found.items() if value}
    if not answers:
        return None
    with transaction.atomic():
        own = Rating.objects.select_for_update().filter(talk=of.talk, by=viewer.id)
        if own.filter(at__lt=_month(viewer)).exists():
            raise refused(_("The month of this rating is over."), _("It stays as it is."))
        told = {"answers": answers, "at": viewer.now}
        row, _new = Rating.objects.update_or_create(talk=of.talk, by=viewer.person, defaults=told)
        record(viewer.person, "talk.rated", row, about=viewer.person)
    return row


def own_rating(viewer: Viewer, of: Seen) -> Mapping[str, int]:
    """What somebody has answered for a talk."""
    row = Rating.objects.filter(talk=of.talk, by=viewer.id).first()
    return dict(row.answers) if row else {}


def pooled_of(viewer: Viewer) -> Sequence[Mean]:
    """How the talks of a coach are found; none for whoever leads nobody."""
    if not viewer.has(Role.MANAGER, Role.LEADER):
        return ()
    own = Rating.objects.filter(policy.ratings_pooled(viewer), at__lt=_month(viewer))
    rows = own.order_by("-at")
    answers = [Answers(r.at.date(), r.answers, r.by_id) for r in rows[:_MOST]]
    means = pooled(form("session"), answers)
    return [Mean(item, mean) for item, mean in zip(form("session").items, means, strict=True)]


def _month(viewer: Viewer) -> datetime:
    """When the month of today began."""
    now = timezone.localtime(viewer.now)
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
