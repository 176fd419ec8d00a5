"""What was done about a deal, the latest first: calls, e-mails, meetings, by the page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

from django.db.models import Q

from ridealong.report.words import _
from ridealong.web.calls.models import Call
from ridealong.web.pipeline.deals.calls import DealCalls
from ridealong.web.pipeline.deals.words import KNOWN, activity_words
from ridealong.web.pipeline.gates.proposing import TOLD
from ridealong.web.pipeline.models import Activity, Deal
from ridealong.web.ui.words import length_words, when

PAGE = 12
LOOKED_AT = 60
"""Activities that the page's rules look at: the latest."""
_KEY = re.compile(r"(-?\d{1,18})-(\d{1,18})", re.ASCII)
_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LONGEST = 220


class Key(NamedTuple):
    """The place of an activity in the list."""

    at: datetime
    id: int

    @property
    def text(self) -> str:
        """As it stands in an address."""
        return f"{(self.at - _BEGAN) // _MICROSECOND}-{self.id}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """From an address; None where it is no key."""
        found = _KEY.fullmatch(text)
        try:
            return cls(_BEGAN + int(found[1]) * _MICROSECOND, int(found[2])) if found else None
        except OverflowError:
            return None

    def earlier(self) -> Q:
        """The activities that come after it in the list."""
        return Q(at__lt=self.at) | Q(at=self.at, id__lt=self.id)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done."""

    at: datetime
    what: str
    words: str
    """The subject, or the beginning of what was written."""
    spoken: bool
    """Written by the customer."""
    beside: str
    """With whom, how long."""
    href: str = ""
    locked: str = ""
    """From when a call may be read, for whoever may not yet."""


def activities_of(deal: Deal, after: Key | None = None, most: int = LOOKED_AT) -> list[Activity]:
    """The latest activities of a deal, from one query."""
    rows = deal.activities.select_related("contact", "owner")
    if after:
        rows = rows.filter(after.earlier())
    return list(rows.order_by("-at", "-id")[:most])


def first_lines(calls: DealCalls, activities: Sequence[Activity]) -> tuple[list[Line], str]:
    """The first page, calls among them, and where the next one begins; empty on the last."""
    with_call = {call.pk for call in calls.rows}
    plain = [a for a in activities if a.call_id not in with_call]
    page = plain[:PAGE]
    more = len(plain) > PAGE
    oldest = page[-1].at if more else None
    held = [c for c in calls.rows if oldest is None or c.started_at >= oldest]
    lines = [*map(_line, page), *(_of_call(calls, call) for call in held)]
    lines.sort(key=lambda line: line.at, reverse=True)
    return lines, Key(page[-1].at, page[-1].pk).text if more else ""


def more_lines(deal: Deal, after: Key, calls: Iterable[Call]) -> tuple[list[Line], str]:
    """A further page.

    Args:
        deal: of which.
        after: the last that was shown.
        calls: those that stand on the first page already, in place of their activities.
    """
    rows = activities_of(deal, after, PAGE + 1)
    with_call = {call.pk for call in calls}
    page = rows[:PAGE]
    following = Key(page[-1].at, page[-1].pk).text if len(rows) > PAGE else ""
    return [_line(a) for a in page if a.call_id not in with_call], following


def _line(activity: Activity) -> Line:
    theirs = activity.direction == Activity.Direction.IN
    told = activity.subject.removeprefix(TOLD) if activity.subject.startswith(TOLD) else ""
    what = KNOWN.get(told) if told else activity_words(activity.kind, activity.direction)
    text = " ".join(activity.text.split())
    subject = "" if told else activity.subject
    words = text if theirs and text else subject or text
    beside = [
        activity.contact.name if activity.contact else "",
        length_words(activity.minutes * 60) if activity.minutes else "",
        activity.owner.short if activity.owner else activity.owner_label,
    ]
    return Line(
        activity.at,
        what or str(activity.kind),
        words[: _LONGEST - 1].rstrip() + "…" if len(words) > _LONGEST else words,
        spoken=theirs and bool(text),
        beside=", ".join(filter(None, beside)),
    )


def _of_call(calls: DealCalls, call: Call) -> Line:
    may = calls.may_read(call)
    owner = call.owner.short if call.owner else ""
    locked = ""
    if not may:
        locked = (
            _("with {name} until {when}").format(name=owner, when=when(call.manager_from))
            if call.manager_from and not call.held_back
            else _("not open to you yet")
        )
    return Line(
        call.started_at,
        _("Call with transcript"),
        call.title,
        spoken=False,
        beside=", ".join(filter(None, [length_words(call.duration_s), owner])),
        href=call.get_absolute_url() if may else "",
        locked=locked,
    )
