"""The kinds of work that there are; rooms above register theirs when they are loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.module_loading import import_string

from ridealong.web.jobs.lease import Leased, LeasedQuerySet

NOT_URGENT = -50
"""Of work that is done once more; the result that is there stays until the new one is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: its rows, and the task that does one of them."""

    name: str
    """As addresses and the record name it: "analysis"."""
    model: str
    """As Django names it: "calls.Analysis"."""
    task: str
    """The whole name of a task that takes the row's key."""
    says: str
    """What one is for people, in the plural: "analyses of calls"."""
    thing: Callable[[Any], str]
    """What a row is for people, without any word of a conversation: "call 12"."""
    again: Q | None = None
    """The rows that were done before, and are not urgent."""
    keeps: Q | None = None
    """Of the rows that are done, those whose file in the spool is still needed."""

    @property
    def rows(self) -> LeasedQuerySet[Leased]:
        """All of it."""
        model: type[Leased] = apps.get_model(self.model)
        return LeasedQuerySet(model)

    @property
    def has_files(self) -> bool:
        """Whether its rows name files of the spool."""
        return any(f.name == "spooled" for f in apps.get_model(self.model)._meta.get_fields())

    def enqueue(self, pk: int, *, urgent: bool = True) -> None:
        """Have a worker do it."""
        task = import_string(self.task)
        (task if urgent else task.using(priority=NOT_URGENT)).enqueue(pk)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind of work known; doing it twice changes nothing."""
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """All that are known."""
    return tuple(_kinds.values())


def kind_named(name: str) -> Kind | None:
    """The kind with this name."""
    return _kinds.get(name)
