"""Real files of every vendor: each is read as what it is and holds an independent count."""

import csv
from pathlib import Path

import pytest

from conftest import SHARED
from ridealong import errors
from ridealong.conversation import Conversation
from ridealong.conversation.text import count_words
from ridealong.readers import read

HERE = Path(__file__).parent


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


SAMPLES = rows(HERE / "samples.tsv")
ORACLES = rows(SHARED / "samples" / "ORACLES.tsv") if SHARED.is_dir() else []
WRONG_ORACLES = {
    "google_meet/04_PPGC_Transcript.md": "it misses the turn whose bold name lost its colon",
}


@pytest.mark.parametrize("row", SAMPLES, ids=[r["file"] for r in SAMPLES])
def test_a_real_file_is_read_as_what_it_is(samples: Path, row: dict[str, str]):
    path = samples / row["file"]
    expected = row["reads_as"]
    if expected.startswith("!"):
        with pytest.raises(getattr(errors, expected[1:])):
            read(path)
    else:
        assert read(path).format == expected


def test_every_real_file_is_in_the_table(samples: Path):
    there = {str(p.relative_to(samples)) for p in samples.glob("*/*")}
    assert there - {r["file"] for r in SAMPLES} == set()


@pytest.mark.parametrize("oracle", ORACLES, ids=[o["file"] for o in ORACLES])
def test_an_independent_count_holds(samples: Path, oracle: dict[str, str]):
    if oracle["file"] in WRONG_ORACLES:
        pytest.skip(f"wrong oracle: {WRONG_ORACLES[oracle['file']]}")
    if oracle["segments"] == "0":  # notes of a meeting, with the speakers taken out
        with pytest.raises(errors.UnknownFormat):
            read(samples / oracle["file"])
        return
    conversation = read(samples / oracle["file"]).conversations[0]
    assert found(conversation, oracle) == expected(oracle)


def expected(oracle: dict[str, str]) -> dict[str, float | None]:
    names = ("segments", "speakers", "first_start_s", "last_end_s")
    return {name: float(oracle[name]) for name in names if oracle[name]}


def found(conversation: Conversation, oracle: dict[str, str]) -> dict[str, float | None]:
    turns = conversation.turns
    ends = [t.end_s if t.end_s is not None else t.start_s for t in turns]
    tokens = sum(len(t.words) or count_words(t.text) for t in turns)
    values = {
        "segments": tokens if oracle["note"] == "tokens" else len(turns),
        "speakers": len(conversation.speakers),
        "first_start_s": min((t.start_s for t in turns if t.start_s is not None), default=None),
        "last_end_s": max((e for e in ends if e is not None), default=None),
    }
    return {name: value for name, value in values.items() if oracle[name]}
