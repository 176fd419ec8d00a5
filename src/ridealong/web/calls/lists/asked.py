"""From filters to the rows that are asked for, by the way that a database finds them soonest."""

from django.db.models import Exists, OuterRef, Q

from ridealong.analysis.labels import GATES
from ridealong.web.calls.lists.choices import NO_GATE, State
from ridealong.web.calls.lists.filters import Filters, beginning_of, end_of
from ridealong.web.calls.lists.newest import Asked
from ridealong.web.calls.models import Analysis, Call, CallMove
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.jobs.lease import State as Work
from ridealong.web.people import policy
from ridealong.web.people.viewer import Viewer

SELDOM = 5000
"""A move in fewer calls is looked up by itself, one in more calls is met on the way."""


def asked(viewer: Viewer, filters: Filters, *, to_read: bool = False) -> Asked:
    """What a list is made of.

    Args:
        viewer: who looks.
        filters: what it is narrowed to.
        to_read: only calls that the viewer may read; always so where what was said, or what is
            said about it, decides whether a call is in the list.
    """
    heard = filters.of_the_analysis
    read = to_read or heard or bool(filters.q)
    parts = policy.readable_parts(viewer) if read else policy.listed_parts(viewer)
    where = _plain(filters) & _days(filters)
    if heard:
        where &= policy.analysis_open(viewer)
    state, few_by_state = _state(viewer, filters.state)
    move, few_by_move = _move(filters.move)
    few = bool(filters.person or filters.team or filters.customer or few_by_state or few_by_move)
    return Asked(parts, where & state & move, few)


def _plain(filters: Filters) -> Q:
    where = Q()
    if filters.person:
        where &= Q(owner=filters.person.pk)
    if filters.team:
        where &= Q(team=filters.team.pk)
    if filters.customer:
        where &= Q(customer=filters.customer.pk)
    if filters.kind:
        where &= Q(kind=filters.kind)
    if filters.gate:
        where &= Q(gates__in=_with_gate(filters.gate)) & Q(ready_at__isnull=False)
    return where


def _with_gate(gate: str) -> list[int]:
    if gate == NO_GATE:
        return [0]
    bit = 1 << GATES.index(gate)
    return [gates for gates in range(1 << len(GATES)) if gates & bit]


def _days(filters: Filters) -> Q:
    where = Q()
    if filters.since:
        where &= Q(started_at__gte=beginning_of(filters.since))
    if filters.until:
        where &= Q(started_at__lt=end_of(filters.until))
    return where


def _move(move: str) -> tuple[Q, bool]:
    if not move:
        return Q(), False
    rows = CallMove.objects.filter(move=move)
    if rows[: SELDOM + 1].count() > SELDOM:
        return Q(Exists(rows.filter(call=OuterRef("pk")))), False
    return Q(pk__in=rows.values("call")), True


def _state(viewer: Viewer, state: State | None) -> tuple[Q, bool]:
    """What a state means for the viewer, and whether few calls are in it."""
    dead = Q(pk__in=Analysis.objects.filter(state=Work.DEAD).values("pk"))
    match state:
        case State.DEBRIEF:
            mine = Q(owner=viewer.id, kind__in=OF_A_TEAM, held_back=False)
            return mine & Q(ready_at__isnull=False, debrief__isnull=True), False
        case State.READING:
            return Q(ready_at__isnull=True) & ~dead, True
        case State.LATER:
            others = ~Q(owner=viewer.id) & ~Q(coach=viewer.id)
            later = Call.objects.filter(manager_from__gt=viewer.now).values("pk")
            return others & Q(pk__in=later, held_back=False), True
        case State.HELD:
            return Q(held_back=True), True
        case State.FAILED:
            return dead, True
        case None:
            return Q(), False
