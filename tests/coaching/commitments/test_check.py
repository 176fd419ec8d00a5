"""What may be taken on: a table of drafts, and what stands in the way of each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.coaching.commitments import Draft, check, followable, nearest, offered
from ridealong.conversation import Kind

TODAY = date(2026, 11, 19)
GOOD = Draft(
    says="I’ll ask who else weighs it in before I say a number.",
    follows="move:need_question before move:concession",
    target=0.75,
    baseline=5 / 17,
    by=date(2026, 12, 4),
    noticed="Rita sends Mel one moment each Friday",
    owner=1,
)


def test_a_draft_that_can_be_noticed_becomes_a_commitment():
    checked = check(GOOD, TODAY)
    assert checked.faults == ()
    assert checked.commitment is not None
    assert checked.complete.all
    assert (checked.commitment.made, checked.commitment.by) == (TODAY, date(2026, 12, 4))


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"says": "  "}, "no-words"),
        ({"follows": ""}, "not-followed"),
        ({"follows": "move:admits_need"}, "not-followed"),
        ({"follows": "move:dances"}, "not-followed"),
        ({"follows": "measure:patience"}, "not-followed"),
        ({"follows": "", "says": "I will close two more deals by Christmas"}, "result"),
        ({"follows": "", "says": "The customer will sign on Friday"}, "theirs"),
        ({"by": None}, "no-date"),
        ({"by": TODAY}, "date-passed"),
        ({"by": TODAY + timedelta(weeks=14)}, "date-far"),
        ({"target": None}, "no-target"),
        ({"target": 1.2}, "target-range"),
        ({"target": 0.0}, "target-range"),
        ({"target": 0.25}, "target-is-now"),
        ({"follows": "activity:contacts", "target": 900.0}, "target-range"),
    ],
)
def test_what_stands_in_the_way(change, key):
    checked = check(replace(GOOD, **change), TODAY)
    assert [f.key for f in checked.faults] == [key]
    assert checked.commitment is None


def test_a_third_one_is_one_too_many():
    assert [f.key for f in check(GOOD, TODAY, others=2).faults] == ["too-many"]


@pytest.mark.parametrize(
    ("says", "language", "first"),
    [
        ("I’ll be better prepared for Fennick.", "en", "move:need_question before move:solution"),
        ("I will listen more", "en", "behaviour:listening"),
        ("I want to stop giving discounts", "en", "measure:concessions_without_return"),
        ("Ich werde mehr zuhören", "de", "behaviour:listening"),
        ("I will be a better person", "en", "behaviour:open_questions"),
    ],
)
def test_what_cannot_be_measured_comes_with_the_nearest_that_can(says, language, first):
    draft = replace(GOOD, says=says, follows="", language=language)
    (fault,) = check(draft, TODAY).faults
    assert fault.key == "not-followed"
    assert fault.nearest[0].id.startswith(first)
    assert all(one.example for one in fault.nearest)
    assert fault.close == ("person" not in says)


def test_the_four_parts_are_told_one_by_one():
    vague = replace(GOOD, says="Try to be better", owner=None, by=None, follows="", noticed="")
    complete = check(vague, TODAY).complete
    assert (complete.verb, complete.owner, complete.date, complete.sign) == (False,) * 4


def test_everything_that_is_offered_can_be_followed():
    for kind in (Kind.SALES, Kind.SERVICE):
        for one in offered(kind):
            assert followable(one.id) == one
            assert check(replace(GOOD, follows=one.id, target=0.0 if one.less else 0.8), TODAY)


def test_service_is_offered_nothing_of_selling():
    ids = {one.id for one in offered(Kind.SERVICE)}
    assert not any("concession" in id_ or "contacts" in id_ for id_ in ids)


@given(st.text(max_size=80), st.sampled_from(["en", "de", "fr"]))
def test_whatever_is_typed_there_is_an_answer(words, language):
    found = nearest(words, Kind.SALES, language).found
    assert 1 <= len(found) <= 3
    check(Draft(says=words, language=language), TODAY)
