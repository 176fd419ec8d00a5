"""Goals and a team's way of working in words and pictures."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from ridealong.report.pictures import Picture, ahead, windows
from ridealong.report.trends import chance, interval, percent
from ridealong.report.words import _, ngettext
from ridealong.web.coaching.models import Goal
from ridealong.web.coaching.plans.goals import Standing
from ridealong.web.coaching.plans.transforming import Followed, Window
from ridealong.web.ui.words import day

_QUARTER = timedelta(weeks=13)


@dataclass(frozen=True)
class GoalTold:
    """A goal as a page sets it."""

    standing: Standing
    now: datetime

    @property
    def row(self) -> Goal:
        """The goal."""
        return self.standing.row

    @property
    def measure(self) -> str:
        """What of the calls it follows."""
        return _(self.standing.what.name) if self.standing.what else ""

    @property
    def says(self) -> str:
        """Where they stand, in a sentence."""
        level = self.standing.now
        if self.standing.what is None or self.row.wanted is None:
            return ""
        if level is None:
            return _("Too few calls to say where you stand today.")
        return _("Today {now}, in the last six calls; wanted {wanted}.").format(
            now=f"{percent(level.share)} ({interval(level)})", wanted=percent(self.row.wanted)
        )

    @property
    def picture(self) -> Picture | None:
        """The line from today to there."""
        if self.standing.what is None or self.row.wanted is None:
            return None
        level = self.standing.now
        now = (
            ahead.Today(level.share, level.low, level.high, f"{100 * level.share:.0f}")
            if level
            else None
        )
        began, end = self._began, self.row.by_on or self._began + _QUARTER
        gone = (self._today - began).days / max(1, (end - began).days)
        days = (day(began), day(self._today), day(end) if self.row.by_on else _("no day set"))
        return ahead.draw(self.row.start, now, self.row.wanted, gone, days=days, says=self.says)

    @property
    def _began(self) -> date:
        return timezone.localtime(self.row.at).date()

    @property
    def _today(self) -> date:
        return timezone.localtime(self.now).date()


@dataclass(frozen=True)
class TeamTold:
    """A team's way of working as a page sets it."""

    followed: Followed

    @property
    def sign(self) -> str:
        """The shape of where it stands."""
        if self.followed.lasts:
            return "full"
        return "half" if self.followed.now else "unknown"

    @property
    def state(self) -> str:
        """Where it stands."""
        if self.followed.lasts:
            return _("lasts")
        if self.followed.now is None:
            return _("not enough to tell")
        return _("under way, does not last yet")

    @property
    def measure(self) -> str:
        """What is followed."""
        return _(self.followed.behaviour.name) if self.followed.behaviour else ""

    @property
    def says(self) -> str:
        """The last eight weeks, in a sentence."""
        now, before = self.followed.now, self.followed.before
        if now is None:
            return _("At least five people with eight calls of the last eight weeks are needed.")
        says = _("The last eight weeks: {now}.").format(
            now=f"{percent(now.share)} ({interval(now)})"
        )
        if before:
            share = f"{percent(before.share)} ({interval(before)})"
            says += " " + _("The year before it began: {before}.").format(before=share)
        change = self.followed.change
        return f"{says} {chance(change)}" if change else says

    @property
    def picture(self) -> Picture:
        """Windows of four weeks."""
        before = self.followed.before
        rows = [_window(w) for w in self.followed.windows]
        wanted = self.followed.row.wanted
        return windows.draw(rows, (before.low, before.high) if before else None, wanted, self.says)


def _window(window: Window) -> windows.Window:
    says = ngettext("{n} call", "{n} calls", window.calls).format(n=window.calls)
    level = window.level
    if level is None:
        return windows.Window(day(window.since), None, 0, 0, says)
    return windows.Window(day(window.since), level.share, level.low, level.high, says)
