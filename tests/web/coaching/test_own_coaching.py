"""One's own coaching: counted from rows of one's own, on pages that nobody else has."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from held_calls import a_call
from held_past import past
from held_talks import a_commitment
from ridealong.coaching.levels import Single
from ridealong.coaching.programme_of_coach import steps
from ridealong.web.audit.models import Entry
from ridealong.web.coaching.coach import keeping
from ridealong.web.coaching.coach.counted import Coaching
from ridealong.web.coaching.coach.programme import of_managers
from ridealong.web.coaching.coach.shown import AuditPage
from ridealong.web.coaching.models import CallToAction, StepReached, Talk, TalkPerson, Thought
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.viewer import viewer_of

pytestmark = pytest.mark.django_db


def own_of(person, now=None):
    return Coaching(viewer_of(person, now))


def talked(coach, *people, days_ago, minutes=30, **more):
    """A talk that took place."""
    at = timezone.now() - timedelta(days=days_ago)
    told = {"state": Talk.State.HELD, "started_at": at, "ended_at": at + timedelta(minutes=minutes)}
    talk = Talk.objects.create(coach=coach, planned_at=at, **{**told, **more})
    for person in people:
        TalkPerson.objects.create(talk=talk, person=person)
    return talk


def test_time_is_at_least_what_was_held_and_a_huddle_counts_once(cast, as_):
    talked(cast.mel, cast.rita, days_ago=3, minutes=40)
    talked(cast.mel, cast.rita, cast.pat, days_ago=4, minutes=20, kind="huddle")
    talked(cast.olga, cast.tess, days_ago=3)
    client = as_(cast.mel)
    assert "How many hours a week do you work?" in client.get("/coaching/mine/").content.decode()
    assert client.post("/coaching/mine/hours/", {"hours": "ten"}).status_code == 422
    client.post("/coaching/mine/hours/", {"hours": "10"})
    found = own_of(cast.mel).audit
    assert found.time.minutes == 60
    assert found.time.share == pytest.approx(60 / (12 * 600))
    assert [(m.minutes, m.talks) for m in found.members] == [(20, 1), (60, 2)]
    text = client.get("/coaching/mine/").content.decode()
    assert "At least 1\u00a0%" in text
    assert "Tess" not in text


def test_a_room_that_stood_open_counts_as_it_was_planned(cast):
    talked(cast.mel, cast.rita, days_ago=3, minutes=60 * 20)
    assert own_of(cast.mel).audit.time.minutes == 30


def test_a_call_to_action_is_followed_by_a_talk_within_a_week(cast):
    now = timezone.now()
    for days, person in ((30, cast.rita), (20, cast.pat), (2, cast.pat)):
        at = now - timedelta(days=days)
        told = {"coach": cast.mel, "person": person, "rule": "UNREAD", "at": at, "seen_at": at}
        CallToAction.objects.create(**told)
    talked(cast.mel, cast.rita, days_ago=25)
    talked(cast.mel, cast.pat, days_ago=10)
    found = own_of(cast.mel).audit.followed
    assert (found.part, found.whole) == (1, 2), "ten days are too late; two days are not over"


def test_talks_that_were_not_held_lean_to_time_and_what_was_due_is_looked_at(cast):
    for days in (10, 17, 24, 31):
        talk = talked(cast.mel, cast.rita, days_ago=days)
        if days > 20:
            Talk.objects.filter(pk=talk.pk).update(state="missed", ended_at=None)
    row = a_commitment(cast.rita, by_on=timezone.localdate() - timedelta(days=14))
    type(row).objects.update(made_at=timezone.now() - timedelta(days=40))
    found = own_of(cast.mel).audit
    assert [(r.value, leaning.value) for r, leaning in found.reasons] == [
        ("time", "for"),
        ("skill", "open"),
        ("will", "open"),
    ]
    assert (found.reviewed.part, found.reviewed.whole) == (0, 1)
    type(row).objects.update(
        reviewed_in=Talk.objects.get(
            state="held", planned_at__gte=timezone.now() - timedelta(days=12)
        )
    )
    found = own_of(cast.mel).audit
    assert (found.reviewed.part, found.reviewed.whole) == (1, 1)


def test_a_thought_is_its_authors_alone_and_the_record_holds_no_word_of_it(cast, as_):
    talked(cast.mel, cast.rita, days_ago=3)
    client = as_(cast.mel)
    client.post("/coaching/mine/think/", {"on": "will", "says": "I miss selling."})
    client.post("/coaching/mine/think/", {"on": "move", "about": cast.rita.pk, "says": "On price."})
    assert "I miss selling." in client.get("/coaching/mine/").content.decode()
    assert "On price." in client.get("/coaching/mine/people/").content.decode()
    for other in (cast.olga, cast.rita, cast.lee, cast.ada):
        for address in ("/coaching/mine/", "/coaching/mine/people/"):
            text = as_(other).get(address).content.decode()
            assert "I miss selling." not in text
            assert "On price." not in text
    said = [e for e in Entry.objects.all() if e.action.startswith("own_coaching")]
    assert len(said) == 2
    assert all(e.about_id == cast.mel.pk and not e.details for e in said)
    about_tess = {"on": "move", "about": cast.tess.pk, "says": "No."}
    assert client.post("/coaching/mine/think/", about_tess).status_code == 403
    thought = Thought.objects.get(on="will")
    assert (
        as_(cast.olga).post(f"/coaching/mine/thoughts/{thought.pk}/throw-away/").status_code == 404
    )
    client.post(f"/coaching/mine/thoughts/{thought.pk}/throw-away/")
    assert not Thought.objects.filter(on="will").exists()


def test_steps_are_reached_by_what_was_done_or_by_ones_own_word(cast, as_):
    keeping.work_hours(viewer_of(cast.mel), "40")
    assert keeping.note_steps() == 1
    assert keeping.note_steps() == 0, "once is enough"
    as_(cast.mel).post("/coaching/mine/steps/reach/", {"step": "passing-on"})
    row = StepReached.objects.get(person=cast.mel, step="passing-on")
    assert row.by_hand
    assert "by your own word" in as_(cast.mel).get("/coaching/mine/steps/").content.decode()
    as_(cast.mel).post("/coaching/mine/steps/reach/", {"step": "passing-on", "back": "1"})
    assert set(StepReached.objects.values_list("step", flat=True)) == {"hours"}
    nothing = as_(cast.mel).post("/coaching/mine/steps/reach/", {"step": "flying"})
    assert nothing.status_code == 403


def test_a_leader_is_told_of_steps_only_from_five_managers_who_differ(cast):
    now, viewer = timezone.now(), viewer_of(cast.lee)
    first = steps()[0].id
    StepReached.objects.create(person=cast.mel, step=first, at=now - timedelta(days=9))
    assert of_managers(viewer, now) is None, "three managers"
    for n in range(2):
        told = {"email": f"m{n}@x.example", "name": f"M{n}", "role": Role.MANAGER}
        Membership.objects.create(person=Person.objects.create(**told), team=cast.north, leads=True)
    found = of_managers(viewer_of(cast.lee), now)
    assert found == [(steps()[0].name, 4), (steps()[1].name, 1)]
    assert of_managers(viewer_of(cast.lee), now - timedelta(days=10)) is None, "all at the first"
    assert of_managers(viewer_of(cast.mel), now) is None


def test_without_talks_the_page_says_what_to_do_first(cast, as_):
    text = as_(cast.mel).get("/coaching/mine/").content.decode()
    assert "No talk to look at yet" in text
    assert AuditPage(own_of(cast.mel)).has_talks is False


def test_who_stays_where_they_are_without_a_stretch_is_asked_about_once_more(cast, as_):
    """Law of Limited Performance: a question to the manager, and the ways on from it."""
    now = timezone.now()
    flat = [Single(now - timedelta(days=150 - 5 * n), 0.5, 40) for n in range(30)]
    past(a_call(cast.rita), {"open_questions": flat})
    html = as_(cast.mel).get("/coaching/mine/people/").content.decode()
    assert "Do you believe that Rita can move, and where?" in html
    assert "that Pat can move" not in html
    way = f"/commitments/of/{cast.rita.pk}/new/?follows=behaviour%3Aopen_questions&amp;stretch=on"
    assert way in html
    form = as_(cast.mel).get(way.replace("&amp;", "&")).content.decode()
    assert re.search(r'name="stretch"[^>]*checked', form)
    a_commitment(cast.rita, stretch=True)
    assert "that Rita can move" not in as_(cast.mel).get("/coaching/mine/people/").content.decode()
