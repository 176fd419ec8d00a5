"""The mapping assistant: what a sheet is taken for, as a page shows it, and what a form says of it.

The columns that are read stand first, each under its field; those that are not are named below and
can be read by saying as what. Everything that the form does not say stays as it was guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ridealong.process.sheets import Column, Question, Sheet, Table, guess_as, questions
from ridealong.process.sheets import Mapping as ColumnMapping
from ridealong.process.sheets.fields import fields_of
from ridealong.process.sheets.forms import with_forms
from ridealong.web.people.models import Person, Role
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.incoming import fields, giving
from ridealong.web.pipeline.incoming.looking import Seen, seen
from ridealong.web.pipeline.incoming.owners import Owners
from ridealong.web.pipeline.incoming.said import SURE_OF_TABLE, Said
from ridealong.web.pipeline.incoming.stages import Stages
from ridealong.web.pipeline.incoming.tables import CHOICES, Kind, kind_of
from ridealong.web.pipeline.models import CrmImport

_SURE = 0.9
_CODE = 3


@dataclass(frozen=True, slots=True)
class Label:
    """A stage of the CRM, as the page asks for it."""

    at: int
    label: str
    name: str
    rows: int
    choice: str
    said: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner of the CRM whom nobody here is."""

    at: int
    label: str
    name: str
    rows: int


@dataclass(frozen=True)
class Assistant:
    """One sheet that waits, for one viewer."""

    work: CrmImport
    viewer: Viewer

    @cached_property
    def mapping(self) -> ColumnMapping:
        """How the columns are meant so far."""
        return ColumnMapping.from_dict(self.work.mapping["columns"])

    @cached_property
    def seen(self) -> Seen:
        """What was looked up in the sheet."""
        return seen(self.work)

    @property
    def kind(self) -> Kind:
        """What its rows are."""
        return kind_of(self.mapping.table.value)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What they can be, for this viewer."""
        runs = self.viewer.has(Role.ADMINISTRATOR)
        return tuple(kind for kind in CHOICES if runs or not kind.for_all)

    @cached_property
    def read(self) -> list[Column]:
        """The columns that are read."""
        return [column for column in self.mapping.columns if column.field]

    @cached_property
    def unread(self) -> list[Column]:
        """The others."""
        return [column for column in self.mapping.columns if not column.field]

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """The fields that a column can be."""
        return fields.choices(self.mapping.table)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """What has to be said before it can be taken in."""
        return questions(self.mapping)

    @property
    def must_look(self) -> bool:
        """Whether an answer changes what the page shows, so that it has to be looked at again."""
        return any(question.about not in {"dates", "amounts"} for question in self.asked)

    @property
    def is_faint(self) -> bool:
        """Whether nobody should rely on what its rows are taken for."""
        return self.mapping.confidence < SURE_OF_TABLE

    def at(self, name: str) -> int:
        """The place of a column."""
        return next((column.at for column in self.mapping.columns if column.name == name), -1)

    @staticmethod
    def asks_form(column: Column) -> tuple[str, ...]:
        """The ways in which a column can be written, where somebody has said in which."""
        stated = column.because == "stated" and column.form in fields.forms_of(column.field)
        return fields.forms_of(column.field) if stated else ()

    @staticmethod
    def is_unsure(column: Column) -> bool:
        """Whether a guess should be looked at."""
        return column.because != "stated" and column.confidence < _SURE

    def rows(self) -> list[tuple[int, list[str]]]:
        """The first rows, with the cells of the columns that are read."""
        at = [column.at for column in self.read]
        return [(row, [c[i] if i < len(c) else "" for i in at]) for row, c in self.seen.first]

    @cached_property
    def stages(self) -> Stages:
        """What labels mean."""
        return Stages.now()

    @cached_property
    def labels(self) -> list[Label]:
        """The labels of the sheet: those first of which nobody knows what they mean."""
        if not self.mapping.column("stage") and not self.mapping.column("stage_id"):
            return []
        found = [
            Label(
                at,
                label,
                self.stages.name(label),
                rows,
                self.stages.choice(label),
                self.stages.is_said(label),
            )
            for at, (label, rows) in enumerate(self.seen.labels)
        ]
        return sorted(found, key=lambda label: (bool(label.choice), label.at))

    @cached_property
    def _owners(self) -> tuple[list[Owner], int]:
        owners = Owners.now()
        found, known = [], 0
        for at, (label, email, name, rows) in enumerate(self.seen.owners):
            if owners.person(label, email, name) is None:
                shown = name or owners.name(label)
                found.append(Owner(at, label, shown, rows))
            else:
                known += 1
        return found, known

    @property
    def unknown_owners(self) -> list[Owner]:
        """Owners whom nobody here is."""
        return self._owners[0]

    @property
    def known_owners(self) -> int:
        """How many owners are people here."""
        return self._owners[1]

    @cached_property
    def people(self) -> list[Person]:
        """Whom an owner can be; asked of administrators alone."""
        return giving.candidates() if self.viewer.has(Role.ADMINISTRATOR) else []

    @cached_property
    def twin(self) -> CrmImport | None:
        """The same file, where it is in already."""
        same = CrmImport.objects.filter(sha256=self.work.sha256, stage=CrmImport.Stage.LOADED)
        return same.exclude(sha256="").exclude(pk=self.work.pk).first()

    def said(self, mapping: ColumnMapping, sent: Mapping[str, str]) -> Said:
        """What a form says of stages and owners."""
        valid = {choice for choice, _says in self.stages.choices()}
        answers = {
            one.label: sent.get(f"stage-{one.at}", "")
            for one in self.labels
            if sent.get(f"stage-{one.at}", "") in valid
        }
        people = {str(person.pk): person.pk for person in self.people}
        owners = {
            one.label: people[sent[f"owner-{one.at}"]]
            for one in self.unknown_owners
            if sent.get(f"owner-{one.at}", "") in people
        }
        return Said(mapping, answers, owners)


def mapping_said(sheet: Sheet, mapping: ColumnMapping, sent: Mapping[str, str]) -> ColumnMapping:
    """The columns as a form says them; what makes no sense in it is passed over."""
    table = sent.get("table", mapping.table.value)
    if table != mapping.table.value and table in {k.table.value for k in CHOICES}:
        return guess_as(sheet, Table(table))
    known = {field.key for field in fields_of(mapping.table).all}
    for column in mapping.columns:
        wanted = sent.get(f"field-{column.at}")
        if wanted is not None and wanted != column.field and (not wanted or wanted in known):
            mapping = mapping.stated(column.name, field=wanted, form="")
    for name in sorted(known):
        mapping = _one_more(mapping, sent.get(f"missing-{name}", ""), name)
    wanted = sent.get("more-field", "")
    if wanted in known:
        mapping = _one_more(mapping, sent.get("more-column", ""), wanted)
    mapping = with_forms(sheet, mapping)
    for column in mapping.columns:
        form = sent.get(f"form-{column.at}", "")
        if form and form in fields.forms_of(column.field):
            mapping = mapping.stated(column.name, form=form)
    currency = sent.get("currency", mapping.currency).strip().upper()
    sound = not currency or (len(currency) == _CODE and currency.isascii() and currency.isalpha())
    return replace(mapping, currency=currency) if sound else mapping


def _one_more(mapping: ColumnMapping, name: str, field: str) -> ColumnMapping:
    """A column that was not read so far, with what it is."""
    if name and any(column.name == name for column in mapping.columns):
        return mapping.stated(name, field=field, form="")
    return mapping
