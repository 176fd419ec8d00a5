"""The talks of the desk to try: three months of them, some missed, and what was agreed."""

import pytest
from django.utils import timezone

from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Commitment, Talk
from ridealong.web.demo import fill, talks

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled():
    return talks.fill(fill.people(), timezone.now())


def test_everybody_has_talked_and_has_a_next_talk(filled):
    now = timezone.now()
    assert Talk.objects.count() == filled > 100
    coached = {p for t in Talk.objects.filter(state="held") for p in t.people.values_list("person")}
    assert len(coached) == 12
    to_come = Talk.objects.filter(state="planned", planned_at__gt=now)
    assert to_come.count() == 12
    past = Talk.objects.exclude(state="planned")
    assert not past.filter(planned_at__gt=now).exists()
    assert 0.03 < past.filter(state="missed").count() / past.count() < 0.25


def test_a_recorded_talk_is_one_of_a_pair_that_talks(filled):
    assert not Talk.objects.exclude(call=None).exclude(call__kind="coaching").exists()
    assert Call.objects.count() == 0


def test_whoever_has_no_calls_yet_takes_on_what_can_be_followed(filled):
    names = set(Commitment.objects.values_list("person__name", flat=True))
    assert names == {row["person"] for row in talks.told()["commitment"]}
    assert not Commitment.objects.exclude(state="open").filter(closing_words="").exists()
