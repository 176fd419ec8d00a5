"""Programmes and topics: set by those who lead, ended and never overwritten, written down."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ridealong.web.audit.models import Entry
from ridealong.web.coaching.models import Programme, Topic

pytestmark = pytest.mark.django_db


def test_a_new_cadence_of_the_same_kind_ends_the_one_before(cast, as_):
    mel = as_(cast.mel)
    for days in (7, 14):
        told = {"team": cast.north.pk, "kind": "one-to-one", "every_days": days, "minutes": 30}
        assert mel.post("/programmes/new/", told).status_code == 302
    rows = Programme.objects.order_by("pk")
    assert [(r.every_days, r.ends_on) for r in rows] == [(7, timezone.localdate()), (14, None)]
    assert Entry.objects.filter(action="programme.set").count() == 2


def test_another_team_is_nobody_elses_to_set(cast, as_):
    told = {"team": cast.south.pk, "kind": "huddle", "every_days": 7, "minutes": 10}
    answer = as_(cast.mel).post("/programmes/new/", told)
    assert answer.status_code == 422
    assert not Programme.objects.exists()


def test_a_topic_that_would_end_before_it_begins_is_refused(cast, as_):
    told = {"name": "Asking first", "ends_on": "2020-01-01"}
    answer = as_(cast.lee).post("/topics/new/", told)
    assert answer.status_code == 422
    assert "would end before it begins" in answer.content.decode()
    assert not Topic.objects.exists()


def test_an_ended_topic_stays_with_its_day(cast, as_):
    as_(cast.lee).post("/topics/new/", {"name": "Asking first"})
    row = Topic.objects.get()
    as_(cast.lee).post(f"/topics/{row.pk}/end/")
    row.refresh_from_db()
    assert row.ends_on == timezone.localdate()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    told=st.dictionaries(
        st.sampled_from(["team", "kind", "every_days", "minutes", "name", "material", "ends_on"]),
        st.text(max_size=40),
    )
)
def test_whatever_is_sent_is_answered(cast, as_, told):
    client = as_(cast.mel)
    for address in ("/programmes/new/", "/topics/new/"):
        assert client.post(address, told).status_code < 500
