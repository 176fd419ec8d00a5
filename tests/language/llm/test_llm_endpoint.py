"""A language model that is slow, broken, or invents: what gets through, and what stands instead."""

from dataclasses import dataclass, replace

import pytest

from completions import Reply, endpoint, nothing, says
from ridealong.conversation import Kind, assign_sides
from ridealong.conversation.native import from_dict
from ridealong.language import Said, Tagging
from ridealong.language.casting import scripts
from ridealong.language.llm import llm_tagger
from ridealong.language.llm.answering import LIKELIHOOD
from ridealong.settings import settings
from talks import TALK

SELLER, CUSTOMER = TALK.turns[0].text, TALK.turns[2].text
"""Turns 0 and 2 of the talk; turn 1 is nobody's and is never asked about."""
PROBLEM = {"move": "business_problem", "quote": "“and” a customer"}
QUESTION = {"move": "need_question", "quote": "What does a late van cost?"}
GOOD = {"turn_0": [QUESTION], "turn_2": [PROBLEM]}


@dataclass(frozen=True)
class Marks:
    """A tagger that hears a closed question in every question mark."""

    name: str = "marks 1"

    def tag(self, conversations):
        return [self._tagging(c) for c in conversations]

    def _tagging(self, conversation):
        said = [
            Said(line.turn, "closed_question", 0.6, line.role, 0, len(line.text))
            for line in scripts(conversation)[0]
            if line.text.endswith("?")
        ]
        return Tagging(self.name, tuple(said), {(s.turn, s.move): s.p for s in said})


def tagger(url, **more):
    given = {"URL": url, "MODEL": "tiny", "TIMEOUT_S": "5", **more}
    return llm_tagger(settings({f"RIDEALONG_LLM_{k}": v for k, v in given.items()}), Marks)


def moves(tagging):
    return [(s.turn, s.move) for s in tagging.said]


def long_talk(turns):
    said = [("a" if i % 2 == 0 else "b", f"Is this line {i}?") for i in range(turns)]
    rows = [{"speaker": s, "text": t} for s, t in said]
    return from_dict(
        {
            "ridealong": 1,
            "kind": "sales",
            "speakers": [
                {"id": "a", "name": "Rita", "side": "us", "role": "seller"},
                {"id": "b", "name": "Okoro", "side": "them", "role": "customer"},
            ],
            "turns": rows,
            "timing": "none",
        }
    )


def test_a_move_with_a_quote_from_its_turn_is_said():
    with endpoint(says(GOOD)) as there:
        (tagging,) = tagger(there.url).tag([TALK])
    assert tagging.tagger == "llm tiny"
    assert moves(tagging) == [(0, "need_question"), (2, "business_problem")]
    assert tagging.likelihood == {
        (0, "need_question"): LIKELIHOOD,
        (2, "business_problem"): LIKELIHOOD,
    }
    assert tagging.warnings == ()
    first = tagging.said[0]
    assert (SELLER[first.start : first.end], first.role, first.by) == (SELLER, "seller", "model")


def test_the_words_and_the_roles_are_sent_and_no_name():
    with endpoint(says(GOOD)) as there:
        tagger(there.url, KEY="sesame").tag([TALK])
    sent = str(there.bodies)
    assert f"turn_0 seller: {SELLER}" in sent
    assert f"turn_2 customer: {CUSTOMER}" in sent
    assert [w for w in ("Rita", "Okoro", "acme", "First call", "2026", "Mhm") if w in sent] == []
    assert there.paths == ["/v1/chat/completions"]
    assert there.keys == ["Bearer sesame"]


def test_the_same_conversation_makes_the_same_request():
    with endpoint(says(GOOD)) as there:
        tagger(there.url).tag([TALK, TALK])
    first, second = there.bodies
    assert first == second
    assert (first["temperature"], first["seed"], first["model"]) == (0, 1, "tiny")
    assert "Infer no emotion" in first["messages"][0]["content"]


