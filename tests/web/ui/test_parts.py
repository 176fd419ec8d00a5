"""The parts that pages share, in their states: shape and word, never a colour alone."""

import pytest
from django.template import engines

from many_calls import NOW, alike
from ridealong.coaching.behaviours import OPEN_QUESTIONS
from ridealong.coaching.trend import trend
from ridealong.report import trends

PARTS = '{% import "ui/parts.html" as ui with context %}'


def set_(source, **values):
    """A piece of template, as a page sets it."""
    return engines["jinja2"].from_string(PARTS + source).render(values)


@pytest.mark.parametrize("sign", ["full", "half", "empty", "unknown"])
def test_a_state_is_a_shape_and_a_word(sign):
    html = set_("{{ ui.state(sign, 'No clear change') }}", sign=sign)
    assert f"is-{sign}" in html
    assert 'aria-hidden="true"' in html
    assert "No clear change" in html


def test_a_number_opens_how_it_was_made():
    calls = alike(14, 3, 10, first_day=60) + alike(6, 7, 10, first_day=6)
    html = set_("{{ ui.number(f) }}", f=trends.row(trend(OPEN_QUESTIONS, calls, NOW)))
    assert html.count("<details") == html.count("<summary") == 1
    assert "70\u00a0%" in html
    for term in ("Formula", "Now", "Before", "Difference", "Interval", "Source", "Limits"):
        assert f"<dt>{term}</dt>" in html


def test_a_number_that_is_withheld_says_what_is_needed_and_is_never_0_or_a_dash():
    html = set_("{{ ui.number(f) }}", f=trends.row(trend(OPEN_QUESTIONS, [], NOW)))
    value = html.partition('class="value">')[2].partition("</summary>")[0]
    assert "not enough to tell" in value
    assert "0 of 14 calls" in value
    assert "–" not in value


def test_nothing_yet_says_what_to_do_first_with_one_button():
    html = set_("{{ ui.empty('No calls yet', 'Put one here.', '/calls/add/', 'Add calls', 2) }}")
    assert "<h2>No calls yet</h2>" in html
    assert html.count("button first") == 1
    assert "button" not in set_("{{ ui.empty('No calls yet', 'Put one here.') }}")


def test_waiting_is_a_sentence_and_still_bars():
    html = set_("{{ ui.waiting('Reading the call, about 20 seconds.') }}")
    assert "about 20 seconds" in html
    assert html.count("<span></span>") == 3


def test_what_people_wrote_is_escaped():
    rows = [("<b>Rule</b>", "<script>alert(1)</script>")]
    html = set_("{{ ui.made(rows) }}{{ ui.state('full', name) }}", rows=rows, name="<i>x</i>")
    for markup in ("<script>", "<b>", "<i>"):
        assert markup not in html
