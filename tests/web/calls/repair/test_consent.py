"""Consent: written down by whoever may, also by those who may not read; a "no" stops the call."""

from datetime import timedelta

import pytest
from django.utils import timezone

from brought import brought, sample
from held_calls import a_call
from ridealong.web.audit.models import Entry
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.models import Call, Consent
from ridealong.web.calls.repair.consent import apply_setting
from ridealong.web.people.models import Organisation

SAID = {"who": "Donal Feeney", "given": "yes", "how": "Asked at the start", "on": "2026-11-01"}


@pytest.fixture
def waiting(cast, as_):
    """A call of Rita's for which nobody has written consent down; Mel's hour is over."""
    Organisation.objects.filter(pk=1).update(consent_needed=True)
    brought(as_(cast.rita), [sample()])
    call = Call.objects.get()
    analyse_call(call.pk)
    Call.objects.update(manager_from=timezone.now() - timedelta(hours=1))
    return fresh(call)


def fresh(call):
    return Call.objects.get(pk=call.pk)


def write(client, call, **said):
    return client.post(f"/calls/{call.pk}/consent/", SAID | said)


def test_nobody_reads_a_call_that_waits(cast, as_, waiting):
    assert waiting.held_back
    for person, status in ((cast.rita, 403), (cast.mel, 403), (cast.ada, 404), (cast.pat, 404)):
        assert as_(person).get(f"/calls/{waiting.pk}/").status_code == status
        assert as_(person).get(f"/calls/{waiting.pk}/speakers/").status_code == status


@pytest.mark.parametrize("who", ["rita", "mel", "ada"])
def test_whoever_may_writes_it_down_without_reading_the_call(cast, as_, waiting, who):
    client = as_(cast.people[who])
    page = client.get(f"/calls/{waiting.pk}/consent/").content.decode()
    assert "This call waits." in page
    assert "Donal Feeney" in page
    assert "microphone" not in page, "no word of the talk"
    assert write(client, waiting).status_code == 302
    call = fresh(waiting)
    assert not call.held_back
    assert call.manager_from > timezone.now(), "Rita sees it first, as if it were new"
    row = Consent.objects.get()
    assert (row.who, row.given, row.how) == ("Donal Feeney", True, "Asked at the start")
    assert row.recorded_by == cast.people[who]
    assert as_(cast.rita).get(f"/calls/{call.pk}/").status_code == 200
    assert as_(cast.mel).get(f"/calls/{call.pk}/").status_code == 403
    entry = Entry.objects.get(action="consent.given")
    assert "Donal" not in str(entry.details) + entry.why


@pytest.mark.parametrize("who", ["pat", "olga", "tess", "lee", "sam"])
def test_nobody_else_does(cast, as_, waiting, who):
    assert write(as_(cast.people[who]), waiting).status_code == 404
    assert fresh(waiting).held_back


def test_consent_that_is_withdrawn_stops_the_call_and_offers_deletion(cast, as_, waiting):
    client = as_(cast.rita)
    write(client, waiting)
    write(client, waiting, given="no", how="By mail of today", on=f"{timezone.localdate()}")
    assert fresh(waiting).held_back
    page = client.get(f"/calls/{waiting.pk}/consent/").content.decode()
    assert "Nobody reads this call." in page
    assert f"/calls/{waiting.pk}/delete/?why=WITHDRAWN" in page
    assert client.get(f"/calls/{waiting.pk}/").status_code == 403
    assert Entry.objects.filter(action="consent.withdrawn").exists()


def test_a_no_stops_a_call_also_where_nobody_asks_for_consent(cast, as_):
    call = a_call(cast.rita)
    assert not call.held_back
    write(as_(cast.rita), call, given="no")
    assert fresh(call).held_back


def test_one_no_is_enough_until_the_same_person_says_yes(cast, as_, waiting):
    client = as_(cast.rita)
    write(client, waiting, who="Vera", given="no")
    write(client, waiting, who="Donal Feeney")
    assert fresh(waiting).held_back
    write(client, waiting, who="vera", on="2026-11-02")
    assert not fresh(waiting).held_back


def test_an_older_word_does_not_undo_a_newer_one(cast, as_, waiting):
    client = as_(cast.rita)
    write(client, waiting, given="no", on="2026-11-10")
    write(client, waiting, given="yes", on="2026-11-02")
    assert fresh(waiting).held_back


@pytest.mark.parametrize(
    "said", [{"who": ""}, {"how": ""}, {"given": ""}, {"on": ""}, {"on": "9999-12-31"}]
)
def test_what_is_missing_or_cannot_be_is_told(cast, as_, waiting, said):
    answer = write(as_(cast.rita), waiting, **said)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert Consent.objects.count() == 0


def test_when_no_consent_is_asked_for_any_more_what_waited_is_let_go(cast, as_, waiting):
    stopped = a_call(cast.rita, 1)
    write(as_(cast.rita), stopped, given="no")
    assert apply_setting() == 0
    Organisation.objects.filter(pk=1).update(consent_needed=False)
    assert apply_setting() == 1
    assert not fresh(waiting).held_back
    assert fresh(stopped).held_back
