"""Lists go by key: no call is shown twice or left out while others come in."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cast import made
from ridealong.web.calls.lists import index
from ridealong.web.calls.lists.asked import asked
from ridealong.web.calls.lists.filters import Filters
from ridealong.web.calls.lists.newest import Key, found, newest
from ridealong.web.calls.lists.query import parse
from ridealong.web.calls.models import Call
from ridealong.web.people.viewer import viewer_of
from spoken_calls import rows_of, spoken

BEGAN = datetime(2026, 11, 2, tzinfo=UTC)


def add(cast, number: int, hour: int, who: int) -> Call:
    """A call of one of three people; several may be held in the same moment."""
    owner, team = [(cast.rita, cast.north), (cast.pat, cast.north), (cast.tess, cast.south)][who]
    return Call.objects.create(
        kind="sales",
        title=str(number),
        started_at=BEGAN + timedelta(hours=hour),
        source_format="native",
        content_key=f"{number}",
        owner=owner,
        coach=cast.mel if number % 3 == 0 else None,
        team=team,
        ready_at=BEGAN,
        manager_from=BEGAN,
    )


class TestPages(TestCase):
    """Whatever comes in between two pages."""

    @settings(max_examples=40, deadline=None)
    @given(
        there=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 2)), max_size=25),
        coming=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), max_size=25),
        size=st.integers(1, 7),
    )
    def test_have_no_gaps_and_nothing_twice(self, there, coming, size):
        cast = made()
        viewer = viewer_of(cast.mel)
        first = [add(cast, n, hour, who) for n, (hour, who) in enumerate(there)]
        wanted = asked(viewer, Filters())
        seen: list[Key] = []
        later = iter(coming)
        while True:
            page = [Key.of(c) for c in newest(wanted, seen[-1] if seen else None, size)]
            seen += page
            if len(page) < size:
                break
            if (one := next(later, None)) is not None:
                add(cast, 1000 + len(seen), *one)
        assert seen == sorted(seen, reverse=True)
        assert len(seen) == len(set(seen))
        mine = {Key.of(c) for c in first if c.team == cast.north or c.coach == cast.mel}
        assert mine <= set(seen)


@given(st.datetimes(timezones=st.just(UTC)), st.integers(1, 10**17))
def test_a_key_comes_back_from_an_address(moment, pk):
    key = Key(moment, pk)
    assert Key.read(key.text) == key


@pytest.mark.parametrize("text", ["", "1", "a-1", "1-a", "9" * 18 + "-1", "1-" + "9" * 19, "١-١"])
def test_what_is_no_key_is_none(text):
    assert Key.read(text) is None


def test_older_calls_are_one_press_away(cast, as_):
    calls = [spoken(cast.rita, title=f"number {n}") for n in range(53)]
    client = as_(cast.mel)
    first = client.get("/calls/?kind=sales")
    assert rows_of(first) == [c.title for c in reversed(calls[3:])]
    page = first.content.decode()
    address = f"/calls/?kind=sales&after={Key.of(calls[3]).text}"
    assert f'href="{address.replace("&", "&amp;")}"' in page
    second = client.get(address)
    assert rows_of(second) == ["number 2", "number 1", "number 0"]
    assert "Older calls" not in second.content.decode()
    assert "Back to the newest" in second.content.decode()


@pytest.mark.parametrize("window", [1, 3, 100])
def test_a_search_finds_the_same_however_far_it_looks_first(cast, monkeypatch, window):
    monkeypatch.setattr(index.backend(), "WINDOW", window)
    calls = [spoken(cast.rita, ("us", "mango" if n % 3 else "plum")) for n in range(12)]
    expected = [c.pk for n, c in enumerate(calls) if n % 3][::-1]
    wanted = asked(viewer_of(cast.mel), Filters(q="mango"))
    seen: list[int] = []
    after = None
    while ids := found(wanted, parse("mango"), after, 3).ids:
        seen += ids
        after = Key.of(Call.objects.get(pk=ids[-1]))
    assert seen == expected
