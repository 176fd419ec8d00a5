"""Corrections in place: what changes on the page, who is told of whose word, and the way back."""

import pytest
from django.utils import timezone

from held_calls import a_call
from ridealong.language.moves import moves_of
from ridealong.web.audit.models import Entry
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Analysis, Call, CallMove, Correction
from ridealong.web.calls.page.corrections import version
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.models import Grant

HTMX = {"HX-Request": "true"}


@pytest.fixture
def call(cast):
    call = a_call(cast.rita, seen_by_manager=True)
    Debrief.objects.create(call=call, by=cast.rita, skipped=True)
    return call


def heard(call):
    """Turn and move of everything that is heard in the call now."""
    work = Analysis.objects.get(pk=call.pk)
    said = stored.unpack(work.packed, call.transcript.conversation())
    return {(s.turn, s.move) for s in said.tagging.said}


@pytest.fixture
def asked(call):
    """The turn of an open question."""
    return min(turn for turn, move in heard(call) if move == "open_question")


def say(as_, person, call, turn, **fields):
    fields = {"move": "open_question", "holds": "0", "seen": "open_question "} | fields
    answer = as_(person).post(f"/calls/{call.pk}/turns/{turn}/moves/", fields, headers=HTMX)
    return answer, answer.content.decode()


def test_saying_that_it_is_not_takes_it_from_the_margin_and_from_lists(call, asked, cast, as_):
    before = CallMove.objects.get(call=call, move="open_question").count
    answer, says = say(as_, cast.rita, call, asked)
    assert (asked, "open_question") not in heard(call)
    assert CallMove.objects.get(call=call, move="open_question").count == before - 1
    assert answer["HX-Trigger"] == "call-done"
    assert "not “Open question”, as you say" in says
    assert f'href="turns/{asked}/?move=open_question"' not in says


def test_only_what_has_changed_is_sent(call, asked, cast, as_):
    _, says = say(as_, cast.rita, call, asked)
    assert 'id="road" hx-swap-oob="true"' in says
    assert 'id="told" hx-swap-oob="true"' in says
    assert 1 <= says.count('class="block"') < 12
    whole = as_(cast.rita).get(f"/calls/{call.pk}/").content.decode()
    assert len(says) < 0.6 * len(whole)


def test_a_move_that_is_added_says_who_says_so(call, cast, as_):
    turn = next(t for t in range(call.turns) if (t, "trade") not in heard(call) and ours(call, t))
    _, says = say(as_, cast.mel, call, turn, move="", holds="1", seen="", instead="trade")
    assert (turn, "trade") in heard(call)
    assert "as Mel says" in says


def ours(call, turn):
    conversation = call.transcript.conversation()
    return conversation.by_id[conversation.turns[turn].speaker].role == "seller"


def test_another_move_instead_is_said_at_once(call, asked, cast, as_):
    say(as_, cast.rita, call, asked, instead="challenge")
    assert (asked, "open_question") not in heard(call)
    assert (asked, "challenge") in heard(call)


def test_points_gates_and_flags_follow(call, cast, as_):
    gate = min(t for t, move in heard(call) if move == "can_decide")
    assert Call.objects.get(pk=call.pk).gates & 8
    for turn in sorted(t for t, move in heard(call) if move == "can_decide"):
        say(as_, cast.rita, call, turn, move="can_decide", seen="can_decide ")
    page = as_(cast.rita).get(f"/calls/{call.pk}/").content.decode()
    assert not Call.objects.get(pk=call.pk).gates & 8
    assert f'href="#t{gate}" aria-label="4 can decide"' not in page


def test_the_second_of_two_tabs_is_told_what_the_first_said_and_asked_again(call, asked, cast, as_):
    say(as_, cast.mel, call, asked)
    answer, says = say(as_, cast.rita, call, asked, holds="1")
    assert "HX-Trigger" not in answer
    assert "Mel Brandt said today at" in says
    assert "does not do it: “Open question”" in says
    word = Correction.objects.get()
    assert (word.holds, word.by) == (False, cast.mel)
    seen = f"open_question {version(word)}"
    assert seen in says
    say(as_, cast.rita, call, asked, holds="1", seen=seen)
    word.refresh_from_db()
    assert (word.holds, word.by) == (True, cast.rita)


def test_saying_the_same_twice_is_no_quarrel(call, asked, cast, as_):
    for _ in range(2):
        answer, _says = say(as_, cast.rita, call, asked)
        assert answer["HX-Trigger"] == "call-done"
    assert Correction.objects.count() == 1


