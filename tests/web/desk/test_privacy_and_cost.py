"""No private word on anybody else's desk, no comparison of people, and at most twelve queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from held_past import REPEAT
from held_past import morning as made_morning
from ridealong.web.calls.models import Comment
from ridealong.web.coaching.models import Debrief

DESKS = [(who, "/") for who in ("rita", "pat", "mel", "olga", "tess", "sam", "sol", "lee", "ada")]
PAGES = [*DESKS, ("mel", "/team/"), ("olga", "/team/")]
PRIVATE = "Quokka is what I call him"
MOST = 12


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_no_private_word_is_on_a_desk(morning, cast, as_, who, path):
    """Neither a debrief, shared or not, nor a comment for oneself or for the coach."""
    Debrief.objects.filter(call=morning.latest).update(
        differently="Wombat asked me", shared_at=morning.latest.started_at
    )
    for audience in ("me", "coach"):
        Comment.objects.create(
            call=morning.latest, turn=3, author=cast.rita, audience=audience, text=PRIVATE
        )
    html = page(as_(getattr(cast, who)), path)
    for word in (REPEAT, "Zebrafink", "Wombat", PRIVATE, "Quokka"):
        assert word not in html


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_nothing_ranks_praises_or_scores(morning, cast, as_, who, path):
    text = re.sub(r"<[^>]+>", " ", page(as_(getattr(cast, who)), path).partition("<main")[2])
    said = re.sub(r"“[^”]*”", "", text).lower()
    for word in ("rank", "score", "best", "top performer", "great job", "excellent", "insight"):
        assert word not in said
    assert "!" not in said


@pytest.mark.parametrize("year", [True, False], ids=["a year", "the first day"])
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_desk_asks_the_database_twelve_times_at_most(cast, as_, who, path, year):
    if year:
        made_morning(cast)
    client = as_(getattr(cast, who))
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    assert len(asked) <= MOST, "\n".join(q["sql"] for q in asked)


def test_a_team_is_a_manager_s_page(cast, as_):
    for who, status in (("mel", 200), ("rita", 403), ("lee", 403), ("ada", 403)):
        assert as_(getattr(cast, who)).get("/team/").status_code == status


def test_a_desk_is_read_and_not_written(cast, as_):
    assert as_(cast.rita).post("/").status_code == 405
