"""One's talks: the next by the calendar, then what was, the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce

from ridealong.report.words import _
from ridealong.web.coaching.models import CalendarFeed, Talk
from ridealong.web.coaching.talks.asked import Seen, places_of
from ridealong.web.people import policy
from ridealong.web.people.viewer import Viewer

PAST = 30
AHEAD = 60
_BACK = timedelta(days=400)
LATE_AFTER = timedelta(hours=2)
"""After its end a planned talk is asked about."""
KINDS = {
    "one-to-one": _("Weekly talk"),
    "pipeline": _("Pipeline talk"),
    "deal": _("Talk about a deal"),
    "joint call": _("Joint call"),
    "pre-call": _("Before a call"),
    "post-call": _("After a call"),
    "huddle": _("Huddle"),
    "mound": _("Five minutes"),
    "onboarding": _("Onboarding"),
    "partner": _("Partner talk"),
}
STATES = {
    "planned": _("planned"),
    "running": _("under way"),
    "held": _("held"),
    "missed": _("not held"),
    "moved": _("moved"),
    "cancelled": _("called off"),
}
_SIGNS = {"held": "full", "missed": "empty", "running": "half"}


@dataclass(frozen=True, slots=True)
class Row:
    """A talk in a list."""

    of: Seen

    @property
    def talk(self) -> Talk:
        """The talk."""
        return self.of.talk

    @property
    def names(self) -> Sequence[str]:
        """Everybody in it but the viewer."""
        return [p.name for p in self.of.others]

    @property
    def kind(self) -> str:
        """Which talk."""
        return KINDS[self.talk.kind]

    @property
    def at(self) -> datetime:
        """When it is, or was."""
        return when(self.talk)

    @property
    def state(self) -> str:
        """What became of it."""
        return STATES[self.talk.state]

    @property
    def sign(self) -> str:
        """The shape beside the word."""
        return _SIGNS.get(self.talk.state, "unknown")

    @property
    def open_question(self) -> bool:
        """Whether its hour is over, and nobody has said what became of it."""
        return is_late(self.talk, self.of.viewer.now)

    @property
    def coaches(self) -> bool:
        """Whether the viewer is its coach, or the second one."""
        return self.of.own is None


@dataclass(frozen=True, slots=True)
class Talks:
    """The page."""

    running: Sequence[Row]
    unsaid: Sequence[Row]
    """Their hour is over, and nobody has said whether they were held."""
    next: Sequence[Row]
    past: Sequence[Row]
    older: str
    """Where the next page begins; empty: it is the last one."""
    feed: CalendarFeed | None


def talks(viewer: Viewer, before: str = "") -> Talks:
    """The viewer's talks.

    Args:
        viewer: whose.
        before: only what was before this key of `older`.
    """
    past, older = _past(viewer, before)
    late, coming = ([], []) if before else _planned(viewer)
    return Talks(
        running=[] if before else _rows(viewer, Q(state=Talk.State.RUNNING)),
        unsaid=late,
        next=coming,
        past=past,
        older=older,
        feed=CalendarFeed.objects.filter(person=viewer.id).first(),
    )


def next_of(viewer: Viewer) -> Sequence[Row]:
    """The viewer's planned talks from now on, the next first; one query."""
    soon = Q(state=Talk.State.PLANNED, planned_at__gte=viewer.now - LATE_AFTER)
    running = Q(state=Talk.State.RUNNING)
    return sorted(_rows(viewer, soon | running), key=_by_time)


def when(talk: Talk) -> datetime:
    """When a talk is, or was."""
    return talk.started_at or talk.planned_at or talk.made_at


def is_late(talk: Talk, now: datetime) -> bool:
    """Whether its hour is over, and nobody has said what became of it."""
    if talk.state != Talk.State.PLANNED or talk.planned_at is None:
        return False
    return talk.planned_at + timedelta(minutes=talk.minutes) + LATE_AFTER < now


def _planned(viewer: Viewer) -> tuple[list[Row], list[Row]]:
    """Those of which it is to be said what became of them, and those that come."""
    span = Q(planned_at__gt=viewer.now - _BACK, planned_at__lt=viewer.now + _BACK)
    rows = sorted(_rows(viewer, Q(state=Talk.State.PLANNED) & span), key=_by_time)
    late = [row for row in rows if row.open_question]
    return late, [r for r in rows if not r.open_question][:AHEAD]


def _past(viewer: Viewer, before: str) -> tuple[list[Row], str]:
    done = Q(state__in=(Talk.State.HELD, Talk.State.MISSED))
    rows = Talk.objects.filter(policy.talks_seen(viewer)).filter(done)
    timed = rows.annotate(when=Coalesce("started_at", "planned_at", "made_at"))
    if key := _key(before):
        timed = timed.filter(Q(when__lt=key[0]) | Q(when=key[0], pk__lt=key[1]))
    found = list(timed.order_by("-when", "-pk").values_list("pk", "when")[: PAST + 1])
    shown = [pk for pk, _at in found[:PAST]]
    past = sorted(_rows(viewer, Q(pk__in=shown)), key=lambda r: shown.index(r.talk.pk))
    more = len(found) > PAST
    last = found[PAST - 1] if more else None
    return past, f"{last[1].isoformat()}_{last[0]}" if last else ""


def _key(before: str) -> tuple[datetime, int] | None:
    """Where a page begins; None for what is no key, which begins at the beginning."""
    at, _sep, pk = before.rpartition("_")
    try:
        found = datetime.fromisoformat(at), int(pk)
    except ValueError:
        return None
    return found if found[0].tzinfo and 0 <= found[1] < 1 << 63 else None


def _rows(viewer: Viewer, of: Q) -> list[Row]:
    return [Row(one) for one in places_of(viewer, of)]


def _by_time(row: Row) -> tuple[datetime, int]:
    return row.at, row.talk.pk
