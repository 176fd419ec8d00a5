"""A coach sees how their talks are found as means of five people, a month behind (S4.43, S4.87)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from held_talks import a_talk, held, seen
from ridealong.web.audit.models import Entry
from ridealong.web.coaching.models import Rating, Talk
from ridealong.web.coaching.own import rating
from ridealong.web.people.models import Person, Role
from ridealong.web.people.viewer import viewer_of


def rated(cast, people, months_ago=1):
    """Each of so many people rates a talk of Mel's."""
    for i in range(people):
        by = Person.objects.create_user(f"p{i}@ridealong.example", f"Person {i}", Role.REP)
        talk = Talk.objects.create(coach=cast.mel, state=Talk.State.HELD)
        then = timezone.now() - timedelta(days=31 * months_ago)
        Rating.objects.create(talk=talk, by=by, answers={"C1": 1 + i % 5}, at=then)


def page(client, address="/checkins/"):
    return client.get(address).content.decode()


def test_whoever_was_coached_says_how_the_talk_was(cast, as_):
    talk = held(cast.mel, cast.rita)
    rita = as_(cast.rita)
    assert page(rita, f"/talks/{talk.pk}/rate/").count('<fieldset class="scale">') == 6
    rita.post(f"/talks/{talk.pk}/rate/", {"C1": "4", "C2": ""})
    rita.post(f"/talks/{talk.pk}/rate/", {"C1": "5"})
    assert Rating.objects.get().answers == {"C1": 5}
    assert "5" not in str(list(Entry.objects.filter(action="talk.rated").values("details")))


def test_a_talk_that_was_not_held_is_not_rated_and_no_coach_rates_their_own(cast, as_):
    talk = a_talk(cast.mel, cast.rita)
    with pytest.raises(ValidationError, match="not over"):
        rating.rate(viewer_of(cast.rita), seen(cast.rita, talk), {"C1": "4"})
    with pytest.raises(PermissionDenied):
        rating.rate(viewer_of(cast.mel), seen(cast.mel, talk), {"C1": "4"})
    assert "not over" in page(as_(cast.rita), f"/talks/{talk.pk}/rate/")
    assert as_(cast.mel).get(f"/talks/{talk.pk}/rate/").status_code == 403


def test_means_open_from_five_people_on(cast, as_):
    rated(cast, 4)
    html = page(as_(cast.mel))
    assert "shown from five people on" in html
    assert "3.0" not in html
    Person.objects.create_user("five@ridealong.example", "Five", Role.REP)
    five = Person.objects.get(email="five@ridealong.example")
    talk = Talk.objects.create(coach=cast.mel, state=Talk.State.HELD)
    then = timezone.now() - timedelta(days=32)
    Rating.objects.create(talk=talk, by=five, answers={"C1": 5}, at=then)
    assert "3.0" in page(as_(cast.mel))


def test_a_rating_of_this_month_changes_nothing_yet(cast, as_):
    rated(cast, 5, months_ago=0)
    assert "3.0" not in page(as_(cast.mel))


def test_nobody_but_the_coach_sees_the_means(cast, as_):
    rated(cast, 6)
    for who in ("lee", "olga", "sol"):
        assert "I did most of the thinking" in page(as_(cast.people[who]))
        assert 'class="interval"' not in page(as_(cast.people[who]))
    assert "I did most of the thinking" not in page(as_(cast.rita))


def test_what_the_means_may_have_counted_is_not_changed_any_more(cast):
    talk = held(cast.mel, cast.rita)
    ago = timezone.now() - timedelta(days=32)
    Rating.objects.create(talk=talk, by=cast.rita, answers={"C1": 2}, at=ago)
    with pytest.raises(ValidationError, match="month of this rating is over"):
        rating.rate(viewer_of(cast.rita), seen(cast.rita, talk), {"C1": "4"})
