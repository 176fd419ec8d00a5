"""A service call: need, cause, pace, script, and what was learnt before."""

from dataclasses import replace

import pytest

from labelled import labelled
from ridealong.analysis import customer, service
from ridealong.analysis.clock import clock_of
from ridealong.analysis.definitions.service import SERVICE
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Earlier
from ridealong.analysis.service import continuity, pace, script
from ridealong.analysis.service.signs import chance, signs
from ridealong.analysis.taking import Taker
from ridealong.conversation import Kind
from spoken import heard

SOLVED = (
    ("agent", "Good morning, you are through to Rita.", ""),
    ("them", "My freezer room beeps every evening at about seven.", "technical_problem"),
    ("agent", "What stands in that room in the evening?", "open_question need_question"),
    ("them", "The day's fish, and if it thaws I lose four hundred a crate.", "business_problem"),
    ("agent", "So it is the fish you want safe, the beep is only the bell.", "paraphrase"),
    ("them", "That is it.", ""),
    ("agent", "What else is switched on at seven?", "open_question root_cause"),
    ("them", "The ovens next door, I think.", ""),
    ("agent", "Then they share a line with the freezer, and it starves.", "root_cause"),
    ("them", "Nobody ever said that.", ""),
    ("agent", "An electrician comes on Tuesday at nine to part the two.", "next_step"),
    ("them", "I will have the key there at nine.", "commitment"),
)
READ_OUT = (
    ("agent", "Thank you for calling, your call is important to us.", ""),
    ("them", "My freezer room beeps every evening at about seven.", "technical_problem"),
    ("agent", "I understand how frustrating that can be.", "script"),
    ("them", "There are four hundred pounds of fish in there tonight.", "business_problem"),
    ("agent", "Can you switch it off and on again for me?", "closed_question script"),
    ("them", "I told you that I did that twice.", "pushback"),
    ("agent", "I need you to do it once more so that I can go on.", "script"),
    ("them", "You are not hearing me.", "pushback"),
    ("agent", "Right, is that everything for today then?", "closed_question rush"),
    ("them", "No, it still beeps.", "pushback"),
    ("agent", "I will close the case and you can open a new one.", "rush"),
    ("them", "So I have to call again.", "pushback"),
)


def call(*lines):
    return heard(*lines, kind=Kind.SERVICE)


def looked(talk, earlier=None):
    return service.look(Taker(talk.clock, None), talk, earlier or Earlier())


def value(talk, measure):
    return next(m for m in looked(talk).measures if m.id == measure)


def finding(talk, name, earlier=None):
    return next((f for f in looked(talk, earlier).findings if f.id == name), None)


def test_a_call_that_works_on_the_problem():
    assert looked(call(*SOLVED)).labels.service == (True, True, False, False)


def test_a_call_that_reads_out_and_hurries():
    assert looked(call(*READ_OUT)).labels.service == (False, False, True, True)


def test_too_little_is_not_judged():
    assert looked(call(*SOLVED[:8])).labels.service is None
    silent = [(who, text, "") for who, text, _ in SOLVED]
    assert looked(call(*silent)).labels.service is None


def test_nobody_is_told_of_a_rush_or_a_script_without_a_turn_that_could_be_one():
    lines = [(who, text, moves.replace("rush", "")) for who, text, moves in READ_OUT]
    found = signs(call(*lines))
    assert found is not None
    assert pace.chance_rushed(found) == 0
    assert script.chance_scripted(found._replace(script=0.0)) == 0


@pytest.mark.parametrize("lines", [SOLVED, READ_OUT])
def test_length_and_volume_are_never_a_score(lines):
    once, twice = call(*lines), call(*lines, *lines)
    slow = call(*((who, f"{text} Er, as I was saying.", moves) for who, text, moves in lines))
    assert looked(once).labels.service == looked(twice).labels.service
    assert looked(once).labels.service == looked(slow).labels.service
    assert value(once, "process_share").value == value(twice, "process_share").value
    assert {d.unit for d in SERVICE} == {"1"}
    assert not any(word in d.formula for d in SERVICE for word in ("minute", "second", "length"))


def test_every_sign_is_a_share():
    for lines in (SOLVED, READ_OUT):
        found = signs(call(*lines))
        assert found is not None
        assert all(0 <= share <= 1 for share in found)
        assert 0 < chance(found, {"cause": 10.0}, -1.0) < 1


def test_the_share_of_work_against_routine():
    assert value(call(*SOLVED), "process_share").value == 1
    assert value(call(*SOLVED), "process_share").turns == (2, 4, 6, 8)
    assert value(call(*READ_OUT), "process_share").value == 0
    assert value(call(*READ_OUT[:6]), "process_share").withheld == (
        "only 2 turns of ours show either, 4 needed"
    )


def test_a_question_behind_the_request_is_quoted_with_its_answer():
    told = finding(call(*SOLVED), "service_need_asked")
    assert told.says == (
        "The question “What stands in that room in the evening?” looks behind the request. The "
        "customer answered: “The day's fish, and if it thaws I lose four hundred a crate.”"
    )
    assert told.evidence == (2, 3)


