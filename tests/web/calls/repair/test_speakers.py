"""One press per speaker: the whole call follows, and the next call of theirs knows it."""

import pytest

from brought import brought
from forms import throw
from held_calls import a_call
from ridealong.conversation import Side, Speaker
from ridealong.web.audit.models import Entry
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.incoming.who import keys_to_remember
from ridealong.web.calls.models import Analysis, Call, CallMeasure, Correction
from ridealong.web.people.models import Alias

DIARISED = (
    "[00:00:01] Speaker 1: What does a late truck cost you in an ordinary week, all told?\n"
    "[00:00:09] Speaker 2: It costs us a customer every month, each is worth four thousand.\n"
    "[00:00:19] Speaker 1: And what would it be worth to you if that stopped by Christmas?\n"
    "[00:00:27] Speaker 2: More than I would like to say before we talk about the price.\n"
)


@pytest.fixture
def call(cast, as_):
    """A call of Rita's of which nothing tells who is who."""
    batch = brought(as_(cast.ada), [("a.txt", DIARISED.encode())], owner=str(cast.rita.pk))
    call = Call.objects.get()
    assert batch.items.get().call == call
    Call.objects.update(added_by=cast.rita)
    analyse_call(call.pk)
    call.refresh_from_db()
    return call


def press(client, call, speaker, **said):
    return client.post(f"/calls/{call.pk}/speakers/", {"speaker": speaker, **said})


def sides(call):
    talk = call.transcript.conversation()
    return {s.name: (s.side, str(s.role or ""), s.because) for s in talk.speakers}


def rows(call):
    return {p.name: (p.side, p.role, p.person) for p in call.participants.all()}


def speaker_named(call, name):
    talk = call.transcript.conversation()
    return next(s.id for s in talk.speakers if s.name == name)


def fresh(call):
    return Call.objects.select_related("transcript", "analysis").get(pk=call.pk)


def test_one_press_and_the_whole_call_follows(cast, as_, call):
    answer = press(as_(cast.rita), call, speaker_named(call, "Speaker 2"), choice="them")
    assert (answer.status_code, answer["Location"]) == (302, call.get_absolute_url())
    call = fresh(call)
    assert sides(call)["Speaker 2"] == (Side.THEM, "customer", "said by Rita Hollis")
    assert sides(call)["Speaker 1"][:2] == (Side.US, "seller")
    assert {name: row[:2] for name, row in rows(call).items()} == {
        "Speaker 1": ("us", "seller"),
        "Speaker 2": ("them", "customer"),
    }
    assert call.analysis.state == "queued", "it is to be heard again"
    assert call.analysis.result, "what was said about it stays until then"
    assert Entry.objects.filter(action="speaker.told", thing=f"call {call.pk}").exists()


def test_it_is_heard_again_as_what_it_is(cast, as_, call):
    CallMeasure.objects.all().delete()
    press(as_(cast.rita), call, speaker_named(call, "Speaker 1"), person=cast.rita.pk)
    assert analyse_call(call.pk)
    owners = set(CallMeasure.objects.filter(call=call).values_list("owner_id", flat=True))
    assert owners <= {cast.rita.pk}
    assert fresh(call).analysis.state == "done"


def test_corrections_are_kept(cast, as_, call):
    Correction.objects.create(call=call, turn=0, move="open_question", holds=True, by=cast.rita)
    press(as_(cast.rita), call, speaker_named(call, "Speaker 1"), choice="us")
    assert Correction.objects.filter(call=call).count() == 1


def test_a_worker_that_was_hearing_it_meanwhile_throws_away_what_it_heard(cast, as_, call):
    Analysis.objects.update(state="running", lease_key="of a worker")
    press(as_(cast.rita), call, speaker_named(call, "Speaker 1"), choice="us")
    work = Analysis.objects.get()
    assert (work.state, work.lease_key) == ("queued", "")


def test_who_it_is_is_remembered_for_the_next_call(cast, as_):
    first = "R. Hollis (Ostrel): Good morning, what brings you here today?\nVera: Late trucks do.\n"
    later = first.replace("today", "this week").replace("trucks", "lorries")
    client = as_(cast.ada)
    brought(client, [("a.txt", (first * 3).encode())])
    call = Call.objects.get()
    assert call.owner is None
    Call.objects.update(added_by=cast.rita)
    press(as_(cast.rita), call, speaker_named(call, "R. Hollis (Ostrel)"), person=cast.rita.pk)
    call = fresh(call)
    assert call.owner == cast.rita, "it was nobody's, and she sells in it"
    assert call.team == cast.north
    assert Alias.objects.filter(person=cast.rita, value="r hollis").exists()

    brought(client, [("b.txt", (later * 3).encode())])
    second = Call.objects.exclude(pk=call.pk).get()
    assert second.owner == cast.rita
    assert rows(second)["R. Hollis (Ostrel)"] == ("us", "seller", cast.rita)
    assert rows(second)["Vera"][0] == "them"


def test_a_label_is_remembered_for_nobody(cast, as_, call):
    press(as_(cast.rita), call, speaker_named(call, "Speaker 1"), person=cast.rita.pk)
    assert Alias.objects.count() == 0