def test_undo_takes_it_back_and_the_tagger_s_word_holds_again(call, asked, cast, as_):
    say(as_, cast.rita, call, asked)
    seen = f"open_question {version(Correction.objects.get())}"
    address = f"/calls/{call.pk}/turns/{asked}/moves/take-back/"
    answer = as_(cast.rita).post(address, {"seen": seen}, headers=HTMX)
    assert "what Ridealong heard holds again" in answer.content.decode()
    assert (asked, "open_question") in heard(call)
    assert not Correction.objects.exists()


def test_a_word_that_somebody_changed_meanwhile_is_not_taken_back(call, asked, cast, as_):
    say(as_, cast.rita, call, asked)
    old = f"open_question {version(Correction.objects.get())}"
    Correction.objects.update(by=cast.mel, at=timezone.now())
    address = f"/calls/{call.pk}/turns/{asked}/moves/take-back/"
    answer = as_(cast.rita).post(address, {"seen": old}, headers=HTMX)
    assert "Mel Brandt said" in answer.content.decode()
    assert Correction.objects.exists()


def test_every_word_is_in_the_record_without_any_of_the_talk(call, asked, cast, as_):
    say(as_, cast.mel, call, asked)
    entry = Entry.objects.get(action="move.corrected")
    assert entry.details == {"turn": asked, "move": "open_question", "holds": False}
    assert (entry.actor, entry.about_id) == ("Mel Brandt", cast.rita.pk)


def test_before_the_debrief_moves_are_neither_shown_nor_corrected(asked, call, cast, as_):
    Debrief.objects.all().delete()
    answer, _ = say(as_, cast.rita, call, asked)
    assert answer.status_code == 403
    assert "Your%20own%20view%20comes%20first" in answer["X-Says"]
    shown = as_(cast.rita).get(f"/calls/{call.pk}/turns/{asked}/").content.decode()
    assert "Open question" not in shown
    assert "after your own view" in shown


def test_a_peer_sees_what_a_turn_does_and_corrects_nothing(call, asked, cast, as_):
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    shown = as_(cast.pat).get(f"/calls/{call.pk}/turns/{asked}/").content.decode()
    assert "Open question" in shown
    assert "It is not" not in shown
    assert say(as_, cast.pat, call, asked)[0].status_code == 403


def test_the_moves_that_are_offered_are_those_of_the_speaker_with_their_meaning(
    call, asked, cast, as_
):
    conversation = call.transcript.conversation()
    role = conversation.by_id[conversation.turns[asked].speaker].role
    shown = as_(cast.rita).get(f"/calls/{call.pk}/turns/{asked}/").content.decode()
    for move in moves_of(role):
        assert f'value="{move}"' in shown
    assert "lowers the price, adds an extra" in shown


@pytest.mark.parametrize(
    "fields",
    [
        {"move": "admits_need"},
        {"move": "no_such_move"},
        {"move": "<script>"},
        {"move": ""},
        {"instead": "admits_need"},
    ],
)
def test_what_makes_no_sense_is_refused_in_words(call, asked, cast, as_, fields):
    answer, says = say(as_, cast.rita, call, asked, **fields)
    assert answer.status_code == 200
    assert 'role="alert"' in says
    assert "<script>" not in says
    assert not Correction.objects.exists()


def test_a_turn_that_is_not_there_is_not_there(call, cast, as_):
    assert say(as_, cast.rita, call, call.turns)[0].status_code == 404
    assert as_(cast.rita).get(f"/calls/{call.pk}/turns/9999/").status_code == 404


def test_without_a_script_the_page_comes_back(call, asked, cast, as_):
    fields = {"move": "open_question", "holds": "0", "seen": "open_question "}
    answer = as_(cast.rita).post(f"/calls/{call.pk}/turns/{asked}/moves/", fields, follow=True)
    assert answer.redirect_chain[0][0] == f"/calls/{call.pk}/#t{asked}"
    assert "as you say" in answer.content.decode()


def test_a_call_of_a_voice_without_a_side_asks_for_that_first(cast, as_):
    call = a_call(cast.rita, 1)
    Debrief.objects.create(call=call, by=cast.rita, skipped=True)
    _, says = say(as_, cast.rita, call, 0, holds="1")
    assert "Whose side this voice is on is not known" in says
