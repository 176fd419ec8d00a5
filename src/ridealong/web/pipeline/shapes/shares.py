"""A share of deals that go on from a stage: in words, as a strip, and how it was made."""

from dataclasses import dataclass

from ridealong.report.pictures import strip
from ridealong.report.words import _, ngettext
from ridealong.web.pipeline.shapes.kept import GoOn

type Made = tuple[tuple[str, str], ...]
"""Term and definition."""

FEWEST_LEFT = 5
"""Deals that left a stage; under that there is not enough to tell."""
_SHARES = strip.Scale(1.0)
_BENCHMARKS = {
    "team": _("the team"),
    "own past": _("the own year before"),
    "organisation": _("the whole organisation"),
    "few others": _("the few others of the team, weakly"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those that entered a stage go on, in words and as a strip."""

    strip: str
    text: str
    """"26 %"; empty where there is not enough to tell."""
    counted: str
    """"14–43, 6 of 23"."""
    needed: str
    """"2 of 5 that left it", where there is not enough."""
    made: Made


def share_of(found: GoOn | None, stage: str) -> Share:
    """A share as the page shows it; hatched where there is not enough to tell."""
    if found is None or not found.enough:
        left = found.went_on + found.ended if found else 0
        needed = _("{n} of {needed} that left it").format(n=left, needed=FEWEST_LEFT)
        says = _("{stage}: not enough to tell, {needed}").format(stage=stage, needed=needed)
        return Share(strip.draw(_SHARES, None, says), "", "", needed, _made(found))
    text, interval = percent(found.value), ends(found.low, found.high)
    counted = _("{interval}, {k} of {n}").format(
        interval=interval, k=found.went_on, n=found.entered
    )
    says = _("{stage}: {share} go on, interval {interval}").format(
        stage=stage, share=text, interval=interval
    )
    drawn = strip.draw(_SHARES, found.value, says, low=found.low, high=found.high)
    return Share(drawn, text, counted, "", _made(found))


def percent(share: float) -> str:
    """A share in whole percent, on one line."""
    return _("{n} %").format(n=f"{100 * share:.0f}").replace(" ", "\u00a0")


def ends(low: float, high: float) -> str:
    """The ends of an interval in percent: "14–43"."""
    return f"{100 * low:.0f}–{100 * high:.0f}"


def _made(found: GoOn | None) -> Made:
    """How a share was made."""
    if found is None:
        return ((_("Goes on"), _("not counted yet; it is once a day")),)
    counted = _("{n} entered in 12 months: {on} went on, {ended} ended, {open} not known yet")
    first = (
        _("Goes on"),
        counted.format(n=found.entered, on=found.went_on, ended=found.ended, open=found.open),
    )
    if not found.enough:
        fewest = ngettext(
            "{n} deal has to have left it", "{n} deals have to have left it", FEWEST_LEFT
        )
        return (first, (_("Needed"), fewest.format(n=FEWEST_LEFT)))
    return (first, (_("Drawn to"), _drawn(found)), (_("Benchmark"), _benchmark(found)))


def _drawn(found: GoOn) -> str:
    whom = _BENCHMARKS.get(found.source)
    if whom is None:
        return _("nobody: there is nothing to hold it against")
    return _("{whom}, by {share}: of few deals little is one’s own").format(
        whom=whom, share=percent(found.shrunk_by)
    )


def _benchmark(found: GoOn) -> str:
    if found.benchmark is None:
        return _("no benchmark yet")
    whom = _BENCHMARKS.get(found.source, found.source)
    return _("{share} of {whom}").format(share=percent(found.benchmark), whom=whom)
