"""How one's own view of calls agrees with what they show: one's own figure, on one's own page.

Counted: claims in debriefs that were written before the analysis was opened, of those that the
call can answer, over the last twelve such calls; beside it the twelve before. The interval takes
the call as the unit (`coaching.levels`). Under six calls nothing is told.

Limits: a claim is found by phrases, so words that name no behaviour count for nothing; what a call
shows is what is heard in it, and that errs, too. Spoken debriefs do not say of which call they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ridealong.analysis.debrief.compare import (
    Compared,
    awareness,
    set_beside,
    written_claims,
)
from ridealong.coaching.levels import Level, Single, level
from ridealong.report.pictures.strip import Scale, draw
from ridealong.report.trends import interval, percent
from ridealong.report.words import _, ngettext
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.viewer import Viewer

WINDOW = 12
FEWEST = 6
_APART = 5


@dataclass(frozen=True)
class Own:
    """One call, with what its owner said of it beforehand."""

    call: Call
    compared: Sequence[Compared]

    @property
    def single(self) -> Single | None:
        """Its share of claims that agree; None where it can answer none."""
        agree, told, _untold = awareness(self.compared)
        return Single(self.call.started_at, agree / told, told, self.call.pk) if told else None


@dataclass(frozen=True)
class Figure:
    """The share over some calls."""

    title: str
    calls: Sequence[Single]

    @cached_property
    def level(self) -> Level | None:
        """None under six calls."""
        return level(self.calls, counted=True) if len(self.calls) >= FEWEST else None

    @property
    def now(self) -> str:
        """The share."""
        return percent(self.level.share) if self.level else ""

    @property
    def interval(self) -> str:
        """Its ends."""
        return interval(self.level) if self.level else ""

    @property
    def needed(self) -> str:
        """Calls more before it is told."""
        n = FEWEST - len(self.calls)
        return ngettext("{n} call more", "{n} calls more", n).format(n=n)

    @property
    def strip(self) -> str:
        """The picture."""
        found = self.level
        says = f"{self.title}: {self.now or self.needed}"
        value, low, high = (found.share, found.low, found.high) if found else (None, None, None)
        return draw(Scale(1.0), value, says, low=low, high=high)

    @property
    def made(self) -> Sequence[tuple[str, str]]:
        """How it was made."""
        told = sum(s.n for s in self.calls)
        agree = sum(s.part for s in self.calls)
        return [
            (
                _("What"),
                _("Claims of your debriefs that agree with the call, of all it can answer."),
            ),
            (
                _("Count"),
                _("{k} of {n}, in {calls} calls").format(k=agree, n=told, calls=len(self.calls)),
            ),
            (_("Limits"), _("A claim is found by phrases; what a call shows is heard by rules.")),
        ]


@dataclass(frozen=True)
class Awareness:
    """The page; the newest call first."""

    calls: Sequence[Own]

    @property
    def figures(self) -> Sequence[Figure]:
        """The last twelve calls, and the twelve before where there are enough of them."""
        found = [s for own in self.calls if (s := own.single)]
        now = Figure(_("In the last {n} calls").format(n=WINDOW), found[:WINDOW])
        before = Figure(_("In the {n} before").format(n=WINDOW), found[WINDOW : 2 * WINDOW])
        return [now, before] if before.level else [now]

    @property
    def apart(self) -> Sequence[tuple[Call, Compared]]:
        """The latest claims of which the call shows something else."""
        gaps = [(own.call, c) for own in self.calls for c in own.compared if c.verdict == "gap"]
        return gaps[:_APART]


def own_awareness(viewer: Viewer) -> Awareness:
    """What somebody said of their own calls beside what these show; one query.

    Of calls that wait for a debrief nothing is read, and nothing of what was written after the
    analysis was open.
    """
    rows = Debrief.objects.filter(
        by=viewer.id, skipped=False, call__owner=viewer.id, call__held_back=False
    ).exclude(repeat="", differently="")
    rows = rows.filter(call__ready_at__isnull=False, call__analysis__isnull=False)
    newest = rows.select_related("call__analysis", "call__transcript").order_by("-call__started_at")
    return Awareness([_own(row) for row in newest[: 2 * WINDOW]])


def _own(row: Debrief) -> Own:
    talk = row.call.transcript.conversation()
    claims = written_claims(row.repeat, row.differently, talk.language)
    if not claims or not row.call.analysis.packed:
        return Own(row.call, ())
    return Own(row.call, set_beside(claims, stored.unpack(row.call.analysis.packed, talk)))
