"""Whatever is sent to a form of a call's page, the desk answers with a word, and never breaks."""

import pytest

from forms import throw
from held_calls import a_call
from ridealong.web.calls.models import Comment
from ridealong.web.coaching.models import Debrief

CORRECTION = {"move": "open_question", "holds": "0", "seen": "open_question ", "instead": "trade"}
MOMENT = {"first": "61", "last": "62", "to": "1", "note": "See"}
POSTS = {
    "turns/61/moves/": CORRECTION,
    "turns/61/moves/take-back/": {"seen": "open_question 1.5"},
    "turns/61/comment/": {"text": "Well", "audience": "me"},
    "turns/61/share/": MOMENT,
    "comments/{comment}/": {"text": "Well", "audience": "me"},
    "comments/{comment}/delete/": {"any": "thing"},
    "debrief/share/": {"any": "thing"},
    "debrief/unshare/": {"any": "thing"},
}
GETS = {"": ["t", "find", "move"], "turns/61/": ["move"]}


@pytest.fixture
def call(cast):
    call = a_call(cast.rita)
    Debrief.objects.create(call=call, by=cast.rita, repeat="Something", skipped=False)
    return call


@pytest.mark.parametrize("where", POSTS)
def test_anything_may_be_sent_to_a_form(where, call, cast, as_):
    comment = Comment.objects.create(call=call, turn=3, author=cast.rita, audience="me", text="A")
    address = f"/calls/{call.pk}/{where.format(comment=comment.pk)}"
    keep = POSTS[where] | ({"to": str(cast.tess.pk)} if "to" in POSTS[where] else {})
    throw(as_(cast.rita), address, list(keep), keep=keep, times=30)


@pytest.mark.parametrize("step", ["", "skip/"])
def test_anything_may_be_written_into_a_debrief(step, cast, as_):
    address = f"/calls/{a_call(cast.rita).pk}/debrief/{step}"
    keep = {"repeat": "Kept quiet", "differently": "Ask"}
    throw(as_(cast.rita), address, list(keep), keep=keep, times=30)


@pytest.mark.parametrize("where", GETS)
def test_anything_may_stand_in_an_address(where, call, cast, as_):
    address = f"/calls/{call.pk}/{where}"
    throw(as_(cast.rita), address, GETS[where], method="get", times=30)


def test_anything_may_stand_in_the_address_of_moments(cast, as_):
    throw(as_(cast.rita), "/moments/", ["before"], method="get")
