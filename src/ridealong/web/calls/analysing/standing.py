"""How far the analysis of a call is, in words for whoever waits for it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ridealong.report.words import _, ngettext
from ridealong.web.calls.analysing.work import PACE
from ridealong.web.calls.models import Analysis, Call
from ridealong.web.jobs import signs
from ridealong.web.jobs.lease import State
from ridealong.web.ui.words import when

MANY = 200
"""Calls ahead of one that are counted."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the analysis stands."""

    waits: bool
    """Whether it is worth asking again soon."""
    failed: bool
    """Whether it was given up, and nothing is there from before."""
    again: bool
    """Whether there is an analysis from before, which stays until the new one is there."""
    says: str
    """How far it is, in one or two sentences; empty once it is done."""


def standing(call: Call) -> Standing:
    """Where the analysis of a call stands.

    Args:
        call: read together with its analysis.
    """
    work: Analysis | None = getattr(call, "analysis", None)
    if work is None:
        return Standing(waits=False, failed=False, again=False, says="")
    there = bool(work.packed)
    return Standing(
        waits=work.waiting,
        failed=work.state == State.DEAD and not there,
        again=there,
        says=_says(call, work) if work.waiting else "",
    )


def _says(call: Call, work: Analysis) -> str:
    alive, seen_at = signs.last_seen()
    if not alive:
        return _no_worker(seen_at)
    if work.state == State.RUNNING:
        return _about(_("Reading the call"), [call.turns])
    if work.error and work.lease_until and work.lease_until > timezone.now():
        return _("It could not be read just now. The next attempt is {when}.").format(
            when=when(work.lease_until)
        )
    ahead = _turns_ahead(work)
    if not ahead:
        return _about(_("Reading the call"), [call.turns])
    many = _("Many calls are read before this one")
    few = ngettext(
        "{n} call is read before this one", "{n} calls are read before this one", len(ahead)
    ).format(n=len(ahead))
    return _about(many if len(ahead) == MANY else few, [*ahead, call.turns])


def _no_worker(seen_at: datetime | None) -> str:
    if seen_at is None:
        return _("The call waits: no worker runs. Your administrator can start one.")
    return _(
        "The call waits: no worker was seen since {when}. Your administrator can start one."
    ).format(when=when(seen_at))


def _turns_ahead(work: Analysis) -> list[int]:
    """How long the calls are that are read before this one."""
    open_ = Analysis.objects.filter(
        state__in=(State.QUEUED, State.RUNNING), queued_at__lt=work.queued_at
    )
    if not work.packed:
        open_ = open_.filter(result__isnull=True)  # a first analysis goes before a further one
    return list(open_.order_by().values_list("call__turns", flat=True)[:MANY])


def _about(says: str, turns: list[int]) -> str:
    pace = signs.expected_s(PACE, sum(turns))
    if pace is None:
        return f"{says}."
    return _("{what}, about {long}.").format(what=says, long=about(pace))


def about(seconds: float) -> str:
    """How long something takes, as exactly as it can be foreseen.

    >>> about(3), about(17), about(100)
    ('a few seconds', '20 seconds', '2 minutes')
    """
    if seconds < 8:
        return _("a few seconds")
    if seconds < 55:
        return _("{n} seconds").format(n=max(10, 10 * round(seconds / 10)))
    minutes = round(seconds / 60)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
