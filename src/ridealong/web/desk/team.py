"""A manager's team: who is in it, what may be known of each, in the order of their names."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ridealong.coaching.behaviours import Behaviour, followed
from ridealong.coaching.next_talks import RECENT, Facts
from ridealong.coaching.trend import Trend
from ridealong.conversation import Kind
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.coaching.measures import trends_of
from ridealong.web.desk.pipeline import Finding, findings
from ridealong.web.people import policy
from ridealong.web.people.leading import nearest_led
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Held:
    """A call of the last 14 days, or one that waits for consent; not a word of it."""

    pk: int
    owner: int
    title: str
    started_at: datetime
    added_at: datetime
    reaches_at: datetime | None
    """From when the manager may read it; None before it is analysed."""
    held_back: bool
    debriefed: bool

    def readable(self, now: datetime) -> bool:
        """Whether the manager may read it."""
        return not self.held_back and self.reaches_at is not None and self.reaches_at <= now


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the team."""

    person: Person
    last_call_at: datetime | None
    calls: Sequence[Held]
    """Of the last 14 days, the newest first."""
    trends: Sequence[Trend]

    @property
    def open_calls(self) -> Sequence[Held]:
        """Those of which there can be a debrief: nobody looks back on what is held back."""
        return [c for c in self.calls if not c.held_back]

    @property
    def debriefed(self) -> int:
        """Of these, with a debrief."""
        return sum(c.debriefed for c in self.open_calls)

    @property
    def shown(self) -> Trend | None:
        """The first behaviour of which something can be said, else the first."""
        told = (t for t in self.trends if t.change)
        return next(told, self.trends[0] if self.trends else None)


@dataclass(frozen=True)
class Team:
    """Everybody whom a manager leads, but for those who have a nearer manager."""

    viewer: Viewer

    @cached_property
    def teams(self) -> frozenset[int]:
        """Ids of the teams."""
        return nearest_led(self.viewer) if self.viewer.led else frozenset()

    @property
    def led_by_others(self) -> bool:
        """Whether there are teams below, all with managers of their own."""
        return bool(self.viewer.led - self.teams) and not self.members

    @cached_property
    def members(self) -> Sequence[Member]:
        """In the order of names."""
        people = _people(self.teams)
        behaviours = {p.pk: _followed(p) for p, _last in people}
        trends = trends_of(behaviours, self.viewer.led, self.viewer.now) if people else {}
        calls: defaultdict[int, list[Held]] = defaultdict(list)
        for call in self._held:
            if call.started_at >= self.viewer.now - RECENT:
                calls[call.owner].append(call)
        return [Member(p, last, calls[p.pk], trends[p.pk]) for p, last in people]

    @property
    def begun(self) -> bool:
        """Whether anybody of the team has a call, or their pipeline asks something."""
        return any(m.last_call_at for m in self.members) or bool(self.findings)

    @property
    def waiting_for_consent(self) -> Sequence[Held]:
        """Calls that nobody reads yet, the longest waiting first."""
        return sorted((c for c in self._held if c.held_back), key=lambda c: c.added_at)

    @property
    def still_theirs(self) -> Sequence[Held]:
        """Calls whose owners see them alone for some hours yet, the next to come first."""
        now = self.viewer.now
        later = [
            (c.reaches_at, c.pk, c)
            for c in self._held
            if not c.held_back and c.reaches_at is not None and c.reaches_at > now
        ]
        return [c for _at, _pk, c in sorted(later)]

    @property
    def facts(self) -> Sequence[Facts]:
        """What the rule of the next talks looks at."""
        opened = self._opened
        waiting: defaultdict[int, list[Held]] = defaultdict(list)
        for call in self.waiting_for_consent:
            waiting[call.owner].append(call)
        return [self._facts(m, waiting[m.person.pk], opened) for m in self.members]

    @cached_property
    def findings(self) -> Mapping[int, Sequence[Finding]]:
        """What the pipelines of the team ask, by person."""
        return findings(self.viewer, [m.person.pk for m in self.members])

    def unread(self, person: int) -> Sequence[Held]:
        """Calls that have reached the manager and were not opened, the longest waiting first."""
        own = next((m.calls for m in self.members if m.person.pk == person), ())
        return [
            c for c in reversed(own) if c.readable(self.viewer.now) and c.pk not in self._opened
        ]

    def _facts(self, member: Member, waiting: Sequence[Held], opened: frozenset[int]) -> Facts:
        reached = [c for c in member.calls if c.readable(self.viewer.now)]
        return Facts(
            person=member.person.pk,
            name=member.person.name,
            trends=tuple(member.trends),
            calls=len(member.open_calls),
            debriefed=member.debriefed,
            readable=len(reached),
            opened=sum(c.pk in opened for c in reached),
            reached_at=min((c.reaches_at for c in reached if c.reaches_at), default=None),
            consent_since=waiting[0].added_at if waiting else None,
            consent_calls=len(waiting),
            first_call_at=min((c.started_at for c in member.open_calls), default=None),
            pipeline_since=next((f.since for f in self.findings.get(member.person.pk, ())), None),
        )

    @cached_property
    def _held(self) -> Sequence[Held]:
        recent = Q(started_at__gte=self.viewer.now - RECENT) | Q(held_back=True)
        rows = (
            Call.objects.filter(policy.listed(self.viewer), recent)
            .filter(team__in=sorted(self.teams), owner__isnull=False, kind__in=OF_A_TEAM)
            .order_by("-started_at", "-pk")
            .values_list(
                "pk",
                "owner",
                "title",
                "started_at",
                "added_at",
                "manager_from",
                "held_back",
                "debrief__skipped",
            )
        )
        return [Held(*row[:7], debriefed=row[7] is False) for row in rows]

    @cached_property
    def _opened(self) -> frozenset[int]:
        """The calls that the manager has opened lately, by the record."""
        entries = Entry.objects.filter(
            actor_id=self.viewer.id, action="call.seen", at__gte=self.viewer.now - 2 * RECENT
        )
        things = entries.values_list("thing", flat=True)
        return frozenset(int(t.removeprefix("call ")) for t in things if t.startswith("call "))


def _people(teams: Collection[int]) -> list[tuple[Person, datetime | None]]:
    """Everybody in some teams who talks with customers."""
    if not teams:
        return []
    rows = (
        _memberships(teams)
        .annotate(last_call_at=Subquery(_last_call()))
        .select_related("person")
        .order_by("person__name", "person_id")
    )
    found = {row.person_id: (row.person, row.last_call_at) for row in rows}
    return list(found.values())


def _memberships(teams: Collection[int]) -> QuerySet[Membership]:
    return Membership.objects.now().filter(
        team__in=sorted(teams),
        leads=False,
        person__is_active=True,
        person__role__in=(Role.REP, Role.AGENT),
    )


def _last_call() -> QuerySet[Call, datetime]:
    own = Call.objects.filter(owner=OuterRef("person"), kind__in=OF_A_TEAM)
    return own.order_by("-started_at").values_list("started_at", flat=True)[:1]


def _followed(person: Person) -> Sequence[Behaviour]:
    return followed(Kind.SERVICE if person.role == Role.AGENT else Kind.SALES)


def by_person(team: Team) -> Mapping[int, Member]:
    """The members by the person's id."""
    return {m.person.pk: m for m in team.members}
