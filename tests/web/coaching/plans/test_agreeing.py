"""Two people agree on one thing, and what became of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from ridealong.web.audit.models import Entry
from ridealong.web.coaching.models import Commitment
from ridealong.web.coaching.plans.agreeing import NotYet, Said, agree
from ridealong.web.coaching.plans.reviewing import review
from ridealong.web.people.models import Membership
from ridealong.web.people.viewer import viewer_of

OPEN = "behaviour:open_questions"


def said(person, **more) -> Said:
    told = {
        "says": "I ask what happens then, where I used to ask if it is a problem.",
        "follows": OPEN,
        "target": 0.6,
        "by": timezone.localdate() + timedelta(days=21),
        "noticed": "Rita sends Mel one moment each Friday",
    }
    return Said(person=person, **{**told, **more})


def test_mel_and_rita_agree_on_one_thing_with_the_baseline_of_her_last_calls(morning):
    cast = morning.cast
    row = agree(viewer_of(cast.mel), said(cast.rita))
    assert isinstance(row, Commitment)
    assert row.key == OPEN
    assert row.of == Commitment.Of.MEASURE
    assert 0.1 < row.baseline["share"] < 0.4, "her questions have closed in the last six"
    assert row.baseline["low"] < row.baseline["share"] < row.baseline["high"]
    entry = Entry.objects.get(action="commitment.agreed")
    assert entry.about_id == cast.rita.pk
    assert "ask" not in str(entry.details)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"says": "  "}, "no-words"),
        ({"says": "I'll be better prepared", "follows": ""}, "not-followed"),
        ({"says": "I will close two more deals", "follows": ""}, "result"),
        ({"follows": "move:admits_need"}, "not-followed"),
        ({"follows": "measure:nothing"}, "not-followed"),
        ({"by": None}, "no-date"),
        ({"by": date(2020, 1, 1)}, "date-passed"),
        ({"by": date(2099, 1, 1)}, "date-far"),
        ({"target": None}, "no-target"),
        ({"target": 0}, "target-range"),
        ({"target": 1.4}, "target-range"),
    ],
)
def test_what_cannot_be_noticed_is_refused_with_what_can(cast, more, fault):
    found = agree(viewer_of(cast.rita), said(cast.rita, **more))
    assert isinstance(found, NotYet)
    assert fault in [f.key for f in found.faults]
    assert all(found.says)
    if more.get("follows") is not None:
        assert found.nearest, "the nearest that can be followed is named"
    assert not Commitment.objects.exists()


def test_a_third_open_one_is_refused(cast):
    viewer = viewer_of(cast.rita)
    for follows in (OPEN, "behaviour:listening"):
        assert isinstance(agree(viewer, said(cast.rita, follows=follows)), Commitment)
    found = agree(viewer, said(cast.rita, follows="behaviour:saying_back"))
    assert isinstance(found, NotYet)
    assert found.faults[0].key == "too-many"


def test_only_the_person_and_who_leads_them_today_write_it_down(cast):
    for other in (cast.pat, cast.olga, cast.lee, cast.ada):
        with pytest.raises(PermissionDenied):
            agree(viewer_of(other), said(cast.rita))


def test_nothing_new_is_agreed_on_with_somebody_who_has_left(cast):
    cast.rita.is_active = False
    cast.rita.save()
    with pytest.raises(ValidationError, match="has left"):
        agree(viewer_of(cast.mel), said(cast.rita))


def test_an_activity_is_followed_by_weeks(cast):
    weekly = said(cast.rita, follows="activity:debriefs", target=4.0)
    row = agree(viewer_of(cast.rita), weekly)
    assert isinstance(row, Commitment)
    assert row.of == Commitment.Of.ACTIVITY
    assert row.baseline == {"share": 0.0, "weeks": 6}


def test_a_target_beyond_everything_so_far_is_marked(morning):
    cast = morning.cast
    row = agree(viewer_of(cast.mel), said(cast.rita, target=0.95))
    assert isinstance(row, Commitment)
    assert row.stretch


@pytest.mark.parametrize("state", ["holds", "not yet", "dropped"])
def test_it_is_closed_with_a_word_and_stays_in_the_record(cast, state):
    row = agree(viewer_of(cast.rita), said(cast.rita))
    assert isinstance(row, Commitment)
    closed = review(viewer_of(cast.mel), row, state, "The new pricing came in between")
    assert closed.state == state
    assert closed.closed_at
    assert Entry.objects.get(action="commitment.reviewed").details["changed"] == state
    with pytest.raises(ValidationError, match="closed already"):
        review(viewer_of(cast.rita), row, "holds", "")


def test_nothing_is_dropped_without_a_word(cast):
    row = agree(viewer_of(cast.rita), said(cast.rita))
    assert isinstance(row, Commitment)
    with pytest.raises(ValidationError, match="with a word"):
        review(viewer_of(cast.rita), row, "dropped", " ")
    with pytest.raises(ValidationError, match="no answer"):
        review(viewer_of(cast.rita), row, "open", "again")


def test_whoever_changes_teams_keeps_what_they_took_on_and_the_new_manager_sees_it(cast):
    row = agree(viewer_of(cast.mel), said(cast.rita))
    assert isinstance(row, Commitment)
    today = timezone.localdate()
    Membership.objects.filter(person=cast.rita).update(until=today - timedelta(days=1))
    Membership.objects.create(person=cast.rita, team=cast.south, since=today)
    with pytest.raises(PermissionDenied):
        review(viewer_of(cast.mel), row, "not yet", "")
    assert review(viewer_of(cast.olga), row, "not yet", "").state == "not yet"
