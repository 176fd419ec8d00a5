"""Who may bring calls for whom, say whose they are and what they are, and see what came in."""

import pytest

from held_calls import a_call
from ridealong.web.calls.models import Call, Import
from ridealong.web.people.models import Person
from ridealong.web.people.policy import (
    Action,
    allowed,
    brings_for,
    gives_to,
    imports_seen,
    listed,
    may_bring_for,
    may_turn_into,
    readable,
)
from ridealong.web.people.viewer import viewer_of


def first_names(people) -> set[str]:
    return {person.short.lower() for person in people}


@pytest.mark.parametrize(
    ("who", "whose"),
    [
        ("rita", {"rita"}),
        ("sam", {"sam"}),
        ("mel", {"mel", "rita", "pat"}),
        ("sol", {"sol", "sam"}),
        ("lee", {"lee"}),
        ("ada", {"rita", "pat", "mel", "olga", "tess", "sam", "sol", "lee"}),
    ],
)
def test_for_whom_somebody_brings_calls(cast, who, whose):
    viewer = viewer_of(cast.people[who])
    assert first_names(Person.objects.filter(brings_for(viewer))) == whose
    for name, person in cast.people.items():
        assert may_bring_for(viewer, person) == (name in whose)
    assert may_bring_for(viewer, None) == (who in {"mel", "sol", "ada"})


def test_somebody_who_has_left_is_brought_no_calls(cast):
    Person.objects.filter(pk=cast.pat.pk).update(is_active=False)
    for who in (cast.mel, cast.ada):
        assert not may_bring_for(viewer_of(who), cast.pat)


@pytest.mark.parametrize(
    ("who", "whose"),
    [
        ("rita", {"rita", "pat", "mel", "olga", "tess", "sam", "sol", "lee"}),
        ("pat", set()),
        ("mel", set()),
        ("ada", set()),
    ],
)
def test_to_whom_a_call_of_ritas_is_handed_on(cast, who, whose):
    call = a_call(cast.rita, analysed=False, seen_by_manager=True)
    viewer = viewer_of(cast.people[who])
    assert first_names(Person.objects.filter(gives_to(viewer, call))) == whose


def test_an_administrator_who_brought_nobodys_call_gives_it_and_does_not_read_it(cast):
    call = a_call(cast.rita, analysed=False)
    Call.objects.update(owner=None, added_by=cast.ada)
    call.refresh_from_db()
    viewer = viewer_of(cast.ada)
    assert allowed(viewer, call) == {Action.ASSIGN, Action.CONSENT, Action.DELETE}
    assert not Call.objects.filter(readable(viewer)).exists()
    assert not Call.objects.filter(listed(viewer)).exists()
    given = first_names(Person.objects.filter(gives_to(viewer, call)))
    assert "rita" in given
    assert "ada" not in given


@pytest.mark.parametrize(
    ("kind", "who", "into", "may"),
    [
        ("sales", "rita", "coaching", True),
        ("sales", "mel", "service", True),
        ("sales", "pat", "service", False),
        ("sales", "ada", "service", False),
        ("coaching", "rita", "sales", True),
        ("coaching", "mel", "sales", False),
        ("coaching", "mel", "debrief", True),
        ("debrief", "rita", "sales", True),
        ("debrief", "mel", "sales", False),
    ],
)
def test_what_a_call_is_turned_into_by_whom(cast, kind, who, into, may):
    call = a_call(cast.rita, seen_by_manager=True)
    coach = cast.mel if kind == "coaching" else None
    Call.objects.update(kind=kind, coach=coach)
    call.refresh_from_db()
    assert may_turn_into(viewer_of(cast.people[who]), call, into) == may


def test_imports_are_seen_by_whoever_brought_them_and_by_administrators(cast):
    rita, machine = (
        Import.objects.create(by=cast.rita, way="upload"),
        Import.objects.create(way="watch"),
    )
    seen = {
        who: set(Import.objects.filter(imports_seen(viewer_of(person))))
        for who, person in cast.people.items()
    }
    assert seen.pop("rita") == {rita}
    assert seen.pop("ada") == {rita, machine}
    assert set().union(*seen.values()) == set()
