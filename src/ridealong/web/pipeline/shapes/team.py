"""The pipelines of a manager's people, each by name; of a leader's teams, those of five and more.

People stand in the order of their names, teams as well; nothing is sorted by a result. A leader
sees sums of teams and no person.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q

from ridealong.process.framework.model import Framework
from ridealong.process.shape import Verdict
from ridealong.report.pictures.stage_bars import Bar, Scale, as_table, axis, draw, small
from ridealong.report.pictures.svg import Table
from ridealong.report.words import _
from ridealong.web.people.leading import nearest_led
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.policy import FEWEST_IN_A_RATE
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.gates.standing import has_half_gate
from ridealong.web.pipeline.models import Deal, Diagnosis, GateEvidence, ShapeWeek
from ridealong.web.pipeline.shapes.kept import Kept
from ridealong.web.pipeline.shapes.load import framework_in_use

type Counts = Mapping[tuple[int, str], tuple[int, int]]
"""By person and stage the deals without and with a half gate."""


@dataclass(frozen=True, slots=True)
class Small:
    """One stage of one row."""

    label: str
    bar: str
    count: int
    half: int


@dataclass(frozen=True, slots=True)
class Row:
    """One person."""

    person: Person
    open: int
    half: int
    stages: Sequence[Small]
    notes: Sequence[str]
    """"Proposal fuller than usual", in the order of the stages."""
    questions: int
    """Diagnoses that nobody has decided on."""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team of a leader."""

    name: str
    people: int
    open: int
    half: int
    axis: str
    """Each team has its own scale: a larger team has more deals, and nothing follows from it."""
    bars: Sequence[tuple[str, str]]
    """Name and drawing of each stage."""
    table: Table


@dataclass(frozen=True)
class TeamPipeline:
    """The people of a manager."""

    viewer: Viewer
    on: date

    @cached_property
    def framework(self) -> Framework:
        """The process in use."""
        return framework_in_use()[0]

    @cached_property
    def people(self) -> Sequence[Person]:
        """The salespeople, by name."""
        teams = nearest_led(self.viewer) if self.viewer.led else frozenset[int]()
        return _salespeople(teams)

    @property
    def led_by_others(self) -> bool:
        """Whether there are teams below, but all with managers of their own."""
        return bool(self.viewer.led) and not self.people

    @cached_property
    def counts(self) -> Counts:
        """Their open deals."""
        return counts_of([p.pk for p in self.people])

    @cached_property
    def rows(self) -> Sequence[Row]:
        """Each of them."""
        bars = {p.pk: self._bars(p) for p in self.people}
        scale = Scale.of([bar for own in bars.values() for bar in own])
        return [self._row(p, bars[p.pk], scale) for p in self.people]

    @property
    def begun(self) -> bool:
        """Whether anybody has an open deal."""
        return bool(self.counts)

    @property
    def halves_known(self) -> bool:
        """Whether any gate is known to be half."""
        return any(half for _both, half in self.counts.values())

    @property
    def known(self) -> bool:
        """Whether "usual" was counted for anybody."""
        return any(kept.usual for kept in self._kept.values())

    @cached_property
    def _kept(self) -> Mapping[tuple[int, str], Kept]:
        return latest_weeks([p.pk for p in self.people])

    def _bars(self, person: Person) -> list[Bar]:
        bars = []
        for stage in self.framework.stages:
            both, half = self.counts.get((person.pk, stage.key), (0, 0))
            usual = self._kept.get((person.pk, stage.key), Kept()).usual
            bars.append(Bar(name=stage.label, both=both, half=half, usual=usual))
        return bars

    def _row(self, person: Person, bars: Sequence[Bar], scale: Scale) -> Row:
        notes = [
            said.format(stage=stage.label)
            for stage in self.framework.stages
            for n in [sum(self.counts.get((person.pk, stage.key), (0, 0)))]
            for said in [_said(self._kept.get((person.pk, stage.key), Kept()), n)]
            if said
        ]
        return Row(
            person=person,
            open=sum(b.count for b in bars),
            half=sum(b.half for b in bars),
            stages=[Small(b.name, small(b, scale), b.count, b.half) for b in bars],
            notes=notes,
            questions=getattr(person, "questions", 0),
        )


