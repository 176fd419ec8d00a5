"""Moments: a colleague reads the turns that were chosen, and nothing else of the call."""

import pytest

from held_calls import a_call
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Call, SharedMoment
from ridealong.web.coaching.models import Debrief

HTMX = {"HX-Request": "true"}


@pytest.fixture
def call(cast):
    call = a_call(cast.rita, seen_by_manager=True)
    Debrief.objects.create(call=call, by=cast.rita, skipped=True)
    return call


def show(as_, person, call, to, **fields):
    sent = {"first": 61, "last": 63, "to": to.pk if to else "", "note": ""} | fields
    return as_(person).post(f"/calls/{call.pk}/turns/61/share/", sent, headers=HTMX)


@pytest.fixture
def moment(call, cast, as_):
    assert show(as_, cast.rita, call, cast.tess, note="See how he goes on")["HX-Trigger"]
    return SharedMoment.objects.get()


def words(call, turn):
    return call.transcript.conversation().turns[turn].text


def test_a_colleague_of_another_team_reads_these_turns_and_nothing_else(moment, call, cast, as_):
    says = as_(cast.tess).get(f"/moments/{moment.pk}/").content.decode()
    for turn in range(61, 64):
        assert words(call, turn).split(",")[0].replace("'", "&#39;") in says
    for secret in (call.title, words(call, 0), words(call, 60), "/?move=", "Open the call here"):
        assert secret not in says
    assert "Rita Hollis shows it to you" in says
    assert "See how he goes on" in says
    assert as_(cast.tess).get(f"/calls/{call.pk}/").status_code == 404


def test_it_stands_among_the_moments_of_both_and_of_nobody_else(moment, cast, as_):
    address = f"/moments/{moment.pk}/"
    for person in (cast.tess, cast.rita):
        assert address in as_(person).get("/moments/").content.decode()
    for person in (cast.mel, cast.pat, cast.olga, cast.ada):
        assert address not in as_(person).get("/moments/").content.decode()
        assert as_(person).get(address).status_code == 404


def test_before_anybody_has_shown_one_the_page_says_what_it_is_for(cast, as_):
    assert "No moment yet" in as_(cast.pat).get("/moments/").content.decode()


def test_it_is_taken_back_by_whoever_shows_it(moment, cast, as_):
    address = f"/moments/{moment.pk}/take-back/"
    assert as_(cast.tess).post(address).status_code == 403
    assert as_(cast.mel).post(address).status_code == 404
    as_(cast.rita).post(address)
    assert not SharedMoment.objects.exists()
    assert as_(cast.tess).get(f"/moments/{moment.pk}/").status_code == 404


def test_a_call_that_is_held_back_hides_its_moments(moment, cast, as_):
    Call.objects.update(held_back=True)
    assert as_(cast.tess).get(f"/moments/{moment.pk}/").status_code == 404
    assert f"/moments/{moment.pk}/" not in as_(cast.tess).get("/moments/").content.decode()


def test_a_manager_shows_a_moment_to_its_owner_and_to_nobody_else(call, cast, as_):
    form = as_(cast.mel).get(f"/calls/{call.pk}/turns/61/share/").content.decode()
    assert "Rita Hollis" in form
    assert "Tess Lindgren" not in form
    assert "cannot be shown to Tess" in show(as_, cast.mel, call, cast.tess).content.decode()
    assert show(as_, cast.mel, call, cast.rita)["HX-Trigger"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"first": 0, "last": 40}, "These are 41 turns; a moment has 40 at most."),
        ({"first": 61, "last": 9999}, "The call has no such turns."),
        ({"first": "x"}, "Choose the turns and a colleague"),
        ({"first": "9" * 5000}, "Choose the turns and a colleague"),
        ({"note": "x" * 501}, "The note is 501 characters long"),
        ({"to": None}, "Choose the turns and a colleague"),
    ],
)
def test_what_is_no_moment_comes_back_in_words(call, cast, as_, fields, told):
    to = fields.pop("to", cast.tess)
    assert told in show(as_, cast.rita, call, to, **fields).content.decode()
    assert not SharedMoment.objects.exists()


def test_the_turns_may_be_chosen_backwards(call, cast, as_):
    show(as_, cast.rita, call, cast.tess, first=63, last=61)
    moment = SharedMoment.objects.get()
    assert (moment.first_turn, moment.last_turn) == (61, 63)


def test_nobody_shows_a_moment_to_themselves_or_to_somebody_who_has_left(call, cast, as_):
    cast.tess.is_active = False
    cast.tess.save()
    for to in (cast.rita, cast.tess):
        assert "cannot be shown to" in show(as_, cast.rita, call, to).content.decode()


def test_the_record_knows_to_whom_and_which_turns(moment, cast):
    entry = Entry.objects.get(action="moment.shown")
    assert entry.about_id == cast.tess.pk
    assert entry.details == {"first_turn": 61, "last_turn": 63}


def test_more_moments_than_fit_on_a_page_go_on_by_key(call, cast, as_):
    for _ in range(35):
        SharedMoment.objects.create(
            call=call, first_turn=1, last_turn=2, by=cast.rita, to=cast.tess
        )
    first = as_(cast.tess).get("/moments/").content.decode()
    oldest = sorted(SharedMoment.objects.values_list("pk", flat=True))[5]
    assert f"?before={oldest}" in first
    second = as_(cast.tess).get("/moments/", {"before": oldest}).content.decode()
    assert second.count('class="spoken"') == 5
