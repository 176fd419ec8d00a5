"""Practice on moments of one's own calls, marked at once, seen by nobody else."""

from datetime import timedelta

import pytest

from forms import throw
from held_calls import a_call
from ridealong.coaching.practice import Task
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Debrief, Drill, DrillAnswer
from ridealong.web.coaching.plans import drilling
from ridealong.web.people.viewer import viewer_of


@pytest.fixture
def looked_back(cast):
    """A call of Rita's that she has looked back on, with moments worth practising."""
    for sample in range(6):
        call = a_call(cast.rita, sample)
        Debrief.objects.create(call=call, by=cast.rita, repeat="The first question")
        found = drilling.today(viewer_of(cast.rita)).first
        if found:
            return found
    pytest.fail("none of the samples has a moment")


def test_nothing_is_practised_before_the_debrief(cast, as_):
    a_call(cast.rita)
    assert "Nothing to practise on yet" in as_(cast.rita).get("/practice/").content.decode()


def test_rita_answers_and_is_told_at_once_how_it_was_heard(cast, as_, looked_back):
    client, drill = as_(cast.rita), looked_back.drill
    html = client.get("/practice/").content.decode()
    assert 'name="text"' in html
    sent = {"text": "What does that mean for your business when it happens?", "seconds": "21"}
    answer = client.post(f"/practice/{drill.call}/{drill.turn}/", sent, follow=True)
    html = answer.content.decode()
    assert "What was said in the call" in html
    assert "This moment comes again" in html
    kept = DrillAnswer.objects.get()
    assert kept.seconds == 21
    assert kept.heard["reason"]
    assert kept.drill.due_at > kept.at


def test_her_own_word_wins_over_the_model(cast, as_, looked_back):
    viewer, drill = viewer_of(cast.rita), looked_back.drill
    call = Call.objects.select_related("analysis", "transcript").get(pk=drill.call)
    kept = drilling.answer(viewer, call, drill.turn, "We have exactly the right product for you")
    drilling.correct(viewer, kept.pk, did=True)
    kept.refresh_from_db()
    row = Drill.objects.get()
    assert kept.did
    assert kept.heard["corrected"]
    assert row.card["in_a_row"] == 1, "it is spaced by her word, once"


def test_three_moments_a_day_and_each_comes_back(cast, looked_back):
    viewer, drill = viewer_of(cast.rita), looked_back.drill
    call = Call.objects.select_related("analysis", "transcript").get(pk=drill.call)
    drilling.answer(viewer, call, drill.turn, "So you lose a shift each time, did I get that?")
    assert drill.key not in {m.drill.key for m in drilling.today(viewer).moments}
    later = viewer_of(cast.rita, viewer.now + timedelta(days=30))
    assert drill.key in {m.drill.key for m in drilling.today(later).moments}


def test_a_moment_that_is_put_away_does_not_come_again(cast, as_, looked_back):
    drill = looked_back.drill
    as_(cast.rita).post(f"/practice/{drill.call}/{drill.turn}/away/")
    later = viewer_of(cast.rita, Drill.objects.get().made_at + timedelta(days=60))
    assert drill.key not in {m.drill.key for m in drilling.today(later).moments}


def test_nobody_else_sees_or_answers_it(cast, as_, looked_back):
    drill = looked_back.drill
    client = as_(cast.rita)
    client.post(f"/practice/{drill.call}/{drill.turn}/", {"text": "What does it cost you?"})
    kept = DrillAnswer.objects.get()
    for other in (cast.mel, cast.pat, cast.lee):
        address = f"/practice/answers/{kept.pk}/"
        assert as_(other).get(address).status_code == 404
        assert as_(other).post(f"{address}correct/", {"did": "yes"}).status_code == 404
        sent = {"text": "What does it cost you?"}
        refused = as_(other).post(f"/practice/{drill.call}/{drill.turn}/", sent)
        assert refused.status_code in {403, 404}


def test_too_few_words_are_told_and_kept(cast, as_, looked_back):
    drill = looked_back.drill
    answer = as_(cast.rita).post(f"/practice/{drill.call}/{drill.turn}/", {"text": "Oh well"})
    assert answer.status_code == 422
    assert "too few words" in answer.content.decode()
    assert not Drill.objects.exists()


def test_practice_needs_few_queries(cast, as_, looked_back, django_assert_max_num_queries):
    client = as_(cast.rita)
    with django_assert_max_num_queries(12):
        client.get("/practice/")


def test_no_form_of_practice_breaks(cast, as_, looked_back):
    drill = looked_back.drill
    throw(as_(cast.rita), f"/practice/{drill.call}/{drill.turn}/", ["text", "seconds"], times=30)
    assert as_(cast.rita).post(f"/practice/{drill.call}/999999/", {"text": "a"}).status_code == 404


def test_every_task_has_its_words():
    from ridealong.web.coaching.plans.practised import ASKS, NAMES  # noqa: PLC0415

    assert set(ASKS) == set(NAMES) == set(Task)
