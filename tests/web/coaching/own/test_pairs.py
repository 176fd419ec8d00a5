"""What two may adapt: only where both share, what each shares, and never a guess of another."""

import pytest

from held_calls import a_call
from held_deals import a_deal
from held_talks import a_talk
from ridealong.coaching.styles import vocabulary
from ridealong.web.audit.models import Entry
from ridealong.web.coaching.models import Debrief
from ridealong.web.coaching.own import styling
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.models import Contact


def answers(assertive, people):
    high = {"assertive": assertive, "people": people}
    return {i.id: "5" if high[i.axis] != i.reversed else "1" for i in vocabulary().items}


@pytest.fixture
def talk(cast):
    deal = a_deal(cast.rita)
    return a_talk(cast.mel, cast.rita, deal=deal, kind="pre-call")


def brief(as_, cast, talk):
    return as_(cast.mel).get(f"/talks/{talk.pk}/brief/").content.decode()


def sheet(as_, cast, talk):
    return as_(cast.rita).get(f"/talks/{talk.pk}/prepare/").content.decode()


def test_brief_and_sheet_say_it_only_once_both_share(cast, as_, talk):
    rita, mel = as_(cast.rita), as_(cast.mel)
    rita.post("/styles/questions/", answers(assertive=True, people=False))
    mel.post("/styles/questions/", answers(assertive=False, people=True))
    assert "How you two talk" not in brief(as_, cast, talk)
    rita.post("/styles/share/")
    assert "How you two talk" not in brief(as_, cast, talk), "Mel shares nothing"
    mel.post("/styles/share/")
    page = brief(as_, cast, talk)
    assert "Harmoniser with Driver" in page
    assert "that types fit each other is hardly" in page
    assert "Driver with Harmoniser" in sheet(as_, cast, talk)
    rita.post("/styles/share/", {"off": "1"})
    assert "How you two talk" not in brief(as_, cast, talk)
    assert {"styles.shared", "styles.taken_back"} <= set(
        Entry.objects.values_list("action", flat=True)
    )


def test_new_answers_are_not_shared_before_their_author_says_so(cast, as_, talk):
    for client in (as_(cast.rita), as_(cast.mel)):
        client.post("/styles/questions/", answers(assertive=True, people=False))
        client.post("/styles/share/")
    as_(cast.rita).post("/styles/questions/", answers(assertive=False, people=True))
    assert "Driver with Driver" in brief(as_, cast, talk)
    assert "Harmoniser" not in brief(as_, cast, talk)


def test_near_the_middle_nothing_is_read(cast, as_, talk):
    as_(cast.mel).post("/styles/questions/", {i.id: "3" for i in vocabulary().items})
    as_(cast.rita).post("/styles/questions/", answers(assertive=True, people=False))
    for client in (as_(cast.rita), as_(cast.mel)):
        client.post("/styles/share/")
    assert "How you two talk" not in brief(as_, cast, talk)


def test_a_guess_of_a_customer_stands_on_its_authors_sheet_and_on_no_brief(cast, as_, talk):
    contact = Contact.objects.create(customer=talk.deal.customer, name="Tomas Ek")
    rita = as_(cast.rita)
    rita.post("/styles/questions/", answers(assertive=True, people=False))
    styling.note(viewer_of(cast.rita), contact, ["controller-0", "controller-1", "controller-2"])
    page = sheet(as_, cast, talk)
    assert "Tomas Ek" in page
    assert "Driver with Analyst" in page
    assert "Tomas Ek" not in brief(as_, cast, talk)


def test_what_to_try_next_time_is_for_whoever_held_the_call(cast, as_):
    for sample in range(6):
        call = a_call(cast.rita, sample, seen_by_manager=True)
        Debrief.objects.create(call=call, by=cast.rita, repeat="The first question")
        page = as_(cast.rita).get(f"/calls/{call.pk}/").content.decode()
        if 'id="adapts"' in page:
            break
    else:
        pytest.fail("none of the samples has anything to adapt")
    assert "says nothing about anybody’s nature" in page
    assert 'id="adapts"' not in as_(cast.mel).get(f"/calls/{call.pk}/").content.decode()
