"""Names short enough for a margin, lanes in a steady order, colours by side."""

import pytest

from ridealong.conversation import Draft, Kind, Role, Side, Timing
from ridealong.report.cast import Cast


def cast_of(*names, kind=None):
    draft = Draft(Timing.CUE, kind=kind)
    for i, name in enumerate(names):
        draft.turn(draft.speaker(i, name), "hello there", i, i + 1)
    return Cast(draft.finish())


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (("Hugo Lindqvist", "Rita Okafor"), ["Hugo", "Rita"]),
        (("Hugo Lindqvist", "Hugo Aalto"), ["Hugo Lindqvist", "Hugo Aalto"]),
        (("Mr Okoro", "Dr. Sato"), ["Mr Okoro", "Dr. Sato"]),
        (("Speaker 1", "Speaker 2"), ["Speaker 1", "Speaker 2"]),
        (("AGENT", "J Doe"), ["AGENT", "J Doe"]),
    ],
)
def test_the_first_name_is_enough_where_nobody_else_has_it(names, short):
    assert [v.short for v in cast_of(*names).persons] == short


def test_customers_are_above_and_we_are_below():
    draft = Draft(Timing.CUE, kind=Kind.SALES)
    for key, side in (("Rita", Side.US), ("Bo", None), ("Hugo", Side.THEM)):
        draft.turn(draft.speaker(key, key, side=side, because="label"), "hello", 0.0, 1.0)
    assert [v.name for v in Cast(draft.finish()).lanes] == ["Hugo", "Bo", "Rita"]


def test_coach_and_rep_are_told_apart_though_both_are_ours():
    draft = Draft(Timing.CUE, kind=Kind.COACHING)
    for key, role in (("Mel", Role.COACH), ("Rita", Role.REP)):
        who = draft.speaker(key, key, side=Side.US, role=role, because="label")
        draft.turn(who, "hello", 0.0, 1.0)
    assert [(v.name, v.tone) for v in Cast(draft.finish()).lanes] == [
        ("Rita", "rep"),
        ("Mel", "coach"),
    ]


def test_two_names_of_one_person_are_one_voice():
    cast = cast_of("Hugo Lindqvist", "Rita Okafor", "hugo lindqvist")
    assert [v.name for v in cast.persons] == ["Hugo Lindqvist", "Rita Okafor"]
    assert cast.people()[0].also == ("hugo lindqvist",)
    assert cast.people()[0].turns == 2


def test_a_talk_without_a_title_is_called_by_its_people():
    assert cast_of("Hugo Lindqvist", "Rita Okafor").title() == "Hugo and Rita"
    assert cast_of(None, None).title() is None
