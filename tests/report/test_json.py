"""The JSON of one talk holds exactly what docs/json.md promises."""

import json
from dataclasses import replace

from own_talk import SOURCE, analysis, measure
from ridealong.analysis.labels import Goals, Labels, Service
from ridealong.conversation import Timing
from ridealong.report import render_json
from tagged_talk import kestrel


def printed(**changes):
    line = render_json(analysis(**changes), SOURCE)
    assert "\n" not in line
    return json.loads(line, parse_constant=lambda name: f"no JSON: {name}")


def test_the_keys_are_those_of_the_contract():
    told = printed()
    assert list(told) == [
        "schema",
        "source",
        "conversation",
        "moves",
        "measures",
        "labels",
        "findings",
        "warnings",
    ]
    assert told["schema"] == 1
    assert told["source"] == {
        "path": "calls/kestrel.vtt",
        "format": "zoom-vtt",
        "sha256": "9f2c" * 16,
    }
    assert list(told["conversation"]) == [
        "kind",
        "duration_s",
        "timing",
        "speakers",
        "turns",
        "words",
    ]
    assert told["conversation"]["speakers"][0] == {
        "id": "s2",
        "name": "Rita Okafor",
        "side": "us",
        "role": "seller",
        "because": "provider label (affiliation)",
    }
    assert list(told["measures"][0]) == [
        "id",
        "of",
        "scope",
        "value",
        "unit",
        "low",
        "high",
        "n",
        "formula",
        "source",
        "withheld",
    ]
    assert list(told["findings"][0]) == ["id", "says", "evidence", "ask", "capability"]


def test_every_label_is_there_and_null_where_nothing_was_told():
    labels = printed()["labels"]
    assert labels["value_first"] == "customer"
    assert labels["solution_before_need"] is False
    assert {"stages", "focus", "gates", "mmot", "service", "next_step_agreed"} <= labels.keys()
    assert labels["mmot"] is None


def test_a_withheld_measure_is_null_with_its_reason_and_never_0():
    withheld = [m for m in printed()["measures"] if m["withheld"]]
    assert [m["id"] for m in withheld] == ["interruptions", "overlap_share"]
    assert all(m["value"] is None for m in withheld)


def test_moves_are_an_empty_list_until_they_are_read():
    assert printed()["moves"] == []


def test_a_move_has_exactly_the_keys_of_the_contract():
    told = json.loads(render_json(kestrel(), SOURCE))["moves"]
    assert told[0] == {
        "turn": 2,
        "speaker": "s2",
        "role": "seller",
        "move": "need_question",
        "p": 1.0,
        "quote": "You wrote that the night shift ran out of coated stock twice.",
    }
    assert [m["p"] for m in told if m["move"] == "concession"] == [0.62]


def test_labels_have_exactly_the_keys_of_the_contract_in_its_order():
    labels = json.loads(render_json(kestrel(), SOURCE))["labels"]
    assert list(labels) == [
        "stages",
        "focus",
        "gates",
        "solution_before_need",
        "value_first",
        "business_problem_found",
        "next_step_agreed",
        "mmot",
        "coaching_focus",
        "stance",
        "substance",
        "goals",
        "service",
    ]
    assert labels["stages"][1] == {"name": "interview", "start_turn": 2, "end_turn": 16}
    assert labels["gates"] == {
        "admits_need": 8,
        "open_to_solutions": None,
        "agrees_to_discuss": 19,
        "can_decide": None,
    }


def test_labels_of_a_coaching_and_of_a_service_talk_are_plain_objects():
    steps = {"acknowledge_truth": 3, "analyse_cause": None}
    made = Labels(
        mmot=steps,
        goals=Goals(short_term=True, long_term=False),
        service=Service(need_met=True, root_cause_found=False, rushed=False, scripted=True),
    )
    labels = json.loads(render_json(replace(kestrel(), labels=made), SOURCE))["labels"]
    assert labels["mmot"] == steps
    assert labels["goals"] == {"short_term": True, "long_term": False}
    assert labels["service"] == {
        "need_met": True,
        "root_cause_found": False,
        "rushed": False,
        "scripted": True,
    }


def test_a_number_that_is_none_becomes_null():
    told = printed(measures=(measure("talk_share", "us", float("nan")),))
    assert told["measures"][0]["value"] is None


def test_warnings_of_reader_and_analysis_stand_together():
    assert printed()["warnings"] == [
        "Two captions overlap by a second; both were kept.",
        "One side spoke through two people.",
    ]


def test_a_talk_without_times_says_so():
    told = printed(timing=Timing.NONE)["conversation"]
    assert (told["timing"], told["duration_s"], told["turns"]) == ("none", None, 28)
