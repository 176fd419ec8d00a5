"""A rep alone after a conversation: two questions, beliefs, purpose; and a coach's effect."""

import pytest

from labelled import labelled
from rep_talks import rep_talk
from ridealong.analysis import debrief
from ridealong.analysis.clock import clock_of
from ridealong.analysis.debrief import coached, mindset
from ridealong.analysis.debrief.beliefs import PRIVATE
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Earlier
from ridealong.analysis.taking import Taker
from ridealong.conversation import Kind

KEEP = ("rep", "Keep: when she opened the ledger I said nothing at all.", "went_well")
CHANGE = ("rep", "Change: at the end I read her the price list.", "to_change")
STEP = ("rep", "Thursday I ring her about the ledger.", "commitment ownership")


def looked(*lines, **stated):
    heard = rep_talk(*lines, **stated)
    return debrief.look(Taker.of(heard.clock), heard, Earlier())


def told(*lines, **stated):
    return {f.id: f for f in looked(*lines, **stated).findings}


def values(*lines, **stated):
    return {m.id: m.value for m in looked(*lines, **stated).measures}


def test_both_questions_are_answered_in_the_reps_own_words():
    findings = told(KEEP, CHANGE, STEP)
    assert findings["debrief_repeat"].says == (
        "To repeat: “Keep: when she opened the ledger I said nothing at all.”"
    )
    assert findings["debrief_change"].evidence == (1,)
    assert "“Thursday I ring her about the ledger.”" in findings["debrief_own_step"].says
    assert values(KEEP, CHANGE) == {"debrief_answered": 2, "debrief_specific": 1}


def test_an_open_question_is_asked_and_not_scored():
    findings = told(("rep", "They liked us, I think.", "story"))
    assert findings["debrief_repeat_open"].ask.endswith("that you want to do again?")
    assert "debrief_change_open" in findings
    assert values(("rep", "They liked us.", "story")) == {
        "debrief_answered": 0,
        "debrief_specific": None,
    }


def test_an_answer_without_its_moment_is_asked_for_it():
    vague = ("rep", "Keep: more quiet on my part.", "went_well")
    assert told(vague)["debrief_repeat"].ask.startswith("Which moment")
    assert values(vague, CHANGE)["debrief_specific"] == 0.5
    assert told(vague, KEEP)["debrief_repeat"].evidence == (1, 0)


def test_in_a_language_without_lists_nothing_is_asked_for():
    vague = ("rep", "Mehr Ruhe von meiner Seite.", "went_well")
    assert told(vague, language="de")["debrief_repeat"].ask.startswith("What made it possible")
    assert values(vague, language="de")["debrief_specific"] is None


def test_a_debrief_holds_no_gap_against_anybody():
    blame = ("rep", "The leads were poor and the price is mad.", "blame")
    candidates = looked(KEEP, CHANGE, blame).candidates
    assert [(c.behaviour, c.good) for c in candidates] == [("reflection", True)]
    assert looked(CHANGE, blame).candidates == ()


def test_reasons_that_lie_with_others_are_met_with_a_question():
    blame = ("rep", "The leads were poor and the price is mad.", "blame")
    assert told(blame)["debrief_own_part"].ask == "Which part of it was in your own hands?"
    assert "debrief_own_part" not in told(blame, CHANGE)
    assert "debrief_own_part" not in told(blame, STEP)


def test_a_belief_is_played_back_as_a_question_to_its_owner():
    finding = told(("rep", "Nobody up here buys from a woman.", "limiting_belief"))
    belief = finding["private_belief_limits"]
    assert belief.says == "“Nobody up here buys from a woman.” is how it looked to you."
    assert belief.ask == "What would tell you whether “nobody” is a fact or a guess?"


def test_what_enables_stands_beside_what_limits():
    findings = told(
        ("rep", "I am too slow in English for them.", "limiting_belief"),
        ("rep", "I hear what they leave out.", "empowering_belief"),
    )
    belief = findings["private_belief_limits"]
    assert belief.says.endswith("You also say: “I hear what they leave out.”")
    assert belief.ask == "What have you seen that points the other way?"
    alone = told(("rep", "I hear what they leave out.", "empowering_belief"))
    assert alone["private_belief_enables"].evidence == (0,)


def test_beliefs_are_never_a_measure_a_candidate_or_public():
    limits = ("rep", "Nobody up here buys from a woman.", "limiting_belief")
    with_, without = looked(KEEP, CHANGE, limits), looked(KEEP, CHANGE)
    assert [m.value for m in with_.measures] == [m.value for m in without.measures]
    assert [c.behaviour for c in with_.candidates] == [c.behaviour for c in without.candidates]
    added = {f.id for f in with_.findings} - {f.id for f in without.findings}
    assert all(name.startswith(PRIVATE) for name in added)


