"""The pages of what somebody took on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forms import throw
from held_talks import a_commitment
from ridealong.web.coaching.models import Commitment
from ridealong.web.coaching.plans.forms import CloseForm, TakeOnForm

OPEN = "behaviour:open_questions"


@pytest.fixture
def agreed(morning):
    """Rita and Mel have agreed three weeks ago; six calls have been held since."""
    ago = timezone.now() - timedelta(days=15)
    return a_commitment(
        morning.cast.rita,
        key=OPEN,
        made_at=ago,
        begins_on=ago.date(),
        baseline={"share": 0.5, "low": 0.4, "high": 0.6, "shown": 6, "calls": 6},
        noticed="Rita sends Mel one moment each Friday",
    )


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_rita_sees_what_she_took_on_with_what_the_calls_since_show(agreed, morning, as_):
    html = page(as_(morning.cast.rita), "/commitments/")
    assert "What I took on" in html
    assert "Rita sends Mel one moment each Friday" in html
    assert "50" in html
    assert "to 50" in html
    assert "calls since reach it" in html
    assert 'class="plot"' in html
    assert "Call of" in html, "the picture has its table"
    assert "Where it was heard" in html


def test_a_page_needs_at_most_twelve_queries(agreed, morning, as_, django_assert_max_num_queries):
    a_commitment(morning.cast.rita, key="move:next_step")
    for who, address in (
        (morning.cast.rita, "/commitments/"),
        (morning.cast.mel, f"/commitments/of/{morning.cast.rita.pk}/"),
        (morning.cast.mel, f"/commitments/{agreed.pk}/"),
    ):
        client = as_(who)
        with django_assert_max_num_queries(12):
            page(client, address)


def test_a_sentence_that_no_call_could_show_yet_is_framed_by_dashes(cast, as_):
    a_commitment(cast.rita)
    html = page(as_(cast.rita), "/commitments/")
    assert 'class="commit faint"' in html
    assert "no call since could show it" in html


@pytest.mark.parametrize(
    "key",
    [
        "move:next_step",
        "move:need_question before move:solution_offer",
        "measure:concessions_without_return",
        "activity:debriefs",
        "activity:contacts",
        "activity:first_meetings",
        "activity:practice",
        "activity:sheets",
        "activity:joint_calls",
        "behaviour:gone",
    ],
)
def test_whatever_is_followed_has_its_page(morning, as_, key):
    ago = timezone.now() - timedelta(days=40)
    row = a_commitment(morning.cast.rita, key=key, made_at=ago, begins_on=ago.date())
    for address in ("/commitments/", f"/commitments/{row.pk}/"):
        html = page(as_(morning.cast.rita), address)
        assert "None" not in html
        assert row.says in html.replace("&#39;", "'")


def test_mel_sees_it_olga_does_not(agreed, morning, as_):
    cast = morning.cast
    html = page(as_(cast.mel), f"/commitments/of/{cast.rita.pk}/")
    assert "Rita Hollis" in html
    for other in (cast.olga, cast.pat, cast.lee):
        assert as_(other).get(f"/commitments/of/{cast.rita.pk}/").status_code == 404
        assert as_(other).get(f"/commitments/{agreed.pk}/").status_code == 404
        assert as_(other).post(f"/commitments/{agreed.pk}/close/").status_code == 404


def test_what_cannot_be_measured_comes_back_with_the_nearest_that_can(cast, as_):
    sent = {"says": "I will listen more", "by": "2027-01-15"}
    answer = as_(cast.rita).post(f"/commitments/of/{cast.rita.pk}/new/", sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "What would one hear you do?" in html
    assert "The customer’s share of the interview" in html
    assert "I will listen more" in html, "nothing that was written is lost"


def test_rita_agrees_on_one_thing_and_closes_it(cast, as_):
    client = as_(cast.rita)
    by = timezone.localdate() + timedelta(days=14)
    sent = {
        "says": "<b>I</b> say back what I heard",
        "follows": "behaviour:saying_back",
        "target": "40",
        "by": by.isoformat(),
    }
    answer = client.post(f"/commitments/of/{cast.rita.pk}/new/", sent, follow=True)
    assert "&lt;b&gt;I&lt;/b&gt; say back" in answer.content.decode()
    row = Commitment.objects.get()
    assert row.target == pytest.approx(0.4)
    refused = client.post(f"/commitments/{row.pk}/close/", {"state": "dropped"}, follow=True)
    assert "dropped with a word" in refused.content.decode()
    closed = {"state": "dropped", "words": "Another team now"}
    html = client.post(f"/commitments/{row.pk}/close/", closed, follow=True).content.decode()
    assert "Another team now" in html
    assert "Another team now" in page(client, "/commitments/")


def test_of_somebody_who_has_left_it_is_still_closed(agreed, morning, as_):
    cast = morning.cast
    cast.rita.is_active = False
    cast.rita.save()
    html = page(as_(cast.mel), f"/commitments/of/{cast.rita.pk}/")
    assert "has left" in html
    sent = {"state": "dropped", "words": "Rita has left"}
    assert as_(cast.mel).post(f"/commitments/{agreed.pk}/close/", sent).status_code == 302
    agreed.refresh_from_db()
    assert agreed.state == "dropped"


def test_no_form_breaks(cast, as_):
    client = as_(cast.rita)
    row = a_commitment(cast.rita)
    keep = {"says": "I ask", "follows": OPEN, "target": "50", "by": "2027-01-10"}
    address = f"/commitments/of/{cast.rita.pk}/new/"
    throw(client, address, TakeOnForm, keep=keep, times=40)
    throw(client, address, ["says", "follows"], method="get", times=20)
    throw(client, f"/commitments/{row.pk}/close/", CloseForm, keep={"state": "holds"}, times=30)
    assert client.get(f"/commitments/{10**25}/").status_code == 404
    assert client.get(f"/commitments/of/{10**25}/").status_code == 404
