"""Sheets that say what ids of the CRM stand for: its people, and its stages."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ridealong.process.model import Outcome
from ridealong.process.sheets import Record
from ridealong.web.people.models import Alias
from ridealong.web.pipeline.incoming import remembered
from ridealong.web.pipeline.incoming.context import Context, id_of, line, no_id
from ridealong.web.pipeline.incoming.giving import give_all
from ridealong.web.pipeline.incoming.merging import Merged
from ridealong.web.pipeline.incoming.owners import Owners, alias_of

_NAME = 120


@dataclass
class PeopleLoader:
    """Takes the people of a CRM: whoever is known here by address or name is known by id then."""

    context: Context
    names: dict[str, str] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)

    def stage(self, records: Iterator[Record]) -> None:
        """Find who of us they are."""
        for record in records:
            label = id_of(record) or record.text("email") or record.text("name")
            if not label:
                no_id(self.context, record)
                continue
            name = record.text("name") or record.text("email") or label
            self.names[label] = line(name, _NAME)
            owners = self.context.owners
            person = owners.person(label, record.text("email"), record.text("name"))
            if person is not None:
                self.found[label] = person

    def merge(self) -> Merged:
        """Remember them, and give them what is nobody's yet."""
        before = remembered.known(remembered.PEOPLE)
        known = set(Alias.objects.filter(kind=Alias.Kind.PROVIDER).values_list("value", flat=True))
        fresh = {label: p for label, p in self.found.items() if alias_of(label) not in known}
        Alias.objects.bulk_create(
            [
                Alias(kind=Alias.Kind.PROVIDER, value=alias_of(label), person_id=person)
                for label, person in fresh.items()
            ],
            ignore_conflicts=True,
        )
        remembered.remember(remembered.PEOPLE, self.names, self.context.by)
        give_all(Owners.now(), self.found)
        new = sum(label not in before for label in self.names)
        changed = sum(label in before and before[label] != n for label, n in self.names.items())
        return Merged(new, changed)

    def close(self) -> None:
        """Nothing was laid out."""


@dataclass
class StageLoader:
    """Takes the stages of a CRM: what an id is called, and whether it is an end."""

    context: Context
    names: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    def stage(self, records: Iterator[Record]) -> None:
        """Remember what the sheet says."""
        for record in records:
            label = id_of(record) or record.text("name")
            if not label:
                no_id(self.context, record)
                continue
            self.names[label] = line(record.text("name") or label, _NAME)
            end = _end(record)
            if end and not self.context.stages.is_said(label):
                self.said[" ".join(label.casefold().split())] = end

    def merge(self) -> Merged:
        """Keep it for every sheet."""
        known = remembered.known(remembered.STAGES)
        before = known.get("names", {})
        more = {
            "names": {**before, **self.names},
            "said": {**self.said, **known.get("said", {})},
        }
        remembered.remember(remembered.STAGES, more, self.context.by)
        new = sum(label not in before for label in self.names)
        changed = sum(label in before and before[label] != n for label, n in self.names.items())
        return Merged(new, changed)

    def close(self) -> None:
        """Nothing was laid out."""


def _end(record: Record) -> str:
    if record.yes("won"):
        return Outcome.WON.value
    if record.yes("closed_flag") and record.yes("won") is False:
        return Outcome.LOST.value
    return ""
