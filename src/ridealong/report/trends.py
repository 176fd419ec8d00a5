"""A trend in words and picture: the last six calls, one's own past, what may not be concluded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ridealong.coaching.levels import Change, Level, Single
from ridealong.coaching.trend import LAST, MOST, TooLittle, Trend, carries
from ridealong.report.pictures import Picture, strip
from ridealong.report.pictures import trend as drawing
from ridealong.report.words import _, count

type Day = Callable[[datetime], str]
"""How a page says a day."""

_SHARES = strip.Scale(1.0)


@dataclass(frozen=True, slots=True)
class Row:
    """One trend in a row."""

    title: str
    strip: str
    now: str
    """"57 %"; empty where there is not enough to tell."""
    interval: str
    """"50–64"."""
    needed: str
    """"9 of 14 calls", where there is not enough to tell."""
    made: tuple[tuple[str, str], ...]
    """How it was made: term and definition."""


@dataclass(frozen=True, slots=True)
class Told:
    """One trend in full."""

    row: Row
    picture: Picture
    says: tuple[str, ...]
    """What follows from it, a sentence each."""


def told(trend: Trend, day: Day) -> Told:
    """A trend for its own person's eyes."""
    six, change = None, trend.change
    if change:
        now = change.now
        six = drawing.Six(now.share, now.low, now.high, f"{100 * now.share:.0f}")
    says = tuple(_sentences(trend))
    calls = [_call(trend, c, day) for c in trend.calls]
    return Told(row(trend), drawing.draw(calls, trend.usual, six, _in_one(trend, says)), says)


def row(trend: Trend) -> Row:
    """A trend beside others."""
    change = trend.change
    return Row(
        title=_(trend.behaviour.name),
        strip=small(trend),
        now=percent(change.now.share) if change else "",
        interval=interval(change.now) if change else "",
        needed=needed(trend.too_little) if trend.too_little else "",
        made=made(trend),
    )


def small(trend: Trend) -> str:
    """The trend as a strip: where it began, where it is now; hatched where that is not known."""
    change = trend.change
    if change is None:
        why = needed(trend.too_little) if trend.too_little else ""
        said = _("{title}: not enough to tell, {needed}")
        return strip.draw(_SHARES, None, said.format(title=_(trend.behaviour.name), needed=why))
    now, before = change.now, change.before
    return strip.draw(
        _SHARES,
        now.share,
        _("{title}: {now} in the last six calls, {before} in the year before").format(
            title=_(trend.behaviour.name), now=percent(now.share), before=percent(before.share)
        ),
        low=now.low,
        high=now.high,
        began=before.share,
        usual=trend.usual,
    )


def made(trend: Trend) -> tuple[tuple[str, str], ...]:
    """How the figures of a trend were made."""
    behaviour, change = trend.behaviour, trend.change
    rows = [(_("Formula"), _(behaviour.formula))]
    if change:
        rows += [
            (_("Now"), _level(change.now, behaviour.counts)),
            (_("Before"), _before(change.before, behaviour.counts)),
            (_("Difference"), difference(change)),
            (_("Interval"), _how(counted=behaviour.counted)),
            (_("Chance"), _CHANCE),
        ]
    elif trend.too_little:
        rows.append((_("Needed"), _needed_in_full(trend.too_little)))
    return (
        *rows,
        (_("Source"), _(behaviour.source)),
        (_("Norm"), _("none; the comparison is one’s own past")),
        (_("Limits"), _(behaviour.limits)),
    )


_CHANCE = _(
    "A change of level is taken to be Normal(0, 0.25) on the log-odds before anything is known; "
    "what is left of the difference after that is what is likely to last."
)


def difference(change: Change) -> str:
    """The difference with its interval: "+17 points, 9 to 24"."""
    return _("{d} points, {low} to {high}").format(
        d=_points(change.difference, sign=True),
        low=_points(change.low),
        high=_points(change.high),
    )


