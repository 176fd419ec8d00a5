"""The picture of a commitment: each call or week before and since, the target, where it stands."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from ridealong.report.pictures import Picture
from ridealong.report.pictures.since import Now, Point, draw
from ridealong.report.pictures.svg import round_up
from ridealong.report.trends import percent
from ridealong.report.words import _
from ridealong.web.coaching.plans.following import Followed

type Day = Callable[[datetime | date], str]


def drawn(followed: Followed, state: str, day: Day) -> Picture | None:
    """The picture, or none where there is nothing to draw.

    Args:
        followed: the commitment with its calls or weeks.
        state: where it stands, in words; said in place of the picture.
        day: how a page says a day.
    """
    agreed = _("agreed, {day}").format(day=day(followed.row.begins_on))
    says = f"{followed.row.says} {state}"
    if followed.by_weeks:
        return _weeks(followed, agreed, says, day) if followed.weeks else None
    calls = [(c, False) for c in followed.before if c.n] + [
        (c, True) for c in followed.since if c.n
    ]
    if not calls or followed.what is None:
        return None
    once = followed.what.once
    points = [
        Point(day(c.at), c.share, _says(c.share, c.part, c.n, once=once), since)
        for c, since in calls
    ]
    level = followed.standing.level if followed.standing else None
    now = Now(level.share, level.low, level.high, f"{100 * level.share:.0f}") if level else None
    head = (_("Call of"), _("Shown") if once else _("Counted"), _("When"))
    wanted = followed.row.target or 0.0
    return draw(points, wanted, now, agreed=agreed, says=says, head=head)


def _says(share: float, part: int, n: int, *, once: bool) -> str:
    if once:
        return _("yes") if share else _("no")
    return _("{share}, {part} of {n}").format(share=percent(share), part=part, n=n)


def _weeks(followed: Followed, agreed: str, says: str, day: Day) -> Picture:
    level = followed.standing.level if followed.standing else None
    target = followed.row.target or 0.0
    counts: Sequence[float] = [w.done for w in followed.weeks]
    end = round_up(1.08 * max(*counts, target, level.high if level else 0.0))
    points = [Point(day(w.monday), w.done / end, str(w.done), since=True) for w in followed.weeks]
    now = None
    if level:
        now = Now(level.share / end, level.low / end, level.high / end, f"{level.share:.1f}")
    head = (_("Week of"), _("Done"), _("When"))
    return draw(points, target / end, now, agreed=agreed, says=says, head=head, lines=())
