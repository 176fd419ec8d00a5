"""Calls to action are noted once a day, for the coach alone, and go after half a year."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ridealong.web.coaching.models import CallToAction
from ridealong.web.desk import calls_to_action
from ridealong.web.desk.team import Team
from ridealong.web.people.viewer import viewer_of

pytestmark = pytest.mark.django_db


def test_who_stands_on_the_desk_is_noted_once_and_anew_after_a_week_without(morning):
    mel, now = morning.cast.mel, timezone.now()
    assert calls_to_action.note_all() >= 1
    rows = CallToAction.objects.filter(coach=mel)
    on_the_desk = {m.person.pk for m in Team(viewer_of(mel)).members}
    assert set(rows.values_list("person", flat=True)) <= on_the_desk
    noted = rows.count()
    assert calls_to_action.note(viewer_of(mel, now + timedelta(hours=20))) == 0
    assert rows.count() == noted
    assert all(r.seen_at > r.at for r in rows)
    long_ago = now - timedelta(days=9)
    rows.update(at=long_ago, seen_at=long_ago)
    assert calls_to_action.note(viewer_of(mel)) == noted
    assert rows.count() == 2 * noted


def test_what_is_older_than_half_a_year_goes(cast):
    old = timezone.now() - timedelta(weeks=27)
    told = {"coach": cast.mel, "person": cast.rita, "rule": "FELL", "at": old, "seen_at": old}
    CallToAction.objects.create(**told)
    calls_to_action.note_all()
    assert not CallToAction.objects.exists()
