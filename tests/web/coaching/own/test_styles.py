"""Ways of talking: private, without names, and only where there is enough (S4.1 to S4.6)."""

from random import Random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from held_deals import a_deal
from ridealong.coaching.styles import vocabulary
from ridealong.web.audit.models import Entry
from ridealong.web.coaching.models import CustomerStyle, StyleAnswers
from ridealong.web.coaching.own import styling
from ridealong.web.coaching.own.styled import Styles, for_customer
from ridealong.web.people.models import Person, Role
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.models import Contact


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def like(high, axis, rest="3"):
    """Answers of somebody who lies high, or low, on an axis."""
    agree, other = ("5", "1") if high else ("1", "5")
    return {
        i.id: (other if i.reversed else agree) if i.axis == axis else rest
        for i in vocabulary().items
    }


def as_driver():
    tells = like(high=True, axis="assertive")
    task = like(high=False, axis="people")
    return tells | {k: v for k, v in task.items() if k.startswith("P")}


@pytest.fixture
def contact(cast):
    deal = a_deal(cast.rita)
    return Contact.objects.create(customer=deal.customer, name="Tomas Ek")


def ask_all(cast):
    names = ("pat", "mel", "tess", "sam", "olga", "sol", "lee")
    people = [cast.people[n] for n in names]
    styling.ask(viewer_of(cast.rita), [p.pk for p in people])
    return people


def told_by(person, answer="5"):
    row = StyleAnswers.objects.get(by=person, answers={})
    styling.tell(viewer_of(person), row, {"O1": answer, "O2": "1"})


def test_a_place_is_a_dot_with_the_box_of_its_error(cast, as_):
    rita = as_(cast.rita)
    assert "Not placed yet" in page(rita, "/styles/")
    assert page(rita, "/styles/questions/").count('<fieldset class="scale">') == 24
    rita.post("/styles/questions/", as_driver())
    html = page(rita, "/styles/")
    assert 'class="error own"' in html
    assert 'class="dot own"' in html
    assert "Nearest: Driver." in html
    assert "No norms and no validity are known" in html


def test_near_the_middle_no_style_is_read_and_too_few_answers_tell_nothing(cast, as_):
    rita = as_(cast.rita)
    rita.post("/styles/questions/", {"A1": "5"})
    assert "not enough to tell" in page(rita, "/styles/")
    rita.post("/styles/questions/", {i.id: "3" for i in vocabulary().items})
    assert "So near to the middle" in page(rita, "/styles/")


def test_nobody_else_has_a_page_of_it(cast, as_):
    as_(cast.rita).post("/styles/questions/", as_driver())
    for who in ("mel", "pat", "lee"):
        assert "Nearest" not in page(as_(cast.people[who]), "/styles/")
    page(as_(cast.ada), "/styles/", 403)
    assert "A1" not in str(list(Entry.objects.values("details", "thing", "why")))


def test_four_colleagues_are_asked_at_least(cast, as_):
    answer = as_(cast.rita).post("/styles/ask/", {"people": [cast.pat.pk, cast.mel.pk]})
    assert answer.status_code == 422
    assert "Four colleagues have to be asked" in answer.content.decode()
    assert not StyleAnswers.objects.exists()
    with pytest.raises(ValidationError, match="cannot be asked"):
        styling.ask(viewer_of(cast.rita), [cast.ada.pk, cast.rita.pk, cast.pat.pk, cast.mel.pk])


def test_what_colleagues_see_is_shown_from_four_answers_and_in_fours(cast, as_):
    people = ask_all(cast)
    for person in people[:3]:
        told_by(person)
    assert not Styles(viewer_of(cast.rita)).seen.axes
    html = page(as_(cast.rita), "/styles/")
    assert "7 colleagues are asked" in html
    assert "means of" not in html
    told_by(people[3])
    assert "means of 4 people" in page(as_(cast.rita), "/styles/")
    before = Styles(viewer_of(cast.rita)).seen
    told_by(people[4], "1")
    assert Styles(viewer_of(cast.rita)).seen == before, "one answer moves no mean"


def test_a_colleague_tells_it_once_and_only_what_they_are_asked(cast, as_):
    ask_all(cast)
    row = StyleAnswers.objects.get(by=cast.pat)
    assert "Rita asks how you see them" in page(as_(cast.pat), "/styles/")
    as_(cast.pat).post(f"/styles/asked/{row.pk}/", {"O1": "4", "O2": "2"})
    assert as_(cast.pat).post(f"/styles/asked/{row.pk}/", {"O1": "1", "O2": "1"}).status_code == 422
    row.refresh_from_db()
    assert row.answers == {"O1": 4, "O2": 2}
    for who in ("rita", "mel"):
        page(as_(cast.people[who]), f"/styles/asked/{row.pk}/", 404)
    with pytest.raises(PermissionDenied):
        styling.tell(viewer_of(cast.rita), row, {"O1": "4", "O2": "2"})
    told = Entry.objects.get(action="styles.told")
    assert not told.thing


def test_a_customers_way_is_the_reps_own_guess_with_advice_for_the_pair(contact, cast, as_):
    rita, address = as_(cast.rita), f"/styles/contacts/{contact.pk}/"
    rita.post(address, {"cues": ["supporter-0", "supporter-1"]})
    assert "not enough to tell" in page(rita, address)
    rita.post(address, {"cues": ["supporter-0", "supporter-1", "supporter-2", "nonsense"]})
    assert "Place yourself first" in page(rita, address)
    styling.answer(viewer_of(cast.rita), as_driver())
    html = page(rita, address)
    assert "Driver with Harmoniser" in html
    assert "your directness may silence them" in html
    for who in ("mel", "pat", "lee"):
        page(as_(cast.people[who]), address, 404)
    with pytest.raises(PermissionDenied):
        styling.note(viewer_of(cast.mel), contact, ["doer-0"])
    rita.post(address, {})
    assert not CustomerStyle.objects.exists()


def test_the_sheet_before_a_call_gets_the_reps_own_guess_and_nobody_elses(contact, cast):
    keys = ["doer-0", "doer-1", "doer-2"]
    styling.note(viewer_of(cast.rita), contact, keys)
    found = for_customer(viewer_of(cast.rita), contact.customer_id)
    assert [f.styles[0].name for f in found] == ["Driver"]
    assert not for_customer(viewer_of(cast.mel), contact.customer_id)


def test_a_page_needs_at_most_twelve_queries(contact, cast, as_, django_assert_max_num_queries):
    ask_all(cast)
    styling.note(viewer_of(cast.rita), contact, ["doer-0"])
    rita = as_(cast.rita)
    with django_assert_max_num_queries(12):
        rita.get("/styles/")


def test_how_reliable_it_is_is_told_from_fifty_people_on(cast, as_):
    rita = as_(cast.rita)
    rita.post("/styles/questions/", as_driver())
    assert "Assumed: .75." in page(rita, "/styles/")
    dice = Random(4)  # noqa: S311
    for n in range(50):
        person = Person.objects.create_user(f"n{n}@ridealong.example", f"N {n}", Role.REP)
        leans = {axis: dice.choice((2, 3, 4)) for axis in ("assertive", "people")}
        rows = {
            i.id: 6 - v if i.reversed else v
            for i in vocabulary().items
            for v in [leans[i.axis] + dice.choice((-1, 0, 1))]
        }
        StyleAnswers.objects.create(about=person, by=person, answers=rows)
    html = page(rita, "/styles/")
    assert "Cronbach’s alpha here: 0.9" in html
    assert "of 51 people" in html
