"""The page of a call, for each who opens it: own view first, locked in words, looks recorded."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from held_calls import a_call
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Analysis, Call, Customer
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.models import Grant

SIGNED = 'name="only" id="only-open"'
"""Stands in the row of marks, which only an open analysis has."""
ANALYSED = ("/?move=", "<mark", SIGNED, 'id="p1"', 'class="passed"', 'id="figures"')


@pytest.fixture
def call(cast):
    return a_call(cast.rita, seen_by_manager=True)


@pytest.fixture
def opened(call, cast):
    """Rita has opened it without a debrief."""
    Debrief.objects.create(call=call, by=cast.rita, skipped=True)
    return call


def page(as_, person, call, **query):
    answer = as_(person).get(f"/calls/{call.pk}/", query)
    return answer, answer.content.decode()


def test_before_the_debrief_its_owner_reads_the_words_and_nothing_about_them(call, cast, as_):
    _, says = page(as_, cast.rita, call)
    assert "I think you might be on mute" in says
    assert "Your own view first" in says
    assert "Skip the debrief this time" in says
    for part in ANALYSED:
        assert part not in says


def test_after_the_debrief_the_analysis_stands_beside(opened, cast, as_):
    _, says = page(as_, cast.rita, opened)
    for part in ANALYSED:
        assert part in says


def test_a_manager_need_not_wait_for_a_debrief_once_the_hour_is_over(call, cast, as_):
    _, says = page(as_, cast.mel, call)
    assert SIGNED in says
    assert "Rita’s own view" in says
    assert "Theirs, until they share it" in says
    assert "Sales call of Rita Hollis with Donal Feeney" in says


def test_before_the_hour_a_manager_is_told_until_when_it_is_the_owner_s(cast, as_):
    call = a_call(cast.rita)
    answer, says = page(as_, cast.mel, call)
    assert answer.status_code == 403
    assert "With Rita until tomorrow at" in says
    assert call.title in says
    assert "on mute" not in says


def test_a_call_that_waits_for_consent_says_so(opened, cast, as_):
    Call.objects.update(held_back=True)
    answer, says = page(as_, cast.rita, opened)
    assert answer.status_code == 403
    assert "waits for consent" in says


def test_a_peer_who_is_let_reads_it_and_nothing_of_the_debrief(call, cast, as_):
    Debrief.objects.create(call=call, by=cast.rita, repeat="Kept quiet", shared_at=timezone.now())
    Grant.objects.create(owner=cast.rita, peer=cast.pat)
    _, says = page(as_, cast.pat, call)
    assert SIGNED in says
    assert "own view" not in says
    assert "Kept quiet" not in says
    assert "Not right?" not in says
    assert "Share a moment" not in says


def test_only_the_two_who_held_a_coaching_talk_are_shown_it(cast, as_):
    call = a_call(cast.rita, 7)
    Call.objects.filter(pk=call.pk).update(coach=cast.mel)
    for person in (cast.rita, cast.mel):
        assert "Only the two who held this talk" in page(as_, person, call)[1]
    assert page(as_, cast.olga, call)[0].status_code == 404


def test_the_head_says_who_when_how_long_and_how_sure(opened, cast, as_):
    Call.objects.update(dated=True, started_at=timezone.now() - timedelta(days=1))
    opened.refresh_from_db()
    opened.customer = Customer.objects.create(name="Feeney Smokehouse")
    opened.save()
    _, says = page(as_, cast.rita, opened)
    meta = says[says.index('<p class="meta">') : says.index("</p>", says.index('<p class="meta">'))]
    for fact in ("Sales call with Donal Feeney", "Feeney Smokehouse", "yesterday", "14 min"):
        assert f"<span>{fact}" in meta
    assert "who spoke as the source names them" in meta


def test_a_voice_without_a_side_can_be_named_beside_its_first_words(cast, as_):
    call = a_call(cast.rita, 1)
    _, says = page(as_, cast.rita, call)
    assert "the side of 3 voices is not known" in says
    assert says.count("Who is this?") == 3


def test_a_link_to_a_turn_leads_to_it_also_through_signing_in(opened, cast, as_):
    answer, _ = page(as_, cast.rita, opened, t="61")
    assert answer["Location"] == f"/calls/{opened.pk}/#t61"
    for nonsense in ("", "x", "-1", "9" * 5000):
        assert page(as_, cast.rita, opened, t=nonsense)[0].status_code == 200


def test_while_it_is_read_the_words_and_the_debrief_are_there(cast, as_):
    call = a_call(cast.rita, analysed=False)
    _, says = page(as_, cast.rita, call)
    assert "on mute" in says
    assert 'id="state"' in says
    assert "You can write your debrief meanwhile" in says
    assert "Done, show me the call" in says


def test_a_call_that_could_not_be_read_says_so(opened, cast, as_):
    Analysis.objects.update(state="dead", result=None)
    _, says = page(as_, cast.rita, opened)
    assert "could not be read" in says
    assert "on mute" in says


def test_all_figures_are_one_press_away_and_not_before_the_debrief(call, cast, as_):
    address = f"/calls/{call.pk}/figures/"
    assert as_(cast.rita).get(address).status_code == 302
    Debrief.objects.create(call=call, by=cast.rita, skipped=True)
    whole = as_(cast.rita).get(address).content.decode()
    assert whole.count('<details class="figure">') > 20
    assert "<!doctype html>" in whole
    part = as_(cast.rita).get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part


def test_the_first_look_of_somebody_else_is_written_down_once_a_day(opened, cast, as_):
    for _ in range(3):
        page(as_, cast.rita, opened)
        page(as_, cast.mel, opened)
    entry = Entry.objects.get(action="call.seen")
    assert (entry.actor, entry.about_id) == ("Mel Brandt", cast.rita.pk)
    assert entry.thing == f"call {opened.pk}"


def test_a_look_of_yesterday_does_not_hide_today_s(opened, cast, as_):
    yesterday = timezone.now() - timedelta(days=1)
    Entry.objects.create(
        actor_id=cast.mel.pk,
        actor="Mel",
        action="call.seen",
        thing=f"call {opened.pk}",
        at=yesterday,
    )
    page(as_, cast.mel, opened)
    assert Entry.objects.filter(action="call.seen").count() == 2


@pytest.mark.parametrize("who", ["rita", "mel"])
def test_a_page_asks_the_database_a_few_times(opened, cast, as_, who):
    browser = as_(cast.people[who])
    address = f"/calls/{opened.pk}/"
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    assert len(asked) <= 12
