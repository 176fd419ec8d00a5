"""What the clock alone says, with its evidence and its question."""

import pytest

from clocked import long_talk, talk
from ridealong.analysis import analyse
from ridealong.conversation import Kind, Timing

PITCH = (
    "So the van park is in three places and every one of them keeps its own book, which is where "
    "the hours go."
)


def told(*lines, **stated):
    return {f.id: f for f in analyse(talk(*lines, **stated)).findings}


def sided(turns=60, ours_s=9.1, theirs_s=4.3, **more):
    lines, start_s = [], 0.25
    for i in range(turns):
        lasts = theirs_s if i % 2 else ours_s
        lines.append(("them" if i % 2 else "us", start_s, start_s + lasts, 15))
        start_s += lasts + 0.43
    return lines


def test_who_talks_most_names_the_share_and_the_longest_turns():
    finding = told(*sided())["who_talks_most"]
    assert finding.says == "Our side does most of the talking: 68 % of the talk."
    assert finding.evidence == (0, 2)
    assert finding.ask.endswith("?")
    assert finding.capability == "S4.32"


def test_about_as_much_is_said_so():
    assert told(*long_talk())["who_talks_most"].says == (
        "Both speak about as much: our side 50 % of the talk."
    )


def test_the_first_half_is_told_for_itself():
    early = sided(30, 4.3, 9.1)
    late = [(w, a + 500, b + 500, n) for w, a, b, n in sided(40, 19.1, 4.3)]
    findings = told(*early, *late)
    assert findings["who_talks_most"].says.startswith("Our side")
    assert findings["first_half"].says.startswith("In the first half the customer does most")
    assert findings["first_half"].capability == "S4.23"
    assert max(findings["first_half"].evidence) < 30


def test_little_speech_in_the_first_half_says_nothing():
    early = [("us", 0.3, 20.1, 40), ("them", 21.3, 40.2, 40)]
    late = [(w, a + 500, b + 500, n) for w, a, b, n in sided()]
    assert "first_half" not in told(*early, *late)


def test_80_percent_is_never_held_against_the_whole_call():
    findings = told(*sided())
    says = findings["listening_is_for_the_interview"].says
    assert "nothing is held against it" in says
    assert "interview stage alone" in says
    assert all("80" not in f.says for f in findings.values() if f.capability != "S4.24")


def test_a_long_monologue_is_quoted_word_for_word():
    lines = [*sided(), ("us", 900.3, 901.0, "So."), ("us", 901.2, 980.5, PITCH)]
    conversation = talk(*lines)
    finding = told(*lines)["longest_monologue"]
    assert finding.says == (
        "The longest stretch of our side lasts 1:20 min, from 15:00. It begins: “So the van park "
        "is in three places and every one of them keeps its own book, which is where …”"
    )
    assert finding.evidence == (60, 61)
    quote = finding.says.partition("“")[2].removesuffix(" …”")
    assert quote in conversation.turns[61].text


@pytest.mark.parametrize(("end_s", "said"), [(59.9, False), (60.0, True)])
def test_a_monologue_of_less_than_a_minute_is_not_worth_a_word(end_s, said):
    findings = told(("us", 0.0, end_s, 150), ("them", 62.0, 200.0, 300))
    assert ("longest_monologue" in findings) == said


def test_estimates_are_called_so():
    lines = [(w, None, None, 30) for w, *_ in sided()]
    findings = told(*lines, timing=Timing.NONE)
    assert "(by words)" in findings["who_talks_most"].says


@pytest.mark.parametrize(
    ("who", "kind", "ids"),
    [
        (("coach", "rep"), Kind.COACHING, {"who_talks_most"}),
        (("us", "them"), Kind.SERVICE,
         {"who_talks_most", "first_half", "listening_is_for_the_interview"}),
        (("someone", "other"), Kind.SALES, set()),
        (("us", "us2"), Kind.SALES, set()),
    ],
)  # fmt: skip
def test_what_is_said_of_each_kind(who, kind, ids):
    assert set(told(*long_talk(who=who), kind=kind)) == ids


def test_everything_said_rests_on_turns_and_ends_in_a_question():
    for finding in told(*sided()).values():
        assert finding.evidence
        assert finding.ask.endswith("?")
        assert "!" not in finding.says
