"""The list of many talks: in order of date, and what was not read with cause and remedy."""

import re
from datetime import UTC, datetime

from own_talk import SOURCE, analysis
from ridealong.errors import Malformed
from ridealong.report import Listed, render_index

BROKEN = Malformed(
    "has an end before its start", place="line 212", remedy="Export it again", path="a/b/bad.vtt"
)


def listed(title, day=None, findings=None):
    started = datetime(2026, 11, day, tzinfo=UTC) if day else None
    talk = analysis(title=title, started_at=started, findings=findings)
    return Listed.of(talk, SOURCE, f"{title} 1.html")


def titles(page):
    return re.findall(r'<a class="name" href="[^"]+">([^<]+)', page)


def test_talks_stand_in_order_of_date_then_of_name():
    page = render_index([listed("Owl", 4), listed("Ash"), listed("Fern", 2), listed("Bay", 2)])
    assert titles(page) == ["Bay", "Fern", "Owl", "Ash"]
    assert "in order of date, then of name" in page


def test_without_dates_they_stand_in_order_of_name():
    page = render_index([listed("Owl"), listed("Ash")])
    assert titles(page) == ["Ash", "Owl"]
    assert "in order of name" in page


def test_a_talk_has_who_length_one_sentence_and_a_link():
    page = render_index([listed("Owl", 4)])
    assert 'href="Owl%201.html"' in page
    assert "<span>Rita, Hugo, Mel</span>" in page
    assert "6 min" in page
    assert "A short question after a fact led from the reels to the dates." in page
    assert "No point." in render_index([listed("Owl", 4, findings=())])


def test_a_file_that_was_not_read_stands_with_cause_and_remedy():
    page = render_index([], [BROKEN])
    assert "bad.vtt was not read." in page
    assert "It has an end before its start (line 212). Export it again." in page
    assert "a/b" not in page
    assert "No talk was read." in page
