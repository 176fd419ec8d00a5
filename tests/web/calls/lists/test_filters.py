"""Filters live in the address: each narrows the list, all hold together, wrong ones are told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from ridealong.web.calls.lists import asked
from ridealong.web.calls.lists.filters import Filters
from ridealong.web.calls.models import Analysis, Call
from ridealong.web.people.models import Grant
from spoken_calls import rows_of, spoken


@pytest.fixture
def calls(cast):
    """Some calls of North and South, each with a name that says what it is."""
    at = datetime(2026, 11, 17, 10, tzinfo=UTC)
    day = timedelta(days=1)
    made = {
        "plain": spoken(cast.rita, at=at, title="plain"),
        "pat's": spoken(cast.pat, at=at - day, title="pat's"),
        "customer's": spoken(cast.rita, at=at - 2 * day, title="x", customer="Brightwater Dairy"),
        "partner": spoken(cast.rita, at=at - 3 * day, title="partner", kind="partner"),
        "gates": spoken(cast.rita, at=at - 4 * day, title="gates", gates=0b1001),
        "pushed": spoken(cast.pat, at=at - 5 * day, title="pushed", moves=("pushback",)),
        "held": spoken(cast.rita, at=at - 6 * day, title="held", held_back=True),
        "fresh": spoken(cast.rita, at=at - 7 * day, title="fresh", seen_by_manager=False),
        "unread": spoken(cast.rita, at=at - 8 * day, title="unread", ready=False),
        "failed": spoken(cast.rita, at=at - 9 * day, title="failed", ready=False),
        "tess's": spoken(cast.tess, at=at - day, title="tess's", moves=("pushback",)),
    }
    Analysis.objects.filter(call=made["failed"]).update(state="dead")
    return made


@pytest.fixture
def mel(cast, as_, calls):
    """What Mel's list holds with some filters."""
    return lambda text: rows_of(as_(cast.mel).get(f"/calls/?{text}"))


NORTH = ["plain", "pat's", "Brightwater Dairy", "partner", "gates", "pushed"]
NOT_OPEN = ["held", "fresh", "unread", "failed"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [*NORTH, *NOT_OPEN]),
        ("kind=partner", ["partner"]),
        ("customer=Brightwater+Dairy", ["Brightwater Dairy"]),
        ("customer=brightwater+dairy", ["Brightwater Dairy"]),
        ("customer=bright", ["Brightwater Dairy"]),
        ("from=2026-11-16", ["plain", "pat's"]),
        ("until=2026-11-13", ["gates", "pushed", *NOT_OPEN]),
        ("from=2026-11-14&until=2026-11-15", ["Brightwater Dairy", "partner"]),
        ("from=2026-11-15&until=2026-11-15", ["Brightwater Dairy"]),
        ("gate=admits_need", ["gates"]),
        ("gate=can_decide", ["gates"]),
        ("gate=open_to_solutions", []),
        ("gate=none", ["plain", "pat's", "Brightwater Dairy", "partner", "pushed"]),
        ("move=pushback", ["pushed"]),
        ("move=concession", []),
        ("state=held", ["held"]),
        ("state=later", ["fresh"]),
        ("state=reading", ["unread"]),
        ("state=failed", ["failed"]),
        ("state=debrief", []),
    ],
)
def test_each_filter_narrows_the_list(mel, text, rows):
    assert mel(text) == rows


def test_by_person_and_team(mel, cast):
    assert mel(f"person={cast.pat.pk}") == ["pat's", "pushed"]
    assert mel(f"team={cast.north.pk}") == [*NORTH, *NOT_OPEN]


def test_together_they_all_hold(mel, cast):
    assert mel(f"person={cast.pat.pk}&move=pushback") == ["pushed"]
    assert mel(f"person={cast.rita.pk}&move=pushback") == []
    assert mel("kind=sales&gate=can_decide&from=2026-11-13&until=2026-11-13") == ["gates"]
    assert mel("kind=sales&gate=can_decide&from=2026-11-14") == []
    everything = (
        f"person={cast.rita.pk}&team={cast.north.pk}&kind=sales&state=held&until=2026-12-01"
    )
    assert mel(everything) == ["held"]


def test_a_common_move_is_met_on_the_way(mel, monkeypatch):
    monkeypatch.setattr(asked, "SELDOM", 0)
    assert mel("move=pushback") == ["pushed"]


