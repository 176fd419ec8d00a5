"""The taggers that are shipped: what they promise on any conversation, and on plain cases."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from ridealong.conversation import Draft, Kind, Role, Side, Timing
from ridealong.language import moves_of, taggers
from ridealong.language.corrections import Correction, corrected, tag

_SIDES = {Role.CUSTOMER: Side.THEM}
CALL = (
    (Role.SELLER, "Hi Petra, thanks for making the time."),
    (Role.CUSTOMER, "No problem, I have half an hour."),
    (Role.SELLER, "What happens on your side when a delivery comes in late?"),
    (Role.CUSTOMER, "We lose customers. Last month that cost us about twelve thousand pounds."),
    (Role.SELLER, "So every late van costs you money and, worse, people who do not come back."),
    (Role.CUSTOMER, "Exactly. We need to get that sorted before the summer."),
    (Role.SELLER, "Who else is involved when you decide on something like this?"),
    (Role.CUSTOMER, "Just me. I sign that off myself."),
    (Role.SELLER, "Our platform tracks every van, has live maps, alerts and a driver app."),
    (Role.CUSTOMER, "That is too expensive for us, to be honest."),
)
TALK = (
    (Role.COACH, "When will it close and how big is it?"),
    (Role.REP, "It is going great, they love us."),
    (Role.COACH, "What did the customer say when you asked about the late vans?"),
    (Role.COACH, "You need to call the director today and send him the price list."),
)


def conversation(lines, kind=Kind.SALES):
    draft = Draft(Timing.NONE, kind=kind)
    for role, text in lines:
        side = _SIDES.get(role, Side.US)
        draft.turn(draft.speaker(str(role), name=str(role), side=side, role=role), text)
    return draft.finish()


@pytest.fixture(scope="module", params=["fast", "default"])
def tagger(request):
    return getattr(taggers, request.param)()


def moves_by_turn(tagging):
    found: dict[int, set[str]] = {}
    for said in tagging.said:
        found.setdefault(said.turn, set()).add(said.move)
    return found


def test_plain_cases_are_heard(tagger):
    (tagging,) = tagger.tag([conversation(CALL)])
    found = moves_by_turn(tagging)
    assert {"open_question", "need_question"} <= found[2]
    assert "business_problem" in found[3]
    assert "product_talk" in found[8]
    assert "pushback" in found[9]


def test_plain_cases_of_a_coaching_talk_are_heard(tagger):
    (tagging,) = tagger.tag([conversation(TALK, Kind.COACHING)])
    found = moves_by_turn(tagging)
    assert "results_question" in found[0]
    assert "behaviour_question" in found[2]
    assert "tell" in found[3]


def test_the_encoder_hears_the_gates():
    (tagging,) = taggers.default().tag([conversation(CALL)])
    found = moves_by_turn(tagging)
    assert "paraphrase" in found[4]
    assert "admits_need" in found[5]
    assert "can_decide" in found[7]


def test_the_same_talk_is_tagged_the_same_alone_and_among_others(tagger):
    call, talk = conversation(CALL), conversation(TALK, Kind.COACHING)
    assert tagger.tag([call, talk, call]) == [tagger.tag([c])[0] for c in (call, talk, call)]


def test_nobody_makes_a_move_of_another_role(tagger):
    for talk in (conversation(CALL), conversation(TALK, Kind.COACHING)):
        (tagging,) = tagger.tag([talk])
        assert all(said.move in moves_of(said.role) for said in tagging.said)
        assert all(0 < said.p <= 1 for said in tagging.said)


def test_what_is_said_is_also_likely_and_more_is_thought_of_than_said(tagger):
    (tagging,) = tagger.tag([conversation(CALL)])
    assert {(s.turn, s.move) for s in tagging.said} < set(tagging.likelihood)


def test_the_sentence_that_asks_carries_the_question(tagger):
    text = (
        "Thanks, that helps a lot. I drove past your depot on the way here. "
        "How do you manage when one of the vans breaks down?"
    )
    lines = ((Role.SELLER, text), (Role.CUSTOMER, "Too much."))
    (tagging,) = tagger.tag([conversation(lines)])
    asked = next(s for s in tagging.said if s.move.endswith("question"))
    assert text[asked.start : asked.end] == "How do you manage when one of the vans breaks down?"


def test_it_works_without_punctuation_and_capitals(tagger):
    plain = tuple((role, re.sub("[?.,]", "", text.lower())) for role, text in CALL)
    (tagging,) = tagger.tag([conversation(plain)])
    found = moves_by_turn(tagging)
    assert "open_question" in found[2]
    assert "product_talk" in found[8]


def test_unknown_roles_are_tagged_in_each_and_it_is_said(tagger):
    known = conversation(CALL[:4])
    unknown = replace(
        known, speakers=tuple(replace(s, role=None, side=None) for s in known.speakers)
    )
    (tagging,) = tagger.tag([unknown])
    assert {s.role for s in tagging.said if s.turn == 2} >= {Role.SELLER}
    assert {role for _, role in {(s.turn, s.role) for s in tagging.said}} == {
        Role.SELLER,
        Role.CUSTOMER,
    }
    assert "role unknown" in tagging.warnings[0]


def test_an_empty_conversation_says_nothing(tagger):
    assert tagger.tag([Draft(Timing.NONE).finish()])[0].said == ()
    assert tagger.tag([]) == []


def test_a_turn_without_words_and_a_very_long_one_are_no_trouble(tagger):
    lines = ((Role.SELLER, "…"), (Role.CUSTOMER, "so " * 2000), (Role.SELLER, "日本語 🎉"))
    (tagging,) = tagger.tag([conversation(lines)])
    assert all(s.end <= len(lines[s.turn][1]) for s in tagging.said)


def test_a_person_is_believed_more_than_the_tagger(tagger):
    call = corrected(conversation(CALL), Correction(2, "need_question", holds=False))
    (tagging,) = tag([call], tagger)
    assert "need_question" not in moves_by_turn(tagging)[2]


def test_the_fast_tagger_loads_no_encoder():
    script = (
        "import sys; from ridealong.language import taggers; taggers.fast();"
        "print([m for m in ('onnxruntime', 'tokenizers', 'sklearn', 'torch') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