def test_without_a_key_none_is_sent():
    with endpoint(says(GOOD)) as there:
        tagger(there.url).tag([TALK])
    assert there.keys == [None]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_that_passes_is_retried(status):
    with endpoint(Reply(status=status), says(GOOD)) as there:
        asked = tagger(there.url)
        (tagging,) = asked.tag([TALK])
    assert moves(tagging) == [(0, "need_question"), (2, "business_problem")]
    assert (asked.account.requests, asked.account.retries) == (2, 1)


def test_an_answer_that_breaks_off_on_the_way_is_asked_for_again():
    whole = says(GOOD)
    with endpoint(replace(whole, body=whole.body[:40], missing=99), whole) as there:
        asked = tagger(there.url)
        (tagging,) = asked.tag([TALK])
    assert moves(tagging) == [(0, "need_question"), (2, "business_problem")]
    assert (asked.account.requests, asked.account.retries) == (2, 1)


def test_where_the_model_is_too_slow_the_other_tagger_stands():
    with endpoint(replace(says(GOOD), after_s=0.5)) as there:
        asked = tagger(there.url, TIMEOUT_S="0.1")
        (tagging,) = asked.tag([TALK])
    assert moves(tagging) == [(0, "closed_question")]
    assert tagging.likelihood == {(0, "closed_question"): 0.6}
    (warning,) = tagging.warnings
    assert warning == (
        "The language model gave no usable answer for 2 turns, the first of them turn 0 (the "
        "endpoint did not answer in time); there stands what the tagger “marks 1” finds."
    )
    assert (asked.account.requests, asked.account.retries) == (3, 2)
    assert (asked.account.windows, asked.account.windows_failed) == (1, 1)


def test_where_nobody_answers_the_other_tagger_stands():
    with endpoint(says(GOOD)) as there:
        pass  # nobody listens any more
    (tagging,) = tagger(there.url).tag([TALK])
    assert moves(tagging) == [(0, "closed_question")]
    assert "cannot be reached" in tagging.warnings[0]


BAD_ANSWERS = {
    "no JSON": says("Certainly! Here are the moves: {"),
    "deeper than any answer": says("[" * 100_000),
    "cut off": says('{"turn_0": [{"move": "need_qu', finish="length"),
    "cut off and yet JSON": says({"turn_0": [], "turn_2": []}, finish="length"),
    "nothing": says(None),
    "a turn left out": says({"turn_0": [QUESTION]}),
    "a list": says([GOOD]),
    "a move without a quote": says({"turn_0": [{"move": "need_question"}], "turn_2": []}),
    "a word for a move": says({"turn_0": ["need_question"], "turn_2": []}),
    "a number for a quote": says({"turn_0": [QUESTION | {"quote": 7}], "turn_2": []}),
    "mostly invented": says({"turn_0": [QUESTION | {"quote": "Hm?"}], "turn_2": []}),
}


