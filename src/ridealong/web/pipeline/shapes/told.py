"""What the page of a pipeline says about its picture: notes, caption, how everything is counted."""

from collections.abc import Mapping, Sequence
from datetime import date

from ridealong.process.shape import Because, Verdict
from ridealong.report.pictures.stage_bars import Bar, band_words
from ridealong.report.words import _, ngettext
from ridealong.web.pipeline.shapes.kept import Kept
from ridealong.web.pipeline.shapes.shares import Made
from ridealong.web.ui.words import listing

_WHY = {
    Because.FEW_EXPECTED: _("whether it stands out: under three would be usual"),
    Because.FEW_PEERS: _("whether it stands out: too few keep this stage, and no own past"),
    Because.NEW: _("whether it stands out: the first deals are too young"),
}


def note(kept: Kept, count: int) -> tuple[str, ...]:
    """What may be said of a stage, in at most two short lines."""
    if kept.said == Verdict.FULL:
        return _("fuller than usual,"), _("two weeks running")
    if kept.said == Verdict.EMPTY:
        return _("emptier than usual,"), _("two weeks running")
    if kept.said == Verdict.NOT_RECORDED:
        return _("not recorded:"), _("a role, or a habit?")
    if kept.usual and not kept.usual[0] <= count <= kept.usual[1]:
        above = count > kept.usual[1]
        return (_("above the usual;") if above else _("below the usual;")), _("may be chance")
    return ()


def under_the_name(n: int, others: int, *, usual: bool) -> Sequence[str]:
    """How many are open, and beside what they are seen."""
    found = [ngettext("one open deal", "{n} open deals", n).format(n=n)]
    if others:
        beside = _("beside the own past year and the {n} others in the team")
        found.append(beside.format(n=others))
    elif usual:
        found.append(_("beside the own past year"))
    return found


def elsewhere(found: Mapping[str, int]) -> str:
    """Deals in stages that the process does not know; empty where there are none."""
    told = [
        _("{n} in “{stage}”").format(n=n, stage=stage)
        if stage
        else _("{n} without a stage").format(n=n)
        for stage, n in sorted(found.items())
    ]
    if not told:
        return ""
    said = _("Not in the picture, for the process has no such stage: {deals}.")
    return said.format(deals=listing(told))


def caption(*, counted: bool, usual: bool, team: bool) -> str:
    """What may and may not be concluded from the picture."""
    if not counted:
        return _(
            "What is usual, and how many go on, is counted once a day; it stands here by tomorrow."
        )
    told = [_("“Usual” holds 8 of 10 of the own weeks.")] if usual else []
    told.append(_("Intervals are 90 %; deals still open are counted as not yet known."))
    if not team:
        told.append(_("No line of a team: there are fewer than four others."))
    return " ".join(told)


def counted(kept: Kept, bar: Bar) -> Made:
    """How a bar, and what stands beside it, were made."""
    there = ngettext("one stands there today", "{n} stand there today", bar.count)
    rows = [(_("Open"), there.format(n=bar.count))]
    if bar.usual:
        own = _("{band}: in 8 of 10 of {n} Mondays of the own past year")
        rows.append((_("Usual"), own.format(band=band_words(bar.usual), n=kept.weeks)))
    if bar.team:
        team = _("{band}: the same of the {n} others in the team, of the last 13 Mondays")
        rows.append((_("Team"), team.format(band=band_words(bar.team), n=kept.others)))
    why = _WHY.get(Because(kept.because)) if kept.because in Because else None
    return (*rows, (_("Not told"), why)) if why else tuple(rows)


def made(week: date | None) -> Made:
    """How the whole picture is counted."""
    last = _("not yet")
    if week:
        last = _("the week from {day} {month} on").format(day=week.day, month=f"{week:%b}")
    return (*_MADE, (_("Counted in"), last))


_MADE = (
    (_("Open deals"), _("those of today, by the stage of the process in which they stand")),
    (
        _("Half gate"),
        _(
            "our side of a gate is done, or the deal stands behind the gate, and nothing of the "
            "customer’s is accepted; a machine’s proposal moves none"
        ),
    ),
    (
        _("Usual"),
        _(
            "how many stood there on the Mondays of the past year; the band holds 8 of 10 of "
            "them, from 26 on; of the team the same of the last 13, from four others on"
        ),
    ),
    (
        _("Fuller, emptier"),
        _(
            "beside what the number of other deals lets one expect, by the peers and by the own "
            "past (Gamma–Poisson): only where chance is a poor explanation among all that was "
            "looked at (Benjamini and Hochberg, q = .10), the best estimate is half as many again "
            "or a third fewer, and two weeks in a row show it"
        ),
    ),
    (
        _("Go on"),
        _(
            "of the deals that entered the stage in twelve months, the share that goes on from it; "
            "open ones count by what their age tells (Aalen and Johansen), few are drawn toward "
            "the team (beta-binomial); interval 90 %"
        ),
    ),
    (_("Days"), _("after which half of those that go on have gone on")),
    (_("Norm"), _("none; the comparison is the own past, and the team comes second")),
    (
        _("Source"),
        _("the articles (S2.6, S2.7 in docs/capabilities.md); formulas in docs/pipeline.md"),
    ),
)
