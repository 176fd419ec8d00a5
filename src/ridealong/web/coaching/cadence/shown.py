"""The page of a team's coaching: does it happen, how mature is it, how do results questions travel.

A manager sees their own teams as they stand; a leader sees groups of five people and more, as the
managers saw them on Monday, and nothing of which one person could be worked out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone

from ridealong.coaching.coverage import FEWEST, share
from ridealong.coaching.maturity import Level, Maturity, Met, TeamFacts, maturity
from ridealong.report.pictures import Picture, strip
from ridealong.report.pictures import coverage as drawing
from ridealong.report.words import _
from ridealong.web.coaching.cadence.counted import (
    ASKED_CUSTOMERS,
    PUSH,
    QUESTIONS,
    RESULTS,
    Coached,
    Place,
    places_in,
)
from ridealong.web.coaching.cadence.words import LEVELS, LIFTS, NAMES, mark_words
from ridealong.web.coaching.coach.programme import of_managers
from ridealong.web.people.leading import nearest_led
from ridealong.web.people.models import Role, Team
from ridealong.web.people.viewer import Viewer

FORTNIGHT = timedelta(days=14)
WEEKS = 12
FEWEST_COACHES = 5
"""With fewer, a share of results questions points at one of them."""
MOST_RESULTS = 0.4
_WHOLE = strip.Scale(1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure with its strip."""

    name: str
    strip: str
    counted: str
    """"14 of 18"; empty: not told."""
    interval: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """One criterion of maturity."""

    name: str
    sign: str
    says: str
    strip: str
    counted: str
    lift: str
    """What would lift it; empty where it is met."""


@dataclass(frozen=True, slots=True)
class Mature:
    """The level, and what it rests on."""

    level: str
    number: int
    levels: Sequence[str]
    sure: bool
    criteria: Sequence[CriterionShown]


@dataclass(frozen=True)
class CoachingPage:
    """What the page shows."""

    viewer: Viewer

    @property
    def for_leader(self) -> bool:
        """Whether it is the leader's, of groups alone."""
        return self.viewer.has(Role.LEADER)

    @cached_property
    def until(self) -> datetime:
        """A leader sees what managers saw on Monday."""
        now = self.viewer.now
        if not self.for_leader:
            return now
        local = timezone.localtime(now)
        monday = local - timedelta(days=local.weekday())
        return monday.replace(hour=0, minute=0, second=0, microsecond=0)

    @cached_property
    def places(self) -> Sequence[Place]:
        """Everybody of whom something is told."""
        if not self.viewer.led:
            return []
        if not self.for_leader:
            return places_in(nearest_led(self.viewer))
        found = places_in(self.viewer.led)
        sizes = {t: sum(p.team == t for p in found) for t in {p.team for p in found}}
        small = [t for t, n in sizes.items() if n < FEWEST]
        if small and sum(sizes[t] for t in small) < FEWEST:
            return [p for p in found if p.team not in small]
        return found

    @cached_property
    def teams(self) -> Mapping[int, str]:
        """Names of the teams, in their order."""
        rows = Team.objects.filter(pk__in={p.team for p in self.places}).order_by("name")
        return dict(rows.values_list("pk", "name"))

    @property
    def enough(self) -> bool:
        """Whether there are people enough to say anything."""
        return len(self.places) >= (FEWEST if self.for_leader else 1)

    @cached_property
    def coached(self) -> Coached:
        """What was done."""
        return Coached(self.places, self.until)

    @cached_property
    def weeks(self) -> Picture:
        """Week by week who had a talk in the 14 days before."""
        weeks = [self._week(self.until - timedelta(weeks=WEEKS - 3 - i)) for i in range(WEEKS - 2)]
        says = _("Week by week, people with a talk in the 14 days before: {told}").format(
            told=", ".join(f"{w.name} {w.counted}" for w in weeks)
        )
        return drawing.draw(weeks, _("People with a talk"), says)

    @property
    def now(self) -> str:
        """How many had a talk in the last 14 days: "14 of 18"."""
        return _of(len(self._coached_before(self.until)), len(self.places))

    @property
    def held(self) -> tuple[int, int]:
        """Planned talks that were held, and others that were noted."""
        return self.coached.held

    @cached_property
    def mature(self) -> Mature:
        """The level of all of them together."""
        found = maturity(self._facts)
        return Mature(
            level=LEVELS[found.level],
            number=int(found.level),
            levels=[LEVELS[level] for level in Level],
            sure=found.sure,
            criteria=[_criterion(met, found) for met in found.criteria],
        )

    @cached_property
    def steps(self) -> Sequence[tuple[str, int]] | None:
        """For a leader how many managers stand at which step; None where that would tell of one."""
        return of_managers(self.viewer, self.until)

    @cached_property
    def by_team(self) -> Sequence[Line]:
        """People with a talk in the last 14 days, in the order of names."""
        had = self._coached_before(self.until)
        rows = []
        for pk, name in self._told_teams():
            own = [p for p in self.places if p.team in pk]
            rows.append(_line(name, sum(p.person in had for p in own), len(own)))
        return rows

    @cached_property
    def cascade(self) -> Sequence[Line]:
        """The share of results questions on each floor; only where enough coaches are pooled."""
        few = _("fewer than {n} coaches").format(n=FEWEST_COACHES)
        coaches, people = self.coached.coaches, {p.person for p in self.places}
        pooled = "" if len(coaches) >= FEWEST_COACHES else few
        several = "" if len(people) >= FEWEST else _("fewer than five people")
        asked = self.coached.asked
        return [
            _share(name, asked(kind, of, {wanted}), asked(kind, of, among), why_not)
            for name, kind, of, wanted, among, why_not in (
                (_("To managers"), "coaching", coaches, RESULTS, QUESTIONS, pooled),
                (_("Managers, to reps"), "coaching", people, RESULTS, QUESTIONS, pooled),
                (_("Reps, to customers: pushed"), "sales", people, PUSH, ASKED_CUSTOMERS, several),
            )
        ]

    @property
    def _facts(self) -> TeamFacts:
        """What is counted; of coaches who have reflected, nothing that would speak of one."""
        facts = self.coached.facts("", self.teams.keys())
        if not self.for_leader:
            return replace(
                facts, coaches=tuple(c for c in facts.coaches if c.person == self.viewer.id)
            )
        return facts if len(facts.coaches) >= FEWEST_COACHES else replace(facts, coaches=())

    def _told_teams(self) -> list[tuple[frozenset[int], str]]:
        """Teams of their own, and for a leader the small ones together."""
        own: list[tuple[frozenset[int], str]] = []
        small: list[int] = []
        for pk, name in self.teams.items():
            size = sum(p.team == pk for p in self.places)
            if self.for_leader and size < FEWEST:
                small.append(pk)
            else:
                own.append((frozenset({pk}), name))
        if small:
            own.append((frozenset(small), ", ".join(self.teams[pk] for pk in small)))
        return own

    def _coached_before(self, end: datetime) -> frozenset[int]:
        return self.coached.coached_between(end - FORTNIGHT, end)

    def _week(self, end: datetime) -> drawing.Week:
        local = timezone.localtime(end)
        counted = share(len(self._coached_before(end)), len(self.places))
        told = _of(counted.part, counted.whole)
        name = f"{local.day} {local:%b}"
        return drawing.Week(name, told, counted.value, counted.low, counted.high)


