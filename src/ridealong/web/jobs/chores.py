"""What is done again and again: by every worker for itself, or by one of them for all."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db import Error
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from ridealong.web import trouble
from ridealong.web.jobs.models import ChoreRun

log = logging.getLogger(__name__)
_ERROR = 400


@dataclass(frozen=True, slots=True)
class Chore:
    """Something regular."""

    name: str
    does: str
    """The whole name of a function without arguments; it is loaded when its turn comes."""
    every: timedelta
    says: str = ""
    """What it does for people, as a page lists it; empty for what every worker does for itself."""

    @property
    def for_all(self) -> bool:
        """Whether one worker does it for all."""
        return bool(self.says)


_chores: dict[str, Chore] = {}


def register(*chores: Chore) -> None:
    """Make chores known; doing it twice changes nothing."""
    _chores.update({chore.name: chore for chore in chores})


def chores() -> tuple[Chore, ...]:
    """All that are known."""
    return tuple(_chores.values())


def do(chore: Chore) -> None:
    """Do a chore if it is this worker's turn; whatever goes wrong costs this one turn."""
    try:
        if chore.for_all and not _my_turn(chore):
            return
        import_string(chore.does)()
    except Exception as error:  # noqa: BLE001  # one chore never stops the others
        log.error("%s: %s", chore.name, trouble.for_the_log(error))  # noqa: TRY400  # no message
        _write_down(chore, trouble.in_words(error))
    else:
        _write_down(chore, "")


def _my_turn(chore: Chore) -> bool:
    ChoreRun.objects.get_or_create(name=chore.name, defaults={"next_at": Now()})
    due = ChoreRun.objects.filter(name=chore.name, next_at__lte=Now())
    return due.exists() and due.update(next_at=Now() + chore.every) > 0


def _write_down(chore: Chore, error: str) -> None:
    if not chore.for_all:
        return
    row = ChoreRun.objects.filter(name=chore.name)
    try:
        if error:
            row.update(error=error[:_ERROR])
        else:
            row.update(error="", done_at=Now())
    except Error:
        log.warning("%s: that it was done could not be written down", chore.name)
