"""The desk of a manager: at most three talks worth having, and the team by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.coaching.levels import Change
from ridealong.coaching.trend import Trend
from ridealong.report import trends
from ridealong.report.trends import interval, needed, percent, small
from ridealong.report.words import _, ngettext
from ridealong.web.desk.asking import administrator
from ridealong.web.desk.talks import Talk, talks
from ridealong.web.desk.team import Member, Team
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer
from ridealong.web.ui.words import listing, when

TEMPLATE = "desk/manager.html"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class State:
    """Where one behaviour stands against the person's own past."""

    sign: str
    """"full" higher, "half" no clear change, "empty" lower, "unknown" not enough to tell."""
    says: str
    beside: str
    """"57 %, 50–64", or what is still needed."""
    strip: str


@dataclass(frozen=True, slots=True)
class Row:
    """One person in the table."""

    member: Member
    act: str
    """The behaviour that is shown; empty where none is followed."""
    state: State | None


@dataclass(frozen=True, slots=True)
class Section:
    """One person on the page of the team."""

    member: Member
    trends: Sequence[trends.Row]


@dataclass(frozen=True, slots=True)
class ManagerDesk:
    """What a manager opens in the morning."""

    team: Team
    talks: Sequence[Talk]
    rows: Sequence[Row]
    still_theirs: str
    """Which calls are still with whom, and until when; empty where none are."""
    ask: Person | None
    """Whom to ask where there is no team."""


def desk(viewer: Viewer) -> ManagerDesk:
    """The manager's desk."""
    team = Team(viewer)
    return ManagerDesk(
        team=team,
        talks=talks(team) if team.begun else [],
        rows=[_row(m) for m in team.members],
        still_theirs=still_theirs(team),
        ask=None if team.members or team.led_by_others else administrator(),
    )


def team_page(viewer: Viewer) -> tuple[Team, Sequence[Section]]:
    """Everybody of the team, with all that is followed, by name."""
    team = Team(viewer)
    return team, [Section(m, [trends.row(t) for t in m.trends]) for m in team.members]


def state(trend: Trend) -> State:
    """Where a behaviour stands, in words and as a strip."""
    change = trend.change
    if change is None:
        beside = needed(trend.too_little) if trend.too_little else ""
        return State("unknown", _("Not enough to tell"), beside, small(trend))
    sign, says = _sign(change)
    beside = f"{percent(change.now.share)}, {interval(change.now)}"
    return State(sign, says, beside, small(trend))


def still_theirs(team: Team) -> str:
    """Which calls are with their owners alone, and until when; empty where none are."""
    calls = team.still_theirs
    if not calls:
        return ""
    names = {m.person.pk: m.person.short for m in team.members}
    owners = sorted({names[c.owner] for c in calls if c.owner in names}, key=str.casefold)
    until = [c.reaches_at for c in calls if c.reaches_at]
    said = ngettext(
        "One call is still with {names}, who sees it first; it reaches you {first}.",
        "{n} calls are still with {names}, who see them first; they reach you from {first} on.",
        len(calls),
    )
    return said.format(n=len(calls), names=listing(owners, _NAMED), first=when(until[0]))


def _row(member: Member) -> Row:
    trend = member.shown
    if trend is None:
        return Row(member, "", None)
    return Row(member, _(trend.behaviour.act), state(trend))


def _sign(change: Change) -> tuple[str, str]:
    if not change.clear:
        return "half", _("No clear change")
    if change.difference > 0:
        return "full", _("Higher than before")
    return "empty", _("Lower than before")
