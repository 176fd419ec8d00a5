"""Whatever moves are heard in whatever conversation, the analyses hold, and so does the report."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from holding import measures_hold
from ridealong.analysis import analyse
from ridealong.analysis.feedback import REPEAT, TRY
from ridealong.analysis.labels import GATES, LABELS
from ridealong.conversation import assign_sides
from ridealong.language import Said, Tagging, moves_of, sentences
from ridealong.report import SourceInfo, render_html, render_json, render_text
from strategies import conversations

SOURCE = SourceInfo("a.vtt", "webvtt", "0" * 64)
CALM = settings(max_examples=60, deadline=None)


@st.composite
def heard_talks(draw):
    """A conversation, and any moves that the roles in it can make."""
    conversation = assign_sides(draw(conversations(least_turns=1, most_turns=14)))
    said, likelihood = [], {}
    for i, turn in enumerate(conversation.turns):
        role = None if turn.speaker is None else conversation.by_id[turn.speaker].role
        if role is None:
            continue
        for move in draw(st.lists(st.sampled_from(moves_of(role)), max_size=4, unique=True)):
            p = draw(st.floats(0.02, 1))
            likelihood[i, move] = p
            if p > 0.3:
                start, end = (sentences(turn.text) or [(0, len(turn.text))])[0]
                said.append(Said(i, move, p, role, start, end))
    return conversation, Tagging("any", tuple(sorted(said)), likelihood)


@given(heard_talks())
@CALM
def test_every_statement_rests_on_turns_and_ends_in_a_question(heard):
    conversation, tagging = heard
    analysis = analyse(conversation, tagging=tagging)
    measures_hold(analysis)
    for finding in analysis.findings:
        assert finding.says.strip()
        assert finding.ask.endswith("?"), finding
        assert finding.capability.startswith("S")
        assert all(0 <= t < len(conversation.turns) for t in finding.evidence), finding


@given(heard_talks())
@CALM
def test_there_are_at_most_two_points_and_they_stand_first(heard):
    conversation, tagging = heard
    analysis = analyse(conversation, tagging=tagging)
    assert [f.id for f in analysis.feedback] in ([], [REPEAT], [TRY], [REPEAT, TRY])
    assert analysis.findings[: len(analysis.feedback)] == analysis.feedback


@given(heard_talks())
@CALM
def test_labels_stay_within_the_contract(heard):
    conversation, tagging = heard
    labels = analyse(conversation, tagging=tagging).labels.as_object()
    assert tuple(labels) == LABELS
    turns = range(len(conversation.turns))
    for stage in labels["stages"] or []:
        assert stage["start_turn"] in turns
        assert stage["end_turn"] in turns
        assert stage["start_turn"] <= stage["end_turn"]
    assert set(labels["gates"]) == set(GATES)
    steps = labels["mmot"] or {}
    assert all(t is None or t in turns for t in (*labels["gates"].values(), *steps.values()))
    assert labels["substance"] in {None, 0, 1, 2, 3}
    json.dumps(labels)


@given(heard_talks())
@settings(max_examples=25, deadline=None)
def test_every_form_of_the_report_can_be_made(heard):
    conversation, tagging = heard
    analysis = analyse(conversation, tagging=tagging)
    assert json.loads(render_json(analysis, SOURCE))["moves"] is not None
    assert "<main" in render_html(analysis, SOURCE)
    assert render_text(analysis, SOURCE, width=60)
