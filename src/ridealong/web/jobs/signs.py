"""Signs of life and of pace that a worker leaves, and what is read from them."""

import os
import platform
from datetime import datetime

from django.db.models.functions import Now

from ridealong import __version__
from ridealong.web.jobs import lease
from ridealong.web.jobs.models import Pace, WorkerSeen

_WEIGHT = 0.2
"""Of the newest piece of work in the pace."""
_pace: dict[str, float] = {}
_told: dict[str, float] = {}
_me: dict[str, str] = {}


def introduce(tagger: str) -> None:
    """Say what this worker hears with."""
    _me["tagger"] = tagger[:80]


def beat() -> None:
    """Say that this worker is there, and how fast it was."""
    WorkerSeen.objects.update_or_create(
        key=lease.holder(),
        defaults={"seen_at": Now()},
        create_defaults={
            "host": platform.node()[:200],
            "process": os.getpid(),
            "version": __version__,
            "tagger": _me.get("tagger", ""),
            "started_at": Now(),
            "seen_at": Now(),
        },
    )
    for kind, unit_s in list(_pace.items()):
        if _told.get(kind) != unit_s:
            Pace.objects.update_or_create(kind=kind, defaults={"unit_s": unit_s})
            _told[kind] = unit_s


def leave() -> None:
    """Say that this worker has gone."""
    WorkerSeen.objects.filter(pk=lease.holder()).delete()


def note_pace(kind: str, units: int, seconds: float) -> None:
    """Remember how long some work took, the latest counting most."""
    unit_s = seconds / max(units, 1)
    before = _pace.get(kind, unit_s)
    _pace[kind] = before + _WEIGHT * (unit_s - before)


def expected_s(kind: str, units: int) -> float | None:
    """How long work of this size takes by what the last ones took; None before the first."""
    row = Pace.objects.filter(pk=kind).first()
    return row.unit_s * units if row else None


def last_seen() -> tuple[bool, datetime | None]:
    """Whether a worker is alive, and when the last one was seen."""
    newest = WorkerSeen.objects.order_by("-seen_at").first()
    if newest is None:
        return False, None
    return WorkerSeen.objects.alive().exists(), newest.seen_at
