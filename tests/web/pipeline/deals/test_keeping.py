"""What is written down about a deal: next step, words of the customer, content, one's own word."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from held_deals import a_deal
from ridealong.process.framework.model import Journey
from ridealong.web.audit.models import Entry
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.deals import content
from ridealong.web.pipeline.deals.stating import Word, commit, say_next_step
from ridealong.web.pipeline.deals.told import write_down
from ridealong.web.pipeline.frameworks.using import in_use
from ridealong.web.pipeline.models import Commit, Deal, SharedContent


@pytest.fixture
def deal(cast) -> Deal:
    return a_deal(cast.rita, framework=in_use(Journey.SALES))


@pytest.fixture
def rita(cast):
    return viewer_of(cast.rita)


def test_a_next_step_is_written_down_and_taken_away(rita, deal):
    say_next_step(rita, deal, " Tomas calls\n by Friday ")
    deal.refresh_from_db()
    assert deal.next_step == "Tomas calls by Friday"
    say_next_step(rita, deal, "")
    deal.refresh_from_db()
    assert deal.next_step == ""


def test_a_word_stands_beside_the_ones_before(rita, deal):
    commit(rita, deal, Word(will=False))
    commit(rita, deal, Word(will=True, value=Decimal(18000), because="Tomas asked for it"))
    assert [c.will for c in deal.commits.all()] == [True, False]
    assert Entry.objects.filter(action="deal.committed").count() == 2


@pytest.mark.parametrize(
    ("word", "says"),
    [
        (Word(will=True), "what the customer did"),
        (Word(will=True, because="x" * 501), "501 characters"),
        (Word(will=False, value=Decimal(-1)), "no value"),
    ],
)
def test_a_word_without_the_customers_doing_is_no_word(rita, deal, word, says):
    with pytest.raises(ValidationError, match=says):
        commit(rita, deal, word)
    assert not Commit.objects.exists()


def test_on_a_deal_that_has_ended_no_word_is_given(rita, deal):
    deal.outcome = "won"
    with pytest.raises(ValidationError, match="has ended"):
        commit(rita, deal, Word(will=False))


@pytest.mark.parametrize("who", ["mel", "pat", "olga", "lee", "ada"])
def test_nobody_but_the_owner_keeps_a_deal(cast, deal, who):
    viewer = viewer_of(cast.people[who])
    for act in (
        lambda: say_next_step(viewer, deal, "x"),
        lambda: commit(viewer, deal, Word(will=False)),
        lambda: write_down(viewer, deal, "problem", "x"),
        lambda: content.share(viewer, deal, "x", timezone.localdate()),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_what_was_said_in_a_talk_without_a_transcript_is_known_from_then_on(cast, as_, rita, deal):
    client = as_(cast.rita)
    before = client.get(deal.get_absolute_url()).content.decode()
    assert "What the problem does to their business" in before
    write_down(rita, deal, "problem", "We lose a load a month, and Halden with it.")
    after = client.get(deal.get_absolute_url()).content.decode()
    assert "We lose a load a month, and Halden with it." in after
    assert "What the problem does to their business" not in after
    assert "told:" not in after


@pytest.mark.parametrize(
    ("key", "words", "says"),
    [("gone", "x", "what this tells"), ("value", " ", "no words"), ("value", "x" * 501, "501")],
)
def test_what_tells_nothing_is_refused_with_a_word(rita, deal, key, words, says):
    with pytest.raises(ValidationError, match=says):
        write_down(rita, deal, key, words)


def test_a_note_of_the_customers_words_is_no_doing_of_ours(rita, deal):
    write_down(rita, deal, "problem", "We lose a load a month.")
    content.share(rita, deal, "One-pager", timezone.localdate())
    assert not deal.evidence.filter(activity__isnull=False).exists()


def test_content_and_what_the_customer_did_with_it(rita, deal):
    row = content.share(rita, deal, "One-pager", timezone.localdate())
    shared = set(deal.evidence.values_list("side", flat=True))
    content.react(rita, row, "corrected", "It is three nights, not two")
    reacted = deal.evidence.filter(side="customer", state="proposed")
    assert shared <= {"seller"}
    for evidence in reacted:
        assert evidence.words == "It is three nights, not two"
    content.remove(rita, row)
    assert not SharedContent.objects.exists()
    assert not deal.evidence.exists(), "what rested on it is withdrawn"


@pytest.mark.parametrize(
    ("what", "days", "says"),
    [(" ", 0, "what was given"), ("x" * 201, 0, "201"), ("Offer", 1, "on that day")],
)
def test_content_that_cannot_be_is_refused_with_a_word(rita, deal, what, days, says):
    with pytest.raises(ValidationError, match=says):
        content.share(rita, deal, what, timezone.localdate() + timedelta(days=days))


def test_a_reaction_that_there_is_not_is_refused(rita, deal):
    row = content.share(rita, deal, "Offer", timezone.localdate())
    with pytest.raises(ValidationError, match="no reaction"):
        content.react(rita, row, "loved", "")


def test_a_form_that_is_refused_comes_back_with_what_was_typed(cast, as_, deal):
    client = as_(cast.rita)
    answer = client.post(f"{deal.get_absolute_url()}commit/", {"will": "yes", "because": " "})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "what the customer did" in page
    words = "What they said " + "x" * 500
    told = {"gate": "admits_need", "side": "customer", "kind": "said", "words": words}
    answer = client.post(f"{deal.get_absolute_url()}evidence/", {**told, "on": "2026-01-05"})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_form_that_holds_leads_back_to_its_place(cast, as_, deal):
    client = as_(cast.rita)
    address = deal.get_absolute_url()
    told = {
        "gate": "admits_need",
        "side": "customer",
        "kind": "said",
        "words": "We lose a load",
        "on": timezone.localdate().isoformat(),
    }
    answer = client.post(f"{address}evidence/", told)
    assert answer.headers["Location"] == f"{address}#gate-admits_need"
    (row,) = deal.evidence.all()
    answer = client.post(f"{address}evidence/{row.pk}/decide/", {"state": "refused"})
    assert answer.headers["Location"] == f"{address}#gate-admits_need"
    row.refresh_from_db()
    assert row.state == "refused"
    answer = client.post(f"{address}commit/", {"will": "no"})
    assert answer.headers["Location"] == f"{address}#words"
