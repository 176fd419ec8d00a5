"""What did not work brings another idea, and never the same action once more."""

from datetime import date, timedelta

from gated import framework
from ridealong.process.gates import Done, Failed, Idea, Shared, attempts, unknowns

TODAY = date(2026, 11, 30)
UNKNOWN = unknowns(framework(), "proposal", set())


def mail(direction: str, days_ago: int) -> Done:
    return Done(days_ago, "email", direction, TODAY - timedelta(days=days_ago), "The summary")


def tried(activities=(), content=(), **more):
    return attempts(framework(), "proposal", TODAY, activities=activities, content=content, **more)


def test_a_mail_without_an_answer_for_a_week_did_not_work():
    (one,) = tried([mail("out", 7)])
    assert one.failed is Failed.MAIL_UNANSWERED
    assert one.ideas[0] is Idea.SPEAK
    assert tried([mail("out", 6)]) == ()


def test_a_mail_that_was_answered_or_followed_by_a_meeting_worked():
    assert tried([mail("out", 20), mail("in", 15)]) == ()
    met = Done(9, "meeting", "", TODAY, "Visit")
    assert tried([mail("out", 20), met]) == ()


def test_content_that_was_turned_down_or_left_lying_did_not_work():
    lying = Shared(1, TODAY - timedelta(days=30), "Brochure", "")
    refused = Shared(2, TODAY - timedelta(days=3), "Offer", "refused")
    used = Shared(3, TODAY - timedelta(days=30), "One-pager", "used")
    fresh = Shared(4, TODAY, "Photos", "")
    got = tried(content=[lying, refused, used, fresh])
    assert [(a.failed, a.what) for a in got] == [
        (Failed.CONTENT_REFUSED, "Offer"),
        (Failed.CONTENT_UNANSWERED, "Brochure"),
    ]


def test_somebody_who_was_named_and_not_spoken_with_is_another_voice():
    (one,) = tried([mail("out", 9)], voices=["Tomas"])
    assert Idea.ANOTHER_VOICE in one.ideas
    assert one.voices == ("Tomas",)
    (alone,) = tried([mail("out", 9)])
    assert Idea.ANOTHER_VOICE not in alone.ideas


def test_the_customers_own_words_are_a_beginning_once_they_are_known():
    (one,) = tried([mail("out", 9)], problem_told=True)
    assert Idea.THEIR_WORDS in one.ideas


def test_an_idea_brings_a_question_about_what_is_not_known():
    (one,) = tried([mail("out", 9)], unknown=UNKNOWN)
    assert one.question


def test_three_are_enough():
    lying = [Shared(i, TODAY - timedelta(days=30 + i), f"Sheet {i}", "") for i in range(9)]
    assert len(tried(content=lying)) == 3


def test_an_idea_is_offered_once():
    lying = Shared(1, TODAY - timedelta(days=30), "Brochure", "")
    refused = Shared(2, TODAY - timedelta(days=3), "Offer", "refused")
    got = tried([mail("out", 9)], [lying, refused], voices=["Tomas"], problem_told=True)
    offered = [idea for attempt in got for idea in attempt.ideas]
    assert len(offered) == len(set(offered))
    assert all(attempt.ideas for attempt in got)
