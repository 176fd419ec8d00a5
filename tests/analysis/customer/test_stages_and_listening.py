"""Where a call explores and where it offers, and how much is listened while it explores."""

import pytest

from labelled import labelled
from ridealong.analysis import analyse
from ridealong.analysis.clock import clock_of
from ridealong.analysis.customer.call import Call
from ridealong.analysis.customer.stages import stages
from ridealong.analysis.heard import Heard
from ridealong.analysis.labels import Stage
from ridealong.analysis.model import Earlier
from ridealong.analysis.taking import Taker
from spoken import heard

GREET = [
    ("us", "Good morning, it's Rita from the van people, can you hear me?", "closed_question"),
    ("them", "Loud and clear, go ahead when you like.", ""),
]
EXPLORE = [
    ("us", "What happens at the depot when a van is late?", "open_question need_question"),
    ("them", "The night shift stands about for two hours and we pay every one of them. " * 3,
     "business_problem"),
    ("us", "So it is the wages of the night that hurt, more than the van.", "paraphrase"),
    ("them", "That is it, and the customers who do not come back after it. " * 3,
     "business_problem"),
    ("us", "How would you know that it had got better?", "open_question need_question"),
    ("them", "Nobody stands about after ten, and I want that by the spring. " * 3,
     "success_measure admits_need"),
]  # fmt: skip
OFFER = [
    ("us", "Our board shows every van on one screen, with the time it will be in. " * 3,
     "product_talk solution_offer"),
    ("them", "And what does it do when the signal goes?", "pushback"),
    ("us", "It keeps the last place and says how old that is. " * 3, "product_talk"),
    ("them", "I have seen such things before and they were wrong.", "pushback"),
]  # fmt: skip
END = [
    ("us", "Then I bring it to the depot on Thursday at nine.", "next_step"),
    ("them", "Thursday at nine, I'll have the keys.", "commitment"),
]


def found(*lines):
    return [(s.name, s.start_turn, s.end_turn) for s in stages(heard(*lines))]


def call(*lines):
    told = heard(*lines)
    return Call(Taker.of(told.clock), told, Earlier())


def test_a_call_opens_explores_offers_and_closes():
    assert found(*GREET, *EXPLORE, *OFFER, *END) == [
        ("opening", 0, 1), ("interview", 2, 7), ("solution", 8, 11), ("close", 12, 13),
    ]  # fmt: skip


def test_an_interview_may_open_again():
    names = [name for name, *_ in found(*GREET, *EXPLORE, *OFFER, *OFFER, *EXPLORE, *EXPLORE)]
    assert names == ["opening", "interview", "solution", "interview"]


def test_a_question_in_a_demonstration_is_no_interview():
    asked = ("us", "Which of your screens is the largest?", "closed_question:0.8 need_question:0.4")
    assert [n for n, *_ in found(*GREET, *OFFER, asked, *OFFER, *OFFER)].count("interview") == 0


def test_stages_cover_the_call_and_do_not_overlap():
    told = found(*GREET, *OFFER, *EXPLORE, *END)
    turns = [t for _, first, last in told for t in range(first, last + 1)]
    assert turns == list(range(14))


def test_nothing_is_staged_where_nobody_looked():
    told = heard(*GREET)
    assert stages(Heard(told.clock, type(told.tagging)(""))) == ()


def test_a_person_sets_the_stages():
    told = heard(*GREET, *EXPLORE * 3, *OFFER)
    own = (Stage("opening", 0, 3), Stage("interview", 4, 23))
    analysis = analyse(told.clock.conversation, tagging=told.tagging, stages=own)
    assert analysis.labels.stages == own
    measure = analysis.measure("interview_asking_share", "us", "interview")
    assert measure is not None
    assert measure.n == 10


def test_listening_is_measured_in_the_interview_alone():
    told = heard(*GREET, *EXPLORE, *EXPLORE, *EXPLORE, *OFFER, *END)
    analysis = analyse(told.clock.conversation, tagging=told.tagging)
    measure = analysis.measure("listening_share", "us", "interview")
    whole = analysis.measure("talk_share", "them", "call")
    assert measure is not None and whole is not None  # noqa: PT018
    assert measure.value is not None and whole.value is not None  # noqa: PT018
    assert measure.value > 0.7 > whole.value
    assert "listening_is_for_the_interview" not in {f.id for f in analysis.findings}


def test_little_speech_in_the_interview_withholds_the_share():
    told = heard(*GREET, *EXPLORE, *OFFER * 8)
    analysis = analyse(told.clock.conversation, tagging=told.tagging)
    measure = analysis.measure("listening_share", "us", "interview")
    assert measure is not None
    assert "120 needed" in (measure.withheld or "")


def test_no_interview_is_itself_the_finding():
    told = heard(*GREET, *OFFER * 8)
    analysis = analyse(told.clock.conversation, tagging=told.tagging)
    measure = analysis.measure("listening_share", "us", "interview")
    assert measure is not None
    assert "no part of this call" in (measure.withheld or "")
    finding = next(f for f in analysis.findings if f.id == "no_interview")
    assert finding.capability == "S4.24"
    assert finding.evidence


def test_asking_counts_the_words_of_turns_that_ask_or_say_back():
    told = heard(*GREET, *EXPLORE * 3, *OFFER, *END)
    measure = analyse(told.clock.conversation, tagging=told.tagging).measure(
        "interview_asking_share", "us", "interview"
    )
    assert measure is not None
    assert measure.value == pytest.approx(1.0)


def test_interviews_are_found_where_people_find_them(shared):
    overlaps = []
    for path in sorted((shared / "moves-training" / "conversations").glob("[bg]*.json")):
        conversation, tagging, labels = labelled(path)
        told = {
            t
            for s in labels.get("stages", [])
            if s["name"] == "interview"
            for t in range(s["start_turn"], s["end_turn"] + 1)
        }
        if told:
            own = {
                t
                for s in stages(Heard(clock_of(conversation), tagging))
                if s.name == "interview"
                for t in range(s.start_turn, s.end_turn + 1)
            }
            overlaps.append(len(own & told) / len(own | told))
    assert sum(overlaps) / len(overlaps) > 0.75
