"""Whether what somebody takes on can be noticed, and what stands in its way.

Question: can the two look at it again and see the same? It needs an act of one's own that is
followed, a target beyond what is so already, a day within a quarter, and a way of noticing.

What cannot be measured is refused with the nearest that can: "better prepared" with "calls prepared
on a sheet". A result ("close two more") is refused with acts that lead there, what the customer
does with what we do before it. Source: S4.47, S4.87 in docs/capabilities.md; grade D.

Limits: whether words name an act is told by lists (`cues.yaml`); in a language without lists it is
taken that they do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ridealong.coaching.commitments.commitment import Commitment, Complete
from ridealong.coaching.commitments.followed import (
    Followable,
    Nearest,
    cues,
    followable,
    nearest,
)
from ridealong.conversation import Kind

MOST = 2
"""Open commitments of one person; with more, none is kept."""
LONGEST = timedelta(weeks=13)
_MOST_A_WEEK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What two people have written down."""

    says: str
    follows: str = ""
    """The id of a `Followable`; empty: not chosen yet."""
    target: float | None = None
    baseline: float | None = None
    by: date | None = None
    noticed: str = ""
    owner: int | None = None
    stretch: bool = False
    kind: Kind = Kind.SALES
    """Of the calls that the person holds."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why it cannot be followed yet."""

    key: str
    """"no-words", "too-many", "not-followed", "result", "theirs", "no-date", "date-passed",
    "date-far", "no-target", "target-range", "target-is-now"."""
    field: str
    nearest: tuple[Followable, ...] = ()
    """What could be followed in its place."""
    close: bool = True
    """Whether the words speak of these."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a draft."""

    faults: tuple[Fault, ...]
    complete: Complete
    commitment: Commitment | None
    """None where there is a fault."""


def check(draft: Draft, today: date, others: int = 0) -> Checked:
    """Check a draft.

    Args:
        draft: what was written down.
        today: the day of the talk.
        others: how many open commitments the person has besides.
    """
    faults = tuple(_faults(draft, today, others))
    complete = _complete(draft)
    if faults or draft.by is None or draft.target is None:
        return Checked(faults, complete, None)
    made = Commitment(
        says=draft.says.strip(),
        follows=draft.follows,
        target=draft.target,
        made=today,
        by=draft.by,
        noticed=draft.noticed.strip(),
        owner=draft.owner,
        baseline=draft.baseline,
        stretch=draft.stretch,
    )
    return Checked((), complete, made)


def _faults(draft: Draft, today: date, others: int) -> Iterator[Fault]:
    if not draft.says.strip():
        yield Fault("no-words", "says")
    if others >= MOST:
        yield Fault("too-many", "says")
    chosen = followable(draft.follows) if draft.follows else None
    if not chosen:
        yield _not_followed(draft)
    yield from _on_date(draft, today)
    if chosen:
        yield from _on_target(draft, chosen)


def _not_followed(draft: Draft) -> Fault:
    lists, close = cues(draft.language), nearest(draft.says, draft.kind, draft.language)
    if lists.has("result", draft.says):
        return _refused("result", close)
    if lists.has("theirs", draft.says):
        return _refused("theirs", close)
    return _refused("not-followed", close)


def _refused(key: str, near: Nearest) -> Fault:
    return Fault(key, "follows", near.found, near.close)


def _on_date(draft: Draft, today: date) -> Iterator[Fault]:
    if draft.by is None:
        yield Fault("no-date", "by")
    elif draft.by <= today:
        yield Fault("date-passed", "by")
    elif draft.by - today > LONGEST:
        yield Fault("date-far", "by")


def _on_target(draft: Draft, chosen: Followable) -> Iterator[Fault]:
    most, target = (_MOST_A_WEEK if chosen.by_weeks else 1.0), draft.target
    if target is None:
        yield Fault("no-target", "target")
    elif not 0 <= target <= most or (target == 0 and not chosen.less):
        yield Fault("target-range", "target")
    elif draft.baseline is not None and _is_so(draft.baseline, target, less=chosen.less):
        yield Fault("target-is-now", "target")


def _is_so(baseline: float, target: float, *, less: bool) -> bool:
    return baseline <= target if less else baseline >= target


def _complete(draft: Draft) -> Complete:
    lists = cues(draft.language)
    vague = lists.has("vague", draft.says)
    return Complete(
        verb=bool(draft.says.strip())
        and (not lists.patterns or (lists.has("act", draft.says) and not vague)),
        owner=draft.owner is not None or lists.has("self", draft.says),
        date=draft.by is not None,
        sign=followable(draft.follows) is not None or bool(draft.noticed.strip()),
    )
