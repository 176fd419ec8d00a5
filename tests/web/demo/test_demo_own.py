"""What the people of the desk to try put to themselves."""

import pytest
from django.utils import timezone

from ridealong.web.calls.models import Customer
from ridealong.web.coaching.models import Talk
from ridealong.web.coaching.own.pairs import of_two
from ridealong.web.coaching.own.styled import for_customer, own_place
from ridealong.web.coaching.talks.asked import talk_for
from ridealong.web.demo import fill, own, talks
from ridealong.web.demo.invented import firm
from ridealong.web.people.policy import TalkAction
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.models import Deal

pytestmark = pytest.mark.django_db


def test_mel_and_rita_share_how_they_talk_and_rita_has_a_guess_of_a_customer():
    people = fill.people()
    customer = Customer.objects.create(name="Brightwater Dairy")
    Deal.objects.create(name="Cold stores", customer=customer, owner=people["Rita Hollis"])
    talks.fill(people, timezone.now())
    own.fill(people, timezone.now())
    mel, rita = viewer_of(people["Mel Brandt"]), viewer_of(people["Rita Hollis"])
    place = own_place(rita)
    assert place
    assert place.styles == ("doer",)
    planned = Talk.objects.get(people__person=rita.id, state="planned")
    found = of_two(talk_for(mel, TalkAction.RUN, planned.pk, styles=True))
    assert found
    assert [(p.mine, p.theirs) for p in found.pairs] == [("Harmoniser", "Driver")]
    (guess,) = for_customer(rita, customer.pk)
    assert [s.key for s in guess.styles] == ["controller"]
    assert not for_customer(mel, customer.pk)


def test_a_debrief_with_somebody_names_one_of_the_firm():
    here = {row["name"] for row in firm()["person"]}
    assert {d["with_whom"] for d in firm()["debrief"] if "with_whom" in d} <= here
