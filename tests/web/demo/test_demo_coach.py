"""What coaches of the desk to try keep of their own coaching."""

import pytest
from django.utils import timezone

from ridealong.coaching.programme_of_coach import steps
from ridealong.web.coaching.coach.counted import Coaching
from ridealong.web.coaching.coach.people import PeoplePage
from ridealong.web.coaching.coach.shown import AuditPage
from ridealong.web.demo import coach, fill, talks
from ridealong.web.people.viewer import viewer_of

pytestmark = pytest.mark.django_db


def test_mel_has_talks_hours_steps_and_thoughts_of_twelve_weeks():
    people = fill.people()
    now = timezone.now()
    talks.fill(people, now)
    coach.fill(people, now)
    own = Coaching(viewer_of(people["Mel Brandt"], now))
    page = AuditPage(own)
    assert page.hours == 42
    assert page.time
    assert len(page.weeks.table.rows) == 12
    assert [len(r.thoughts) for r in page.reasons] == [1, 1, 0]
    assert {"hours", "rhythm", "passing-on"} <= own.reached.keys()
    assert own.reached.keys() <= {s.id for s in steps()}
    assert len(PeoplePage(own).earlier) == 1
    assert not Coaching(viewer_of(people["Olga Reyes"], now)).reached.keys() & {"passing-on"}
