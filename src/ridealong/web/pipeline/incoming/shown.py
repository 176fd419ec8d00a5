"""Sheets as pages show them: all of them, or one with its refused rows, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ridealong.web.jobs.lease import State
from ridealong.web.people.models import Role
from ridealong.web.people.policy import crm_imports_seen, may_bring_deals
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.incoming import said, words
from ridealong.web.pipeline.incoming.tables import Kind, kind_of
from ridealong.web.pipeline.incoming.work import MOST_REFUSED
from ridealong.web.pipeline.models import CrmImport, Deal, RefusedRow

ROWS = 25
SHEETS = 40
Stage = CrmImport.Stage


@dataclass(frozen=True, slots=True)
class Row:
    """One sheet in the list."""

    work: CrmImport

    @property
    def kind(self) -> Kind:
        """What its rows are."""
        return kind_of(self.work.table)

    @property
    def sign(self) -> str:
        """The sign of its state."""
        if self.work.state == State.DEAD:
            return "given-up"
        signs = {Stage.FAILED: "refused", Stage.LOADING: "reading", Stage.MAPPING: "waiting"}
        return signs.get(Stage(self.work.stage), "duplicate" if self.work.cause else "read")

    @property
    def gone(self) -> bool:
        """Whether its file was given up before anybody said what it is."""
        return self.work.stage == Stage.MAPPING and not self.work.spooled

    @property
    def ready(self) -> bool:
        """Whether it can be taken in without a question."""
        return said.needs_nobody(self.work)

    @property
    def says(self) -> str:
        """What became of its rows."""
        return words.says(self.work)


@dataclass(frozen=True)
class All:
    """The sheets that a viewer sees."""

    viewer: Viewer
    before: int = 0

    @property
    def may(self) -> bool:
        """Whether they bring sheets."""
        return may_bring_deals(self.viewer)

    @property
    def runs(self) -> bool:
        """Whether they say whose deals are whose."""
        return self.viewer.has(Role.ADMINISTRATOR)

    @cached_property
    def _found(self) -> list[CrmImport]:
        rows = CrmImport.objects.filter(crm_imports_seen(self.viewer)).select_related("by")
        rows = rows.filter(pk__lt=self.before) if self.before else rows
        return list(rows[: SHEETS + 1])

    @cached_property
    def rows(self) -> list[Row]:
        """Those of this page."""
        return [Row(work) for work in self._found[:SHEETS]]

    @property
    def next_before(self) -> int:
        """Where the next page begins; 0 where there is none."""
        return self._found[SHEETS - 1].pk if len(self._found) > SHEETS else 0

    @cached_property
    def waiting(self) -> list[Row]:
        """Those that wait for somebody."""
        return [row for row in self.rows if row.work.stage == Stage.MAPPING and not row.gone]

    @property
    def others(self) -> list[Row]:
        """The rest."""
        return [row for row in self.rows if row not in self.waiting]

    @property
    def ready(self) -> int:
        """How many of them leave nothing open."""
        return sum(row.ready for row in self.waiting)

    @property
    def under_way(self) -> bool:
        """Whether any is being read."""
        return any(r.work.stage == Stage.LOADING and r.sign != "given-up" for r in self.rows)

    @cached_property
    def nobodys(self) -> bool:
        """Whether there are deals of nobody here."""
        return self.runs and Deal.objects.filter(owner__isnull=True).exists()


@dataclass(frozen=True)
class One:
    """One sheet that is being read, is in, or left nothing behind."""

    work: CrmImport
    viewer: Viewer
    after: int = 0

    @property
    def row(self) -> Row:
        """As the list shows it."""
        return Row(self.work)

    @property
    def loading(self) -> bool:
        """Whether it is on its way."""
        return self.work.stage == Stage.LOADING and self.work.state != State.DEAD

    @property
    def passed(self) -> Sequence[str]:
        """Rows that were passed over."""
        return words.passed(self.work) if self.work.stage == Stage.LOADED else ()

    @property
    def waits(self) -> str:
        """What rows wait for."""
        return words.waits(self.work) if self.work.on_hold else ""

    @cached_property
    def _page(self) -> list[RefusedRow]:
        return list(self.work.refusals.filter(pk__gt=self.after).order_by("pk")[: ROWS + 1])

    @property
    def refused(self) -> list[RefusedRow]:
        """The refused rows of this page."""
        return self._page[:ROWS]

    @property
    def next_after(self) -> int:
        """Where the next page of them begins; 0 where there is none."""
        return self._page[ROWS - 1].pk if len(self._page) > ROWS else 0

    @property
    def most(self) -> int:
        """So many refused rows are kept."""
        return MOST_REFUSED

    @cached_property
    def nobodys(self) -> bool:
        """Whether there are deals of nobody here, for whoever can say whose they are."""
        runs = self.viewer.has(Role.ADMINISTRATOR)
        return runs and Deal.objects.filter(owner__isnull=True).exists()
