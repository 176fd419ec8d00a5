"""What can be typed into the search: each form means one thing, and nothing is an error."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from ridealong.web.calls.lists import index_postgresql, index_sqlite
from ridealong.web.calls.lists.index import backend
from ridealong.web.calls.lists.query import MOST_TERMS, Term, parse

T = Term


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("price", [T(("price",))]),
        ("Café CRÈME", [T(("cafe",)), T(("creme",))]),
        ('"too expensive"', [T(("too", "expensive"))]),
        ("“too expensive”", [T(("too", "expensive"))]),
        ("expens*", [T(("expens",), begins=True)]),
        ('"too expens"*', [T(("too", "expens"), begins=True)]),
        ("price -discount", [T(("price",)), T(("discount",), absent=True)]),
        ("customer:price offer", [T(("price",), "them"), T(("offer",))]),
        ("customer: price offer", [T(("price",), "them"), T(("offer",), "them")]),
        ("customer: a us: b title:c", [T(("a",), "them"), T(("b",), "us"), T(("c",), "title")]),
        (
            'customer: "too expensive" -discount',
            [T(("too", "expensive"), "them"), T(("discount",), "them", absent=True)],
        ),
        ("us:-price x", [T(("price",), "us", absent=True), T(("x",))]),
        ("follow-up don’t", [T(("follow", "up")), T(("don", "t"))]),
        ("10:30", [T(("10", "30"))]),
        ("nobody:price", [T(("nobody", "price"))]),
        ("价格", [T(("价", "格"))]),
        ("price price", [T(("price",))]),
    ],
)
def test_each_form_means_one_thing(typed, terms):
    query = parse(typed)
    assert list(query.terms) == terms
    assert query.ignored == ()


@pytest.mark.parametrize(
    ("typed", "kept", "says"),
    [
        ("", 0, None),
        ("  ", 0, None),
        ("-", 0, "“-” has no word in it."),
        ("price ?!", 1, "“?!” has no word in it."),
        ('price ""', 1, '“""” has no word in it.'),
        ("title:", 0, "There is no word to look for."),
        ("ex*", 1, "“ex*” is too short: a beginning needs 3 letters."),
        ('"too expensive', 1, "A quotation mark was not closed; the phrase goes on to the end."),
        ("-price", 0, "Say also what should be in the call, not only what should not."),
        (" ".join(map(str, range(40))), MOST_TERMS, "Only the first 12 words and phrases count."),
        ("a" * 301, 1, "Only the first 300 characters count."),
    ],
)
def test_what_makes_no_sense_is_told(typed, kept, says):
    query = parse(typed)
    assert len(query.terms) == kept
    assert list(query.ignored) == ([says] if says else [])


typing = st.text(st.sampled_from('ab é"“-*:() \n\0^AND') | st.characters(), max_size=60)


@given(
    typing | st.lists(st.sampled_from(["customer:", "us:", '"', "-", "a", "*", " "])).map("".join)
)
def test_nothing_that_is_typed_is_an_error(typed):
    query = parse(typed)
    assert query or query.ignored or not typed.strip()
    for term in query.terms:
        assert all(word.isalnum() for word in term.words)
    if query:
        assert index_sqlite.match(query)
        assert index_postgresql.condition(query)[0]


@pytest.mark.django_db
@given(typing)
def test_every_query_is_one_that_the_database_takes(typed):
    query = parse(typed)
    if query:
        sql, values = backend().everywhere(query)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            assert cursor.fetchall() == []