def test_an_uncertain_belief_is_left_in_peace():
    heard = rep_talk(("rep", "Nobody up here buys from a woman.", "limiting_belief"))
    heard.tagging.likelihood[0, "limiting_belief"] = 0.55  # type: ignore[index]
    looked_at = debrief.look(Taker.of(heard.clock), heard, Earlier())
    assert "private_belief_limits" not in {f.id for f in looked_at.findings}


def test_purpose_has_three_parts_and_the_question_goes_to_the_missing_one():
    job = ("rep", "What I'm here for is that a school has heat.", "")
    customer = ("rep", "It helps them through one winter more.", "")
    ours = ("rep", "Our mission is on the wall downstairs.", "")
    one = told(job)["purpose"]
    assert "For the job or the team: “What I'm here for" in one.says
    assert one.ask == "What does the customer have from it that they would miss?"
    assert told(job, customer)["purpose"].ask.startswith("What is this organisation")
    all_ = told(ours, job, customer)["purpose"]
    assert all_.evidence == (0, 1, 2)
    assert all_.ask == "Which of these carries you on a bad day?"
    assert "purpose" not in told(KEEP)


def test_the_edge_of_ones_comfort_is_told_in_own_words():
    findings = told(
        ("rep", "For the first time I rang a head of works.", "fact"),
        ("rep", "The board I avoid, and I always avoid it in spring.", ""),
    )
    assert "“For the first time I rang" in findings["stretch_new"].says
    assert findings["private_stretch_held_back"].ask.startswith("What would a first")


def test_traces_of_a_mindset_are_facts_with_their_words():
    findings = told(
        ("rep", "Twelve cold calls before noon.", "fact"),
        ("rep", "Two of them said no before I had a word out.", "fact"),
        ("rep", "My sister said no to the dog.", ""),
    )
    traces = findings["private_traces"]
    assert traces.evidence == (0, 1)
    assert traces.ask == "What did you do right after the no?"
    assert "private_traces" not in told(("rep", "Twelve cold calls before noon.", "fact"))


def test_how_coaching_was_taken_up_is_counted_with_the_words():
    advice = ("coach", "Put the ledger on the table first.", "tell")
    own = ("rep", "I would put it on the chair, so that she picks it up.", "ownership")
    nod = ("rep", "Right.", "")
    heard = rep_talk(advice, own, advice, nod, advice, nod, kind=Kind.COACHING)
    (finding,) = coached.findings(heard)
    assert finding.says == (
        "Of 3 answers to what the coach put about the rep's own acts, 1 brings something of the "
        "rep's own, such as “I would put it on the chair, so that she picks it up.”"
    )
    assert not list(coached.findings(rep_talk(advice, own, advice, own, kind=Kind.COACHING)))
    assert not list(coached.findings(rep_talk(*[advice, nod] * 3, kind=Kind.COACHING)))
    assert not list(mindset.findings(heard))


def test_nothing_said_names_a_trait_or_tells_what_to_do(shared):
    seen = 0
    for path in sorted((shared / "moves-training" / "conversations").glob("f*.json")):
        conversation, tagging, _ = labelled(path)
        if conversation.kind is not Kind.DEBRIEF:
            continue
        seen += 1
        heard = Heard(clock_of(conversation), tagging)
        for finding in debrief.look(Taker.of(heard.clock), heard, Earlier()).findings:
            assert finding.ask.endswith("?")
            assert finding.ask.split(" ")[0] in {"What", "Which", "Where"}
            assert finding.says.count("“") == finding.says.count("”")
            ours = "".join(part.rpartition("”")[2] for part in finding.says.split("“"))
            assert not {"should", "must", "bad", "weak", "lazy"} & set(ours.split())
    assert seen == 20


@pytest.mark.parametrize("text", ["", "Mhm."])
def test_a_debrief_of_nothing_is_asked_both_questions(text):
    assert set(told(("rep", text or "…", ""))) == {"debrief_repeat_open", "debrief_change_open"}


@pytest.mark.parametrize(
    ("lines", "level"),
    [
        ((("rep", "They liked us, I think.", "story"),), 0),
        ((KEEP,), 1),
        ((KEEP, CHANGE), 1),
        ((("rep", "Each stop costs them a shift.", "client_problem"), KEEP, CHANGE), 2),
    ],
)
def test_substance_is_the_clients_problem_and_ones_own_acts(lines, level):
    labels = looked(*lines).labels
    assert labels.substance == level
    assert (labels.stance, labels.coaching_focus, labels.mmot) == (None, None, None)


def test_goals_are_told_in_a_debrief_too():
    assert looked(KEEP, STEP).labels.goals == (True, False)
