"""The labelled conversations can be trusted as far as rules can tell."""

import json
from collections import Counter

import pytest
from training.corpus import CONVERSATIONS, FOLDS, HERE, lexicon, written
from training.real_text import real

from ridealong.analysis.labels import GATES, STEPS
from ridealong.conversation import Role
from ridealong.language import moves, moves_of
from ridealong.readers import read

EXAMPLES = list(written())
LEXICON = list(lexicon())
REAL = sorted((HERE / "real").glob("*.jsonl"))


def test_nobody_makes_a_move_that_the_role_cannot_make():
    wrong = [
        (e.id, i, t.role, m)
        for e in EXAMPLES
        for i, t in enumerate(e.turns)
        for m in t.moves
        if m not in moves_of(Role(t.role))
    ]
    assert wrong == []


def test_no_turn_carries_a_move_twice_and_none_is_empty():
    assert [e.id for e in EXAMPLES for t in e.turns if len(set(t.moves)) < len(t.moves)] == []
    assert [e.id for e in EXAMPLES for t in e.turns if not t.text.strip()] == []


def test_every_conversation_has_a_name_of_its_own_and_an_author_in_one_fold():
    assert len({e.id for e in EXAMPLES}) == len(EXAMPLES)
    folds = Counter(source for fold in FOLDS for source in fold)
    assert set(folds.values()) == {1}
    assert {e.source for e in EXAMPLES} <= set(folds)


@pytest.mark.parametrize("fold", FOLDS, ids=lambda fold: fold[0])
def test_a_fold_leaves_every_kind_of_conversation_to_learn_from(fold):
    left = [e for e in EXAMPLES if e.source not in fold]
    assert {e.kind for e in left} == {e.kind for e in EXAMPLES}
    assert 0.65 < len(left) / len(EXAMPLES) < 0.85


def test_no_two_conversations_share_a_longer_turn():
    homes: dict[str, set[str]] = {}
    for e in EXAMPLES:
        for t in e.turns:
            if len(t.text.split()) > 12:
                homes.setdefault(t.text, set()).add(e.id)
    assert {text: ids for text, ids in homes.items() if len(ids) > 1} == {}


def test_every_move_has_cases_by_several_authors():
    authors = {m: {e.source for e in EXAMPLES for t in e.turns if m in t.moves} for m in moves()}
    assert {m: a for m, a in authors.items() if len(a) < 3} == {}


def test_labels_point_at_turns_of_the_conversation():
    for e in EXAMPLES:
        gates, steps = e.labels.get("gates") or {}, e.labels.get("mmot") or {}
        assert set(gates) <= set(GATES), e.id
        assert set(steps) <= set(STEPS), e.id
        turns = [t for t in (*gates.values(), *steps.values()) if t is not None]
        assert all(0 <= t < len(e.turns) for t in turns), e.id


def test_the_conversations_are_native_transcripts():
    reading = read(CONVERSATIONS / "h01.json")
    assert reading.format == "native-json"
    assert len(reading.conversations[0].turns) == len(
        next(e for e in EXAMPLES if e.id == "h01").turns
    )


def test_every_line_of_the_lexicon_is_a_turn_whose_moves_its_role_can_make():
    for line in (HERE / "lexicon.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"role", "text", "moves", "from"}
        assert row["text"].strip() == row["text"] != ""
        assert row["role"] in {"seller", "customer", "coach", "rep"}
        assert set(row["moves"]) <= set(moves_of(Role(row["role"]))), row
        assert len(set(row["moves"])) == len(row["moves"]), row


def test_the_lexicon_says_nothing_twice_and_nothing_that_a_conversation_says():
    texts = Counter(t.text.lower() for e in LEXICON for t in e.turns)
    assert [text for text, n in texts.items() if n > 1] == []
    spoken = {t.text.lower() for e in EXAMPLES for t in e.turns}
    assert set(texts) & spoken == set()


def test_the_lexicon_is_single_turns_that_are_never_held_out():
    assert {len(e.turns) for e in LEXICON} == {1}
    assert len({e.id for e in LEXICON}) == len(LEXICON)
    assert {(t.role, e.area) for e in LEXICON for t in e.turns} == {
        ("seller", "calls"),
        ("customer", "calls"),
        ("coach", "talks"),
        ("rep", "talks"),
    }
    assert "lexicon" not in {source for fold in FOLDS for source in fold}


@pytest.mark.parametrize("path", REAL, ids=lambda p: p.stem)
def test_labels_of_real_talk_hold_ids_and_moves_alone(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"dialogue", "turn", "moves"}
        assert set(row["moves"]) <= set(moves())


def test_every_label_of_real_talk_finds_its_text(shared):
    joined = Counter(e.source for e in real(shared / "training") for t in e.turns if t.counts)
    labelled = {p.stem: len(set(p.read_text("utf-8").splitlines())) for p in REAL}
    assert {s: joined[s] >= 0.97 * n for s, n in labelled.items()} == dict.fromkeys(labelled, True)
    for e in real(shared / "training"):
        wrong = [m for t in e.turns for m in t.moves if m not in moves_of(Role(t.role))]
        assert wrong == [], e.id
