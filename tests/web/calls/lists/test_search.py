"""What a search shows: the sentence, its words marked, who said it, and the way to the turn."""

from html import unescape

import pytest
from django.db import OperationalError, connection

from matrix_world import made as world_of
from ridealong.conversation import Side, Speaker
from ridealong.web.calls.lists import index, newest
from ridealong.web.calls.lists.places import places
from ridealong.web.calls.lists.query import parse
from ridealong.web.calls.lists.talk import Spoken, Talk
from ridealong.web.calls.models import Call
from ridealong.web.people import policy
from ridealong.web.people.viewer import viewer_of
from spoken_calls import rows_of, spoken


def search(client, typed, **more):
    return client.get("/calls/", {"q": typed, **more})


def text_of(pieces) -> str:
    """A text with what was looked for in brackets."""
    return "".join(f"[{text}]" if marked else text for text, marked in pieces)


def shown(query: str, *turns: tuple[str, str], title: str = "A talk"):
    voices = (Speaker("us", "Rita", Side.US), Speaker("them", "Ines", Side.THEM), Speaker("x"))
    talk = Talk(voices, [Spoken(who, text, 65.0 * i) for i, (who, text) in enumerate(turns)])
    return places(talk, title, parse(query))


def test_the_sentence_is_quoted_with_its_words_marked(cast, as_):
    call = spoken(
        cast.rita,
        ("us", "What would you want?"),
        ("them", "It looks good. Honestly, it is far too expensive for us! We will see."),
        customer="Brightwater Dairy",
        title="Second visit",
    )
    page = search(as_(cast.rita), '"too expensive"').content.decode()
    sentence = "Honestly, it is far <mark>too expensive</mark> for us!"
    assert f"{sentence} " in page
    assert '<dt class="them">Ines</dt>' in page
    assert f'href="/calls/{call.pk}/#t1">0:10</a>' in page
    assert "Brightwater Dairy" in page
    assert "Second visit" in page


@pytest.mark.parametrize(
    ("query", "turns", "expected"),
    [
        ("price", [("us", "The price, the PRICE.")], ["The [price], the [PRICE]."]),
        ("expens*", [("us", "Expensive expense.")], ["[Expensive] [expense]."]),
        ("cafe", [("us", "A Café, a cafe\u0301.")], ["A [Café], a [cafe\u0301]."]),
        ("dont", [("us", "Don’t.")], []),
        ("don’t", [("us", "I don't, I don’t.")], ["I [don't], I [don’t]."]),
        ('"a b"', [("us", "a, b and A-B")], ["[a, b] and [A-B]"]),
        ('"b b"', [("us", "b b b")], ["[b b] b"]),
        ("ab a", [("us", "ab a abc")], ["[ab] [a] abc"]),
        ("太贵", [("them", "真的太贵了。")], ["真的[太贵]了。"]),
        ("us:price", [("them", "price"), ("us", "price")], ["[price]"]),
        ("customer:price", [("us", "price"), ("x", "price")], []),
        ("price -cheap", [("us", "price"), ("us", "cheaper")], ["[price]"]),
        (
            "price offer",
            [("us", "price one"), ("us", "price two"), ("us", "price three"), ("us", "offer")],
            ["[price] one", "[offer]"],
        ),
        (
            "price offer",
            [("us", "price one"), ("us", "offer two"), ("us", "price and offer")],
            ["[price] one", "[price] and [offer]"],
        ),
    ],
)
def test_what_is_marked(query, turns, expected):
    assert [text_of(place.pieces) for place in shown(query, *turns).shown] == expected


def test_turns_that_are_not_quoted_are_counted():
    found = shown("price", *[("us", "price")] * 5)
    assert (len(found.shown), found.more) == (2, 3)


def test_a_very_long_sentence_is_cut_around_the_words():
    long = "one two three four five " * 40
    (place,) = shown("mango", ("us", f"{long} a mango {long}")).shown
    text = text_of(place.pieces)
    assert "[mango]" in text
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) < 300


def test_where_there_are_no_times_the_turn_is_named():
    talk = Talk((Speaker("us", "Rita", Side.US),), [Spoken("us", "A mango.")])
    assert [p.at for p in places(talk, "", parse("mango")).shown] == ["turn 0"]


