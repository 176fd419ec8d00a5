"""Amounts as sheets write them, with their currency, and which sign stands before decimals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.process.sheets import AmountForm
from ridealong.process.sheets.amounts import amount, decimal_sign, number
from ridealong.process.sheets.faults import BadValue

POINT, COMMA = AmountForm.POINT, AmountForm.COMMA


@pytest.mark.parametrize(
    ("text", "form", "read"),
    [
        ("1234.5", POINT, (1234.5, "")),
        ("$1,234.50", POINT, (1234.5, "USD")),
        ("US$ 1,234.50", POINT, (1234.5, "USD")),
        ("USD 1,234", POINT, (1234.0, "USD")),
        ("1.234,50 €", COMMA, (1234.5, "EUR")),
        ("1.234,50 EUR", COMMA, (1234.5, "EUR")),
        ("1 234,5", COMMA, (1234.5, "")),
        ("1\u202f234,50\xa0€", COMMA, (1234.5, "EUR")),
        ("1'234.50 CHF", POINT, (1234.5, "CHF")),
        ("CHF 500.-", POINT, (500.0, "CHF")),
        ("12,34,567.00", POINT, (1234567.0, "")),
        ("(1,200)", POINT, (-1200.0, "")),
        ("($1,200.00)", POINT, (-1200.0, "USD")),
        ("USD (1,200)", POINT, (-1200.0, "USD")),
        ("-$5", POINT, (-5.0, "USD")),
        ("$-5", POINT, (-5.0, "USD")),
        ("−5", POINT, (-5.0, "")),
        ("1,200-", POINT, (-1200.0, "")),
        ("£0.99", POINT, (0.99, "GBP")),
        ("R$ 1.000,00", COMMA, (1000.0, "BRL")),
        ("kr 500", POINT, (500.0, "")),
        (1200, POINT, (1200.0, "")),
        (1200.5, COMMA, (1200.5, "")),
    ],
)
def test_an_amount_is_read(text, form, read):
    assert amount(text, form) == read


@pytest.mark.parametrize(
    ("text", "form", "why"),
    [
        ("much", POINT, "is no amount"),
        ("", POINT, "is no amount"),
        ("(5", POINT, "is no amount"),
        ("12abc", POINT, "has “abc” beside the number"),
        ("£3k", POINT, "has “k” beside the number"),
        ("1.2.3", POINT, "decimals follow a point"),
        ("1,5", POINT, "decimals follow a point"),
        ("1.5", COMMA, "decimals follow a comma"),
        ("$ 5 EUR", POINT, "two currencies"),
        ("nan", POINT, "is no amount"),
        (float("inf"), POINT, "is no amount that can be"),
        (True, POINT, "is yes or no where a number belongs"),
        ("9" * 50, POINT, "is no amount that can be"),
        ("1" * 5000, POINT, "is no amount"),
    ],
)
def test_what_is_no_amount_says_why(text, form, why):
    with pytest.raises(BadValue, match=why) as caught:
        amount(text, form)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("column", "form"),
    [
        (["1,234.50", "2"], POINT),
        (["1.234,50", "2"], COMMA),
        (["1234,5"], COMMA),
        (["0.123"], POINT),
        (["1.234.567"], COMMA),
        (["1,234", "2,500"], AmountForm.ASK),
        (["1.234", "1,234"], AmountForm.ASK),
        (["1,234", "2,500", "3,000", "4,200", "1,100"], POINT),
        (["1.234", "2.500", "3.000", "4.200", "1.100"], COMMA),
        (["1 234", "500"], POINT),
        ([1234.5, None, ""], POINT),
    ],
)
def test_the_decimal_sign_is_inferred_from_the_column(column, form):
    assert decimal_sign(column) is form


def test_a_percentage_is_its_number():
    assert number("85%", POINT) == 85.0
    with pytest.raises(BadValue, match="money"):
        number("$85", POINT)


CENTS = st.integers(-(10**12), 10**12)


@given(CENTS, st.sampled_from(["", "$", "€", "CHF "]))
def test_every_way_of_writing_an_amount_comes_back(cents, sign):
    value = cents / 100
    english = f"{sign}{abs(value):,.2f}"
    german = english.replace(",", "_").replace(".", ",").replace("_", ".")
    swiss = english.replace(",", "’")
    for text, form in ((english, POINT), (german, COMMA), (swiss, POINT)):
        written = f"-{text}" if value < 0 else text
        assert amount(written, form)[0] == value
        assert decimal_sign([written]) is form
        if value < 0:
            assert amount(f"({text})", form)[0] == value


@given(st.text(max_size=30), st.sampled_from([POINT, COMMA]))
def test_no_text_breaks_the_reading(text, form):
    decimal_sign([text])
    try:
        amount(text, form)
    except BadValue as error:
        assert error.why
