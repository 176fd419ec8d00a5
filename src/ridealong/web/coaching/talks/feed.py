"""One's talks for a calendar programme (RFC 5545), under an address that nobody can guess.

It says which kind of talk, with whom by first name, and when; not a word of what it is about. The
address can be taken back at any time, and another one made.
"""

from datetime import UTC, timedelta

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from icalendar import Calendar, Event

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.coaching.models import CalendarFeed, Talk
from ridealong.web.coaching.talks.asked import Seen, places_of
from ridealong.web.coaching.talks.lists import KINDS
from ridealong.web.people.viewer import Viewer, viewer_of
from ridealong.web.ui.words import listing

BACK, AHEAD = timedelta(days=31), timedelta(days=366)
_SHOWN = (Talk.State.PLANNED, Talk.State.RUNNING, Talk.State.HELD)
_TOKEN_MOST = 48


def make(viewer: Viewer) -> CalendarFeed:
    """An address, another one where there was one before."""
    with transaction.atomic():
        CalendarFeed.objects.filter(person=viewer.id).delete()
        feed = CalendarFeed.objects.create(person=viewer.person, made_at=viewer.now)
        record(viewer.person, "calendar.made", about=viewer.person)
    return feed


def take_back(viewer: Viewer) -> None:
    """No address any more."""
    with transaction.atomic():
        gone, _rows = CalendarFeed.objects.filter(person=viewer.id).delete()
        if gone:
            record(viewer.person, "calendar.taken_back", about=viewer.person)


def calendar(token: str) -> bytes:
    """What a calendar programme fetches.

    Raises:
        Http404: there is no such address, or whose it was has left.
    """
    feeds = CalendarFeed.objects.select_related("person").filter(person__is_active=True)
    feed = feeds.filter(token=token).first() if len(token) <= _TOKEN_MOST else None
    if feed is None:
        raise Http404
    viewer = viewer_of(feed.person)
    found = Calendar()
    found.add("prodid", "-//Ridealong//Talks//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", "Ridealong")
    span = Q(planned_at__gte=viewer.now - BACK, planned_at__lte=viewer.now + AHEAD)
    for of in places_of(viewer, Q(state__in=_SHOWN) & span):
        found.add_component(_event(of))
    data: bytes = found.to_ical()
    return data


def address(feed: CalendarFeed) -> str:
    """Under which path it is fetched."""
    return reverse("talk_feed", args=[feed.token])


def _event(of: Seen) -> Event:
    talk = of.talk
    at = talk.planned_at or talk.made_at
    names = listing([p.short for p in of.others])
    event = Event()
    event.add("uid", f"talk-{talk.pk}@ridealong")
    event.add("dtstamp", talk.made_at.astimezone(UTC))
    event.add("dtstart", at.astimezone(UTC))
    event.add("dtend", at.astimezone(UTC) + timedelta(minutes=talk.minutes))
    event.add("summary", _("{kind} with {names}").format(kind=KINDS[talk.kind], names=names))
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    return event