@pytest.mark.parametrize("bad", BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_a_bad_answer_is_asked_for_once_more_with_the_reason(bad):
    with endpoint(bad, says(GOOD)) as there:
        asked = tagger(there.url)
        (tagging,) = asked.tag([TALK])
    assert moves(tagging) == [(0, "need_question"), (2, "business_problem")]
    assert tagging.warnings == ()
    assert (asked.account.requests, asked.account.retries) == (2, 1)
    first, again = (body["messages"][1]["content"] for body in there.bodies)
    assert again.startswith(first)
    assert "was of no use" in again


@pytest.mark.parametrize("bad", BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_after_two_bad_answers_the_other_tagger_stands(bad):
    with endpoint(bad) as there:
        asked = tagger(there.url)
        (tagging,) = asked.tag([TALK])
    assert moves(tagging) == [(0, "closed_question")]
    assert len(tagging.warnings) == 1
    assert (asked.account.requests, asked.account.windows_failed) == (2, 1)


@pytest.mark.parametrize(
    ("invented", "counted"),
    [
        ({"move": "pushback", "quote": "we are not interested"}, "not_in_turn"),
        ({"move": "pushback", "quote": "a day, “and” a customer"}, "not_in_turn"),
        ({"move": "pushback", "quote": "custom"}, "not_in_turn"),
        ({"move": "pushback", "quote": SELLER}, "not_in_turn"),
        ({"move": "pushback", "quote": " "}, "not_in_turn"),
        ({"move": "frustrated", "quote": "A day"}, "unknown"),
        ({"move": "open_question", "quote": "A day"}, "not_for_role"),
    ],
)
def test_what_is_invented_is_dropped_and_counted(invented, counted):
    with endpoint(says(GOOD | {"turn_2": [PROBLEM, invented]})) as there:
        asked = tagger(there.url)
        (tagging,) = asked.tag([TALK])
    assert moves(tagging) == [(0, "need_question"), (2, "business_problem")]
    dropped = {k: getattr(asked.account, k) for k in ("not_in_turn", "unknown", "not_for_role")}
    assert dropped == dict.fromkeys(dropped, 0) | {counted: 1}


def test_an_answer_about_a_turn_that_was_not_asked_is_not_heard():
    with endpoint(says(GOOD | {"turn_1": [{"move": "pushback", "quote": "Mhm."}]})) as there:
        (tagging,) = tagger(there.url).tag([TALK])
    assert moves(tagging) == [(0, "need_question"), (2, "business_problem")]


def test_one_bad_window_costs_itself_alone():
    with endpoint(nothing, says("no"), says("no"), nothing) as there:
        asked = tagger(there.url)
        (tagging,) = asked.tag([long_talk(36)])
    assert moves(tagging) == [(i, "closed_question") for i in range(12, 24)]
    assert "12 turns, the first of them turn 12 (it is no JSON)" in tagging.warnings[0]
    assert (asked.account.windows, asked.account.windows_failed) == (3, 1)


@pytest.mark.parametrize(
    "bad",
    [
        Reply(status=401),
        Reply(status=404),
        Reply(status=307, headers=(("Location", "/v1/elsewhere"),)),
        Reply(b"<html>Welcome</html>"),
        Reply(b'{"choices": []}'),
        Reply(b"\xff"),
    ],
)
def test_an_endpoint_that_is_none_is_asked_three_times_and_left_alone(bad):
    with endpoint(bad) as there:
        asked = tagger(there.url, KEY="sesame")
        taggings = asked.tag([long_talk(60), TALK])
    assert there.paths == ["/v1/chat/completions"] * 3
    assert [len(t.said) for t in taggings] == [60, 1]
    assert "it is not asked again" in taggings[1].warnings[0]
    assert "sesame" not in f"{taggings} {asked.account} {settings({'RIDEALONG_LLM_KEY': 'sesame'})}"


def test_it_is_told_what_it_cost():
    with endpoint(says(GOOD, prompt_tokens=1500, completion_tokens=200)) as there:
        asked = tagger(there.url, PRICE="2/10")
        asked.tag([TALK, TALK])
    assert asked.account.cost == pytest.approx((3000 * 2 + 400 * 10) / 1e6)
    assert str(asked.account) == (
        "Language model: 2 requests (0 of them retries), 3000 prompt and 400 completion tokens, "
        "cost 0.0100.\nNo usable answer for 0 of 2 windows; moves dropped: 0 with a quote that is "
        "not in the turn, 0 unknown, 0 not possible for the role."
    )


def test_tokens_of_an_answer_of_no_use_are_paid_for_too():
    with endpoint(says("no", prompt_tokens=100, completion_tokens=3), says(GOOD)) as there:
        asked = tagger(there.url)
        asked.tag([TALK])
    assert (asked.account.prompt_tokens, asked.account.completion_tokens) == (100, 3)
    assert asked.account.cost is None


def test_who_is_unknown_is_asked_about_in_both_roles():
    speakers = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    rows = [{"speaker": "a", "text": SELLER}, {"speaker": "b", "text": CUSTOMER}]
    raw = {"ridealong": 1, "speakers": speakers, "turns": rows, "timing": "none"}
    with endpoint(nothing) as there:
        (tagging,) = tagger(there.url).tag([assign_sides(from_dict(raw), kind=Kind.SALES)])
    sent = [body["messages"][1]["content"] for body in there.bodies]
    assert [("turn_0 seller" in s, "turn_0 customer" in s) for s in sent] == [
        (True, False),
        (False, True),
    ]
    assert "role unknown" in tagging.warnings[0]
