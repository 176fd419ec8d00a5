"""The desk to try: every talk is somebody's, analysed for real, and the hours are as they were."""

import signal
import urllib.request
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from desks import Desk, answers, free_port, until
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Debrief
from ridealong.web.demo import fill, invented
from ridealong.web.people.models import Membership, Person

FEWEST_TALKS = 60
GREETING = "Thank you for calling Ostrel"
"""What service agents are told to say."""


@pytest.fixture(scope="module")
def talks():
    return invented.talks(timezone.localdate())


def test_there_are_some_sixty_talks_and_no_two_are_alike(talks):
    assert len(talks) >= FEWEST_TALKS
    said = Counter(
        turn.text.casefold()
        for talk in talks
        for turn in talk.conversation.turns
        if len(turn.text.split()) > 12 and not turn.text.startswith(GREETING)
    )
    assert [text for text, n in said.items() if n > 1] == []


def test_they_reach_over_three_months_and_into_this_week(talks):
    today = timezone.now()
    assert today - timedelta(weeks=14) < talks[0].held_at < today - timedelta(weeks=10)
    assert today - timedelta(days=8) < talks[-1].held_at < today


def test_every_debrief_is_about_a_talk_that_there_is(talks):
    files = {talk.name for talk in talks}
    assert {row["file"] for row in invented.firm().get("debrief", ())} <= files


@pytest.mark.django_db
def test_the_desk_is_filled_with_people_and_analysed_talks(talks):
    here = fill.people()
    roles = Counter(p.role for p in Person.objects.all())
    assert roles == {"rep": 9, "agent": 3, "manager": 2, "leader": 1, "administrator": 1}
    assert Membership.objects.filter(leads=True).count() == 4
    filled = list(fill.calls(here))
    assert len(filled) == len(talks)
    assert Call.objects.filter(owner=None).count() == 0
    assert Call.objects.filter(team=None).count() == 0
    assert Call.objects.filter(analysis__state="done").count() == len(talks)
    assert Call.objects.filter(kind="coaching", coach=None).count() == 0
    assert Debrief.objects.count() == len(invented.firm().get("debrief", ()))
    assert all(c.ready_at and c.ready_at - c.started_at == fill.FIRST_LOOK for c in filled)
    assert not fill.is_empty()


@pytest.mark.slow
def test_the_command_opens_the_desk_and_says_how_to_sign_in(tmp_path):
    desk, port = Desk(tmp_path / "demo"), free_port()
    try:
        demo = desk.start("demo", "--port", str(port), "--data", str(desk.data), "--no-open")
        until(lambda: answers(port) == 200, seconds=120)
        page = urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/").read().decode()
        assert "Rita Hollis" in page
        assert "Ada Nwosu" in page
        demo.send_signal(signal.SIGINT)
        told, faults = demo.communicate(timeout=60)
        assert f"The desk is open at http://127.0.0.1:{port}" in told, faults
        assert fill.PASSWORD in told
        assert desk.rows("SELECT count(*) FROM calls_analysis WHERE state <> 'done'") == [(0,)]
    finally:
        desk.close()