def test_a_need_that_is_passed_by_is_quoted_with_what_came_instead():
    told = finding(call(*READ_OUT), "service_need_passed_by")
    assert told.says == (
        "The customer told what is behind the request, “There are four hundred pounds of fish in "
        "there tonight.”, and heard: “Can you switch it off and on again for me?”"
    )
    assert finding(call(*SOLVED), "service_need_passed_by") is None


def test_sympathy_in_a_call_that_helps_is_no_gap():
    lines = list(SOLVED)
    lines[4] = ("agent", "Oh, I am sorry to hear that.", "")
    assert finding(call(*lines), "service_need_passed_by") is None


def test_the_search_for_a_cause_is_quoted_by_its_question():
    told = finding(call(*SOLVED), "service_cause_looked_for")
    assert told.says == ("Our side went behind the symptom: “What else is switched on at seven?”")
    missing = finding(call(*READ_OUT), "service_cause_left")
    assert "“My freezer room beeps every evening at about seven.”" in missing.says


def test_a_rushed_turn_stands_beside_what_the_customer_said():
    assert finding(call(*READ_OUT), "service_rushed").says == (
        "After “You are not hearing me.” our side moved on: “Right, is that everything for today "
        "then?”"
    )


def test_a_set_phrase_stands_beside_the_resistance_that_it_met():
    assert finding(call(*READ_OUT), "service_scripted").says == (
        "To “I told you that I did that twice.” the answer was a set phrase: “I need you to do "
        "it once more so that I can go on.”"
    )


@pytest.mark.parametrize(
    ("text", "moves", "told"),
    [
        ("This is the third time I've called about it.", "", True),
        ("The freezer has gone again.", "technical_problem", True),
        ("Hello, it's me again.", "", True),
        ("I would like to order the same ten crates again for the end of the month.", "", False),
        ("The freezer beeps in the evening.", "technical_problem", False),
    ],
)
def test_a_repeat_contact_is_what_the_customer_says_it_is(text, moves, told):
    lines = [SOLVED[0], ("them", text, moves), *SOLVED[2:]]
    talk = call(*lines)
    assert continuity.repeats(talk) == ((1,) if told else ())
    assert (finding(talk, "service_repeat_contact") is not None) == told
    assert value(talk, "repeat_contact_told").value == told


def test_what_was_learnt_before_goes_along_or_not():
    known = Earlier(facts=("Everything in the freezer room starves in the evening.",))
    other = Earlier(facts=("We open a second kitchen in Harwich in March.",))
    assert finding(call(*SOLVED), "service_known_before", known) is None
    greets = ("agent", "Is it the freezer, and still in the evening?", "closed_question")
    told = finding(call(greets, *SOLVED[1:]), "service_known_before", known)
    assert told.says.endswith("our side now says “Is it the freezer, and still in the evening?”")
    assert "“We open a second kitchen" in finding(call(*SOLVED), "service_told_before", other).says
    assert finding(call(*SOLVED), "service_told_before") is None


def test_everything_said_quotes_rests_on_turns_and_asks_openly():
    earlier = Earlier(facts=("We open a second kitchen in Harwich in March.",))
    for lines in (SOLVED, READ_OUT):
        own = [f for f in looked(call(*lines), earlier).findings if f.id.startswith("service")]
        assert own
        for told in own:
            assert "“" in told.says
            assert told.evidence
            assert told.ask.startswith("What")
            assert told.ask.endswith("?")
            assert "should" not in told.says + told.ask


def test_the_common_language_is_spoken_without_what_belongs_to_a_sale():
    talk = call(*SOLVED)
    common, own = customer.look(Taker(talk.clock, None), talk, Earlier()), looked(talk)
    assert own.labels == replace(common.labels, service=own.labels.service)
    assert {m.id for m in common.measures} < {m.id for m in own.measures}
    assert {f.capability for f in own.findings}.isdisjoint(service.OF_A_SALE)
    assert "S3.5" in {f.capability for f in own.findings}
    assert "S4.31" in {f.capability for f in common.findings}


def test_a_customer_who_gives_in_is_no_strength():
    lines = [*READ_OUT[:10], ("agent", "You can call again on Friday at nine.", "next_step"),
             ("them", "Friday at nine, then, what else.", "commitment")]  # fmt: skip
    talk = call(*lines)
    common = customer.look(Taker(talk.clock, None), talk, Earlier()).candidates
    agreed = [c for c in common if c.good and c.finding.capability == "S3.5"]
    assert agreed
    assert not set(agreed) & set(looked(talk).candidates)
    assert [c for c in looked(call(*SOLVED)).candidates if c.finding.capability == "S3.5"]


LABELS = ("need_met", "root_cause_found", "rushed", "scripted")


def test_labels_agree_with_people_on_their_own_moves(shared):
    right = dict.fromkeys(LABELS, 0)
    calls = 0
    for path in sorted((shared / "moves-training" / "conversations").glob("*.json")):
        conversation, tagging, truth = labelled(path)
        if conversation.kind is not Kind.SERVICE:
            continue
        calls += 1
        found = looked(Heard(clock_of(conversation), tagging)).labels.service
        assert found is not None
        for name in LABELS:
            right[name] += getattr(found, name) == truth[name]
    assert calls == 54
    assert {name for name, n in right.items() if n / calls < 0.85} == set()
