"""Norms are rows with a source; docs/measures.md says what the code does."""

from dataclasses import replace
from pathlib import Path

import pytest

from clocked import long_talk, measured, talk
from labelled import tagging
from ridealong.analysis import analyse
from ridealong.analysis.definitions import DEFINITIONS
from ridealong.analysis.docs import measures_markdown
from ridealong.analysis.norms import load_norms, norms, norms_for
from ridealong.conversation import Kind, Role, assign_sides
from ridealong.errors import SettingError
from ridealong.language import moves_of

PAGE = Path(__file__).parents[2] / "docs" / "measures.md"


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == measures_markdown(), (
        "write it anew: python -m ridealong.analysis.docs > docs/measures.md"
    )


@pytest.mark.parametrize("norm", norms(), ids=lambda n: n.id)
def test_a_norm_is_a_whole_row(norm):
    definition = DEFINITIONS[norm.measure]
    assert norm.unit == definition.unit
    assert norm.grade in "ABCD"
    assert norm.source
    assert norm.name
    assert norm.kinds
    assert norm.low is not None or norm.high is not None
    assert norm.low is None or norm.high is None or norm.low < norm.high
    assert norm.unit != "1" or all(0 <= e <= 1 for e in (norm.low, norm.high) if e is not None)


def test_ids_are_unique():
    assert len({n.id for n in norms()}) == len(norms())


def test_only_the_articles_norms_are_on():
    on = [n for n in norms() if n.on]
    assert all(n.source.startswith("The articles") and n.kind == "target" for n in on)
    assert {n.scope for n in on if n.measure == "listening_share"} == {"interview"}


def test_80_percent_is_a_norm_for_the_interview_alone():
    assert [n.id for n in norms() if 0.8 in {n.low, n.high}] == ["interview-listening"]


def test_a_measure_finds_its_norms():
    analysis = analyse(talk(*long_talk()))
    ours = measured(analysis, "talk_share", "us")
    assert [n.id for n in norms_for(ours)] == [
        "most-of-the-talking", "talk-band", "talk-too-much",
    ]  # fmt: skip
    assert [n.id for n in norms_for(ours, Kind.SERVICE)] == ["most-of-the-talking"]
    assert norms_for(measured(analysis, "talk_share", "them")) == []


def written(folder, text):
    path = folder / "norms.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_of_ones_own_changes_norms(tmp_path):
    own = """
- {id: first-half, on: false}
- {id: talk-band, high: 0.5, on: true}
- id: our-pace
  name: Our pace
  measure: speech_rate
  of: us
  scope: call
  kinds: [service]
  high: 160
  unit: words/min
  source: The house
  grade: D
  on: true
  kind: target
"""
    changed = {n.id: n for n in load_norms(written(tmp_path, own))}
    assert len(changed) == len(norms()) + 1
    assert not changed["first-half"].on
    assert (changed["talk-band"].low, changed["talk-band"].high) == (0.4, 0.5)
    assert changed["our-pace"].kinds == (Kind.SERVICE,)
    assert load_norms() == norms()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[", "is no YAML"),
        ("a: 1", "no list of norms"),
        ("- 7", "row 1: is no norm"),
        ("- {id: new, low: 1}", "row 1 (new): kinds is missing"),
        ("- {id: first-half, heigh: 1}", "heigh is no field"),
        ("- {id: first-half, high: much}", "as numbers"),
        ("- {id: first-half, high: null}", "low, high or both"),
        ("- {id: talk-band, low: 0.9}", "low first"),
        ("- {id: first-half, kinds: [chat]}", "'chat' is not a valid Kind"),
        ("- {id: first-half, measure: charm}", "no measure 'charm'"),
        ("- {id: first-half, on: 1}", "true or false"),
        ("- {id: first-half, grade: E}", "A, B, C or D"),
    ],
)
def test_a_bad_file_says_where_and_what(tmp_path, text, says):
    with pytest.raises(SettingError, match="norms") as raised:
        load_norms(written(tmp_path, text))
    assert says in str(raised.value)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(SettingError, match="cannot be opened"):
        load_norms(str(tmp_path / "none.yaml"))


def heard_in_full(kind):
    """A long talk of this kind in which every turn makes every move that its role can make."""
    known = assign_sides(replace(talk(*long_talk()), kind=kind))
    roles = {
        Kind.COACHING: (Role.COACH, Role.REP),
        Kind.PARTNER: (Role.COACH, Role.REP),
        Kind.DEBRIEF: (Role.REP, Role.REP),
        Kind.SERVICE: (Role.AGENT, Role.CUSTOMER),
    }.get(kind, (Role.SELLER, Role.CUSTOMER))
    speakers = tuple(replace(s, role=r) for s, r in zip(known.speakers, roles, strict=True))
    conversation = replace(known, speakers=speakers)
    given = [
        (i, list(moves_of(conversation.by_id[t.speaker or ""].role or Role.REP)))
        for i, t in enumerate(conversation.turns)
    ]
    return analyse(conversation, tagging=tagging(conversation, given))


def test_every_definition_is_taken_somewhere():
    taken = {m.id for m in analyse(talk(*long_talk())).measures}
    for kind in Kind:
        taken |= {m.id for m in heard_in_full(kind).measures}
    assert taken == set(DEFINITIONS)
