"""What holds for every coaching talk that people have labelled, and how well labels are told."""

import json

import pytest

from labelled import labelled
from ridealong.analysis import analyse
from ridealong.analysis.clock import clock_of
from ridealong.analysis.coaching import look
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Earlier
from ridealong.analysis.taking import Taker

CAPABILITIES = {
    "S0.1", "S0.13", "S0.14", "S2.1", "S2.2", "S2.5", "S3.6", "S3.7", "S3.8", "S3.9", "S3.10",
    "S4.42", "S4.43", "S4.44", "S4.45", "S4.46", "S4.47", "S4.48", "S4.50", "S4.61", "S4.62",
    "S4.63", "S4.64", "S4.80", "S4.81",
}  # fmt: skip
TALKS = ("coaching", "partner")


@pytest.fixture(scope="module")
def talks(shared):
    folder = shared / "moves-training" / "conversations"
    read = sorted(folder.glob("[efg]*.json"))
    return [labelled(p) for p in read if json.loads(p.read_text("utf-8"))["kind"] in TALKS]


@pytest.fixture(scope="module")
def seen(talks):
    looked = []
    for conversation, tagging, _ in talks:
        heard = Heard(clock_of(conversation), tagging)
        looked.append((heard, look(Taker.of(heard.clock), heard, Earlier())))
    return looked


def test_every_finding_quotes_what_was_said_and_ends_in_an_open_question(seen):
    for heard, looked in seen:
        for finding in looked.findings:
            assert finding.evidence
            assert list(finding.evidence) == sorted(set(finding.evidence))
            assert finding.ask.endswith("?")
            assert finding.capability in CAPABILITIES
            said = " ".join(" ".join(heard.text(t).split()) for t in heard.turns)
            for quote in finding.says.split("“")[1:]:
                assert quote.split("”")[0].removesuffix(" …") in said


def test_every_demand_is_answered_somewhere(seen):
    assert {f.capability for _, looked in seen for f in looked.findings} == CAPABILITIES


def test_candidates_lie_between_nothing_and_all(seen):
    for _, looked in seen:
        for c in looked.candidates:
            assert 0 <= c.size <= 1
            assert 0 <= c.sure <= 1
            assert c.finding in looked.findings


def test_labels_are_told_as_people_told_them(talks, seen):
    pairs = [(raw, looked.labels) for (_, _, raw), (_, looked) in zip(talks, seen, strict=True)]

    def share(agrees):
        return sum(agrees(raw, told) for raw, told in pairs) / len(pairs)

    assert share(lambda raw, told: told.mmot == raw["mmot"]) == 1
    assert share(lambda raw, told: told.stance == raw["stance"]) >= 0.9
    assert share(lambda raw, told: told.coaching_focus == raw["coaching_focus"]) >= 0.7
    assert share(lambda raw, told: abs(told.substance - raw["substance"]) <= 1) >= 0.95
    assert share(lambda raw, told: told.substance == raw["substance"]) >= 0.6
    assert share(lambda raw, told: told.goals._asdict() == raw["goals"]) >= 0.8


def test_an_analysis_holds_what_was_seen(talks):
    conversation, tagging, _ = talks[0]
    analysis = analyse(conversation, tagging=tagging)
    assert analysis.labels.stance
    assert analysis.measure("ask_tell_share", "coach") is not None
