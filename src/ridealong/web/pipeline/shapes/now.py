"""The view "Now" of somebody's pipeline: where their open deals stand, beside what is usual."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ridealong.process.framework.model import Stage
from ridealong.report.pictures.stage_bars import Bar, Scale, as_table, axis, draw
from ridealong.report.pictures.svg import Table
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import ShapeWeek
from ridealong.web.pipeline.shapes import told
from ridealong.web.pipeline.shapes.kept import Kept
from ridealong.web.pipeline.shapes.shares import Made, Share, share_of
from ridealong.web.pipeline.shapes.standing import Standing


@dataclass(frozen=True, slots=True)
class Row:
    """One stage."""

    stage: Stage
    bar: str
    count: int
    note: str
    """"fuller than usual, two weeks running"; empty where nothing is said."""
    share: Share
    days: str
    """"34"; empty where nothing went on."""
    made: Made
    """How count, bands and share were made."""


@dataclass(frozen=True)
class Now:
    """Everything that the view shows of stages; half gates and questions stand beside."""

    viewer: Viewer
    person: Person
    on: date

    @cached_property
    def standing(self) -> Standing:
        """The open deals."""
        return Standing(self.viewer, self.person, self.on)

    @cached_property
    def _weeks(self) -> Mapping[str, tuple[ShapeWeek, Kept]]:
        """The latest week that was looked at, by stage."""
        own = ShapeWeek.objects.filter(person=self.person).order_by("-week")
        rows = ShapeWeek.objects.filter(person=self.person, week=own.values("week")[:1])
        return {row.stage: (row, Kept.read(row)) for row in rows}

    @property
    def counted_on(self) -> date | None:
        """The week in which "usual" was counted last; None before the first time."""
        return max((row.week for row, _kept in self._weeks.values()), default=None)

    @property
    def others(self) -> int:
        """How many others of the team the line rests on."""
        return max((kept.others for _row, kept in self._weeks.values()), default=0)

    @cached_property
    def bars(self) -> Sequence[Bar]:
        """The stages as they are drawn."""
        return [self._bar(stage) for stage in self.standing.framework.stages]

    @cached_property
    def scale(self) -> Scale:
        """One for all stages."""
        return Scale.of(self.bars)

    @property
    def axis(self) -> str:
        """The names of its lines."""
        return axis(self.scale)

    @property
    def rows(self) -> Sequence[Row]:
        """The stages in their order."""
        stages = self.standing.framework.stages
        return [self._row(stage, bar) for stage, bar in zip(stages, self.bars, strict=True)]

    @property
    def table(self) -> Table:
        """The same in figures."""
        return as_table(self.bars)

    @property
    def begun(self) -> bool:
        """Whether the weeks know of deals, though none may be open today."""
        return any(row.observed for row, _kept in self._weeks.values())

    @property
    def has_usual(self) -> bool:
        """Whether the own past is known in any stage."""
        return any(bar.usual for bar in self.bars)

    @property
    def has_team(self) -> bool:
        """Whether the line of the team is drawn in any stage."""
        return any(bar.team for bar in self.bars)

    @property
    def says(self) -> Sequence[str]:
        """Under the name: how many are open, and beside what they are seen."""
        others = self.others if self.has_team else 0
        return told.under_the_name(len(self.standing.deals), others, usual=self.has_usual)

    @property
    def elsewhere(self) -> str:
        """Deals in stages that the process does not know."""
        return told.elsewhere(self.standing.elsewhere)

    @property
    def caption(self) -> str:
        """What may and may not be concluded from the picture."""
        counted = self.counted_on is not None
        return told.caption(counted=counted, usual=self.has_usual, team=self.has_team)

    @property
    def made(self) -> Made:
        """How the whole picture is counted."""
        return told.made(self.counted_on)

    def kept(self, stage: str) -> Kept:
        """What is kept of a stage; an empty one before the first week."""
        found = self._weeks.get(stage)
        return found[1] if found else Kept()

    def _bar(self, stage: Stage) -> Bar:
        both, half = self.standing.by_stage.get(stage.key, (0, 0))
        kept = self.kept(stage.key)
        return Bar(
            name=stage.label,
            both=both,
            half=half,
            usual=kept.usual,
            team=kept.team,
            note=told.note(kept, both + half),
        )

    def _row(self, stage: Stage, bar: Bar) -> Row:
        kept = self.kept(stage.key)
        share = share_of(kept.go_on, stage.label)
        return Row(
            stage=stage,
            bar=draw(bar, self.scale),
            count=bar.count,
            note=" ".join(bar.note),
            share=share,
            days="" if kept.half_days is None else f"{kept.half_days:.0f}",
            made=(*told.counted(kept, bar), *share.made),
        )
