"""Comments on a moment: who reads them, who changes them, and when others' are held back."""

import pytest

from held_calls import a_call
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Comment
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.models import Grant

HTMX = {"HX-Request": "true"}


@pytest.fixture
def call(cast):
    call = a_call(cast.rita, seen_by_manager=True)
    Debrief.objects.create(call=call, by=cast.rita, skipped=True)
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    return call


def write(as_, person, call, words, *, turn=3):
    fields = dict(zip(("text", "audience"), words, strict=True))
    return as_(person).post(f"/calls/{call.pk}/turns/{turn}/comment/", fields, headers=HTMX)


def page(as_, person, call):
    return as_(person).get(f"/calls/{call.pk}/").content.decode()


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("me", {"mel"}), ("coach", {"mel", "rita"}), ("team", {"mel", "rita", "pat"})],
)
def test_a_comment_is_read_by_those_for_whom_it_is(call, cast, as_, audience, readers):
    assert write(as_, cast.mel, call, ("Listen to this pause", audience))["HX-Trigger"]
    for who in ("mel", "rita", "pat"):
        assert ("Listen to this pause" in page(as_, cast.people[who], call)) is (who in readers)


def test_before_the_debrief_its_owner_reads_their_own_comments_and_no_others(call, cast, as_):
    write(as_, cast.mel, call, ("What Mel thinks", "team"))
    write(as_, cast.rita, call, ("What Rita thinks", "me"))
    Debrief.objects.all().delete()
    says = page(as_, cast.rita, call)
    assert "What Rita thinks" in says
    assert "What Mel thinks" not in says


def test_the_block_with_the_turn_comes_back(call, cast, as_):
    says = write(as_, cast.rita, call, ("Three seconds", "me")).content.decode()
    assert says.count('hx-swap-oob="true"') == 1
    assert "Three seconds" in says


def test_its_author_changes_and_deletes_it(call, cast, as_):
    write(as_, cast.rita, call, ("Three seconds", "me"))
    address = f"/calls/{call.pk}/comments/{Comment.objects.get().pk}/"
    form = as_(cast.rita).get(address, headers=HTMX).content.decode()
    assert "Three seconds" in form
    as_(cast.rita).post(address, {"text": "Four seconds", "audience": "coach"})
    assert "Four seconds" in page(as_, cast.mel, call)
    as_(cast.rita).post(f"{address}delete/")
    assert not Comment.objects.exists()


def test_nobody_else_changes_or_deletes_it(call, cast, as_):
    write(as_, cast.rita, call, ("Three seconds", "team"))
    address = f"/calls/{call.pk}/comments/{Comment.objects.get().pk}/"
    for person in (cast.mel, cast.pat):
        fields = {"text": "Changed", "audience": "team"}
        assert as_(person).post(address, fields).status_code == 404
        assert as_(person).post(f"{address}delete/").status_code == 404
    assert Comment.objects.get().text == "Three seconds"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("  ", "me"), "There are no words yet."),
        (("x" * 2001, "me"), "2001 characters long; 2000 fit"),
        (("Well", "everybody"), "It is not said who may read this."),
        (("Well", ""), "It is not said who may read this."),
    ],
)
def test_what_cannot_be_kept_comes_back_with_its_words(call, cast, as_, words, told):
    says = write(as_, cast.rita, call, words).content.decode()
    assert told in says
    assert f">{words[0]}</textarea>" in says
    assert not Comment.objects.exists()


def test_markup_in_a_comment_is_text(call, cast, as_):
    write(as_, cast.mel, call, ("<script>alert(1)</script>", "team"))
    says = page(as_, cast.rita, call)
    assert "<script>alert(1)" not in says
    assert "&lt;script&gt;alert(1)" in says


def test_the_record_knows_of_it_and_not_its_words(call, cast, as_):
    write(as_, cast.mel, call, ("Listen to this pause", "coach"))
    entry = Entry.objects.get(action="comment.written")
    assert entry.details == {"turn": 3, "audience": "coach"}


def test_a_comment_on_a_turn_that_is_not_there_is_refused(call, cast, as_):
    assert write(as_, cast.rita, call, ("Where?", "me"), turn=call.turns).status_code == 404
