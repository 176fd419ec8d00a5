"""The made pages of docs/ say what the code does, and the written ones point at what exists."""

import re
import runpy
from pathlib import Path

import pytest

from ridealong.analysis import analyse
from ridealong.conversation import Draft, Timing, assign_sides
from ridealong.report import SourceInfo
from ridealong.report.json import as_object

ROOT = Path(__file__).resolve().parents[1]
MADE = runpy.run_path(str(ROOT / "tools" / "make_docs.py"))["pages"]()
WRITTEN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", MADE, ids=lambda p: p.name)
def test_a_made_page_is_up_to_date(path: Path):
    assert path.read_text(encoding="utf-8") == MADE[path], "run: make docs"


@pytest.mark.parametrize("page", WRITTEN, ids=lambda p: p.name)
def test_every_link_leads_somewhere(page: Path):
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", WRITTEN, ids=lambda p: p.name)
def test_every_file_that_is_named_exists(page: Path):
    named = re.findall(r"`((?:src|tests|docs|tools|benchmarks)/[\w/.-]+)`", page.read_text("utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_page_that_the_code_names_exists():
    named = {
        page
        for path in (ROOT / "src").rglob("*.py")
        for page in re.findall(r"docs/\w+\.md", path.read_text(encoding="utf-8"))
    }
    assert [page for page in sorted(named) if not (ROOT / page).exists()] == []


def test_the_json_page_names_every_key():
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    source = SourceInfo("a.vtt", "webvtt", "0" * 64)
    said = as_object(analyse(assign_sides(Draft(Timing.CUE).finish())), source)
    assert [key for key in said if f"`{key}" not in page] == []
