"""The debrief comes first and stays its author's until they share it (S1.10, S1.15)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from held_calls import a_call
from ridealong.web.audit.models import Entry
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.models import Call
from ridealong.web.coaching import debriefs
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.viewer import viewer_of

SAID = {"repeat": "Kept quiet after the price", "differently": "Ask who decides"}


@pytest.fixture
def call(cast):
    return a_call(cast.rita)


def page(as_, person, call):
    return as_(person).get(f"/calls/{call.pk}/").content.decode()


def write(as_, person, call, **fields):
    return as_(person).post(f"/calls/{call.pk}/debrief/", fields or SAID)


def test_writing_it_opens_the_analysis_and_lets_the_manager_in_at_once(call, cast, as_):
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 403
    assert write(as_, cast.rita, call)["Location"] == f"/calls/{call.pk}/"
    says = page(as_, cast.rita, call)
    assert 'id="p1"' in says
    assert "before the analysis was opened" in says
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 200


def test_nobody_else_reads_a_word_of_it_until_it_is_shared(call, cast, as_):
    write(as_, cast.rita, call)
    assert SAID["repeat"] in page(as_, cast.rita, call)
    assert SAID["repeat"] not in page(as_, cast.mel, call)
    as_(cast.rita).post(f"/calls/{call.pk}/debrief/share/")
    shared = page(as_, cast.mel, call)
    assert SAID["repeat"] in shared
    assert "Rita’s own view" in shared
    as_(cast.rita).post(f"/calls/{call.pk}/debrief/unshare/")
    assert SAID["repeat"] not in page(as_, cast.mel, call)


def test_whether_it_was_written_is_no_hint_either(call, cast, as_):
    Call.objects.update(manager_from=timezone.now() - timedelta(hours=1))
    before = page(as_, cast.mel, call)
    write(as_, cast.rita, call)
    after = page(as_, cast.mel, call)
    told = "Theirs, until they share it"
    assert told in before
    assert told in after


def test_one_answer_is_enough_and_none_is_not(call, cast, as_):
    answer = write(as_, cast.rita, call, repeat=" ", differently="")
    assert answer.status_code == 422
    assert "One of the two is enough" in answer.content.decode()
    assert not Debrief.objects.exists()
    write(as_, cast.rita, call, repeat="", differently="Ask who decides")
    assert Debrief.objects.get().differently == "Ask who decides"


def test_what_is_too_long_comes_back_with_its_words(call, cast, as_):
    answer = write(as_, cast.rita, call, repeat="x" * 2001, differently="short")
    says = answer.content.decode()
    assert answer.status_code == 422
    assert "2001 characters long; 2000 fit" in says
    assert ">short</textarea>" in says
    assert 'id="p1"' not in says


def test_skipping_opens_the_analysis_and_leaves_the_manager_s_hour(call, cast, as_):
    hour = Call.objects.get(pk=call.pk).manager_from
    as_(cast.rita).post(f"/calls/{call.pk}/debrief/skip/")
    says = page(as_, cast.rita, call)
    assert 'id="p1"' in says
    assert "You opened this call without a debrief" in says
    assert Call.objects.get(pk=call.pk).manager_from == hour


def test_after_skipping_it_can_still_be_written_and_says_when(call, cast, as_):
    as_(cast.rita).post(f"/calls/{call.pk}/debrief/skip/")
    write(as_, cast.rita, call)
    says = page(as_, cast.rita, call)
    assert SAID["repeat"] in says
    assert "after the analysis was opened" in says
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 200


def test_what_is_written_is_not_written_over(call, cast, as_):
    write(as_, cast.rita, call)
    answer = write(as_, cast.rita, call, repeat="Something else", differently="")
    assert answer.status_code == 422
    says = answer.content.decode()
    assert "written already" in says
    assert "“Something else”" in says
    assert Debrief.objects.get().repeat == SAID["repeat"]


def test_it_can_be_written_while_the_call_is_read_and_keeps_the_manager_s_hour(cast, as_):
    call = a_call(cast.rita, analysed=False)
    write(as_, cast.rita, call)
    opened_from = Call.objects.get(pk=call.pk).manager_from
    assert opened_from
    assert opened_from <= timezone.now()
    assert analyse_call(call.pk)
    assert Call.objects.get(pk=call.pk).manager_from == opened_from
    assert 'id="p1"' in page(as_, cast.rita, call)


@pytest.mark.parametrize("who", ["mel", "pat", "tess", "lee", "ada"])
def test_nobody_else_writes_skips_or_shares_it(call, cast, as_, who):
    person = viewer_of(cast.people[who])
    for act in (debriefs.skip, debriefs.share, debriefs.unshare):
        with pytest.raises(PermissionDenied):
            act(person, call)
    with pytest.raises(PermissionDenied):
        debriefs.write(person, call, **SAID)
    assert not Debrief.objects.exists()


def test_there_is_nothing_to_share_before_it_is_written(call, cast, as_):
    as_(cast.rita).post(f"/calls/{call.pk}/debrief/skip/")
    assert as_(cast.rita).post(f"/calls/{call.pk}/debrief/share/").status_code == 403


def test_a_spoken_debrief_is_shared_and_taken_back_as_a_whole(cast, as_):
    call = a_call(cast.rita, 10)
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 404
    assert "Only you see this page." in page(as_, cast.rita, call)
    as_(cast.rita).post(f"/calls/{call.pk}/debrief/share/")
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 200
    as_(cast.rita).post(f"/calls/{call.pk}/debrief/unshare/")
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 404


def test_each_step_is_in_the_record_without_a_word_of_it(call, cast, as_):
    write(as_, cast.rita, call)
    for step in ("share", "unshare"):
        as_(cast.rita).post(f"/calls/{call.pk}/debrief/{step}/")
    told = Entry.objects.filter(action__startswith="debrief.").order_by("pk")
    assert [e.action for e in told] == ["debrief.written", "debrief.shared", "debrief.unshared"]
    assert SAID["repeat"] not in str(list(told.values()))


def test_a_service_agent_has_the_same_two_questions(cast, as_):
    call = a_call(cast.sam, 8)
    assert "Your own view first" in page(as_, cast.sam, call)


def test_a_coaching_talk_asks_for_no_debrief(cast, as_):
    call = a_call(cast.rita, 7)
    assert "Your own view" not in page(as_, cast.rita, call)
    assert as_(cast.rita).post(f"/calls/{call.pk}/debrief/", SAID).status_code == 403
