"""The desk of a leader: whether calls come in and are looked back on; no word about a person.

Counts of groups of five and more alone, by `coaching.coverage`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ridealong.coaching.coverage import FEWEST, Coverage, Group, Member, Share, coverage, share
from ridealong.report.pictures import Picture, strip
from ridealong.report.pictures import coverage as drawing
from ridealong.report.words import _
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.desk.asking import administrator
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.viewer import Viewer

TEMPLATE = "desk/leader.html"
FORTNIGHT = timedelta(days=14)
WEEKS = 12
_MADE = (
    (
        _("Formula"),
        _("people with a call of their own in the 14 days before ÷ people in the teams"),
    ),
    (_("Counted"), _("salespeople and service agents, in the teams where they are today")),
    (_("Interval"), _("95 %, Wilson; of debriefs by person, whose calls hang together")),
    (_("Left out"), _("teams under five people, also of every sum")),
    (_("Limits"), _("a call that nobody brought in is not counted; more is not better")),
)
_WHOLE = strip.Scale(1.0)


@dataclass(frozen=True, slots=True)
class Row:
    """One group."""

    name: str
    people: int
    with_call: str
    """"5 of 6"."""
    interval: str
    """"50–96 %"."""
    strip: str
    debriefed: str
    """"12 of 30"; empty where fewer than five people have a call."""
    debriefed_interval: str
    debriefed_strip: str


@dataclass(frozen=True, slots=True)
class LeaderDesk:
    """What a leader opens."""

    teams: int
    """With people in them."""
    rows: Sequence[Row]
    total: Row | None
    left_out: Sequence[str]
    weeks: Picture | None
    made: Sequence[tuple[str, str]]
    """How the counts were made."""
    ask: Person | None
    """Whom to ask where there is no team."""
    begun: bool
    """Whether anybody here is in a team that they lead."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Somebody in a team, since when."""

    person: int
    team: str
    since: datetime


def desk(viewer: Viewer) -> LeaderDesk:
    """The leader's desk."""
    places = _places(viewer)
    teams = sorted({p.team for p in places})
    counts = _counts(places, viewer.now)
    members = [Member(p.team, *counts.get(p.person, (0, 0))) for p in places]
    found = coverage(members, teams)
    return LeaderDesk(
        teams=len(teams),
        rows=[_row(g) for g in found.groups],
        total=replace(_row(found.total), name=_("All of these")) if found.total else None,
        left_out=found.left_out,
        weeks=_weeks(places, found, viewer.now),
        made=_MADE,
        ask=None if places else administrator(),
        begun=bool(places),
    )


def _places(viewer: Viewer) -> Sequence[_Place]:
    """Everybody who talks with customers, once, in the teams that the viewer leads."""
    rows = (
        Membership.objects.now()
        .filter(team__in=sorted(viewer.led), leads=False)
        .filter(person__is_active=True, person__role__in=(Role.REP, Role.AGENT))
        .order_by("person", "-since", "pk")
        .values_list("person", "team__name", "since")
    )
    zone = timezone.get_current_timezone()
    places: dict[int, _Place] = {}
    for person, team, since in rows:
        begun = datetime(since.year, since.month, since.day, tzinfo=zone)
        places.setdefault(person, _Place(person, team, begun))
    return list(places.values())


def _counts(places: Sequence[_Place], now: datetime) -> Mapping[int, tuple[int, int]]:
    """For each person the calls of the last 14 days, and those of them with a debrief."""
    debriefed = Count("debrief", filter=Q(debrief__skipped=False))
    rows = (
        Call.objects.filter(owner__in=[p.person for p in places], kind__in=OF_A_TEAM)
        .filter(held_back=False)
        .filter(started_at__gt=now - FORTNIGHT, started_at__lte=now)
        .order_by()
        .values_list("owner")
        .annotate(calls=Count("pk"), debriefed=debriefed)
    )
    return {owner: (calls, debriefed) for owner, calls, debriefed in rows}


def _weeks(places: Sequence[_Place], found: Coverage, now: datetime) -> Picture | None:
    """Week by week who had a call in the 14 days before, of those who were there then."""
    if found.total is None:
        return None
    told = set(found.total.teams)
    own = [p for p in places if p.team in told]
    ends = [now - timedelta(weeks=WEEKS - 1 - i) for i in range(WEEKS)]
    had = _had_a_call([p.person for p in own], ends)
    weeks = [
        _week(end, [had[p.person][i] for p in own if p.since <= end]) for i, end in enumerate(ends)
    ]
    says = _("Week by week, people with a call in the 14 days before: {told}").format(
        told=", ".join(f"{w.name} {w.counted or _('not told')}" for w in weeks)
    )
    return drawing.draw(weeks, _("People with a call"), says)


def _had_a_call(people: Sequence[int], ends: Sequence[datetime]) -> Mapping[int, Sequence[bool]]:
    """For each person whether they had a call in the 14 days before each of these moments."""
    asked = {f"week_{i}": Exists(_calls_before(end)) for i, end in enumerate(ends)}
    rows = Person.objects.filter(pk__in=people).order_by().annotate(**asked)
    return {pk: had for pk, *had in rows.values_list("pk", *asked)}


def _calls_before(end: datetime) -> QuerySet[Call]:
    return Call.objects.filter(
        owner=OuterRef("pk"),
        kind__in=OF_A_TEAM,
        held_back=False,
        started_at__gt=end - FORTNIGHT,
        started_at__lte=end,
    )


def _week(end: datetime, had: Iterable[bool]) -> drawing.Week:
    answers = list(had)
    local = timezone.localtime(end)
    name = f"{local.day} {local:%b}"
    if len(answers) < FEWEST:
        return drawing.Week(name, "")
    counted = share(sum(answers), len(answers))
    return drawing.Week(name, _of(counted), counted.value, counted.low, counted.high)


def _row(group: Group) -> Row:
    name = ", ".join(group.teams)
    debriefed = group.debriefed
    return Row(
        name=name,
        people=group.people,
        with_call=_of(group.with_call),
        interval=_interval(group.with_call),
        strip=_strip(group.with_call, _("{name}: people with a call").format(name=name)),
        debriefed=_of(debriefed) if debriefed else "",
        debriefed_interval=_interval(debriefed) if debriefed else "",
        debriefed_strip=_strip(debriefed, _("{name}: calls with a debrief").format(name=name)),
    )


def _strip(counted: Share | None, name: str) -> str:
    if counted is None:
        return strip.draw(_WHOLE, None, _("{name}, not told").format(name=name))
    says = f"{name}, {_of(counted)}"
    return strip.draw(_WHOLE, counted.value, says, low=counted.low, high=counted.high)


def _of(counted: Share) -> str:
    return _("{part} of {whole}").format(part=counted.part, whole=counted.whole)


def _interval(counted: Share) -> str:
    return f"{100 * counted.low:.0f}–{100 * counted.high:.0f} %"
