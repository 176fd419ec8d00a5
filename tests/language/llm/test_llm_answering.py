"""Whatever a language model answers, only what can be checked is said."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from ridealong.conversation import Role
from ridealong.language import moves, moves_of
from ridealong.language.casting import Line
from ridealong.language.llm.answering import Unusable, answer
from ridealong.language.llm.asking import CONTEXT, WORDS, Window, key, messages, schema, windows

LATE = settings(deadline=None)
"""The first example loads the vocabulary."""
LOSS = "We lose a day.  Each late van\ncosts a customer. By May it has to end."
TEXTS = (LOSS, "Why?", "a a", "")
lines = st.builds(Line, st.just(0), st.sampled_from(Role), st.sampled_from(TEXTS), st.booleans())
quotes = st.sampled_from(["We lose a day.", "Each late van costs", "van", "day. Each", "", "lost"])
pairs = st.fixed_dictionaries(
    {"move": st.sampled_from([*moves(), "angry"]), "quote": quotes | st.text(max_size=9)}
)
junk = st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5)


def numbered(all_):
    return tuple(line._replace(turn=i) for i, line in enumerate(all_))


scripts = st.lists(lines, max_size=40).map(numbered)
talks = st.lists(lines, min_size=1, max_size=4).map(numbered)


@LATE
@given(talks, st.data())
def test_only_moves_of_who_speaks_with_words_of_the_turn_are_said(script, data):
    window = Window((), script)
    turns = {key(line): st.lists(pairs, max_size=3) | junk for line in script}
    content = data.draw(st.fixed_dictionaries(turns).map(json.dumps) | st.text())
    try:
        found = answer(content, window)
    except Unusable:
        return
    for said in found.said:
        line = script[said.turn]
        assert line.counts
        assert said.role is line.role
        assert said.move in moves_of(line.role)
        assert 0 <= said.start < said.end <= len(line.text)
    assert len({(s.turn, s.move) for s in found.said}) == len(found.said)


def test_white_space_is_folded_and_the_whole_sentence_is_taken():
    line = Line(4, Role.CUSTOMER, LOSS, counts=True)
    moves_ = [
        {"move": "business_problem", "quote": "late  van costs a customer"},
        {"move": "timeline", "quote": "By May"},
    ]
    said = answer(json.dumps({"turn_4": moves_}), Window((), (line,))).said
    assert [line.text[s.start : s.end] for s in said] == [
        "Each late van\ncosts a customer.",
        "By May it has to end.",
    ]


@LATE
@given(scripts)
def test_every_line_that_counts_is_asked_about_exactly_once(script):
    asked = [line for window in windows(script) for line in window.asked]
    assert asked == [line for line in script if line.counts and line.text]


@LATE
@given(scripts)
def test_what_comes_before_is_read_and_nothing_that_comes_later(script):
    for window in windows(script):
        first = window.lines[0].turn
        assert window.before == script[max(0, first - CONTEXT) : first]
        sent = messages(window)[1]["content"]
        later = [line for line in script[window.lines[-1].turn + 1 :] if f"{key(line)} " in sent]
        assert later == []


def test_a_long_turn_has_a_window_of_its_own():
    long = Line(1, Role.CUSTOMER, "word " * (WORDS + 1), counts=True)
    script = numbered([Line(0, Role.SELLER, "Why?", counts=True), long, long])
    assert [[line.turn for line in w.lines] for w in windows(script)] == [[0], [1], [2]]


@LATE
@given(talks)
def test_the_schema_allows_exactly_the_moves_of_who_speaks(script):
    window = Window((), script)
    form = schema(window)
    for line in window.asked:
        kind = form["properties"][key(line)]["$ref"].rsplit("/", 1)[1]
        allowed = form["$defs"][kind]["items"]["properties"]["move"]["enum"]
        assert tuple(allowed) == moves_of(line.role)
    assert form["required"] == [key(line) for line in window.asked]
