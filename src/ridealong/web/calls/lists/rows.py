"""One line of a list: what it says about a call to whoever looks, and not a word more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from ridealong.analysis.labels import GATES
from ridealong.conversation import Kind
from ridealong.report.words import _, gate_words, kind_words
from ridealong.web.calls.models import Call
from ridealong.web.jobs.lease import State
from ridealong.web.people.policy import Action, allowed, sees_analysis
from ridealong.web.people.viewer import Viewer
from ridealong.web.ui.words import count, length_words, listing, when

_COLUMNS = (
    *("kind", "title", "started_at", "dated", "duration_s", "words", "gates"),
    *("held_back", "ready_at", "manager_from", "team_id", "added_by_id"),
    *("owner__name", "coach__name", "customer__name", "debrief__by_id"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A call in a list."""

    id: int
    address: str
    """Empty where the viewer may not read it."""
    name: str
    """The customer's; else the title."""
    title: str
    """Beside the customer's name."""
    kind: str
    """Empty for a sales call."""
    who: str
    """Whose it is, and who coached."""
    others: str
    """The same without whoever looks."""
    started_at: datetime
    dated: bool
    length: str
    gates: tuple[tuple[int, str], ...]
    """Number and words of each gate that the customer passed."""
    state: str
    locked: bool
    fault: bool


def with_what_rows_need(calls: QuerySet[Call], *more: str) -> QuerySet[Call]:
    """Calls with everything that a row says, from one query.

    Args:
        calls: which.
        more: further columns, also of other tables: "transcript__native".
    """
    columns = (*_COLUMNS, *more)
    tables = sorted({column.split("__")[0] for column in columns if "__" in column})
    return calls.select_related(*tables).annotate(work=F("analysis__state")).only(*columns)


def rows(viewer: Viewer, calls: Iterable[Call]) -> list[Row]:
    """The lines of a list."""
    return [_row(viewer, call) for call in calls]


def _row(viewer: Viewer, call: Call) -> Row:
    debrief = getattr(call, "debrief", None)
    may = allowed(viewer, call)
    customer = call.customer.name if call.customer else ""
    gates = _gates(call.gates) if sees_analysis(viewer, call, debrief) else ()
    people = [p for p in (call.owner, call.coach) if p]
    dead = getattr(call, "work", None) == State.DEAD
    return Row(
        id=call.pk,
        address=call.get_absolute_url() if Action.SEE in may else "",
        name=customer or call.title,
        title=call.title if customer and call.title != customer else "",
        kind="" if call.kind == Kind.SALES else kind_words(Kind(call.kind)),
        who=listing([p.name for p in people]) or _("nobody yet"),
        others=listing([p.name for p in people if p.pk != viewer.id]),
        started_at=call.started_at,
        dated=call.dated,
        length=_length(call),
        gates=gates,
        state=_state(viewer, call, may, open_debrief=debrief is None, dead=dead),
        locked=call.held_back or (Action.SEE not in may and call.ready_at is not None),
        fault=dead and not call.held_back,
    )


def _gates(passed: int) -> tuple[tuple[int, str], ...]:
    return tuple((i + 1, gate_words(g)) for i, g in enumerate(GATES) if passed >> i & 1)


def _length(call: Call) -> str:
    if call.duration_s:
        return length_words(call.duration_s)
    return _("{n} words").format(n=count(call.words))


def _state(
    viewer: Viewer, call: Call, may: frozenset[Action], *, open_debrief: bool, dead: bool
) -> str:
    if call.held_back:
        return _("waits for consent")
    if dead:
        return _("could not be read")
    if call.ready_at is None:
        return _("being read")
    if Action.SEE not in may:
        return _with_its_owner(viewer, call)
    if open_debrief and Action.DEBRIEF in may:
        return _("debrief is open")
    return ""


def _with_its_owner(viewer: Viewer, call: Call) -> str:
    name = call.owner.short if call.owner else _("its owner")
    if call.manager_from is None or call.manager_from <= viewer.now:
        return _("with {name}").format(name=name)
    return _("with {name} until {when}").format(name=name, when=when(call.manager_from))