def test_days_are_those_of_whoever_looks(cast, as_, mel):
    late = spoken(cast.rita, at=datetime(2026, 11, 1, 23, 30, tzinfo=UTC), title="late")
    cast.mel.time_zone = "Europe/Berlin"
    cast.mel.save()
    assert late.title in mel("from=2026-11-02&until=2026-11-02")
    assert late.title not in mel("until=2026-11-01")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("person=999", "You see no calls of such a person; that does not count."),
        ("person=x", "You see no calls of such a person; that does not count."),
        ("team=999&team=998", "You see no calls of such a team; that does not count."),
        ("kind=chat", "“chat” is nothing to choose here; it does not count."),
        ("customer=Nobody", "You see no calls with a customer “Nobody”; that does not count."),
        ("from=31+November", "“31 November” is no day; write one as 2026-11-17."),
        ("until=2026-11-31", "“2026-11-31” is no day; write one as 2026-11-17."),
        ("from=0001-01-01", "“0001-01-01” is no day; write one as 2026-11-17."),
        ("from=2026-11-17&until=2026-11-03", "The last day lies before the first;"),
        ("gate=5", "“5” is nothing to choose here; it does not count."),
        ("move=%3Cb%3E", "“&lt;b&gt;” is nothing to choose here; it does not count."),
        ("state=red", "“red” is nothing to choose here; it does not count."),
        ("after=yesterday", "This page has no such beginning; it begins with the newest call."),
    ],
)
def test_what_makes_no_sense_is_told_and_the_others_hold(cast, as_, calls, text, says):
    answer = as_(cast.mel).get(f"/calls/?team={cast.north.pk}&{text}")
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert "plain" in rows_of(answer) or "from=2026" in text


def test_a_customer_that_is_meant_by_half_a_name_is_asked_for(cast, as_, calls):
    spoken(cast.rita, customer="Brightwater Foods")
    answer = as_(cast.mel).get("/calls/?customer=bright")
    says = "Several customers begin with “bright”; write the whole name."
    assert says in answer.content.decode()


def test_customers_of_others_are_as_if_they_were_not_there(cast, as_, calls):
    spoken(cast.tess, customer="Secret Sauces")
    page = as_(cast.mel).get("/calls/?customer=Secret+Sauces").content.decode()
    assert "You see no calls with a customer “Secret Sauces”" in page
    assert "Secret Sauces" in as_(cast.olga).get("/calls/").content.decode()


def test_moves_and_gates_tell_nothing_of_a_call_that_is_not_open_yet(cast, as_):
    """Not to a manager before the hour, nor to its owner before the debrief."""
    spoken(cast.rita, title="fresh", seen_by_manager=False, moves=("pushback",), gates=1)
    spoken(cast.rita, title="first", debriefed=False, moves=("pushback",), gates=1)
    for text in ("move=pushback", "gate=admits_need"):
        assert rows_of(as_(cast.mel).get(f"/calls/?{text}")) == ["first"]
        assert rows_of(as_(cast.rita).get(f"/calls/?{text}")) == ["fresh"]
    page = as_(cast.rita).get("/calls/").content.decode()
    assert page.count('class="flag at-') == 1


def test_an_open_debrief_is_a_state_of_ones_own_calls(cast, as_):
    spoken(cast.rita, title="open", debriefed=False)
    spoken(cast.rita, title="done")
    assert rows_of(as_(cast.rita).get("/calls/?state=debrief")) == ["open"]


def test_a_peer_who_is_let_can_be_chosen(cast, as_):
    spoken(cast.pat, title="pat's")
    assert f'<option value="{cast.pat.pk}"' not in as_(cast.rita).get("/calls/").content.decode()
    Grant.objects.create(owner=cast.pat, peer=cast.rita, since=timezone.now())
    answer = as_(cast.rita).get(f"/calls/?person={cast.pat.pk}")
    assert f'<option value="{cast.pat.pk}" selected>Pat Okafor' in answer.content.decode()
    assert rows_of(answer) == ["pat's"]


def test_an_address_says_the_filters_in_one_order_only():
    since = datetime(2026, 11, 2, tzinfo=UTC).date()
    filters = Filters(q='a "b"', kind="sales", since=since, move="trade")
    assert filters.text() == "q=a+%22b%22&kind=sales&from=2026-11-02&move=trade"
    assert filters.text(q="") == "kind=sales&from=2026-11-02&move=trade"
    assert not Filters(q="x").narrow


def test_somebody_who_has_left_the_team_is_still_found(cast, as_, calls):
    Call.objects.filter(owner=cast.pat).update(owner=cast.sam)
    assert rows_of(as_(cast.mel).get(f"/calls/?person={cast.sam.pk}")) == ["pat's", "pushed"]
