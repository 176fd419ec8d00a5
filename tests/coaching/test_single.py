"""What one call adds: the same counts as its measures, and nothing where nothing can be told."""

import pytest

from ridealong.analysis import analyse
from ridealong.coaching.single import figures
from ridealong.conversation import Kind, assign_sides
from ridealong.language import taggers
from ridealong.readers import read
from ridealong.samples import SAMPLES


@pytest.fixture(scope="module", params=[s for s in SAMPLES if s.us], ids=lambda s: s.path.stem)
def analysis(request):
    sample = request.param
    conversation = assign_sides(read(sample.path).conversations[0], sample.us, sample.kind)
    (tagging,) = taggers.fast().tag([conversation])
    return analyse(conversation, tagging=tagging)


def test_a_share_is_the_one_that_the_call_s_page_shows(analysis):
    found = figures(analysis)
    shown = {
        "open_questions": analysis.measure("open_question_share", "us"),
        "listening": analysis.measure("listening_share", "us", "interview"),
        "working_on_it": analysis.measure("process_share", "us"),
    }
    for name, measure in shown.items():
        if name in found and measure is not None and measure.value is not None:
            assert found[name].share == pytest.approx(measure.value)
            assert found[name].n == measure.n


def test_only_talks_with_customers_are_followed(analysis):
    kind = analysis.conversation.kind
    assert bool(figures(analysis)) == (kind in {Kind.SALES, Kind.SERVICE})
    assert ("working_on_it" in figures(analysis)) == (kind is Kind.SERVICE)


def test_a_call_whose_sides_are_not_known_adds_nothing():
    conversation = read(SAMPLES[0].path).conversations[0]
    (tagging,) = taggers.fast().tag([conversation])
    assert figures(analyse(conversation, tagging=tagging)) == {}
