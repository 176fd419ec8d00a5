"""What becomes of a question: taken into a talk by either, put off by whoever leads."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from held_deals import a_deal
from ridealong.process.diagnosis import Fact, Flag, Hypothesis, Leaning, Rule
from ridealong.web.audit.models import Entry
from ridealong.web.pipeline.models import Diagnosis
from ridealong.web.pipeline.shapes.found import body_of


def a_question(person, rule=Rule.PROPOSALS_WITHOUT_DEALS, *, chance=0.07, stage="proposal", **more):
    """Eleven proposals where three to seven is usual."""
    flag = Flag(
        rule=rule,
        seller=str(person.pk),
        stage=stage,
        facts=(
            Fact(key="open", value=11),
            Fact(key="usual_peers", value=5, low=3, high=7),
            Fact(key="won_from_proposal", value=0.26, low=0.14, high=0.43, k=6, n=23),
            Fact(key="usual_won_from_proposal", value=0.43),
        ),
        hypotheses=(
            Hypothesis(
                key="qualification",
                leaning=Leaning.FOR,
                facts=(Fact(key="qualification", value=2 / 6, k=2, n=6),),
            ),
            Hypothesis(key="needs-analysis"),
        ),
        ask="proposals-without-deals",
        p=0.01,
        chance=chance,
        may_be_chance=chance > 0.05,
        deals=tuple(more.pop("deals", ())),
    )
    today = timezone.localdate()
    told = {"found_on": today, "seen_on": today, "body": body_of(flag), **more}
    return Diagnosis.objects.create(person=person, rule=rule.value, stage=stage, **told)


def page(client, person):
    return client.get(reverse("pipeline", args=[person.pk])).content.decode()


def said(client, person):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page(client, person)))


def take(client, question):
    return client.post(reverse("take_diagnosis", args=[question.pk]))


def put_off(client, question):
    return client.post(reverse("put_off_diagnosis", args=[question.pk]))


def test_it_says_finding_hypotheses_question_and_chance(cast, as_):
    deal = a_deal(cast.rita)
    a_question(cast.rita, deals=[str(deal.pk)])
    words = said(as_(cast.mel), cast.rita)
    assert "Worth a question · Proposal" in words
    assert "11 proposals are open where 3 to 7 is usual, and fewer of them are won" in words
    assert "a Proposals may go to customers who have not said who decides, and why now." in words
    assert "Before 2 of 6 proposals all gates were passed" in words
    assert "Nothing is known yet that speaks for or against it." in words
    assert "A question for Rita Which of these 11 would you write again today" in words
    assert "This may be chance. Of findings as clear as this, about 1 in 14" in words
    assert "The deal Brightwater Dairy" in words


def test_the_rep_sees_the_same_question_and_cannot_lay_it_aside(cast, as_):
    a_deal(cast.rita)
    question = a_question(cast.rita)
    html = page(as_(cast.rita), cast.rita)
    assert "A question for you" in html
    assert "put-off" not in html
    assert put_off(as_(cast.rita), question).status_code == 403
    assert take(as_(cast.rita), question).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.decided_by) == ("taken", cast.rita)


def test_taken_it_says_by_whom_and_is_in_the_record(cast, as_):
    a_deal(cast.rita)
    question = a_question(cast.rita)
    client = as_(cast.mel)
    answer = client.post(reverse("take_diagnosis", args=[question.pk]), follow=True)
    assert "It is kept for the next talk of you two." in answer.content.decode()
    html = page(client, cast.rita)
    assert "Kept for the next talk by Mel Brandt, today." in html
    assert "Take it into the next talk" not in html
    entry = Entry.objects.get(action="diagnosis.taken")
    assert (entry.actor_id, entry.about_id) == (cast.mel.pk, cast.rita.pk)
    assert entry.details["rule"] == "proposals-without-deals"


def test_put_off_it_goes_and_can_still_be_taken(cast, as_):
    a_deal(cast.rita)
    question = a_question(cast.rita)
    client = as_(cast.mel)
    assert put_off(client, question).status_code == 302
    assert "Worth a question" not in page(client, cast.rita)
    assert Entry.objects.filter(action="diagnosis.put_off").count() == 1
    assert take(client, question).status_code == 302
    question.refresh_from_db()
    assert question.state == "taken"


def test_the_same_word_twice_is_one_entry(cast, as_):
    a_deal(cast.rita)
    question = a_question(cast.rita)
    for _ in range(2):
        take(as_(cast.mel), question)
    assert Entry.objects.filter(action="diagnosis.taken").count() == 1


def test_what_is_over_is_not_decided_on_any_more(cast, as_):
    a_deal(cast.rita)
    question = a_question(cast.rita, state="over")
    answer = as_(cast.mel).post(reverse("take_diagnosis", args=[question.pk]), follow=True)
    assert "This no longer holds." in answer.content.decode()
    question.refresh_from_db()
    assert question.state == "over"


def test_only_one_button_of_a_page_is_green(cast, as_):
    a_deal(cast.rita)
    a_question(cast.rita)
    a_question(cast.rita, stage="decision")
    html = page(as_(cast.mel), cast.rita)
    assert html.count('<article class="diagnosis"') == 2
    assert html.count('class="first"') == 1


def test_a_clear_finding_does_not_say_that_it_may_be_chance(cast, as_):
    a_deal(cast.rita)
    a_question(cast.rita, chance=0.004)
    words = said(as_(cast.mel), cast.rita)
    assert "This may be chance" not in words
    assert "about 1 in 250 has nothing behind it" in words


@pytest.mark.parametrize("body", [{}, {"rule": "of another version"}, [], "nonsense"])
def test_a_finding_that_this_version_cannot_read_is_not_shown(cast, as_, body):
    a_deal(cast.rita)
    today = timezone.localdate()
    Diagnosis.objects.create(
        person=cast.rita, rule="stuck", found_on=today, seen_on=today, body=body
    )
    assert "Worth a question" not in page(as_(cast.mel), cast.rita)


def test_a_finding_without_words_in_this_version_is_not_shown(cast, as_):
    a_deal(cast.rita)
    question = a_question(cast.rita)
    question.body["hypotheses"][0]["key"] = "of another version"
    question.save()
    assert "Worth a question" not in page(as_(cast.mel), cast.rita)


@pytest.mark.parametrize("way", ["take_diagnosis", "put_off_diagnosis"])
@pytest.mark.parametrize("number", [0, 10**6, 2**63, 10**25])
def test_a_number_of_no_question_answers_404(cast, as_, way, number):
    assert as_(cast.mel).post(reverse(way, args=[number])).status_code == 404


@pytest.mark.parametrize("way", ["take_diagnosis", "put_off_diagnosis"])
def test_looking_changes_nothing(cast, as_, way):
    question = a_question(cast.rita)
    assert as_(cast.mel).get(reverse(way, args=[question.pk])).status_code == 405


def test_how_it_was_found_stands_under_it(cast, as_):
    a_deal(cast.rita)
    found = timezone.localdate() - timedelta(days=9)
    a_question(cast.rita, found_on=found)
    words = said(as_(cast.mel), cast.rita)
    assert "p = 0.01" in words
    assert "about 7 % of findings so clear have nothing behind them" in words
    assert "S2.8 in docs/capabilities.md" in words
