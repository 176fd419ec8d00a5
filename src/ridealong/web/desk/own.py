"""What one's own desk is made of: the debrief that is due, two points, a trend, moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ridealong.coaching.behaviours import followed
from ridealong.coaching.trend import Trend
from ridealong.conversation import Kind
from ridealong.report.talk import Talk
from ridealong.report.trends import Row, Told, row, told
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.calls.page.moment import Moment, shown_to
from ridealong.web.coaching.measures import own_trends
from ridealong.web.coaching.models import VoiceNote
from ridealong.web.coaching.plans.pages import first_open
from ridealong.web.coaching.plans.told import Told as TookOn
from ridealong.web.coaching.talks.lists import Row as TalkRow
from ridealong.web.coaching.talks.lists import next_of
from ridealong.web.people import policy
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer
from ridealong.web.ui.words import day

DUE_FOR = timedelta(days=14)
"""After that nobody remembers enough for a debrief."""
_LISTED = 6
_MOMENTS = 3


@dataclass(frozen=True, slots=True)
class Due:
    """Calls that wait for their debrief."""

    call: Call
    """The oldest, to be looked back on right here."""
    later: Sequence[Call]
    """Those after it, a few of them."""
    companions: Sequence[Person]
    """Who may be there when it is looked back on."""
    voice_note: VoiceNote | None
    """What was said of it already, without the sound."""


@dataclass(frozen=True, slots=True)
class Points:
    """The points of the latest call that was looked back on."""

    call: Call
    talk: Talk


@dataclass(frozen=True, slots=True)
class OwnDesk:
    """The desk of somebody who talks with customers."""

    serves: bool
    """Whether they hold service calls."""
    due: Due | None
    points: Points | None
    trend: Told | None
    """Of the first behaviour of which something can be said."""
    other_trends: Sequence[Row]
    moments: Sequence[Moment]
    begun: bool
    """Whether there is any call of theirs."""
    took_on: TookOn | None
    """What they took on and is due first."""
    next_talk: TalkRow | None
    """The next that is planned with them, or is under way."""


def own_desk(viewer: Viewer, kind: Kind) -> OwnDesk:
    """The viewer's own desk.

    Args:
        viewer: whose it is.
        kind: which conversations they hold; decides which behaviours are followed.
    """
    due_, points = due(viewer), latest_points(viewer)
    begun = bool(due_ or points) or Call.objects.filter(policy.listed(viewer)).exists()
    trends = _trends(viewer, kind) if begun else []
    return OwnDesk(
        serves=kind is Kind.SERVICE,
        due=due_,
        points=points,
        trend=told(trends[0], day) if trends else None,
        other_trends=[row(t) for t in trends[1:]],
        moments=[m for m in shown_to(viewer, None, _MOMENTS) if m.lines],
        begun=begun,
        took_on=first_open(viewer),
        next_talk=next((row for row in next_of(viewer) if row.of.own), None),
    )


def due(viewer: Viewer) -> Due | None:
    """The viewer's calls of the last 14 days without a debrief, the oldest first."""
    waiting = (
        Call.objects.filter(owner=viewer.id, kind__in=OF_A_TEAM, held_back=False)
        .filter(started_at__gte=viewer.now - DUE_FOR, debrief__isnull=True)
        .select_related("customer")
        .order_by("started_at", "pk")
    )
    calls = list(waiting[:_LISTED])
    if not calls:
        return None
    there = Person.objects.filter(policy.looks_back_with(viewer, calls[0])).order_by("name")
    note = VoiceNote.objects.filter(call=calls[0], by=viewer.id).defer("sound").first()
    return Due(calls[0], calls[1:], list(there), note)


def latest_points(viewer: Viewer) -> Points | None:
    """The points of the viewer's latest call whose analysis is open to them."""
    call = (
        Call.objects.filter(policy.analysis_open(viewer), owner=viewer.id, kind__in=OF_A_TEAM)
        .filter(held_back=False, ready_at__isnull=False)
        .select_related("analysis", "transcript", "debrief")
        .order_by("-started_at", "-pk")
        .first()
    )
    if call is None or not policy.sees_analysis(viewer, call, call.debrief):
        return None
    return Points(call, Talk(stored.unpack(call.analysis.packed, call.transcript.conversation())))


def _trends(viewer: Viewer, kind: Kind) -> list[Trend]:
    """In their fixed order, those first of which something can be said."""
    return sorted(own_trends(viewer, followed(kind)), key=lambda t: t.change is None)