def chance(change: Change) -> str:
    """Regression to the mean, in a sentence; empty where it would be less than a point."""
    whole, gone = abs(round(100 * change.difference)), abs(round(100 * change.chance))
    if not change.clear:
        return _("The difference may be chance: it lies between {low} and {high} points.").format(
            low=_points(change.low), high=_points(change.high, sign=True)
        )
    if gone < 1:
        return ""
    said = _("About {gone} of the {whole} points are likely to go again by themselves.")
    if change.difference < 0:
        said = _("About {gone} of the {whole} points are likely to come back by themselves.")
    return said.format(gone=gone, whole=whole)


def needed(too_little: TooLittle) -> str:
    """What there is of what is needed: "9 of 14 calls"."""
    return _("{have} of {needed} {of}").format(
        have=too_little.have, needed=too_little.needed, of=_(too_little.of)
    )


def interval(level: Level) -> str:
    """The ends in percent: "50–64"."""
    return f"{100 * level.low:.0f}–{100 * level.high:.0f}"


def percent(share: float) -> str:
    """A share in whole percent, on one line."""
    return _("{n} %").format(n=f"{100 * share:.0f}").replace(" ", "\u00a0")


def _sentences(trend: Trend) -> list[str]:
    change = trend.change
    if change is None:
        return []
    found = [
        _("In the year before {before} {interval}.").format(
            before=percent(change.before.share), interval=interval(change.before)
        )
    ]
    if trend.usual:
        low, high = (f"{100 * end:.0f}" for end in trend.usual)
        found.append(
            _("Grey: eight of ten earlier calls, {low} to {high}.").format(low=low, high=high)
        )
    return [*found, *filter(None, [chance(change)])]


def _in_one(trend: Trend, says: Sequence[str]) -> str:
    """What the picture says to whoever does not see it."""
    if trend.change is None:
        why = needed(trend.too_little) if trend.too_little else ""
        return _("{title}: not enough to tell, {needed}").format(
            title=_(trend.behaviour.name), needed=why
        )
    now = _("{title}: last six calls {now}.").format(
        title=_(trend.behaviour.name), now=percent(trend.change.now.share)
    )
    return " ".join([now, *says])


def _call(trend: Trend, single: Single, day: Day) -> drawing.Call:
    counted = _("{part} of {n}").format(part=single.part, n=single.n)
    if not trend.behaviour.counted:
        counted = _("{n} turns").format(n=single.n)
    share = single.share if carries(trend.behaviour, single) else None
    return drawing.Call(day(single.at), share, counted)


def _before(level: Level, counts: str) -> str:
    whole = level.calls < MOST - LAST
    of = _("{level} of the year") if whole else _("{level}, the newest of the year")
    return of.format(level=_level(level, counts))


def _level(level: Level, counts: str) -> str:
    told_ = _("{share}, {interval}: {n} {counts} in {calls} calls")
    if level.n == level.calls:
        told_ = _("{share}, {interval}: {calls} calls")
    return told_.format(
        share=percent(level.share),
        interval=interval(level),
        n=count(level.n),
        counts=_(counts),
        calls=level.calls,
    )


def _how(*, counted: bool) -> str:
    if counted:
        return _(
            "95 %, Wilson, lengthened by how much calls differ among themselves; of the "
            "difference: Newcombe"
        )
    return _("95 %, Student’s t over calls on the log-odds; of the difference: Newcombe")


def _needed_in_full(too_little: TooLittle) -> str:
    if too_little.of == "calls":
        return _("{n} calls: the last {last}, and a past to hold them against").format(
            n=too_little.needed, last=LAST
        )
    return _("{n} {of} in the last {last} calls").format(
        n=too_little.needed, of=_(too_little.of), last=LAST
    )


def _points(share: float, *, sign: bool = False) -> str:
    n = round(100 * share)
    return f"+{n}" if sign and n > 0 else f"{n}".replace("-", "−")
