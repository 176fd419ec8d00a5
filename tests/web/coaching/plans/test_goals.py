"""Where somebody wants to be: theirs until they share it; and what a whole team changes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from forms import throw
from held_past import past
from many_calls import counted, dice
from ridealong.web.coaching.models import Goal, Transformation
from ridealong.web.coaching.plans import goals, transforming
from ridealong.web.coaching.plans.forms import GoalForm, TransformForm
from ridealong.web.coaching.plans.goals import Wish
from ridealong.web.people.viewer import viewer_of


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_a_goal_is_ritas_alone_until_she_shares_it(cast, as_):
    row = goals.write(viewer_of(cast.rita), Wish(says="Key accounts by autumn"))
    mine, theirs = "/goals/", f"/goals/of/{cast.rita.pk}/"
    assert "Key accounts by autumn" in page(as_(cast.rita), mine)
    assert "Key accounts" not in page(as_(cast.mel), theirs)
    as_(cast.rita).post(f"/goals/{row.pk}/share/", {"shared": "yes"})
    assert "Key accounts" in page(as_(cast.mel), theirs)
    assert as_(cast.olga).get(theirs).status_code == 404
    as_(cast.rita).post(f"/goals/{row.pk}/share/", {"shared": "no"})
    assert "Key accounts" not in page(as_(cast.mel), theirs)


def test_the_line_from_today_to_there_has_an_interval(morning, as_):
    cast = morning.cast
    by = timezone.localdate() + timedelta(days=80)
    sent = {
        "says": "I ask openly",
        "measure": "behaviour:open_questions",
        "wanted": "90",
        "by_on": by.isoformat(),
    }
    html = as_(cast.rita).post("/goals/", sent, follow=True).content.decode()
    assert 'class="ahead"' in html
    assert 'class="interval"' in html
    assert "the area of the possible" in html
    assert Goal.objects.get().start is not None


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (Wish(says=" "), "no words"),
        (Wish(says="x" * 301), "characters"),
        (Wish(says="x", by_on=timezone.localdate()), "passed"),
        (Wish(says="x", measure="activity:debriefs", wanted=0.5), "not seen in calls"),
        (Wish(says="x", measure="behaviour:listening"), "Where to"),
    ],
)
def test_what_is_refused(cast, wish, why):
    with pytest.raises(ValidationError, match=why):
        goals.write(viewer_of(cast.rita), wish)


def test_nobody_else_touches_it(cast, as_):
    row = goals.write(viewer_of(cast.rita), Wish(says="Key accounts", shared=True))
    for what in ("share", "end"):
        assert as_(cast.mel).post(f"/goals/{row.pk}/{what}/").status_code == 404
    with pytest.raises(PermissionDenied):
        goals.end(viewer_of(cast.mel), row, reached=True)
    as_(cast.rita).post(f"/goals/{row.pk}/end/", {"reached": "yes"})
    assert "reached" in page(as_(cast.rita), "/goals/")


def test_no_form_of_goals_breaks(cast, as_):
    throw(as_(cast.rita), "/goals/", GoalForm, keep={"says": "There"}, times=40)
    keep = {"team": str(cast.north.pk), "skill": "Asking", "measure": "listening", "wanted": "40"}
    throw(as_(cast.mel), "/transformations/", TransformForm, keep=keep, times=40)


@pytest.fixture
def changed(morning):
    """Five people of North ask more openly, since ten weeks ago."""
    cast, throw_, now = morning.cast, dice(3), timezone.now()
    for person in (cast.rita, cast.pat, *morning.others):
        figures = [
            *counted(throw_, 20, 0.3, first_day=300, every=9, now=now),
            *counted(throw_, 14, 0.7, first_day=60, every=4, now=now),
        ]
        past(morning.latest, {"open_questions": figures}, owner=person)
    began = (now - timedelta(weeks=10)).date()
    return Transformation.objects.create(
        team=cast.north,
        skill="Asking openly",
        measure="open_questions",
        wanted=0.4,
        begins_on=began,
    )


def test_a_team_follows_one_skill_until_it_lasts(changed, morning, as_):
    cast = morning.cast
    found = transforming.follow(viewer_of(cast.mel), changed)
    assert found.people >= 5
    assert found.now is not None
    assert found.before is not None
    assert found.change is not None
    assert found.lasts
    html = page(as_(cast.mel), f"/transformations/{changed.pk}/")
    assert "lasts" in html
    for person in cast.people.values():
        if person != cast.mel:
            assert person.name not in html, "nobody stands alone"


def test_below_five_people_nothing_is_told(cast, as_):
    row = transforming.begin(viewer_of(cast.mel), cast.north, "Asking", "open_questions", 0.5)
    found = transforming.follow(viewer_of(cast.mel), row)
    assert found.now is None
    assert not found.lasts
    assert "not enough to tell" in page(as_(cast.mel), f"/transformations/{row.pk}/")


def test_one_change_at_a_time_and_only_by_the_manager(cast, as_):
    mel = viewer_of(cast.mel)
    row = transforming.begin(mel, cast.north, "Asking", "open_questions", 0.5)
    with pytest.raises(ValidationError, match="One runs already"):
        transforming.begin(mel, cast.north, "Listening", "listening", 0.5)
    with pytest.raises(PermissionDenied):
        transforming.begin(viewer_of(cast.olga), cast.north, "Asking", "listening", 0.5)
    assert as_(cast.olga).get(f"/transformations/{row.pk}/").status_code == 404
    assert as_(cast.rita).get(f"/transformations/{row.pk}/").status_code == 403
    as_(cast.mel).post(f"/transformations/{row.pk}/end/")
    row.refresh_from_db()
    assert row.ended_on
