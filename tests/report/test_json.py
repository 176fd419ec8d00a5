"""The JSON of one talk holds exactly what docs/json.md promises."""

import json

from own_talk import SOURCE, analysis, measure
from ridealong.conversation import Timing
from ridealong.report import render_json


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
