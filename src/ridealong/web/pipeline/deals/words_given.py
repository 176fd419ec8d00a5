"""What comparable deals say and what the owner says, each as it was on its day."""

from collections.abc import Sequence
from dataclasses import dataclass

from ridealong.report.pictures import Picture, two_words
from ridealong.report.words import _, count, ngettext
from ridealong.web.pipeline.deals.words import money
from ridealong.web.pipeline.models import Commit, Deal, Forecast
from ridealong.web.ui.words import day

MOST = 400
"""Days of figures that are read, the latest."""
NEEDED = 20
"""Closed comparable deals below which nothing is told, as `process.forecast` has it."""


@dataclass(frozen=True, slots=True)
class Given:
    """The two beside each other."""

    figures: str
    """What comparable deals came to, in a sentence; empty where it is not enough to tell."""
    interval: str
    needed: str
    """What is still needed, where it is not enough."""
    when: str
    """Between which days half of them closed."""
    word: Commit | None
    value: str
    earlier: Sequence[Commit]
    picture: Picture | None
    """Both over time; None before there are two days to compare."""


def given(deal: Deal) -> Given:
    """What both say of a deal, from two queries."""
    rows = list(deal.forecasts.order_by("-on")[:MOST])
    words = list(deal.commits.select_related("by").order_by("-at", "-id")[:MOST])
    now = rows[0] if rows else None
    told = now is not None and now.probability is not None
    return Given(
        figures=_figures(now) if now and told else "",
        interval=_interval(now) if now and told else "",
        needed="" if told else _needed(now),
        when=_when(now) if now else "",
        word=words[0] if words else None,
        value=money(words[0].value, deal.currency) if words else "",
        earlier=words[1:],
        picture=_picture(deal, rows[::-1], words[::-1]),
    )


def _figures(now: Forecast) -> str:
    return _("{share} % of comparable deals were won.").format(
        share=round(100 * (now.probability or 0))
    )


def _interval(now: Forecast) -> str:
    n = ngettext("{n} closed deal", "{n} closed deals", now.comparable).format(
        n=count(now.comparable)
    )
    if now.low is None or now.high is None:
        return n
    return f"{round(100 * now.low)}–{round(100 * now.high)} %, {n}"


def _needed(now: Forecast | None) -> str:
    n = now.comparable if now else 0
    return ngettext(
        "{n} of {needed} closed deals like it", "{n} of {needed} closed deals like it", n
    ).format(n=n, needed=NEEDED)


def _when(now: Forecast) -> str:
    if now.close_early is None or now.close_late is None:
        return ""
    return _("Half of them were closed, won or lost, between {first} and {last}.").format(
        first=day(now.close_early), last=day(now.close_late)
    )


def _picture(deal: Deal, rows: Sequence[Forecast], words: Sequence[Commit]) -> Picture | None:
    if len(rows) < 2 and not (rows and words):
        return None
    return two_words.draw(
        [two_words.Figure(r.on, r.probability, r.low, r.high, r.comparable) for r in rows],
        [
            two_words.Word(
                w.at.date(), will=w.will, says=money(w.value, deal.currency), because=w.because
            )
            for w in words
        ],
    )
