"""Plan, move, miss, call off, hand over, note: each with what stands in its way."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from held_deals import a_deal
from held_talks import a_talk, begun, held, seen
from ridealong.web.audit.models import Entry
from ridealong.web.coaching.models import AgendaItem, Talk
from ridealong.web.coaching.models.programme import Kind
from ridealong.web.coaching.talks import noting, planning, running, writing
from ridealong.web.people.models import Grant, Membership, Person
from ridealong.web.people.viewer import viewer_of

SOON = timedelta(days=2)


def test_a_planned_talk_stands_for_both_and_is_in_the_record(cast):
    talk = a_talk(cast.mel, cast.rita, kind=Kind.PIPELINE)
    assert talk.minutes == 30
    assert talk.team == cast.north
    assert seen(cast.rita, talk).own
    assert Entry.objects.filter(action="talk.planned", about_id=cast.rita.pk).exists()


@pytest.mark.parametrize(
    ("coach", "with_", "may"),
    [
        ("mel", "rita", True),
        ("mel", "tess", False),
        ("mel", "sam", False),
        ("sol", "sam", True),
        ("lee", "mel", True),
        ("lee", "rita", False),
        ("rita", "pat", False),
        ("pat", "rita", True),
        ("ada", "rita", False),
        ("mel", "mel", False),
    ],
)
def test_a_talk_is_planned_by_whoever_leads_today_or_is_let(cast, coach, with_, may):
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    people = cast.people
    if may:
        assert a_talk(people[coach], people[with_]).pk
    else:
        with pytest.raises(PermissionDenied):
            a_talk(people[coach], people[with_])


def test_a_huddle_holds_several_and_nothing_else_does(cast):
    assert a_talk(cast.mel, cast.rita, cast.pat, kind=Kind.HUDDLE).people.count() == 2
    with pytest.raises(ValidationError, match="huddle"):
        a_talk(cast.mel, cast.rita, cast.pat)


def test_two_coaches_both_hold_it_and_the_mirror_is_the_first_one_s(cast):
    talk = a_talk(cast.mel, cast.rita, second=cast.olga)
    first, second = seen(cast.mel, talk), seen(cast.olga, talk)
    assert "run" in first.may
    assert "run" in second.may
    assert "mirror" in first.may
    assert "mirror" not in second.may


@pytest.mark.parametrize("who", ["mel", "rita", "ada"])
def test_the_second_coach_is_somebody_else(cast, who):
    with pytest.raises(ValidationError, match="somebody else"):
        a_talk(cast.mel, cast.rita, second=cast.people[who])


def test_with_somebody_who_left_no_talk_is_planned_and_none_begins(cast):
    talk = a_talk(cast.mel, cast.rita)
    Person.objects.filter(pk=cast.rita.pk).update(is_active=False)
    cast.rita.refresh_from_db()
    with pytest.raises(ValidationError, match="Rita Hollis has left"):
        a_talk(cast.mel, cast.rita)
    with pytest.raises(ValidationError, match="has left"):
        running.start(viewer_of(cast.mel), seen(cast.mel, talk))
    with pytest.raises(ValidationError, match="has left"):
        planning.move(viewer_of(cast.mel), seen(cast.mel, talk), timezone.now() + SOON)
    planning.call_off(viewer_of(cast.mel), seen(cast.mel, talk))
    assert Talk.objects.get(pk=talk.pk).state == Talk.State.CANCELLED


def test_the_page_of_a_talk_with_somebody_who_left_says_so(cast, as_):
    talk = a_talk(cast.mel, cast.rita)
    Person.objects.filter(pk=cast.rita.pk).update(is_active=False)
    html = as_(cast.mel).get(f"/talks/{talk.pk}/").content.decode()
    assert "Rita Hollis has left" in html
    assert "Start the talk" not in html


def test_a_rep_whose_coach_left_can_call_the_talk_off(cast, as_):
    talk = a_talk(cast.mel, cast.rita)
    Person.objects.filter(pk=cast.mel.pk).update(is_active=False)
    as_(cast.rita).post(f"/talks/{talk.pk}/off/")
    assert Talk.objects.get(pk=talk.pk).state == Talk.State.CANCELLED


def changes_teams(cast):
    """Rita has been in South since yesterday."""
    day = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=cast.rita).update(until=day)
    Membership.objects.create(person=cast.rita, team=cast.south, since=day)


def test_of_a_rep_who_changes_teams_a_planned_talk_is_handed_over_and_a_held_one_stays(cast, as_):
    before, planned = held(cast.mel, cast.rita), a_talk(cast.mel, cast.rita)
    changes_teams(cast)
    html = as_(cast.mel).get(f"/talks/{planned.pk}/").content.decode()
    assert "Hand it to Olga" in html
    as_(cast.mel).post(f"/talks/{planned.pk}/hand-over/")
    planned.refresh_from_db()
    assert (planned.coach, planned.team) == (cast.olga, cast.south)
    assert as_(cast.olga).get(f"/talks/{planned.pk}/brief/").status_code == 200
    assert as_(cast.mel).get(f"/talks/{planned.pk}/").status_code == 404
    assert as_(cast.olga).get(f"/talks/{before.pk}/").status_code == 404
    assert as_(cast.mel).get(f"/talks/{before.pk}/").status_code == 200


def test_a_talk_is_not_handed_to_the_one_who_has_it(cast):
    talk = a_talk(cast.mel, cast.rita)
    with pytest.raises(ValidationError, match="Nobody else"):
        planning.hand_over(viewer_of(cast.mel), seen(cast.mel, talk))


def test_a_talk_that_moves_leaves_its_row_and_takes_everything_along(cast):
    talk = a_talk(cast.mel, cast.rita)
    rita = viewer_of(cast.rita)
    writing.prepare(rita, seen(cast.rita, talk), "Brightwater", None)
    writing.add_point(rita, seen(cast.rita, talk), "The first minute")
    at = timezone.now() + SOON
    new = planning.move(viewer_of(cast.mel), seen(cast.mel, talk), at)
    talk.refresh_from_db()
    assert (talk.state, talk.moved_to) == (Talk.State.MOVED, new)
    assert (new.state, new.planned_at) == (Talk.State.PLANNED, at)
    assert new.people.get().brings == "Brightwater"
    assert AgendaItem.objects.get().talk == new
    with pytest.raises(ValidationError, match="moved"):
        planning.move(viewer_of(cast.mel), seen(cast.mel, talk), at)


def test_both_of_two_may_move_it_and_of_a_huddle_its_coach_alone(cast):
    at = timezone.now() + SOON
    planning.move(viewer_of(cast.rita), seen(cast.rita, a_talk(cast.mel, cast.rita)), at)
    huddle = a_talk(cast.mel, cast.rita, cast.pat, kind=Kind.HUDDLE)
    with pytest.raises(PermissionDenied):
        planning.move(viewer_of(cast.rita), seen(cast.rita, huddle), at)


def test_a_talk_is_missed_once_its_hour_has_come_and_can_still_be_moved(cast):
    talk = a_talk(cast.mel, cast.rita, now=timezone.now() - timedelta(days=3))
    planning.miss(viewer_of(cast.rita), seen(cast.rita, talk))
    assert Talk.objects.get(pk=talk.pk).state == Talk.State.MISSED
    planning.move(viewer_of(cast.mel), seen(cast.mel, talk), timezone.now() + SOON)
    with pytest.raises(ValidationError, match="hour has not come"):
        planning.miss(viewer_of(cast.mel), seen(cast.mel, a_talk(cast.mel, cast.rita)))


def test_what_has_begun_is_not_called_off(cast):
    talk = begun(cast.mel, cast.rita)
    with pytest.raises(ValidationError, match="under way"):
        planning.call_off(viewer_of(cast.mel), seen(cast.mel, talk))


@pytest.mark.parametrize(
    ("minutes", "says"), [(-60, "has passed"), (60 * 24 * 400, "more than a year away")]
)
def test_an_hour_that_has_passed_or_is_far_away_is_refused(cast, minutes, says):
    with pytest.raises(ValidationError, match=says):
        a_talk(cast.mel, cast.rita, at=timezone.now() + timedelta(minutes=minutes))


def test_a_deal_of_somebody_else_is_not_what_it_is_about(cast):
    with pytest.raises(ValidationError, match="not one of theirs"):
        a_talk(cast.mel, cast.rita, deal=a_deal(cast.pat))


# Time zones


def test_an_hour_is_of_the_planner_s_time_zone(cast, as_):
    for person, zone in ((cast.mel, "Europe/Berlin"), (cast.rita, "America/New_York")):
        Person.objects.filter(pk=person.pk).update(time_zone=zone)
    day = timezone.localdate() + timedelta(days=3)
    told = {"kind": "one-to-one", "people": cast.rita.pk, "day": day, "hour": "15:00"}
    as_(cast.mel).post("/talks/new/", told)
    talk = Talk.objects.get()
    assert talk.planned_at == planning.moment(day, time(15), "Europe/Berlin")
    assert talk.planned_at
    there = talk.planned_at.astimezone(ZoneInfo("America/New_York"))
    assert f"{there:%H:%M}" in as_(cast.rita).get(f"/talks/{talk.pk}/").content.decode()
    assert f"{there:%H:%M} for Rita" in as_(cast.mel).get(f"/talks/{talk.pk}/").content.decode()


def test_an_hour_that_the_clocks_leave_out_is_refused_and_one_that_comes_twice_is_the_first():
    with pytest.raises(ValidationError, match="clocks go forward"):
        planning.moment(date(2026, 3, 29), time(2, 30), "Europe/Berlin")
    twice = planning.moment(date(2026, 10, 25), time(2, 30), "Europe/Berlin")
    assert twice.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert planning.moment(date(2026, 3, 29), time(3), "Europe/Berlin").astimezone(UTC).hour == 1


def test_a_form_tells_of_the_missing_hour(cast, as_):
    Person.objects.filter(pk=cast.mel.pk).update(time_zone="Europe/Berlin")
    told = {"kind": "one-to-one", "people": cast.rita.pk, "day": "2027-03-28", "hour": "02:30"}
    answer = as_(cast.mel).post("/talks/new/", told)
    assert answer.status_code == 422
    assert "there is no 02:30 in Europe/Berlin" in answer.content.decode()


# Noted afterwards


def test_a_talk_is_noted_in_two_taps(cast, as_):
    answer = as_(cast.mel).post("/talks/note/", {"person": cast.rita.pk, "kind": "mound"})
    talk = Talk.objects.get()
    assert answer.status_code == 302
    assert not talk.formal
    assert (talk.state, talk.minutes) == (Talk.State.HELD, 5)
    assert talk.started_at
    assert talk.ended_at == talk.started_at + timedelta(minutes=5)


def test_a_thumb_that_presses_twice_notes_once(cast):
    now = timezone.now()
    noting.note(viewer_of(cast.mel, now), "mound", cast.rita)
    noting.note(viewer_of(cast.mel, now + timedelta(seconds=40)), "mound", cast.rita)
    noting.note(viewer_of(cast.mel, now + timedelta(minutes=10)), "mound", cast.rita)
    assert Talk.objects.count() == 2


def test_nobody_notes_a_talk_with_somebody_else_s_people(cast):
    with pytest.raises(PermissionDenied):
        noting.note(viewer_of(cast.mel), "mound", cast.tess)
    with pytest.raises(ValidationError, match="no such kind"):
        noting.note(viewer_of(cast.mel), "chat", cast.rita)


def test_somebody_who_leads_nobody_is_told_what_they_can_do(cast, as_):
    for path in ("/talks/new/", "/talks/note/", "/talks/"):
        answer = as_(cast.tess).get(path)
        assert answer.status_code == 200
        assert "yet" in answer.content.decode()


def test_a_leader_sees_no_talk_of_others(cast, as_):
    talk = held(cast.mel, cast.rita)
    assert as_(cast.lee).get(f"/talks/{talk.pk}/").status_code == 404
    assert "Rita" not in as_(cast.lee).get("/talks/").content.decode()
