"""The brief: what is on it, for whom, how it is kept, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from held_deals import a_deal, evidence
from held_past import REPEAT
from held_talks import a_commitment, a_talk, held, seen
from ridealong.process.framework.asks import refused
from ridealong.web.calls.models import Call, CallMove
from ridealong.web.coaching.models import Talk
from ridealong.web.coaching.models.programme import Kind
from ridealong.web.coaching.talks import written
from ridealong.web.coaching.talks.keeping import brief_of, prepare_tomorrow
from ridealong.web.coaching.talks.knowing import Knowing
from ridealong.web.coaching.talks.told import Told

MOST = 12


def of(talk, coach, person):
    return brief_of(seen(coach, talk), person)


def test_a_brief_tells_what_fell_with_the_words_of_a_call(morning, cast):
    talk = a_talk(cast.mel, cast.rita)
    told = Told(of(talk, cast.mel, cast.rita))
    assert "Open questions" in told.facts[0].says
    assert told.facts[0].quotes
    assert told.facts[0].quotes.source
    assert told.skill == "open questions"


def test_a_brief_goes_into_a_row_and_comes_back_the_same(morning, cast):
    a_commitment(cast.rita)
    a_deal(cast.rita)
    found = of(a_talk(cast.mel, cast.rita), cast.mel, cast.rita)
    assert written.read(written.kept(found)) == found


def test_what_an_older_version_of_us_kept_is_written_anew():
    assert written.read({}) is None
    assert written.read({"shape": 0}) is None
    assert written.read({"shape": written.SHAPE, "brief": "nonsense"}) is None


@pytest.mark.parametrize("kind", Kind.values)
def test_no_brief_of_any_kind_asks_for_a_result(morning, cast, as_, kind):
    deal = a_deal(cast.rita)
    evidence(deal, "admits_need", "customer")
    people = (cast.rita, cast.pat) if kind == Kind.HUDDLE else (cast.rita,)
    talk = a_talk(cast.mel, *people, kind=kind)
    page = as_(cast.mel).get(f"/talks/{talk.pk}/brief/")
    assert page.status_code == 200
    told = Told(of(talk, cast.mel, cast.rita))
    assert 3 <= len(told.questions) <= 6
    assert not [q.says for q in told.questions if refused(q.says)]
    html = page.content.decode().lower()
    for asked in ("when does it close", "how big is it", "when will it close"):
        assert asked not in html


def test_when_and_how_big_stand_beside_it_from_the_gates(morning, cast, as_):
    deal = a_deal(cast.rita)
    for side in ("customer", "seller"):
        evidence(deal, "admits_need", side)
    talk = a_talk(cast.mel, cast.rita, deal=deal, kind=Kind.DEAL)
    html = as_(cast.mel).get(f"/talks/{talk.pk}/brief/").content.decode()
    assert "So that you need not ask when and how big" in html
    assert "1 of 4 gates" in html


def test_what_was_agreed_last_time_stands_first_with_what_the_calls_since_show(morning, cast):
    before = timezone.now() - timedelta(days=30)
    talk = held(cast.mel, cast.rita)
    a_commitment(cast.rita, talk, made_at=before, begins_on=before.date())
    told = Told(of(a_talk(cast.mel, cast.rita), cast.mel, cast.rita))
    assert told.agreed[0].says.startswith("I’ll ask")
    assert "calls show it" in told.agreed[0].since
    assert told.agreed[0].beside


def test_questions_that_were_asked_last_time_rest(morning, cast, as_):
    talk = held(cast.mel, cast.rita)
    first = list(talk.questions.all())
    for question in first:
        question.asked_at = timezone.now()
        question.save()
    again = of(a_talk(cast.mel, cast.rita), cast.mel, cast.rita).brief.asks
    assert not {q.key for q in first} & set(again)


def test_no_private_word_of_the_rep_is_on_a_brief(morning, cast, as_):
    talk = a_talk(cast.mel, cast.rita)
    html = as_(cast.mel).get(f"/talks/{talk.pk}/brief/").content.decode()
    assert REPEAT not in html
    assert "Zebrafink" not in html


def test_a_brief_quotes_no_call_that_has_not_reached_the_coach(morning, cast):
    found = of(a_talk(cast.mel, cast.rita), cast.mel, cast.rita)
    assert morning.due.pk not in {s.call for s in found.spoken}


def test_words_of_a_call_that_is_held_back_leave_a_brief_that_was_written_before(morning, cast):
    talk = a_talk(cast.mel, cast.rita)
    assert prepare_tomorrow() == 1
    quoted = {s.call for s in of(talk, cast.mel, cast.rita).spoken}
    assert quoted
    Call.objects.filter(pk__in=quoted).update(held_back=True)
    found = of(talk, cast.mel, cast.rita)
    assert not found.spoken
    assert not quoted & {c.pk for c in found.calls}
    assert all(not f.quotes for f in Told(found).facts)


def test_briefs_of_tomorrow_are_written_in_the_background_and_no_others(morning, cast):
    soon = a_talk(cast.mel, cast.rita)
    later = a_talk(cast.mel, cast.pat, at=timezone.now() + timedelta(days=5))
    assert prepare_tomorrow() == 1
    assert Talk.objects.get(pk=soon.pk).brief
    assert not Talk.objects.get(pk=later.pk).brief


def test_one_brief_that_cannot_be_written_stops_no_other(morning, cast, monkeypatch):
    a_talk(cast.mel, cast.rita)
    fine = a_talk(cast.olga, cast.tess)
    whole = written.write

    def write(knowing):
        if knowing.person == cast.rita:
            raise RuntimeError
        return whole(knowing)

    monkeypatch.setattr(written, "write", write)
    assert prepare_tomorrow() == 1
    assert Talk.objects.get(pk=fine.pk).brief


def test_what_the_rep_brings_is_on_the_brief_at_once(morning, cast, as_):
    talk = a_talk(cast.mel, cast.rita)
    prepare_tomorrow()
    as_(cast.rita).post(f"/talks/{talk.pk}/prepare/", {"brings": "Brightwater, from minute 27"})
    html = as_(cast.mel).get(f"/talks/{talk.pk}/brief/").content.decode()
    assert "Brightwater, from minute 27" in html


def test_what_was_heard_in_a_call_that_the_coach_may_read_is_not_unknown(morning, cast):
    deal = a_deal(cast.rita)
    call = Call.objects.filter(owner=cast.rita, manager_from__lte=timezone.now()).first()
    assert call
    deal.calls.add(call)
    CallMove.objects.filter(call=call).delete()
    talk = a_talk(cast.mel, cast.rita, kind=Kind.DEAL, deal=deal)

    def unknown():
        return Knowing.of(seen(cast.mel, talk), cast.rita).deals[0].unknown

    assert "problem" in unknown()
    CallMove.objects.create(call=call, move="business_problem", count=1, started_at=call.started_at)
    assert "problem" not in unknown()
    Call.objects.filter(pk=call.pk).update(manager_from=None)
    assert "problem" in unknown()


@pytest.mark.parametrize("who", ["rita", "pat", "olga", "lee", "ada", "sam"])
def test_a_brief_is_its_coach_s(morning, cast, as_, who):
    talk = a_talk(cast.mel, cast.rita)
    status = as_(getattr(cast, who)).get(f"/talks/{talk.pk}/brief/").status_code
    assert status == (403 if who == "rita" else 404)


def test_a_page_asks_the_database_twelve_times_at_most(morning, cast, as_):
    for customer in ("Brightwater Dairy", "Halden", "Fennick"):
        evidence(a_deal(cast.rita, customer), "admits_need", "customer")
    a_commitment(cast.rita)
    held(cast.mel, cast.rita)
    talk = a_talk(cast.mel, cast.rita)
    as_(cast.rita).post(f"/talks/{talk.pk}/prepare/", {"brings": "Halden"})
    for who, path in (
        ("mel", f"/talks/{talk.pk}/brief/"),
        ("mel", f"/talks/{talk.pk}/"),
        ("rita", f"/talks/{talk.pk}/"),
        ("rita", f"/talks/{talk.pk}/prepare/"),
        ("mel", "/talks/"),
        ("rita", "/talks/"),
        ("mel", "/talks/new/"),
    ):
        client = as_(getattr(cast, who))
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= MOST, path + "\n" + "\n".join(q["sql"] for q in asked)
