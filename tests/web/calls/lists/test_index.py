"""The search index holds what was said, under who said it, and forgets it to the letter."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from held_calls import a_call
from ridealong.conversation import Conversation, Side
from ridealong.web.calls.lists import index, index_postgresql
from ridealong.web.calls.lists.query import parse
from ridealong.web.calls.models import Call, Indexed, Transcript
from spoken_calls import spoken, talk


def found(typed: str) -> set[int]:
    """The calls in which something was said, whoever may read them."""
    sql, values = index.backend().everywhere(parse(typed))
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {pk for (pk,) in cursor.fetchall()}


@pytest.fixture
def call(cast):
    return spoken(
        cast.rita,
        ("us", "What does a bad night cost you?"),
        ("them", "That is too expensive. The café would close."),
        ("other", "Hello from the corridor."),
        title="Brightwater, second visit",
    )


@pytest.mark.parametrize(
    "typed",
    [
        "expensive",
        "EXPENSIVE",
        "cafe",
        "expens*",
        '"too expensive"',
        '"bad night cost"',
        '"too expens"*',
        "customer:expensive",
        "us:night",
        "corridor",
        "title:brightwater",
        "brightwater",
        "night expensive",
        "customer: expensive cafe",
        "night -discount",
        'night -"expensive too"',
        'us:night customer:"too expensive" title:visit',
    ],
)
def test_what_was_said_is_found(call, typed):
    assert found(typed) == {call.pk}


@pytest.mark.parametrize(
    "typed",
    [
        "discount",
        '"expensive too"',
        '"cost you that"',
        "us:expensive",
        "customer:night",
        "customer:corridor",
        "us:corridor",
        "title:night",
        "night -expensive",
        'night -"too expensive"',
        "night -expens*",
        "pens*",
    ],
)
def test_what_was_not_said_so_is_not_found(call, typed):
    assert found(typed) == set()


def test_an_analysed_call_can_be_searched(cast):
    call = a_call(cast.rita)
    assert found("price") == {call.pk}
    assert Indexed.objects.get().title == call.title


def test_a_side_that_is_put_right_moves_the_words(call):
    conversation = call.transcript.conversation()
    speakers = [replace(s, side=Side.THEM) for s in conversation.speakers]
    index.put(call, replace(conversation, speakers=tuple(speakers)))
    assert found("us:night") == set()
    assert found("customer:night") == {call.pk}
    assert found("night") == {call.pk}


def test_a_title_that_is_put_right_is_found_and_the_old_one_is_not(call):
    call.title = "Harbour, third visit"
    index.put(call, call.transcript.conversation())
    assert (found("harbour"), found("brightwater")) == ({call.pk}, set())


def test_the_same_once_more_writes_nothing(call, django_assert_num_queries):
    conversation = call.transcript.conversation()
    with django_assert_num_queries(1):
        index.put(call, conversation)


def test_a_call_that_is_deleted_is_forgotten(cast, call):
    other = spoken(cast.rita, ("them", "Too expensive for us as well."))
    call.delete()
    assert found("expensive") == {other.pk}
    assert found("night") == found("brightwater") == set()
    assert not Indexed.objects.exclude(call=other).exists()


def test_deleting_many_forgets_them_all(cast):
    for number in range(3):
        spoken(cast.rita, ("us", f"Word{number} and mango."))
    Call.objects.filter(owner=cast.rita).delete()
    assert found("mango") == set()


def test_taking_out_by_hand_and_twice(call):
    index.remove(call.pk)
    index.remove(call.pk)
    assert found("night") == set()
    call.delete()


def test_made_anew_it_is_as_it_was(cast, call):
    unread = spoken(cast.rita, ("us", "A night that nobody analysed."), ready=False)
    index.backend().clear()
    assert found("night") == set()
    assert index.rebuild() == 1
    assert found("night") == {call.pk}
    assert not Indexed.objects.filter(call=unread).exists()
    call.delete()
    assert found("night") == set()


def test_the_daily_round_puts_in_what_is_missing(call):
    index.remove(call.pk)
    index.tidy()
    assert found("night") == {call.pk}


def test_another_way_of_finding_words_makes_everything_anew(call, monkeypatch):
    monkeypatch.setattr(index, "MADE_BY", index.MADE_BY + 1)
    index.tidy()
    assert Indexed.objects.get().made_by == index.MADE_BY
    assert found("night") == {call.pk}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL vacuums by itself")
def test_the_words_of_a_deleted_call_leave_the_file_with_the_daily_round(cast, call):
    for number in range(20):
        spoken(cast.rita, ("us", f"Something quite different, {number}."))
    call.delete()
    index.tidy()
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM calls_words_data")
        kept = b"".join(bytes(block) for (block,) in cursor.fetchall())
    assert b"different" in kept
    assert b"corridor" not in kept
    assert not cache.get(index._REMOVED)


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["us", "them", "other"]),
            st.lists(st.sampled_from(["ab", "bc", "cd", "Éa", "太", "x1"]), min_size=1, max_size=6),
        ),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.sampled_from(["ab", "bc", "cd", "ea", "太", "x1"]), min_size=1, max_size=3),
    st.sampled_from(["", "us:", "customer:"]),
)
def test_a_phrase_is_found_just_where_one_turn_of_that_side_holds_it(said, phrase, scope):
    columns = index._columns(
        [[w.replace("É", "e").lower() for w in spoken_words] for _side, spoken_words in said],
        "".join({"us": "u", "them": "t", "other": "o"}[side] for side, _words in said),
        "",
    )
    sides = {"": ("us", "them", "other"), "us:": ("us",), "customer:": ("them",)}[scope]
    held = any(
        turn[i : i + len(phrase)] == phrase
        for side in sides
        for turn in columns[side]
        for i in range(len(turn))
    )
    index.backend().add(1, columns)
    try:
        quoted = " ".join(phrase)
        assert found(f'{scope}"{quoted}"') == ({1} if held else set())
    finally:
        index.backend().remove(1, columns)
        assert found(" ".join(phrase)) == set()


def long_talk() -> Conversation:
    """Four hours: some words hundreds of times, one phrase at the very end."""
    turns = [("us", "the price of the thing and so on " * 3), ("them", "no the other the one")]
    return talk(*turns * 900, ("us", "the last word of the evening"))


def test_a_phrase_at_the_end_of_a_very_long_call_is_found(cast):
    call = spoken(cast.rita)
    conversation = long_talk()
    Transcript.objects.filter(call=call).delete()
    Transcript.of(call, conversation).save(force_insert=True)
    index.put(call, conversation)
    for typed in ('"the last word of the evening"', '"of the thing"', 'evening "the other the"'):
        assert found(typed) == {call.pk}
    assert found('"the evening of"') == set()
    assert found("evening -price") == set()
    call.delete()
    assert found("evening") == set()


def test_no_part_holds_more_than_a_tsvector_can():
    columns = index._columns(
        [t.text.split() for t in long_talk().turns],
        index._sides(long_talk()),
        "",
    )
    parts = list(index_postgresql.parts(columns))
    assert len(parts) > 2
    for us, them, _other, _title in parts:
        for vector in (us, them):
            for word in vector.split():
                assert word.count(",") < 256
