"""A brief for every conversation: taken in, heard, and on one page that keeps to its rules."""

import re

import pytest

import desk_steps
from ridealong.coaching.questions.wording import is_open, may_be_asked

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CUT = "…"


def test_the_brief_of_each_shipped_conversation_keeps_to_the_rules(serve, open_as):
    desk = serve(desk_steps.briefs_of_samples)
    assert len(desk.answer) == 12
    quoted = sum(_keeps_to_the_rules(desk, open_as, one) for one in desk.answer)
    with_customers = [one for one in desk.answer if one["kind"] in {"sales", "service"}]
    assert quoted >= 2 * len(with_customers)


def test_so_does_the_brief_of_a_conversation_of_every_format(samples, serve, open_as):
    desk = serve(desk_steps.briefs_of_samples, str(samples))
    assert len(desk.answer) > 5
    for one in desk.answer:
        _keeps_to_the_rules(desk, open_as, one)


def _keeps_to_the_rules(desk, open_as, one):
    """How many lines are quoted on its briefs."""
    quoted = 0
    for talk in one["talks"]:
        page = open_as(desk, one["coach"], f"/talks/{talk}/brief/")
        where = f"{one['title']}, talk {talk}"
        asked = page.locator("article.paper .asked").all_inner_texts()
        assert 3 <= len(asked) <= 6, where
        assert len(set(asked)) == len(asked), where
        assert [q for q in asked if not is_open(q) or not may_be_asked(q)] == [], where
        aims = page.locator("article.paper dl.aims dt").all_inner_texts()
        assert aims.count("One skill") <= 1, where
        assert aims.count("One deal") <= 1, where
        lines = page.locator("article.paper dl.quote dd").all_inner_texts()
        assert [line for line in lines if not _was_said(line, one["said"])] == [], where
        quoted += len(lines)
        paper = page.pdf(format="A4", margin={"top": "12mm", "bottom": "12mm"})
        assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") == 1, where
        page.close()
    return quoted


def _was_said(line, said):
    """Whether each part of a line that was cut stands in one turn, word for word."""
    parts = [plain for part in line.split(CUT) if (plain := _plain(part))]
    return any(all(part in turn for part in parts) for turn in map(_plain, said))


def _plain(words):
    return re.sub(r"\s+", " ", words).strip()
