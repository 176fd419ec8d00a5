"""The address for calendars, and the list."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from icalendar import Calendar

from held_deals import a_deal
from held_talks import a_talk, held
from ridealong.web.coaching.models import CalendarFeed, Talk
from ridealong.web.people.models import Person


def address(client, person):
    client.post("/talks/calendar/")
    return f"/talks/{CalendarFeed.objects.get(person=person).token}.ics"


def test_a_calendar_programme_fetches_kind_first_names_and_hour_and_nothing_else(cast, as_, client):
    talk = a_talk(cast.mel, cast.rita, deal=a_deal(cast.rita), kind="deal")
    answer = client.get(address(as_(cast.rita), cast.rita))
    assert answer["Content-Type"].startswith("text/calendar")
    event: Any = next(iter(Calendar.from_ical(answer.content).walk("VEVENT")))
    assert event["summary"] == "Talk about a deal with Mel"
    begins, ends = event.DTSTART, event.DTEND
    assert talk.planned_at
    assert begins == talk.planned_at.replace(microsecond=0)
    assert ends == begins + timedelta(minutes=talk.minutes)
    for word in (b"Brightwater", b"Brandt", b"Hollis"):
        assert word not in answer.content


def test_an_address_that_was_taken_back_or_replaced_leads_nowhere(cast, as_, client):
    rita = as_(cast.rita)
    first = address(rita, cast.rita)
    second = address(rita, cast.rita)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    rita.post("/talks/calendar/", {"off": "1"})
    assert client.get(second).status_code == 404


def test_of_somebody_who_left_the_address_leads_nowhere(cast, as_, client):
    path = address(as_(cast.rita), cast.rita)
    Person.objects.filter(pk=cast.rita.pk).update(is_active=False)
    assert client.get(path).status_code == 404
    assert client.get("/talks/" + "x" * 300 + ".ics").status_code == 404


def test_the_list_asks_what_became_of_a_talk_whose_hour_is_over(cast, as_):
    a_talk(cast.mel, cast.rita, now=timezone.now() - timedelta(days=2))
    html = as_(cast.rita).get("/talks/").content.decode()
    assert "What became of these?" in html


def test_the_list_pages_by_key_and_shows_each_talk_once(cast, as_):
    talk = held(cast.mel, cast.rita)
    at = timezone.now()
    for i in range(70):
        row = Talk.objects.get(pk=talk.pk)
        row.pk, row._state.adding, row.started_at = None, True, at - timedelta(days=i // 2)
        row.save()
        row.people.create(person=cast.rita)
    client, shown, path = as_(cast.rita), [], "/talks/"
    while path:
        html = client.get(path).content.decode()
        past = html.partition(">Past<")[2]
        shown += [part.split("/")[0] for part in past.split('class="name" href="/talks/')[1:]]
        more = past.partition('href="/talks/?before=')[2].partition('"')[0]
        path = f"/talks/?before={more}" if more else ""
    assert len(shown) == len(set(shown)) == 71


def test_nonsense_in_the_address_begins_at_the_beginning(cast, as_):
    held(cast.mel, cast.rita)
    for before in ("x", "2026-11-30_1", "_", "2026-11-30T10:00:00+00:00_99999999999999999999"):
        assert as_(cast.rita).get("/talks/", {"before": before}).status_code == 200
