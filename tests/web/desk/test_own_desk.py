"""The desk of whoever talks with customers: what waits, two points, a trend, what was shown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from held_calls import a_call
from held_past import past
from ridealong.coaching.levels import Single
from ridealong.conversation import Kind
from ridealong.web.calls.models import Call, SharedMoment
from ridealong.web.coaching import debriefs
from ridealong.web.coaching.models import Debrief
from ridealong.web.desk.own import due, latest_points, own_desk
from ridealong.web.people.viewer import viewer_of


@pytest.fixture
def rita(cast):
    return viewer_of(cast.rita)


def page(client, path="/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def ago(days):
    return timezone.now() - timedelta(days=days)


def test_the_first_day_says_what_to_do_first_with_one_button(cast, as_):
    html = page(as_(cast.rita))
    assert "No calls yet" in html
    assert html.count('class="button first"') == 1


def test_the_oldest_call_that_waits_comes_first(cast, rita):
    calls = [a_call(cast.rita, n, analysed=False, at=ago(days)) for n, days in ((0, 2), (1, 9))]
    found = due(rita)
    assert found
    assert (found.call, list(found.later)) == (calls[1], [calls[0]])


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("older than two weeks", {"started_at": ago(15)}),
        ("held back for consent", {"held_back": True}),
        ("a coaching talk", {"kind": "coaching"}),
    ],
)
def test_what_needs_no_debrief_does_not_wait(cast, rita, what, change):
    call = a_call(cast.rita, 0, analysed=False, at=ago(1))
    Call.objects.filter(pk=call.pk).update(**change)
    assert due(rita) is None, what


def test_a_debrief_written_at_the_desk_opens_the_call(cast, as_):
    call = a_call(cast.rita, 0, at=ago(1))
    client = as_(cast.rita)
    assert f'action="/calls/{call.pk}/debrief/"' in page(client)
    answer = client.post(f"/calls/{call.pk}/debrief/", {"repeat": "I waited", "differently": ""})
    assert answer["Location"] == f"/calls/{call.pk}/"
    assert Debrief.objects.get().repeat == "I waited"
    assert "Nothing waits." in page(client)


def test_a_call_that_was_skipped_waits_no_longer(cast, rita):
    call = a_call(cast.rita, 0, at=ago(1))
    debriefs.skip(rita, call)
    assert due(rita) is None


def test_points_open_only_after_the_debrief(cast, rita, as_):
    call = a_call(cast.rita, 0, at=ago(1))
    assert latest_points(rita) is None
    assert "They open after your first debrief" in page(as_(cast.rita))
    debriefs.write(rita, call, "I waited", "")
    found = latest_points(rita)
    assert found
    assert found.call == call
    html = page(as_(cast.rita))
    for point in found.talk.points:
        assert point.quotes[0].words.marked.replace("'", "&#39;") in html
        assert f'href="/calls/{call.pk}/{point.places[0].href}"' in html


def test_a_trend_rests_on_calls_that_are_open_to_their_owner(morning, cast):
    """A call that was neither looked back on nor has reached the manager adds no dot."""

    def calls():
        told = own_desk(viewer_of(cast.rita), Kind.SALES).trend
        return len(told.picture.table.rows) if told else 0

    before = calls()
    alone = {"open_questions": [Single(ago(0.1), 0.5, 10)]}
    past(morning.latest, alone, debriefed=False, reached=False)
    assert calls() == before
    Call.objects.filter(owner=cast.rita).update(manager_from=ago(0.01))
    assert calls() > before


def test_a_moment_that_a_colleague_shows_is_there_with_its_first_words(morning, cast, as_):
    moment = SharedMoment.objects.get()
    html = page(as_(cast.rita))
    assert f'href="/moments/{moment.pk}/"' in html
    assert "How she put the price" in html
    Call.objects.filter(pk=moment.call_id).update(held_back=True)
    assert f'href="/moments/{moment.pk}/"' not in page(as_(cast.rita))


def test_an_agent_is_never_measured_by_length_or_number(morning, cast, as_):
    html = page(as_(cast.sam))
    assert "Turns that work on the problem" in html
    desk = own_desk(viewer_of(cast.sam), Kind.SERVICE)
    assert desk.trend
    made = " ".join(" ".join(pair) for r in (desk.trend.row, *desk.other_trends) for pair in r.made)
    for words in ("handle time", "calls a day", "average length", "talk time"):
        assert words not in html
        assert words not in made


def test_titles_and_notes_are_escaped(morning, cast, as_):
    Call.objects.update(title="<script>alert(1)</script>")
    SharedMoment.objects.update(note="<img src=x>")
    html = page(as_(cast.rita))
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert" in html
