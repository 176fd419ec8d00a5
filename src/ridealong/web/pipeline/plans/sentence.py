"""The plan in a sentence: "8 contacts a day give an even chance, 11 give 80 %"; or why not."""

from collections.abc import Iterator
from datetime import date

from ridealong.process.plan.workback import Obstacle
from ridealong.report.words import _, count, ngettext
from ridealong.web.pipeline.plans.back import Back
from ridealong.web.pipeline.shapes.shares import percent
from ridealong.web.ui.words import listing

_OBSTACLES = {
    Obstacle.NO_QUOTA: _("No quota is agreed, so there is nothing to work back from."),
    Obstacle.NO_VALUE: _(
        "Nobody in the team has won a deal whose value is known, so it cannot be said how many "
        "deals the quota takes."
    ),
    Obstacle.NO_DAYS: _(
        "The period ends before a contact made today would become a deal. What is open decides."
    ),
}


def sentence(back: Back, on: date) -> str:
    """What it takes, in one sentence; or why that cannot be said."""
    return _over(back, on) or _cannot(back) or _takes(back)


def _over(back: Back, on: date) -> str:
    """Where there is nothing left to plan; else empty."""
    if back.other_currency:
        told = _("The quota is in {quota}, the deals are in {deals}: nothing is worked out.")
        return told.format(quota=back.agreement.currency, deals=back.values.currency)
    if back.agreement.ends_on < on:
        return _("The period is over. What was agreed and what was counted stands below.")
    if back.reached:
        return _("The quota is reached.")
    needs = back.plan.needs
    if needs and needs[0].sure == 0:
        return _("What is open reaches the quota in eight of ten cases; no further contact needed.")
    return ""


def _cannot(back: Back) -> str:
    """Why there is no plan, or why it does not fit; else empty."""
    plan = back.plan
    if plan.obstacle is Obstacle.NO_RATE:
        names = [s.label for s in back.framework.stages if s.key in plan.missing]
        told = _("It is not known how many go on from {stages}, so there is no plan yet.")
        return told.format(stages=listing(names))
    if plan.obstacle is Obstacle.OVER_CAPACITY:
        told = _(
            "It does not fit: even {n} contacts a day, as many as were said to fit, give {chance}. "
            "Quota, time, or the share that goes on has to change."
        )
        return told.format(n=back.agreement.capacity, chance=percent(plan.chance_at_capacity or 0))
    return _OBSTACLES[plan.obstacle] if plan.obstacle else ""


def _takes(back: Back) -> str:
    """How many first contacts a day; where these are not kept, how many in the first stage."""
    plan = back.plan
    if back.contact_rate is None:
        return _by_first_stage(back)
    if plan.sure_is_capped:
        told = _(
            "{even} contacts a day give an even chance. 80 % would take more than the {n} that fit "
            "into a day; those give {chance}."
        )
        chance = percent(plan.chance_at_capacity or 0)
        return told.format(even=plan.even_a_day, n=back.agreement.capacity, chance=chance)
    said = ngettext(
        "{even} contact a day gives an even chance, {sure} give 80 %.",
        "{even} contacts a day give an even chance, {sure} give 80 %.",
        plan.even_a_day or 0,
    )
    return said.format(even=plan.even_a_day, sure=plan.sure_a_day)


def _by_first_stage(back: Back) -> str:
    """Where contacts are not kept: how many have to enter the first stage."""
    first = back.framework.stages[0]
    need = next((n for n in back.plan.needs if n.key == first.key), None)
    if need is None:
        return ""
    told = _(
        "{even} that enter “{stage}” until the end give an even chance, {sure} give 80 %. First "
        "contacts are not kept, so the plan goes no further back."
    )
    return told.format(even=count(need.even), sure=count(need.sure), stage=first.label)


def beside(back: Back) -> Iterator[str]:
    """What was won, what a deal is worth, what is open, and how long it takes."""
    currency = back.agreement.currency or back.values.currency
    if back.agreement.quota:
        won = _("Won so far: {won} of {quota} {currency}").format(
            won=count(back.won), quota=count(float(back.agreement.quota)), currency=currency
        )
        yield f"{won.strip()}."
    if mean := back.values.mean():
        told = _("A won deal is worth {mean}, {low}–{high}, from {n} own ones.")
        middle, low, high = (count(n) for n in mean)
        yield told.format(mean=middle, low=low, high=high, n=len(back.values.own))
    if back.open_deals:
        n, chance = len(back.open_deals), percent(back.plan.chance_from_open)
        told = ngettext(
            "One open deal counts by its chances; alone it reaches the quota in {chance}.",
            "{n} open deals count by their chances; alone they reach the quota in {chance}.",
            n,
        )
        yield told.format(n=n, chance=chance)
    if back.lag_days is not None:
        told = _("From first day to close {n} days, the median; later contacts come too late.")
        yield told.format(n=f"{back.lag_days:.0f}")
