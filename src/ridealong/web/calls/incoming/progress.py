"""How far an import is: counts that add up, and its files, those that need somebody first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from ridealong.web.calls.models import Call, Import, ImportedCall, ImportItem
from ridealong.web.jobs.lease import State
from ridealong.web.people.policy import Action, allowed, imports_seen
from ridealong.web.people.viewer import Viewer

ROWS = 100
"""Files on one page."""
IMPORTS = 30
_MOST_CALLS = 3
_Outcome = ImportItem.Outcome


@dataclass(frozen=True, slots=True)
class Counts:
    """How many files of an import are where."""

    waiting: int = 0
    read: int = 0
    duplicate: int = 0
    held: int = 0
    refused: int = 0
    given_up: int = 0
    zips_waiting: int = 0
    """Among those that wait: nobody knows yet how many files are inside."""

    @property
    def total(self) -> int:
        """All files known so far."""
        return self.waiting + self.over

    @property
    def over(self) -> int:
        """Those of which it is known what became of them."""
        return self.read + self.duplicate + self.held + self.refused + self.given_up

    @property
    def not_in(self) -> int:
        """Those that need somebody to look at them."""
        return self.refused + self.given_up

    @property
    def total_known(self) -> bool:
        """Whether `total` will not grow."""
        return not self.zips_waiting


def counts_of(batches: Sequence[int]) -> dict[int, Counts]:
    """The counts of some imports, from one query."""
    found: dict[int, Counter[str]] = {pk: Counter() for pk in batches}
    grouped = (
        ImportItem.objects.filter(batch__in=batches)
        .order_by()
        .values("batch", "state", "outcome")
        .annotate(n=Count("pk"), zips=Count("pk", filter=Q(name__iendswith=".zip")))
    )
    for row in grouped:
        _count(found[row["batch"]], row["state"], row["outcome"], row["n"], row["zips"])
    return {pk: Counts(**counted) for pk, counted in found.items()}


def _count(counted: Counter[str], state: str, outcome: str, n: int, zips: int) -> None:
    if state in {State.QUEUED, State.RUNNING}:
        counted["waiting"] += n
        counted["zips_waiting"] += zips
    elif state == State.DEAD:
        counted["given_up"] += n
    elif outcome != _Outcome.OPENED:
        counted[outcome] += n


@dataclass(frozen=True, slots=True)
class Row:
    """One file, for one viewer."""

    item: ImportItem
    calls: tuple[Call, ...]
    """Those that it brought and that the viewer may know of."""
    waiting_for_consent: tuple[Call, ...]
    """Those for which the viewer may write consent down."""
    nobodys: tuple[Call, ...]
    """Those of which the viewer may say whose they are."""
    more: int
    """Calls beyond those."""

    @property
    def state(self) -> str:
        """One word for its sign: an outcome, "waiting", "reading", "given-up"."""
        states = {State.QUEUED: "waiting", State.RUNNING: "reading", State.DEAD: "given-up"}
        return states.get(State(self.item.state), self.item.outcome)


@dataclass(frozen=True)
class Progress:
    """An import, for one viewer."""

    batch: Import
    viewer: Viewer
    after: int = 0
    """The number of the last file of the page before."""

    @cached_property
    def counts(self) -> Counts:
        """How many files are where."""
        return counts_of([self.batch.pk])[self.batch.pk]

    @cached_property
    def not_in(self) -> list[Row]:
        """The files that need somebody, on the first page."""
        if self.after:
            return []
        return self._rows(self._items.filter(_NEEDS_SOMEBODY)[:ROWS])

    @cached_property
    def _page(self) -> list[ImportItem]:
        others = self._items.exclude(_NEEDS_SOMEBODY).exclude(outcome=_Outcome.OPENED)
        return list(others.filter(pk__gt=self.after)[: ROWS + 1])

    @cached_property
    def rows(self) -> list[Row]:
        """The other files of this page."""
        return self._rows(self._page[:ROWS])

    @property
    def next_after(self) -> int:
        """Where the next page begins; 0 where there is none."""
        return self._page[ROWS - 1].pk if len(self._page) > ROWS else 0

    @property
    def only(self) -> str:
        """The name of the file, where it came alone."""
        shown = [*self.not_in, *self.rows]
        alone = self.counts.total == 1 and self.counts.total_known
        return shown[0].item.name if alone and shown else ""

    @cached_property
    def calls_to_see(self) -> list[Call]:
        """The calls of this page that the viewer may know of."""
        return [call for row in self.rows for call in row.calls]

    @property
    def _items(self) -> QuerySet[ImportItem]:
        brought = ImportedCall.objects.select_related("call__owner", "call__customer")
        return self.batch.items.prefetch_related(Prefetch("calls", brought))

    def _rows(self, items: Sequence[ImportItem] | QuerySet[ImportItem]) -> list[Row]:
        return [row_of(self.viewer, item) for item in items]


_NEEDS_SOMEBODY = Q(outcome=_Outcome.REFUSED) | Q(state=State.DEAD)


def row_of(viewer: Viewer, item: ImportItem) -> Row:
    """A file as the viewer may see it."""
    calls = [brought.call for brought in item.calls.all() if brought.call is not None]
    may = {call.pk: allowed(viewer, call) for call in calls}
    known = [call for call in calls if Action.LIST in may[call.pk]]
    held = [c for c in calls if c.held_back and Action.CONSENT in may[c.pk]]
    nobodys = [c for c in calls if c.owner_id is None and Action.ASSIGN in may[c.pk]]
    return Row(
        item,
        tuple(known[:_MOST_CALLS]),
        tuple(held[:_MOST_CALLS]),
        tuple(nobodys[:_MOST_CALLS]),
        more=max(0, len(known) - _MOST_CALLS),
    )


def seen_imports(viewer: Viewer, before: int = 0) -> list[Import]:
    """The newest imports that the viewer may see, one more than fit on a page."""
    first = ImportItem.objects.filter(batch=OuterRef("pk")).order_by("pk").values("name")[:1]
    rows = Import.objects.filter(imports_seen(viewer)).select_related("by", "owner")
    rows = rows.annotate(first_name=Subquery(first))
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows[: IMPORTS + 1])
