"""Every format reads its own file right: one row of formats.tsv a file."""

import csv
from pathlib import Path

import pytest

from ridealong.conversation import assign_sides
from ridealong.conversation.text import count_words
from ridealong.readers import all_formats, read

HERE = Path(__file__).parent
with (HERE / "formats.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", ROWS, ids=[row["file"] for row in ROWS])
def test_a_format_reads_its_own_file(row):
    reading = read(HERE / "files" / row["file"])
    assert reading.format == row["format"]
    conversation = assign_sides(reading.conversations[0])
    turns = conversation.turns
    starts = [t.start_s for t in turns if t.start_s is not None]
    ends = [t.end_s for t in turns if t.end_s is not None]
    sides = {s.name or s.id: s.side for s in conversation.speakers if s.side}
    assert {
        "timing": str(conversation.timing),
        "turns": len(turns),
        "speakers": len(conversation.speakers),
        "words": sum(count_words(t.text) for t in turns),
        "first_start_s": min(starts, default=None),
        "last_end_s": max(ends, default=None),
        "sides": sides,
        "first_text": turns[0].text if turns else "",
    } == {
        "timing": row["timing"],
        "turns": int(row["turns"]),
        "speakers": int(row["speakers"]),
        "words": int(row["words"]),
        "first_start_s": float(row["first_start_s"]) if row["first_start_s"] else None,
        "last_end_s": float(row["last_end_s"]) if row["last_end_s"] else None,
        "sides": dict(pair.split("=") for pair in row["sides"].split("|") if pair),
        "first_text": row["first_text"],
    }


def test_every_format_has_a_row():
    read_ones = {f.id for f in all_formats() if not f.refused}
    assert read_ones <= {row["format"] for row in ROWS}