def _criterion(met: Met, found: Maturity) -> CriterionShown:
    counted = met.counted
    key = met.criterion.key
    value = counted.value
    picture = strip.draw(
        _WHOLE,
        value,
        NAMES[key],
        low=met.low,
        high=met.high,
        beside=(strip.Beside(met.criterion.threshold, met.criterion.threshold, is_norm=True),),
    )
    sign, says = mark_words(met.mark)
    lift = LIFTS[key].format(n=met.more) if met in found.lift else ""
    return CriterionShown(NAMES[key], sign, says, picture, _counted(met), lift)


def _counted(met: Met) -> str:
    value = met.counted.value
    if value is None:
        return _("nothing to count")
    if not met.criterion.adds_up:
        return f"{value:.1f}"
    if met.criterion.most:
        return _("{share} %, at most {most}").format(
            share=round(100 * value), most=round(100 * met.criterion.threshold)
        )
    return _of(round(met.counted.part), round(met.counted.whole))


def _line(name: str, part: int, whole: int) -> Line:
    counted = share(part, whole)
    picture = strip.draw(_WHOLE, counted.value, name, low=counted.low, high=counted.high)
    return Line(name, picture, _of(part, whole), _interval(counted.low, counted.high))


def _share(name: str, part: int, whole: int, why_not: str) -> Line:
    norm = (strip.Beside(MOST_RESULTS, MOST_RESULTS, is_norm=True),)
    if why_not or not whole:
        picture = strip.draw(_WHOLE, None, name, beside=norm)
        return Line(name, picture, "", "", why_not or _("nothing recorded"))
    counted = share(part, whole)
    picture = strip.draw(
        _WHOLE, counted.value, name, low=counted.low, high=counted.high, beside=norm
    )
    told = _("{share} %, {of}").format(share=round(100 * counted.value), of=_of(part, whole))
    return Line(name, picture, told, _interval(counted.low, counted.high))


def _of(part: int, whole: int) -> str:
    return _("{part} of {whole}").format(part=part, whole=whole)


def _interval(low: float, high: float) -> str:
    return f"{100 * low:.0f}–{100 * high:.0f} %"
