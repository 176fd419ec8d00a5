"""What a customer says of a talk: one link, two questions, one answer, and who reads it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from held_calls import a_call
from held_talks import a_talk
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Call, Customer
from ridealong.web.coaching.models import CustomerVoice, Loyalty

WORDS = "Quincefield: nobody asked what the night shift needs"


@pytest.fixture
def call(cast):
    call = a_call(cast.rita)
    Call.objects.filter(pk=call.pk).update(
        customer=Customer.objects.create(name="Brightwater"),
        manager_from=timezone.now() + timedelta(hours=20),
    )
    return Call.objects.get(pk=call.pk)


@pytest.fixture
def link(as_, cast, call):
    as_(cast.rita).post(f"/calls/{call.pk}/ask-customer/")
    return f"/your-word/{CustomerVoice.objects.get().token}/"


def read(answer):
    return answer.content.decode()


def test_a_customer_answers_once_without_a_cookie(link, cast, as_, call):
    customer = Client(enforce_csrf_checks=True)
    page = customer.get(link)
    assert page.status_code == 200
    assert not page.cookies
    assert "<script" not in read(page)
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    answer = customer.post(link, {"worth": "2", "missing": WORDS})
    assert answer.status_code == 302
    assert not answer.cookies
    assert "Thank you" in read(customer.get(link))
    customer.post(link, {"worth": "5", "missing": "again"})
    row = CustomerVoice.objects.get()
    assert (row.worth, row.missing) == (2, WORDS)
    assert WORDS in read(as_(cast.rita).get(f"/calls/{call.pk}/ask-customer/"))
    assert WORDS not in "".join(str(e.details) for e in Entry.objects.all())
    assert [e.action for e in Entry.objects.filter(action__startswith="voice.").order_by("pk")] == [
        "voice.asked",
        "voice.answered",
    ]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Nothing is chosen or written yet"),
        ({"worth": "9"}, "Nothing is chosen or written yet"),
        ({"missing": "x" * 1001}, "1001 characters"),
    ],
)
def test_what_cannot_be_kept_comes_back(link, sent, says):
    answer = Client().post(link, sent)
    assert answer.status_code == 422
    assert says in read(answer)
    assert sent.get("missing", "") in read(answer)
    assert CustomerVoice.objects.get().answered_at is None


def test_a_link_that_ran_out_or_never_was_says_so(link):
    CustomerVoice.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    for address in (link, "/your-word/never/"):
        page = Client().get(address)
        assert page.status_code == 404
        assert "leads nowhere any more" in read(page)
    assert Client().post(link, {"worth": "5"}).status_code == 404
    assert CustomerVoice.objects.get().answered_at is None


def test_the_same_link_until_it_runs_out_and_none_once_it_is_taken_back(link, as_, cast, call):
    rita, page = as_(cast.rita), f"/calls/{call.pk}/ask-customer/"
    rita.post(page)
    assert CustomerVoice.objects.count() == 1
    rita.post(page, {"off": "1"})
    assert Client().get(link).status_code == 404
    assert "Make the link" in read(rita.get(page))


def test_a_manager_reads_it_as_they_read_what_is_said_of_the_call(link, as_, cast, call):
    Client().post(link, {"worth": "4", "missing": WORDS})
    standing = f"/customers/{call.customer_id}/standing/"
    talk = a_talk(cast.mel, cast.rita)
    brief = f"/talks/{talk.pk}/brief/"
    assert WORDS in read(as_(cast.rita).get(standing))
    assert WORDS not in read(as_(cast.mel).get(standing))
    assert WORDS not in read(as_(cast.mel).get(brief))
    from ridealong.web.coaching import debriefs  # noqa: PLC0415
    from ridealong.web.people.viewer import viewer_of  # noqa: PLC0415

    debriefs.write(viewer_of(cast.rita), call, "I waited", "")
    assert WORDS in read(as_(cast.mel).get(standing))
    assert WORDS in read(as_(cast.mel).get(brief))
    for other in (cast.pat, cast.lee, cast.olga):
        assert as_(other).get(standing).status_code == 404


def test_a_step_of_the_ladder_needs_what_they_did(as_, cast, call):
    rita, page = as_(cast.rita), f"/customers/{call.customer_id}/standing/"
    for sent, says in (
        ({"step": "returns", "because": " "}, "The reason is missing"),
        ({"step": "loves us", "because": "x"}, "No step is chosen"),
        ({"step": "returns", "because": "y" * 301}, "301 characters"),
    ):
        answer = rita.post(page, sent)
        assert answer.status_code == 422
        assert says in read(answer)
    rita.post(page, {"step": "bought", "because": "The first forty boxes"})
    rita.post(page, {"step": "returns", "because": "Rang for eighty more"})
    assert [row.step for row in Loyalty.objects.order_by("pk")] == ["bought", "returns"]
    text = read(rita.get(page))
    assert "Rang for eighty more" in text
    assert "The first forty boxes" in text
