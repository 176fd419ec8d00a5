"""The desk of an administrator: what came in, what is stuck, who has no place; no conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Exists, OuterRef

from ridealong.report.words import _
from ridealong.web.calls.models import Call, Import, ImportItem
from ridealong.web.jobs.health import Counted, Health, unfinished
from ridealong.web.jobs.kinds import kinds
from ridealong.web.jobs.lease import State
from ridealong.web.jobs.signs import last_seen
from ridealong.web.people.models import Invitation, Membership, Person, Role
from ridealong.web.people.viewer import Viewer

TEMPLATE = "desk/administrator.html"
_IMPORTS = 5
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Arrived:
    """One import with what became of its files."""

    row: Import
    says: str
    """"6 read, 1 not read"."""


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work in the background."""

    says: str
    """"analyses of calls"."""
    waiting: int
    dead: int


@dataclass(frozen=True)
class AdministratorDesk:
    """What an administrator opens."""

    viewer: Viewer

    @cached_property
    def begun(self) -> bool:
        """Whether anybody else is here."""
        return Person.objects.exclude(pk=self.viewer.id).exists()

    @cached_property
    def work(self) -> Sequence[Work]:
        """What waits and what was given up, by kind."""
        counted = unfinished()
        return [_work(kind.says, counted.get(kind.name, {})) for kind in kinds()]

    @cached_property
    def worker(self) -> tuple[bool, datetime | None]:
        """Whether a worker is alive, and when one was last seen."""
        return last_seen()

    @property
    def little_room(self) -> bool:
        """Whether the disk is nearly full."""
        return Health().little_room

    @cached_property
    def imports(self) -> Sequence[Arrived]:
        """The latest."""
        rows = list(Import.objects.select_related("by").order_by("-pk")[:_IMPORTS])
        became: dict[int, dict[str, int]] = {row.pk: {} for row in rows}
        counted = ImportItem.objects.filter(batch__in=list(became)).order_by()
        for batch, outcome, n in counted.values_list("batch", "outcome").annotate(n=Count("pk")):
            became[batch][outcome] = n
        return [Arrived(row, _outcomes(became[row.pk])) for row in rows]

    @cached_property
    def consent_waiting(self) -> tuple[int, datetime | None]:
        """How many calls are held back, and since when the first of them."""
        held = Call.objects.filter(held_back=True).order_by().values_list("added_at", flat=True)
        times = sorted(held)
        return len(times), times[0] if times else None

    @cached_property
    def without_team(self) -> Sequence[Person]:
        """People who need a team and are in none, in order of name; a few more than are named."""
        places = Membership.objects.now().filter(person=OuterRef("pk"))
        lost = Person.objects.filter(is_active=True).exclude(role=Role.ADMINISTRATOR)
        return list(lost.filter(~Exists(places)).order_by("name")[: _NAMED + 1])

    @cached_property
    def invitations(self) -> Sequence[Invitation]:
        """Those that were not taken up yet, the next to run out first."""
        pending = Invitation.objects.filter(accepted_at__isnull=True, person__is_active=True)
        return list(pending.select_related("person").order_by("expires_at")[: _NAMED + 1])

    @property
    def dead(self) -> int:
        """Pieces of work that were given up."""
        return sum(w.dead for w in self.work)

    @property
    def waiting(self) -> int:
        """Pieces of work that wait or are being done."""
        return sum(w.waiting for w in self.work)


def desk(viewer: Viewer) -> AdministratorDesk:
    """The administrator's desk."""
    return AdministratorDesk(viewer)


def _work(says: str, counted: Mapping[str, Counted]) -> Work:
    waiting = sum(c.n for state, c in counted.items() if state != State.DEAD)
    return Work(_(says), waiting, sum(c.n for c in counted.values()) - waiting)


def _outcomes(became: Mapping[str, int]) -> str:
    words = {
        "read": _("{n} read"),
        "duplicate": _("{n} here already"),
        "held": _("{n} held back"),
        "refused": _("{n} not read"),
        "": _("{n} waiting"),
    }
    return ", ".join(says.format(n=became[key]) for key, says in words.items() if became.get(key))