def test_words_of_the_title_are_marked_there(cast, as_):
    spoken(cast.rita, title="Harbour, second visit", customer="Fennick Seafood")
    page = search(as_(cast.rita), "title:harbour").content.decode()
    assert "<mark>Harbour</mark>, second visit" in page


def test_markup_in_what_was_said_stays_text(cast, as_):
    spoken(cast.rita, ("them", "<script>mango()</script>"), title="<b>mango</b>")
    page = search(as_(cast.rita), "mango").content.decode()
    assert "&lt;script&gt;<mark>mango</mark>()&lt;/script&gt;" in page
    assert "<b>" not in page


def test_what_could_not_be_read_is_told(cast, as_):
    page = unescape(search(as_(cast.rita), '"mango ex*').content.decode())
    assert "A quotation mark was not closed" in page
    assert unescape(search(as_(cast.rita), "?!").content.decode()).count("“?!” has no word") == 1


def test_nothing_found_says_what_was_not_searched(cast, as_):
    assert "Calls that are still with their owner are not searched." in (
        search(as_(cast.mel), "zeppelin").content.decode()
    )


def test_filters_narrow_a_search(cast, as_):
    spoken(cast.rita, ("us", "mango"), title="rita's")
    spoken(cast.pat, ("us", "mango"), title="pat's", kind="partner")
    client = as_(cast.mel)
    assert rows_of(search(client, "mango")) == ["pat's", "rita's"]
    assert rows_of(search(client, "mango", kind="partner")) == ["pat's"]
    assert rows_of(search(client, "mango", person=cast.rita.pk)) == ["rita's"]
    assert rows_of(search(client, "mango", state="held")) == []


def test_people_and_customers_of_that_name_are_offered(cast, as_):
    spoken(cast.rita, customer="Rita’s Bakery")
    spoken(cast.tess, customer="Ritalin Works")
    page = search(as_(cast.mel), "rita").content.decode()
    assert f'href="/calls/?person={cast.rita.pk}">Rita Hollis</a>' in page
    assert ">Rita’s Bakery</a>" in page
    assert "Ritalin" not in page
    assert ">Rita’s Bakery</a>" in search(as_(cast.mel), "bakery").content.decode()


def test_only_what_one_may_read_is_searched(cast, as_):
    """Whoever looks, with every state of a call: never a row, a sentence or a count more."""
    world = world_of(cast)
    index.rebuild()
    Call.objects.filter(ready_at=None).update(title="unread")
    for person in cast.people.values():
        if person == cast.ada:
            continue
        viewer = viewer_of(person)
        may = {
            c.title
            for c in world.calls.values()
            if policy.may(viewer, policy.Action.SEE, c) and c.ready_at
        }
        client = as_(person)
        found = search(client, "price")
        assert set(rows_of(found)) == may, person
        assert found.content.decode().count("<mark>price</mark>") in {0, *range(len(may), 1000)}
        listed = {c.pk for c in world.calls.values() if policy.may(viewer, policy.Action.LIST, c)}
        assert len(rows_of(client.get("/calls/"))) == len(listed)


def test_a_title_of_a_call_that_one_may_only_know_of_is_not_searched(cast, as_):
    spoken(cast.rita, title="Zeppelin", seen_by_manager=False)
    assert rows_of(search(as_(cast.mel), "zeppelin")) == []
    assert rows_of(as_(cast.mel).get("/calls/")) == ["Zeppelin"]
    assert rows_of(search(as_(cast.rita), "zeppelin")) == ["Zeppelin"]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite is asked to the end")
def test_a_search_that_takes_too_long_says_how_far_it_came(cast, as_, monkeypatch):
    monkeypatch.setattr(index.backend(), "WINDOW", 2)
    calls = [spoken(cast.rita, ("us", "mango"), title=f"number {n}") for n in range(6)]

    def too_long(*_arguments):
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr(newest, "_everywhere", too_long)
    answer = search(as_(cast.rita), "mango")
    assert rows_of(answer) == ["number 5", "number 4"]
    page = answer.content.decode()
    assert "Searched back to" in page
    assert "Search further back" in page
    assert calls
