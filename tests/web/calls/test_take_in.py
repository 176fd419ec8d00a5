"""A conversation becomes a call once, with its owner, its team and a place in the queue."""

from datetime import UTC, datetime

import pytest

from ridealong.conversation.people import name_key
from ridealong.readers import read
from ridealong.samples import SAMPLES
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.incoming.take_in import Origin, take_in
from ridealong.web.calls.models import Analysis, Call
from ridealong.web.people.models import Alias

FIRST = SAMPLES[0]


@pytest.fixture
def conversation():
    return read(FIRST.path).conversations[0]


@pytest.fixture
def origin(cast):
    return Origin(FIRST.path.name, "zoom-vtt", "0" * 64, by=cast.rita, owner=cast.rita)


def test_the_same_talk_is_taken_in_once(conversation, origin):
    first = take_in(conversation, origin)
    again = take_in(conversation, origin)
    assert (first.new, again.new) == (True, False)
    assert Call.objects.count() == 1
    assert Analysis.objects.get().state == "queued"


def test_a_call_belongs_to_the_team_that_its_owner_was_in(conversation, origin, cast):
    assert take_in(conversation, origin).call.team == cast.north


def test_who_said_it_is_remembered(conversation, cast):
    voice = conversation.speakers[0].name
    Alias.objects.create(person=cast.pat, kind="name", value=name_key(voice))
    call = take_in(conversation, Origin("a.vtt", "zoom-vtt", "0" * 64, by=cast.ada)).call
    assert call.owner == cast.pat


def test_an_analysed_call_is_ready_for_its_owner_and_later_for_the_manager(conversation, origin):
    call = take_in(conversation, origin).call
    assert analyse_call(call.pk)
    call.refresh_from_db()
    assert call.ready_at
    assert call.manager_from
    assert call.ready_at <= datetime.now(UTC) < call.manager_from
    said = stored.unpack(call.analysis.packed, call.transcript.conversation())
    assert said.feedback
    assert call.moves.get(move="open_question").count > 3
