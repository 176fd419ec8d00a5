"""When a deal entered which stage: by changes, snapshots or columns; since when that is kept."""

from datetime import date
from functools import cached_property

from ridealong.process.model import Entry, Outcome
from ridealong.process.sheets.gathered import Gathered, day_of
from ridealong.process.sheets.model import Record
from ridealong.process.sheets.stages import Stages, said_stage
from ridealong.process.sheets.words import folded

Said = list[tuple[date, str]]
"""Days and stages as a sheet says them, oldest first."""


class Histories:
    """The histories of all deals of an export."""

    def __init__(self, gathered: Gathered, stages: Stages) -> None:
        self._changes = gathered.changes
        self._snapshots = gathered.snapshots
        self._stages = stages
        self.kept_from = _day(gathered.changes.first)
        """The first change in any sheet of changes."""
        self.snapped_from = _day(gathered.snapshots.first)
        self.snapped_to = _day(gathered.snapshots.last)
        lasts = [second for second in (gathered.changes.last, gathered.snapshots.last) if second]
        self.last = _day(max(lasts, default=None))
        """The last day of which changes or snapshots speak."""

    def of(
        self, key: str, record: Record, outcome: Outcome
    ) -> tuple[tuple[Entry, ...], date | None, date | None]:
        """The open stages that it entered, when it ended, and from when on changes were kept."""
        said, seen_from = self._said(key, record, outcome)
        pipeline = record.text("pipeline")
        entries: list[Entry] = []
        ended = None
        for on, label in said:
            stage = self._stages.find(label, pipeline)
            stage.used = True
            ended = on if stage.ends else None
            if stage.ends is None and (not entries or entries[-1].stage != stage.key):
                entries.append(Entry(stage.key, on))
        return tuple(entries), ended, seen_from

    def is_gone(self, record: Record) -> bool:
        """Whether it is missing in the last snapshot."""
        seen = record.day("snapshot")
        return bool(seen and self.snapped_to and seen < self.snapped_to)

    def _said(self, key: str, record: Record, outcome: Outcome) -> tuple[Said, date | None]:
        if key in self._snapshots.of and key not in self._changes.of:
            return self._snapped(key, record)
        path = self._changes.path(key)
        if not path and self._changes.of and (name := record.text("name")):
            path = self._changes.path(f"name:{folded(name)}")
        said = [(day_of(second), label) for second, label in path]
        created, seen_from = record.day("created"), None
        if self.kept_from and created and created < self.kept_from:
            seen_from = self.kept_from
        elif self.kept_from and created:
            said = self._from_start(key, record, said, outcome)
        return said or _by_columns(record), seen_from

    def _from_start(self, key: str, record: Record, said: Said, outcome: Outcome) -> Said:
        """Where changes were kept since it was created, its first stage began then."""
        created = record.day("created")
        before = self._changes.before.get(key)
        if created and said and before and created <= said[0][0]:
            return [(created, before[1]), *said]
        if created and not said and outcome is Outcome.OPEN and (stage := said_stage(record)):
            return [(created, stage)]
        return said

    def _snapped(self, key: str, record: Record) -> tuple[Said, date | None]:
        """Entries by snapshots; what was there at the first of them came from before."""
        said = [(day_of(second), label) for second, label in self._snapshots.path(key)]
        created, since = record.day("created"), record.day("stage_since")
        before = said[-2][0] if len(said) > 1 else date.min
        if since and before < since <= said[-1][0]:
            said[-1] = (since, said[-1][1])
        first = day_of(min(self._snapshots.of[key]) >> 16)
        if first == self.snapped_from and (created is None or created < first):
            return said, first
        if created and said and self._day_before(first) < created < said[0][0]:
            said[0] = (created, said[0][1])
        return said, None

    def _day_before(self, day: date) -> date:
        """The snapshot before a day."""
        return max((other for other in self._days if other < day), default=date.min)

    @cached_property
    def _days(self) -> list[date]:
        seconds = {code >> 16 for codes in self._snapshots.of.values() for code in codes}
        return sorted(day_of(second) for second in seconds)


def _day(second: int | None) -> date | None:
    return None if second is None else day_of(second)


def _by_columns(record: Record) -> Said:
    """Entries by columns: when it entered which stage, and since when it is where it is."""
    said = [
        (on, field.removeprefix("entered "))
        for field in record.values
        if field.startswith("entered ") and (on := record.day(field))
    ]
    since, stage = record.day("stage_since"), said_stage(record)
    if since and stage and not any(folded(label) == folded(stage) for _, label in said):
        said.append((since, stage))
    return sorted(said)
