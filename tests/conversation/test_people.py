"""Who is a person, and which two names are the same one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.conversation import Speaker
from ridealong.conversation.people import affiliation, is_pseudo, link_same_people, name_key

SAME = [
    ("Marius van der Wijden", "Marius Van Der Wijden (M)"),
    ("Dr. Ann Lee", "Ann Lee"),
    ("Prof. Dr. Ann Lee", "ann lee"),
    ("Lee, Ann", "Ann Lee (Contractor)"),
    ("Lee, Ann (Contractor)", "Ann Lee"),
    ("van der Wijden, Marius", "Marius van der Wijden"),
    ("Ann Lee, PhD", "Ann Lee"),
    ("Ann Lee | Acme", "Ann Lee"),
    ("Ann Lee - Acme", "Ann Lee"),
    ("Ann Lee @ Acme", "Ann Lee"),
    ("Ann Lee at Acme", "Ann Lee"),
    ("Ann Lee [EXT]", "Ann Lee"),
    ("ANN LEE", "Ann  Lee"),
    ("José Álvarez", "Jose Alvarez"),
    ("Sam O’Neil", "O'Neil, Sam"),
    ("Ann-Marie Lee", "Ann Marie Lee"),
    ("王小明", "王小明"),
]
DIFFERENT = [
    ("Ann Lee", "Ann Leary"),
    ("Ann Lee", "Anna Lee"),
    ("Ann Lee", "Bo Lee"),
    ("Garcia Lopez, Ana", "Garcia Lopez, Juan"),
    ("Ann Lee Jr", "Ann Lee"),
    ("James Thomas", "Thomas James"),
    ("Ann Lee (Acme)", "Ann Lee (Beta)"),
    ("Ann", "Ann"),
    ("Mr Lee", "Mrs Lee"),
    ("Speaker 1", "Speaker 2"),
    ("(M)", "(N)"),
    ("Unknown Speaker", "Unknown Speaker"),
]


def speaker(id: str, name: str | None, email: str | None = None) -> Speaker:  # noqa: A002
    return Speaker(id, name=name, email=email, pseudo=is_pseudo(name))


def linked(*people: tuple[str | None, str | None]) -> list[str | None]:
    """`same_as` of each of the people, who are given as name and address."""
    speakers = tuple(speaker(f"s{i}", *person) for i, person in enumerate(people))
    return [s.same_as for s in link_same_people(speakers)]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_full_name_are_one_person(one: str, other: str):
    assert linked((one, None), (other, None)) == [None, "s0"]
    assert linked((other, None), (one, None)) == [None, "s0"]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_and_half_names_are_not_joined(one: str, other: str):
    assert linked((one, None), (other, None)) == [None, None]


def test_one_address_is_one_person_whatever_the_name():
    assert linked(("Ann Lee", "ann@a.example"), ("A. L.", "ann@a.example")) == [None, "s0"]


def test_two_addresses_are_two_people_of_the_same_name():
    assert linked(("Ann Lee", "ann@a.example"), ("Ann Lee", "lee@b.example")) == [None, None]


def test_a_name_that_two_people_have_tells_nothing_of_a_third():
    people = [("Ann Lee", None), ("Ann Lee", "ann@a.example"), ("Ann Lee", "lee@b.example")]
    assert linked(*people) == [None, None, None]


def test_three_names_of_one_person_point_to_the_first():
    people = [("Ann Lee", "a@a.example"), ("A. B. Lee", "a@a.example"), ("A. B. Lee", None)]
    assert linked(*people) == [None, "s0", "s0"]


NOBODY = """Fireflies.ai Notetaker Bo|Fireflies.ai|Fireflies Notetaker|Fireflies|Otter.ai|OtterPilot
Rita's OtterPilot|Otter Pilot|Otter Assistant|Read.ai meeting notes|read.ai meeting notes (Rita)
Read AI|Read Meeting Notes|Fathom Notetaker|Rita's Fathom Notetaker|Fathom AI|Fathom AI Notetaker
tl;dv Notetaker|tl;dv|tldv.io|Grain Notetaker|Gong Recorder|Gong Assistant|Gong.io|Gong Notetaker
Chorus by ZoomInfo|Chorus.ai|Avoma Notetaker|Avoma AI Bot|Avoma|MeetGeek|Fellow Notetaker
Fellow.app|Sembly AI|Airgram|Krisp AI|Zoom AI Companion|AI Companion|Notta Bot|Recall.ai|Recall Bot
Circleback|Spinach AI|Clari Copilot|HubSpot Notetaker|Notetaker|AI Note Taker|Note-taker|Jamie.ai
Recording Bot|Meeting Assistant|Audio shared by Mel Adams|Unknown Speaker|Unknown|unknown speaker 2
Unknown Caller|Unidentified Speaker|UU|<unk>|[Unknown]|Speaker UU|SPEAKER_UU|Zoom user|IVR|System
Mel's Presentation|Mel’s Presentation|Guest user|Voicemail""".replace("\n", "|").split("|")
SOMEBODY = """Grant|Grant Read|Gong Li|Gong Ai|Read|Reade Smith|Ann Read|Otter Smith|Otter|Fathom
Fathom Jones|Grain Miller|Krisp|Jamie|Jamie Fellow|Chorus|Rita's iPhone|Speaker 1|SPEAKER_00|spk_0
A|Ai Weiwei|Mark Botman|Bot Nguyen|Read Bothwell|Otter Botsford|Claire Noteboom|Unk Jensen
Systema Lee|Clari Fox|Zoom Botha|Spinach Jones|Notta Adams|Bo Recorder|Ann (Notary)|Agent|Customer
Ivrea Moss|Unknownson|Guest|Recall Martin""".replace("\n", "|").split("|")


@pytest.mark.parametrize("name", NOBODY)
def test_machines_screens_and_voices_that_nobody_knows_are_no_people(name: str):
    assert is_pseudo(name)


@pytest.mark.parametrize("name", [*SOMEBODY, None, ""])
def test_people_who_are_called_like_a_product_are_people(name: str | None):
    assert not is_pseudo(name)


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("Ann Lee (Acme)", "acme"),
        ("Ann Lee | Acme Inc.", "acme inc"),
        ("Chris - Base", "base"),
        ("Ann Lee", ""),
        ("Ann-Marie Lee", ""),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(name: str, beside: str):
    assert affiliation(name) == beside


@given(st.text(max_size=300))
def test_no_name_is_too_odd(name: str):
    is_pseudo(name)
    assert name_key(name) == name_key(name).strip()
    link_same_people((speaker("a", name), speaker("b", name)))
