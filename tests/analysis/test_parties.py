"""Whose talk a turn counts as."""

import pytest

from clocked import clocked
from ridealong.conversation import Kind, Timing

UNTIMED = (None, None)


def said(*people):
    return clocked(*[(who, *UNTIMED, words) for who, words in people], timing=Timing.NONE)


@pytest.mark.parametrize(
    ("kind", "people", "parties", "both"),
    [
        (Kind.SALES, [("us", 9), ("them", 9)], ["us", "them"], ("us", "them")),
        (None, [("us", 9), ("us2", 9), ("them", 9)], ["us", "us", "them"], ("us", "them")),
        (Kind.COACHING, [("coach", 9), ("rep", 9)], ["coach", "rep"], ("coach", "rep")),
        (Kind.DEBRIEF, [("rep", 9)], ["rep"], ("coach", "rep")),
        (Kind.PARTNER, [("coach", 9), ("rep", 9)], ["coach", "rep"], ("coach", "rep")),
        (Kind.PARTNER, [("us", 9), ("them", 9)], ["coach", "partner"], ("coach", "partner")),
        (Kind.SALES, [("us", 9), ("screen", 9), ("them", 90)], ["us", None, "them"],
         ("us", "them")),
        (Kind.SALES, [("us", 50), ("them", 50), ("someone", 9)], ["us", "them", None],
         ("us", "them")),
    ],
)  # fmt: skip
def test_each_turn_has_its_party(kind, people, parties, both):
    clock = clocked(*[(w, *UNTIMED, n) for w, n in people], kind=kind, timing=Timing.NONE)
    assert [p.party for p in clock.placed] == parties
    assert clock.parties.both == both


def test_unknown_sides_make_each_person_a_party():
    clock = said(("someone", 9), ("other", 9), ("someone", 9))
    assert [p.party for p in clock.placed] == [p.person for p in clock.placed]
    assert clock.parties.unknown == (
        "whose side Jo and Ash are on is not known; use --us to name your side"
    )


@pytest.mark.parametrize(("words", "known"), [(20, True), (21, False)])
def test_a_fifth_of_the_words_may_be_of_an_unknown_side(words, known):
    clock = said(("us", 40), ("them", 100 - 40 - words), ("someone", words))
    assert (clock.parties.unknown is None) == known


def test_nobody_known_may_not_speak_for_long():
    assert said(("us", 40), ("them", 40), (None, 30)).parties.unknown == (
        "who speaks 27 % of the words is not known"
    )


def test_coaches_are_asked_for_where_roles_are_unknown():
    clock = clocked(("someone", *UNTIMED, 9), kind=Kind.COACHING, timing=Timing.NONE)
    assert clock.parties.unknown is not None
    assert "coach" in clock.parties.unknown


def test_who_is_left_out_is_counted():
    clock = said(("us", 50), ("them", 50), (None, 3), ("screen", 5), ("someone", 4))
    assert clock.warnings == (
        "2 turns are left out of the measures: they are no known person's.",
        "1 turn is left out between the sides: that of Jo is not known.",
    )