@pytest.mark.parametrize(
    ("speaker", "remembered"),
    [
        (Speaker("s1", name="Speaker 1"), []),
        (Speaker("s1", name="SPEAKER_00", provider_id="0"), []),
        (Speaker("s1", name="Agent"), []),
        (Speaker("s1", name="Customer 2"), []),
        (Speaker("s1", name="spk_1", provider_id="spk_1"), []),
        (Speaker("s1", name="Rita (Ostrel)"), [("name", "rita")]),
        (
            Speaker("s1", name="Rita Hollis", email="R@Ostrel.example", provider_id="83742"),
            [("email", "r@ostrel.example"), ("provider", "gong:83742"), ("name", "rita hollis")],
        ),
        (Speaker("s1", phone="+4930123456"), [("phone", "+4930123456")]),
    ],
)
def test_what_a_speaker_will_be_known_under(speaker, remembered):
    assert keys_to_remember(speaker, "gong") == remembered


def test_whoever_says_that_it_is_no_colleague_takes_a_wrong_name_back(cast, as_, call):
    Alias.objects.create(person=cast.pat, kind="name", value="vera")
    talk = (
        b"Rita Hollis: What brings you here?\nVera: Late trucks, every single week of the year.\n"
    )
    brought(as_(cast.rita), [("v.txt", talk * 3)])
    call = Call.objects.get(participants__name="Vera")
    assert rows(call)["Vera"][2] == cast.pat
    press(as_(cast.rita), call, speaker_named(call, "Vera"), choice="them")
    assert rows(fresh(call))["Vera"] == ("them", "customer", None)
    assert not Alias.objects.filter(value="vera").exists()
    assert sorted(Entry.objects.values_list("action", flat=True)).count("alias.forgotten") == 1


def test_a_colleague_who_looks_like_a_customer_is_not_believed(cast, as_):
    Alias.objects.create(person=cast.pat, kind="name", value="vera")
    native = (
        b'{"ridealong": 1, "speakers": [{"id": "a", "name": "Rita Hollis", "side": "us"}, '
        b'{"id": "b", "name": "Vera", "side": "them", "role": "customer"}], "turns": ['
        b'{"speaker": "a", "text": "What brings you here on a day like this one, with the snow?"},'
        b'{"speaker": "b", "text": "Late trucks, every single week, and customers that leave."}]}'
    )
    brought(as_(cast.rita), [("v.json", native)])
    assert rows(Call.objects.get())["Vera"] == ("them", "customer", None)


def test_a_machine_can_be_told_from_people(cast, as_, call):
    press(as_(cast.rita), call, speaker_named(call, "Speaker 2"), choice="nobody")
    assert set(rows(fresh(call))) == {"Speaker 1"}
    page = as_(cast.rita).get(f"/calls/{call.pk}/speakers/").content.decode()
    assert "no person" in page


def test_the_page_shows_what_each_speaker_said(cast, as_, call):
    page = as_(cast.rita).get(f"/calls/{call.pk}/speakers/").content.decode()
    assert "What does a late truck cost you" in page
    assert "It costs us a customer every month" in page
    assert "<html" in page


def test_a_script_gets_the_part_alone_changed(cast, as_, call):
    client = as_(cast.rita)
    part = {"HTTP_HX_REQUEST": "true"}
    address = f"/calls/{call.pk}/speakers/"
    assert "<html" not in client.get(address, **part).content.decode()
    said = {"speaker": speaker_named(call, "Speaker 1"), "choice": "us"}
    answer = client.post(address, said, **part)
    assert answer.status_code == 200
    assert answer["HX-Trigger"] == "call-repaired"
    assert "said by Rita Hollis" in answer.content.decode()


def test_who_may_not_correct_a_call_says_nothing_about_it(cast, as_, call):
    speaker = speaker_named(call, "Speaker 1")
    for person, status in ((cast.pat, 404), (cast.mel, 403), (cast.ada, 404), (cast.olga, 404)):
        assert press(as_(person), call, speaker, choice="us").status_code == status
    assert Analysis.objects.get().state == "done"


def test_two_people_at_once_do_not_undo_each_other(cast, as_, call):
    Call.objects.update(manager_from=call.ready_at)
    press(as_(cast.rita), call, speaker_named(call, "Speaker 1"), choice="us")
    press(as_(cast.mel), call, speaker_named(call, "Speaker 2"), choice="us")
    told = sides(fresh(call))
    assert told["Speaker 1"] == (Side.US, "seller", "said by Rita Hollis")
    assert told["Speaker 2"] == (Side.US, "seller", "said by Mel Brandt")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"speaker": "s1"},
        {"speaker": "nobody", "choice": "us"},
        {"speaker": "s1", "choice": "coach"},
        {"speaker": "s1", "person": "9999"},
    ],
)
def test_what_makes_no_sense_is_told(cast, as_, call, sent):
    answer = as_(cast.rita).post(f"/calls/{call.pk}/speakers/", sent)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_whatever_is_sent(cast, as_, call):
    keep = {"speaker": speaker_named(call, "Speaker 1"), "choice": "us", "person": cast.rita.pk}
    throw(as_(cast.rita), f"/calls/{call.pk}/speakers/", list(keep), keep=keep)


def test_a_call_costs_no_query_a_speaker(cast, as_, django_assert_max_num_queries):
    call = a_call(cast.rita, 4)
    client = as_(cast.rita)
    with django_assert_max_num_queries(12):
        client.get(f"/calls/{call.pk}/speakers/")
