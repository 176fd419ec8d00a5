"""The page of coaching: what was done, in counts, and of five people and more for a leader."""

from datetime import timedelta

import pytest
from django.utils import timezone

from held_talks import a_commitment, a_talk
from ridealong.web.coaching.cadence.counted import Coached, places_in
from ridealong.web.coaching.cadence.shown import CoachingPage
from ridealong.web.coaching.models import CheckIn, Talk, TalkPerson, Topic
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.viewer import viewer_of

pytestmark = pytest.mark.django_db


def held(coach, person, weeks_ago, **more):
    """A talk that was held so many weeks ago."""
    at = timezone.now() - timedelta(weeks=weeks_ago)
    talk = Talk.objects.create(
        coach=coach,
        state=Talk.State.HELD,
        planned_at=at,
        started_at=at,
        ended_at=at + timedelta(minutes=30),
        **more,
    )
    TalkPerson.objects.create(talk=talk, person=person)
    return talk


def facts_of(person, teams):
    coached = Coached(places_in(teams), timezone.now())
    return next(r for r in coached.facts("", teams).reps if r.person == person.pk)


def test_a_talk_every_week_is_a_rhythm_and_a_gap_is_none(cast):
    for weeks in range(1, 12):
        held(cast.mel, cast.rita, weeks)
        if weeks not in {5, 6, 7}:
            held(cast.mel, cast.pat, weeks)
    assert facts_of(cast.rita, [cast.north.pk]).rhythm
    assert not facts_of(cast.pat, [cast.north.pk]).rhythm
    assert facts_of(cast.rita, [cast.north.pk]).held == 11


def test_what_a_talk_was_on_and_rested_on_is_counted(cast):
    topic = Topic.objects.create(name="Asking first")
    held(cast.mel, cast.rita, 1, skill="checking", topic=topic)
    held(cast.mel, cast.rita, 2, kind="post-call")
    held(cast.mel, cast.rita, 3)
    found = facts_of(cast.rita, [cast.north.pk])
    assert (found.talks, found.staged, found.enablement, found.concrete) == (3, 1, 1, 1)
    assert found.topics == (("checking", 1),)


def test_what_was_agreed_counts_once_a_later_talk_could_look_at_it(cast):
    first = held(cast.mel, cast.rita, 4)
    made = first.ended_at
    row = a_commitment(cast.rita, first)
    type(row).objects.filter(pk=row.pk).update(made_at=made)
    assert facts_of(cast.rita, [cast.north.pk]).agreed == 0
    second = held(cast.mel, cast.rita, 2)
    found = facts_of(cast.rita, [cast.north.pk])
    assert (found.agreed, found.reviewed) == (1, 0)
    type(row).objects.filter(pk=row.pk).update(reviewed_in=second)
    assert facts_of(cast.rita, [cast.north.pk]).reviewed == 1


def test_a_planned_talk_that_nobody_held_is_not_held(cast):
    talk = a_talk(cast.mel, cast.rita, at=timezone.now() + timedelta(hours=2))
    Talk.objects.filter(pk=talk.pk).update(planned_at=timezone.now() - timedelta(days=2))
    found = facts_of(cast.rita, [cast.north.pk])
    assert (found.planned, found.held) == (1, 0)


def test_whether_a_coach_has_reflected_is_known_and_not_what(cast):
    coached = Coached(places_in([cast.north.pk]), timezone.now())
    assert [c.trained for c in coached.facts("", [cast.north.pk]).coaches] == [False]
    CheckIn.objects.create(person=cast.mel, form="readiness", answers={"M1": 2})
    again = Coached(places_in([cast.north.pk]), timezone.now())
    assert [c.trained for c in again.facts("", [cast.north.pk]).coaches] == [True]


def test_a_leader_is_told_nothing_of_fewer_than_five_people(cast, as_):
    text = as_(cast.lee).get("/coaching/").content.decode()
    assert "Nothing can be told yet" in text
    for number in range(5):
        person = Person.objects.create(
            email=f"n{number}@x.example", name=f"N{number} X", role=Role.REP
        )
        Membership.objects.create(person=person, team=cast.north)
    text = as_(cast.lee).get("/coaching/").content.decode()
    assert "Does it happen?" in text
    assert "North" in text
    for name in ("Rita", "Pat", "N3"):
        assert name not in text


def test_a_leader_sees_what_managers_saw_on_monday(cast):
    for number in range(5):
        person = Person.objects.create(
            email=f"n{number}@x.example", name=f"N{number} X", role=Role.REP
        )
        Membership.objects.create(person=person, team=cast.north)
    now = timezone.now()
    page = CoachingPage(viewer_of(cast.lee, now))
    assert page.until <= now
    assert timezone.localtime(page.until).weekday() == 0
    assert CoachingPage(viewer_of(cast.mel, now)).until == now


def test_the_share_of_few_coaches_is_not_told(cast):
    page = CoachingPage(viewer_of(cast.mel))
    assert [line.why_not for line in page.cascade][:2] == ["fewer than 5 coaches"] * 2


def test_without_talks_every_team_is_ad_hoc_and_says_what_would_lift_it(cast):
    mature = CoachingPage(viewer_of(cast.mel)).mature
    assert mature.level == "Ad hoc"
    rhythm = next(c for c in mature.criteria if c.name == "A talk at least every two weeks")
    assert rhythm.says == "Not met"
    assert "Plan the next talk" in rhythm.lift


def test_the_page_of_a_big_team_asks_few_queries(cast, as_, django_assert_max_num_queries):
    for weeks in range(1, 12):
        held(cast.mel, cast.rita, weeks)
    client = as_(cast.mel)
    client.get("/coaching/")
    with django_assert_max_num_queries(12):
        assert client.get("/coaching/").status_code == 200
