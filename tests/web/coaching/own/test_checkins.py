"""Check-ins stay with whoever wrote them, but for what they bring into a talk (S4.12, S4.66)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from held_calls import a_call
from held_talks import a_talk, seen
from ridealong.coaching.checkins import form
from ridealong.web.audit.models import Entry
from ridealong.web.coaching.models import CheckIn, Debrief
from ridealong.web.coaching.own import checking
from ridealong.web.coaching.talks import running
from ridealong.web.people.models import Grant
from ridealong.web.people.viewer import viewer_of

WORDS = "Brightwater, because they could plan their week"


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def written(person, which, given):
    row = checking.answer(viewer_of(person), form(which), given)
    assert row
    return row


@pytest.fixture
def purpose(cast):
    return written(cast.rita, "purpose", {"P3": WORDS})


def test_the_weekly_one_shows_four_statements_and_comes_back_with_others(cast, as_):
    rita = as_(cast.rita)
    first = page(rita, "/checkins/mindset/")
    assert first.count('<fieldset class="scale">') == 4
    assert 'name="R1"' in first
    rita.post("/checkins/mindset/", {"R1": "4", "R2": "2", "R3": "", "R4": "5"})
    assert CheckIn.objects.get().answers == {"R1": 4, "R2": 2, "R4": 5}
    assert 'name="R1"' not in page(rita, "/checkins/mindset/")


def test_leaving_all_of_it_open_leaves_no_trace(cast, as_):
    before = Entry.objects.count()
    answer = as_(cast.rita).post("/checkins/mindset/", {"R1": "", "P1": "not a question of it"})
    assert answer["Location"] == "/checkins/"
    assert not CheckIn.objects.exists()
    assert Entry.objects.count() == before


def test_an_answer_off_the_scale_or_too_long_is_refused_with_the_reason(cast, as_):
    rita = viewer_of(cast.rita)
    with pytest.raises(ValidationError, match="not on the scale"):
        checking.answer(rita, form("mindset"), {"R1": "6"})
    with pytest.raises(ValidationError, match="2001 characters long; 2000 fit"):
        checking.answer(rita, form("purpose"), {"P1": "x" * 2001})
    answer = as_(cast.rita).post("/checkins/mindset/", {"R1": "many"})
    assert answer.status_code == 422
    assert "“many” is not on the scale" in answer.content.decode()


def test_reps_and_coaches_have_their_own_questions(cast, as_):
    mel, rita = as_(cast.mel), as_(cast.rita)
    assert page(mel, "/checkins/readiness/").count('<fieldset class="scale">') == 5
    page(rita, "/checkins/readiness/", 404)
    page(mel, "/checkins/mindset/", 404)
    page(rita, "/checkins/session/", 404)
    with pytest.raises(PermissionDenied):
        checking.answer(viewer_of(cast.mel), form("mindset"), {"R1": "3"})


def test_the_own_line_opens_from_four_check_ins_on(cast, as_):
    for week in range(4):
        html = page(as_(cast.rita), "/checkins/")
        assert 'class="own-line"' not in html
        then = timezone.now() - timedelta(weeks=4 - week)
        checking.answer(viewer_of(cast.rita, then), form("mindset"), {"R1": str(week + 1)})
    html = page(as_(cast.rita), "/checkins/")
    assert html.count('class="own-line"') == 1
    assert "What selling is to me: 4 check-ins, the last 4.0" in html
    assert "not enough to tell" in html, "of the other areas"


def test_the_lowest_of_the_five_brings_its_question_to_the_coach_alone(cast, as_):
    checking.answer(viewer_of(cast.mel), form("readiness"), {"M2": "2", "M4": "4"})
    assert "hold in the same way again" in page(as_(cast.mel), "/checkins/")
    assert "hold in the same way again" not in page(as_(cast.lee), "/checkins/")


def test_nobody_else_gets_a_word_or_a_hint(purpose, cast, as_):
    a_talk(cast.mel, cast.rita)
    assert WORDS in page(as_(cast.rita), f"/checkins/entries/{purpose.pk}/")
    for who in ("pat", "mel", "olga", "lee", "sam"):
        page(as_(cast.people[who]), f"/checkins/entries/{purpose.pk}/", 404)
        for what in ("bring", "take-back", "throw-away"):
            answer = as_(cast.people[who]).post(f"/checkins/entries/{purpose.pk}/{what}/")
            assert answer.status_code == 404
    page(as_(cast.ada), f"/checkins/entries/{purpose.pk}/", 403)


def test_what_is_brought_is_read_by_the_coach_of_the_talk_until_taken_back(purpose, cast, as_):
    talk = a_talk(cast.mel, cast.rita)
    rita, mel = as_(cast.rita), as_(cast.mel)
    rita.post(f"/checkins/entries/{purpose.pk}/bring/", {"talk": talk.pk})
    assert WORDS in page(mel, f"/checkins/entries/{purpose.pk}/")
    assert WORDS in page(mel, f"/talks/{talk.pk}/checkins/")
    page(as_(cast.pat), f"/checkins/entries/{purpose.pk}/", 404)
    page(as_(cast.lee), f"/checkins/entries/{purpose.pk}/", 404)
    rita.post(f"/checkins/entries/{purpose.pk}/take-back/")
    page(mel, f"/checkins/entries/{purpose.pk}/", 404)
    assert WORDS not in page(mel, f"/talks/{talk.pk}/checkins/")


def test_the_others_of_a_talk_do_not_read_what_one_of_them_brings(purpose, cast, as_):
    talk = a_talk(cast.mel, cast.rita, cast.pat, kind="huddle")
    checking.bring(viewer_of(cast.rita), purpose, talk)
    assert WORDS in page(as_(cast.mel), f"/talks/{talk.pk}/checkins/")
    assert WORDS not in page(as_(cast.pat), f"/talks/{talk.pk}/checkins/")


def test_once_the_talk_has_begun_it_is_neither_brought_nor_taken_back(purpose, cast):
    rita, talk = viewer_of(cast.rita), a_talk(cast.mel, cast.rita)
    checking.bring(rita, purpose, talk)
    purpose.refresh_from_db()
    running.start(viewer_of(cast.mel), seen(cast.mel, talk))
    with pytest.raises(PermissionDenied):
        checking.take_back(rita, purpose)
    other = written(cast.rita, "purpose", {"P1": "A word"})
    with pytest.raises(PermissionDenied):
        checking.bring(rita, other, talk)


def test_what_is_only_for_oneself_cannot_be_brought_anywhere(cast, as_):
    row = written(cast.mel, "readiness", {"M1": "3"})
    talk = a_talk(cast.lee, cast.mel)
    with pytest.raises(PermissionDenied):
        checking.bring(viewer_of(cast.mel), row, talk)
    CheckIn.objects.update(shared_in=talk)
    page(as_(cast.lee), f"/checkins/entries/{row.pk}/", 404)


def test_who_wants_to_lead_sees_what_they_do_already_and_shares_only_what_they_bring(cast, as_):
    assert "Nothing of it is written down here." in page(as_(cast.pat), "/checkins/promotion/")
    Grant.objects.create(owner=cast.pat, peer=cast.rita)
    call = a_call(cast.rita)
    Debrief.objects.create(call=call, by=cast.rita, how="peer", companion=cast.pat, repeat="Asked")
    html = page(as_(cast.pat), "/checkins/promotion/")
    assert "One colleague may read your talks." in html
    assert "Once you looked back on a call together" in html
    assert "What you do already" not in page(as_(cast.pat), "/checkins/mindset/")
    row, talk = written(cast.pat, "promotion", {"L1": "Winning"}), a_talk(cast.mel, cast.pat)
    page(as_(cast.mel), f"/checkins/entries/{row.pk}/", 404)
    checking.bring(viewer_of(cast.pat), row, talk)
    html = page(as_(cast.mel), f"/checkins/entries/{row.pk}/")
    assert "Winning" in html
    assert "One colleague may read" not in html, "the counts are theirs alone"


def test_throwing_away_is_for_good(purpose, cast, as_):
    as_(cast.rita).post(f"/checkins/entries/{purpose.pk}/throw-away/")
    assert not CheckIn.objects.exists()


def test_the_record_tells_of_steps_and_of_no_answer(purpose, cast):
    rita, talk = viewer_of(cast.rita), a_talk(cast.mel, cast.rita)
    checking.bring(rita, purpose, talk)
    purpose.refresh_from_db()
    checking.take_back(rita, purpose)
    told = list(Entry.objects.filter(action__startswith="checkin.").order_by("pk").values())
    steps = ["checkin.written", "checkin.brought", "checkin.taken_back"]
    assert [e["action"] for e in told] == steps
    assert WORDS not in str(told)
    assert "purpose" not in str(told)


def test_a_page_needs_at_most_twelve_queries(cast, as_, django_assert_max_num_queries):
    for week in range(8):
        then = timezone.now() - timedelta(weeks=week)
        checking.answer(viewer_of(cast.rita, then), form("mindset"), {"R1": "3"})
    rita = as_(cast.rita)
    with django_assert_max_num_queries(12):
        rita.get("/checkins/")
