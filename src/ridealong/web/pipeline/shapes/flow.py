"""The view "Flow" of somebody's pipeline: what entered in twelve months, and what became of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ridealong.process.framework.model import Framework, Stage
from ridealong.process.model import Deal, Entry, Pipeline, Seller
from ridealong.process.rates.conversion import Conversion, conversions
from ridealong.process.rates.discount import discounts
from ridealong.process.rates.sources import win_rates_by_source
from ridealong.process.rates.velocity import velocity
from ridealong.process.rates.win import win_rates
from ridealong.process.rates.window import Window
from ridealong.report.pictures import Picture, Table
from ridealong.report.pictures import flow as drawing
from ridealong.report.words import _
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.shapes.facts import (
    Fact,
    by_value_fact,
    discount_fact,
    rate_fact,
    speed_facts,
    undecided_fact,
    won_fact,
)
from ridealong.web.pipeline.shapes.kept import GoOn
from ridealong.web.pipeline.shapes.load import framework_in_use, pipeline_of
from ridealong.web.pipeline.shapes.shares import Made, Share, share_of
from ridealong.web.ui.words import day

MONTHS = 12
MOST_IN_A_TEAM = 40
"""People whose deals are read beside one's own; of a larger team, one's own alone are read."""
_SOURCES = 6
_PROPOSAL = "proposal"
_MADE = (
    (
        _("Formula"),
        _(
            "of the deals that entered a stage in twelve months, the share that goes on from it; "
            "an open deal counts by what its age tells of deals of the team (Aalen and Johansen)"
        ),
    ),
    (
        _("Drawn"),
        _(
            "few deals say little about a person, so their share is drawn toward the team’s, by as "
            "much as the team’s own spread allows (beta-binomial, averaged over what is not known)"
        ),
    ),
    (_("Interval"), _("90 % of the posterior")),
    (_("Norm"), _("none; the comparison is the own past, and the team comes second")),
    (
        _("Limits"),
        _(
            "deals whose stage history nobody kept are not seen; a stage that is skipped is not "
            "entered"
        ),
    ),
    (_("Source"), _("the articles (S2.3, S2.11 in docs/capabilities.md); docs/pipeline.md")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One stage."""

    stage: Stage
    bar: str
    cohort: drawing.Cohort
    share: Share


@dataclass(frozen=True)
class Flow:
    """What entered, and what became of it."""

    viewer: Viewer
    person: Person
    on: date

    @cached_property
    def framework(self) -> Framework:
        """The process in use."""
        return framework_in_use()[0]

    @cached_property
    def pipeline(self) -> Pipeline:
        """Own deals, with those of the team that the shares are drawn to."""
        return pipeline_of(with_peers(self.person, self.on), self.on, self.framework)

    @cached_property
    def window(self) -> Window:
        """Twelve months."""
        return Window.until(self.on)

    @property
    def own(self) -> Sequence[Deal]:
        """The person's deals."""
        me = str(self.person.pk)
        return [d for d in self.pipeline.deals if d.owner == me]

    @property
    def says(self) -> Sequence[str]:
        """Under the name."""
        others = len({d.owner for d in self.pipeline.deals} - {str(self.person.pk)})
        drawn = (
            _("few deals are drawn toward the {n} others in the team").format(n=others)
            if others
            else _("beside the own year before")
        )
        return [_("entered since {day}").format(day=day(self.window.start)), drawn]

    @property
    def made(self) -> Made:
        """How the shares are counted."""
        return _MADE

    @cached_property
    def found(self) -> Sequence[Conversion]:
        """What became of the deals that entered each stage."""
        return conversions(self.pipeline, self.window).of(str(self.person.pk))

    @property
    def rows(self) -> Sequence[Row]:
        """The stages in their order."""
        return [self._row(c) for c in self.found]

    @property
    def table(self) -> Table:
        """The same in figures."""
        return drawing.as_table([row.cohort for row in self.rows])

    @property
    def begun(self) -> bool:
        """Whether anything entered in the twelve months."""
        return any(c.entered for c in self.found)

    @property
    def months(self) -> Sequence[tuple[str, Picture]]:
        """How many entered, month by month: the first stage, the proposal, and what was won."""
        stages = self.framework.stages
        middle = self.framework.stage(_PROPOSAL) or stages[len(stages) // 2]
        shown = list(dict.fromkeys(s.key for s in (stages[0], middle)))
        own = self.own
        found = []
        for key in shown:
            days = [e.on for d in own for e in _first_entries(d) if e.stage == key]
            what = _("{stage}, entered a month").format(stage=self.pipeline.label(key))
            found.append((what, drawing.months(by_month(days, self.on), what)))
        won = [d.closed for d in own if d.won and d.closed]
        what = _("Won a month")
        return [*found, (what, drawing.months(by_month(won, self.on), what))]

    @property
    def facts(self) -> Sequence[Fact]:
        """Win rate, speed and sources."""
        me = str(self.person.pk)
        rate = win_rates(self.pipeline, self.window)[me]
        speed = velocity(self.pipeline, self.window, [me])
        given = discounts(self.pipeline, self.window)
        return [
            won_fact(rate),
            by_value_fact(rate),
            undecided_fact(rate),
            *speed_facts(speed),
            discount_fact(given.sellers[me]),
        ]

    @property
    def sources(self) -> Sequence[Fact]:
        """The win rate by where the leads came from; those with most deals, then by name."""
        found = win_rates_by_source(self.pipeline, self.window, str(self.person.pk))
        most = sorted(found.items(), key=lambda s: (-s[1].closed.n, s[0].casefold()))[:_SOURCES]
        return [rate_fact(name or _("not known"), won) for name, won in most]

    def _row(self, found: Conversion) -> Row:
        stage = self.framework.stage(found.stage)
        assert stage  # noqa: S101  # conversions are of the stages of the framework
        cohort = drawing.Cohort(stage.label, found.went_on, found.open, found.lost)
        return Row(stage, drawing.draw(cohort), cohort, share_of(GoOn.of(found), stage.label))


def by_month(days: Iterable[date], on: date) -> list[drawing.Month]:
    """Counts of twelve calendar months, of which the last runs still.

    >>> [m.count for m in by_month([date(2026, 11, 2)], date(2026, 12, 1))][-2:]
    [1, 0]
    """
    counted = Counter((d.year, d.month) for d in days)
    this = on.year * 12 + on.month - 1
    found = []
    for n in range(this - MONTHS + 1, this + 1):
        year, month = divmod(n, 12)
        name = f"{date(year, month + 1, 1):%b}"
        found.append(drawing.Month(name, counted[year, month + 1], whole=n < this))
    return found


def _first_entries(deal: Deal) -> Iterable[Entry]:
    """Each stage once, when the deal entered it first."""
    seen: set[str] = set()
    for entry in deal.history:
        if entry.stage not in seen:
            seen.add(entry.stage)
            yield entry


def with_peers(person: Person, on: date) -> Sequence[Seller]:
    """The person with the others of the team; alone where it is large, or there is none."""
    own = Membership.objects.on(on).filter(person=person, leads=False).order_by("-since", "-pk")
    team = own.values("team")[:1]
    rows = (
        Membership.objects.on(on)
        .filter(team__in=team, leads=False)
        .filter(person__is_active=True, person__role=Role.REP)
        .order_by("person")
        .values_list("person_id", "person__name", "team_id")[: MOST_IN_A_TEAM + 1]
    )
    found = {pk: Seller(str(pk), name, str(team)) for pk, name, team in rows}
    if person.pk not in found or len(found) > MOST_IN_A_TEAM:
        return [Seller(str(person.pk), person.name)]
    return list(found.values())
