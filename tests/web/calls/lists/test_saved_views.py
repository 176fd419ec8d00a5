"""Views that somebody keeps: kept, opened, renamed, deleted; nobody else's."""

import pytest

from ridealong.web.audit.models import Entry
from ridealong.web.calls.lists import saved
from ridealong.web.calls.models import SavedView
from spoken_calls import rows_of, spoken


@pytest.fixture
def rita(cast, as_):
    return as_(cast.rita)


def kept(cast):
    return list(SavedView.objects.filter(person=cast.rita).values_list("name", "query"))


def test_filters_are_kept_under_a_name_and_opened_again(cast, rita):
    spoken(cast.rita, title="one", kind="partner")
    spoken(cast.rita, title="two")
    answer = rita.post("/calls/views/", {"name": "  Partner   talks ", "query": "kind=partner"})
    assert answer["Location"] == "/calls/?kind=partner"
    assert kept(cast) == [("Partner talks", "kind=partner")]
    opened = rita.get(answer["Location"])
    assert rows_of(opened) == ["one"]
    page = opened.content.decode()
    assert "<h1>Partner talks</h1>" in page
    assert '<a href="/calls/?kind=partner" aria-current="page">Partner talks</a>' in page


def test_what_makes_no_sense_is_not_kept(cast, rita):
    query = "kind=partner&state=red&after=1-1&more=x"
    rita.post("/calls/views/", {"name": "Mine", "query": query})
    assert kept(cast) == [("Mine", "kind=partner")]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Give the view a name."),
        (" \0 ", "Give the view a name."),
        ("x" * 61, "A name has at most 60 characters."),
        ("Mine", "You keep a view “Mine” already; take another name."),
    ],
)
def test_a_name_that_cannot_be_is_told(cast, rita, name, says):
    rita.post("/calls/views/", {"name": "Mine", "query": "kind=sales"})
    answer = rita.post("/calls/views/", {"name": name, "query": "kind=partner"}, follow=True)
    assert says in answer.content.decode()
    assert len(kept(cast)) == 1


def test_filters_too_long_and_too_many_views_are_told(cast, rita):
    answer = rita.post("/calls/views/", {"name": "a", "query": f"q={'é' * 290}"}, follow=True)
    assert "too long to be kept" in answer.content.decode()
    for number in range(saved.MOST):
        SavedView.objects.create(person=cast.rita, name=str(number), query="")
    answer = rita.post("/calls/views/", {"name": "a", "query": "kind=sales"}, follow=True)
    assert "You keep 30 views already; delete one before." in answer.content.decode()


def test_renaming_and_deleting(cast, rita):
    view = SavedView.objects.create(person=cast.rita, name="Old", query="kind=sales")
    assert rita.post(f"/calls/views/{view.pk}/", {"name": "New"})["Location"] == (
        "/calls/?kind=sales"
    )
    assert kept(cast) == [("New", "kind=sales")]
    rita.post(f"/calls/views/{view.pk}/delete/")
    assert kept(cast) == []
    actions = Entry.objects.filter(action__startswith="view.").values_list("action", flat=True)
    assert list(actions) == ["view.deleted", "view.renamed"]


def test_the_views_of_others_are_not_there(cast, as_, rita):
    view = SavedView.objects.create(person=cast.pat, name="Pat's own", query="kind=sales")
    assert rita.post(f"/calls/views/{view.pk}/", {"name": "x"}).status_code == 404
    assert rita.post(f"/calls/views/{view.pk}/delete/").status_code == 404
    assert "Pat&#39;s own" not in rita.get("/calls/?kind=sales").content.decode()
    assert "Pat&#39;s own" in as_(cast.pat).get("/calls/?kind=sales").content.decode()
