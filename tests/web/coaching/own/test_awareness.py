"""One's own view beside the calls, for oneself; looking back with somebody (S1.10, S1.16)."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from held_calls import a_call
from ridealong.coaching.levels import Single
from ridealong.samples import SAMPLES
from ridealong.web.calls.models import Call
from ridealong.web.coaching import debriefs
from ridealong.web.coaching.models import Debrief
from ridealong.web.coaching.own import awareness
from ridealong.web.coaching.own.awareness import Figure, own_awareness
from ridealong.web.people.actions.letting_read import let_read
from ridealong.web.people.models import Grant
from ridealong.web.people.viewer import viewer_of

SAID = {"repeat": "I listened and asked questions", "differently": "Agree on a next step"}


def with_(person):
    return debriefs.Written(SAID["repeat"], SAID["differently"], person.pk)


def page(client, address):
    return client.get(address).content.decode()


def test_under_six_calls_it_says_that_it_is_not_enough(cast, as_):
    debriefs.write(viewer_of(cast.rita), a_call(cast.rita), **SAID)
    html = page(as_(cast.rita), "/awareness/")
    assert "not enough to tell" in html
    assert "5 calls more" in html


def test_from_six_calls_on_it_is_a_share_with_its_interval():
    then = timezone.now()
    five = [Single(then, 0.5, 2, n) for n in range(5)]
    assert not Figure("", five).level
    six = Figure("", [*five, Single(then, 1.0, 3, 6)])
    assert six.level
    assert six.level.low < six.level.share < six.level.high
    assert ("Count", "8 of 13, in 6 calls") in six.made


def test_the_page_tells_the_share_and_where_both_differ(cast, as_, monkeypatch):
    monkeypatch.setattr(awareness, "FEWEST", 2)
    for n in [n for n, sample in enumerate(SAMPLES) if sample.kind == "sales"][:4]:
        debriefs.write(viewer_of(cast.rita), a_call(cast.rita, n), **SAID)
    (now,) = own_awareness(viewer_of(cast.rita)).figures
    assert now.level
    html = page(as_(cast.rita), "/awareness/")
    assert now.interval in html
    assert "You name to" in html


def test_what_was_written_after_the_analysis_was_open_is_no_claim(cast):
    call = a_call(cast.rita)
    debriefs.skip(viewer_of(cast.rita), call)
    debriefs.write(viewer_of(cast.rita), call, **SAID)
    assert not own_awareness(viewer_of(cast.rita)).calls


def test_it_is_on_nobody_elses_page(cast, as_):
    debriefs.write(viewer_of(cast.rita), a_call(cast.rita), **SAID)
    for who in ("mel", "lee", "pat"):
        html = page(as_(cast.people[who]), "/awareness/")
        assert "6 calls more" in html
        assert not own_awareness(viewer_of(cast.people[who])).calls


@pytest.fixture
def call(cast):
    return a_call(cast.rita)


def test_a_call_is_looked_back_on_alone_with_the_coach_or_with_a_peer_who_may_read(call, cast, as_):
    let_read(viewer_of(cast.rita), cast.pat)
    html = page(as_(cast.rita), call.get_absolute_url())
    assert "with Pat" in html
    assert "with Mel" in html
    assert "with Tess" not in html
    began = int(timezone.now().timestamp()) - 48
    sent = {**SAID, "companion": cast.pat.pk, "began": began}
    as_(cast.rita).post(f"/calls/{call.pk}/debrief/", sent)
    row = Debrief.objects.get()
    assert (row.how, row.companion) == ("peer", cast.pat)
    assert 48 <= (row.seconds or 0) < 120


def test_nobody_else_can_be_taken_along(call, cast, as_):
    with pytest.raises(ValidationError, match="cannot be there"):
        debriefs.keep(viewer_of(cast.rita), call, with_(cast.tess))
    answer = as_(cast.rita).post(f"/calls/{call.pk}/debrief/", {**SAID, "companion": "7000"})
    assert answer.status_code == 422
    debriefs.keep(viewer_of(cast.rita), call, with_(cast.mel))
    assert Debrief.objects.get().how == "coach"


def test_the_peer_reads_it_once_it_is_shared_and_no_longer_than_they_may_read(call, cast, as_):
    let_read(viewer_of(cast.rita), cast.pat)
    debriefs.keep(viewer_of(cast.rita), call, with_(cast.pat))
    pat = as_(cast.pat)
    assert SAID["repeat"] not in page(pat, call.get_absolute_url())
    assert "Share with Mel and Pat" in page(as_(cast.rita), call.get_absolute_url())
    debriefs.share(viewer_of(cast.rita), Call.objects.get(pk=call.pk))
    assert SAID["repeat"] in page(pat, call.get_absolute_url())
    Grant.objects.update(until=timezone.now())
    assert pat.get(call.get_absolute_url()).status_code == 404


def test_another_peer_who_may_read_the_call_does_not_read_it(call, cast, as_):
    let_read(viewer_of(cast.rita), cast.pat)
    let_read(viewer_of(cast.rita), cast.tess)
    debriefs.keep(viewer_of(cast.rita), call, with_(cast.pat))
    debriefs.share(viewer_of(cast.rita), Call.objects.get(pk=call.pk))
    assert SAID["repeat"] not in page(as_(cast.tess), call.get_absolute_url())