@dataclass(frozen=True)
class LeadersPipeline:
    """The teams of a leader: sums of five people and more."""

    viewer: Viewer
    on: date

    @cached_property
    def framework(self) -> Framework:
        """The process in use."""
        return framework_in_use()[0]

    @cached_property
    def teams(self) -> Mapping[str, Sequence[int]]:
        """The salespeople of each team, by its name; each person once."""
        rows = (
            Membership.objects.on(self.on)
            .filter(team__in=sorted(self.viewer.led), leads=False)
            .filter(person__is_active=True, person__role=Role.REP)
            .order_by("person", "-since", "pk")
            .values_list("person_id", "team__name")
        )
        place: dict[int, str] = {}
        for person, team in rows:
            place.setdefault(person, team)
        found: defaultdict[str, list[int]] = defaultdict(list)
        for person, team in place.items():
            found[team].append(person)
        return dict(sorted(found.items(), key=lambda item: item[0].casefold()))

    @property
    def left_out(self) -> Sequence[str]:
        """Teams under five people."""
        return [name for name, own in self.teams.items() if len(own) < FEWEST_IN_A_RATE]

    @cached_property
    def rows(self) -> Sequence[TeamRow]:
        """The others, by name."""
        shown = {n: own for n, own in self.teams.items() if len(own) >= FEWEST_IN_A_RATE}
        counts = counts_of([pk for own in shown.values() for pk in own])
        bars = {name: self._bars(own, counts) for name, own in shown.items()}
        return [
            TeamRow(
                name=name,
                people=len(shown[name]),
                open=sum(b.count for b in own),
                half=sum(b.half for b in own),
                axis=axis(scale),
                bars=[(b.name, draw(b, scale)) for b in own],
                table=as_table(own),
            )
            for name, own in bars.items()
            for scale in [Scale.of(own)]
        ]

    def _bars(self, people: Sequence[int], counts: Counts) -> list[Bar]:
        found = []
        for stage in self.framework.stages:
            own = [counts.get((pk, stage.key), (0, 0)) for pk in people]
            both, half = sum(b for b, _h in own), sum(h for _b, h in own)
            found.append(Bar(name=stage.label, both=both, half=half))
        return found


def counts_of(people: Collection[int]) -> Counts:
    """Open deals by person and stage; halves only of those whose gates anything speaks for."""
    if not people:
        return {}
    spoken_for = Q(Exists(GateEvidence.objects.filter(deal=OuterRef("pk"))))
    rows = list(
        Deal.objects.filter(owner__in=sorted(people), outcome=Deal.Outcome.OPEN)
        .order_by()
        .values_list("owner_id", "stage")
        .annotate(
            n=Count("pk"),
            half=Count("pk", filter=has_half_gate()),
            known=Count("pk", filter=spoken_for),
        )
    )
    known = {owner for owner, _stage, _n, _half, told in rows if told}
    return {
        (owner, stage): (n - half, half) if owner in known else (n, 0)
        for owner, stage, n, half, _told in rows
    }


def latest_weeks(people: Collection[int]) -> Mapping[tuple[int, str], Kept]:
    """What is kept of everybody's stages, of the last week that was looked at."""
    rows = ShapeWeek.objects.filter(person__in=sorted(people))
    newest = rows.order_by("-week").values("week")[:1]
    return {
        (row.person_id, row.stage): Kept.read(row) for row in rows.filter(week=newest).order_by()
    }


def _salespeople(teams: Collection[int]) -> Sequence[Person]:
    """By name, each with how many questions are open about their pipeline."""
    if not teams:
        return []
    places = Membership.objects.now().filter(team__in=sorted(teams), leads=False)
    is_open = Q(diagnoses__state=Diagnosis.State.OPEN)
    rows = Person.objects.filter(pk__in=places.values("person"), is_active=True, role=Role.REP)
    return list(rows.annotate(questions=Count("diagnoses", filter=is_open)).order_by("name", "pk"))


def _said(kept: Kept, n: int) -> str:
    if kept.said == Verdict.FULL:
        return _("{stage} fuller than usual")
    if kept.said == Verdict.EMPTY:
        return _("{stage} emptier than usual")
    if kept.said == Verdict.NOT_RECORDED:
        return _("{stage} not recorded")
    if kept.usual and not kept.usual[0] <= n <= kept.usual[1]:
        above = n > kept.usual[1]
        return (_("{stage} above") if above else _("{stage} below")) + _(
            " the usual, may be chance"
        )
    return ""
