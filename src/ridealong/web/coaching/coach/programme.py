"""The programme of a coach as pages show it: one's own steps; for a leader how many stand where."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse

from ridealong.coaching.audit_of_coach import Counted
from ridealong.coaching.programme_of_coach import Criterion, standing, where_they_stand
from ridealong.report.words import _
from ridealong.web.coaching.coach.counted import Coaching
from ridealong.web.coaching.models import StepReached
from ridealong.web.people.models import Membership, Role
from ridealong.web.people.viewer import Viewer
from ridealong.web.ui.words import day

_COUNTS = {
    "readiness": _("answered within half a year"),
    "hours": _("written down"),
    "weeks": _("weeks with a talk, of everybody together"),
    "joint": _("people with whom you went to a call, in twelve weeks"),
    "on_a_call": _("planned talks that rest on a call"),
    "asking": _("recorded talks in which you asked at least as often as you told"),
    "results": _("recorded talks in which at most 40 % of questions were for results"),
    "act": _("planned talks that ended in something agreed"),
    "reviewed": _("talks that looked at what was due"),
    "believing": _("written down"),
    "shown": _("in the last sixteen weeks"),
}


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step."""

    id: str
    number: int
    name: str
    do: str
    where: str
    reached: bool
    next: bool
    by_hand: bool
    """It was their own word, and can be taken back."""
    since: str
    counted: str
    """"3 of 8 planned talks that rest on a call"."""
    enough: str
    """"enough: half, from 4 on"."""


@dataclass(frozen=True)
class Steps:
    """One's own programme."""

    own: Coaching

    @cached_property
    def steps(self) -> Sequence[StepShown]:
        """In their order."""
        rows = []
        for number, one in enumerate(standing(self.own.figures, self.own.reached.keys()), 1):
            kept, criterion = self.own.reached.get(one.step.id), one.step.criterion
            rows.append(
                StepShown(
                    id=one.step.id,
                    number=number,
                    name=_(one.step.name),
                    do=_(one.step.do),
                    where=reverse(one.step.where),
                    reached=one.reached,
                    next=one.next,
                    by_hand=bool(kept and kept.by_hand),
                    since=day(kept.at) if kept else "",
                    counted=_counted(criterion, one.counted) if criterion else "",
                    enough=_enough(criterion.share, criterion.fewest) if criterion else "",
                )
            )
        return rows

    @property
    def reached(self) -> int:
        """How many are reached."""
        return sum(s.reached for s in self.steps)


def of_managers(viewer: Viewer, until: datetime) -> Sequence[tuple[str, int]] | None:
    """How many of the managers below a leader stand at which step, as it was at a moment.

    None where they are fewer than five, or all at the same step: a count would speak of persons.
    """
    if not viewer.has(Role.LEADER):
        return None
    leading = Membership.objects.now().filter(
        team__in=sorted(viewer.led), leads=True, person__role=Role.MANAGER, person__is_active=True
    )
    reached: defaultdict[int, set[str]] = defaultdict(set)
    managers = set(leading.values_list("person", flat=True))
    rows = StepReached.objects.filter(person__in=managers, at__lte=until)
    for person, step in rows.values_list("person", "step"):
        reached[person].add(step)
    found = where_they_stand([reached[pk] for pk in sorted(managers)])
    if found is None:
        return None
    return [(_(step.name) if step else _("All steps reached"), n) for step, n in found]


def _counted(criterion: Criterion, counted: Counted | None) -> str:
    if counted is None or not counted.whole:
        return _("nothing to count yet")
    what = _COUNTS[criterion.what]
    if criterion.fewest == 1:
        return what if counted.part else _("not yet")
    return _("{k} of {n} {what}").format(k=counted.part, n=counted.whole, what=what)


def _enough(share: float, fewest: int) -> str:
    if fewest == 1:
        return ""
    return _("enough: {share} %, from {n} on").format(share=round(100 * share), n=fewest)
