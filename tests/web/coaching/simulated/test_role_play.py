"""A role-play against a real endpoint on this machine: good, slow, broken, or out of role."""

import time

import pytest
from django.core.exceptions import ValidationError

from completions import Reply, endpoint, says
from ridealong.coaching.roleplay import personas
from ridealong.conversation import assign_sides
from ridealong.readers import read
from ridealong.samples import SAMPLES
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Call, CallMeasure
from ridealong.web.coaching.forgetting import forget_old
from ridealong.web.coaching.models import RolePlay, RolePlayHeard
from ridealong.web.coaching.simulated import playing
from ridealong.web.coaching.simulated.work import hear
from ridealong.web.people.models import Organisation
from ridealong.web.people.viewer import viewer_of

ASKED = "What happens in the shops when the orders come in late?"
WASTE = "Well, 7 percent of the bread is thrown away each day."
STAYS = "Your words are still here"


@pytest.fixture
def model(monkeypatch):
    """Switches a language model on that answers with what a test tells it to."""
    opened = []

    def play(*plays, timeout="5"):
        server = endpoint(*plays)
        heard = server.__enter__()
        opened.append(server)
        monkeypatch.setenv("RIDEALONG_LLM_URL", heard.url)
        monkeypatch.setenv("RIDEALONG_LLM_MODEL", "tiny")
        monkeypatch.setenv("RIDEALONG_LLM_TIMEOUT_S", timeout)
        return heard

    yield play
    for server in opened:
        server.__exit__(None, None, None)


def begun(client, **more):
    told = {"persona": "ines", "situation": "first"} | more
    assert client.post("/role-plays/", told).status_code == 302
    return RolePlay.objects.latest("pk")


def said(client, row, text=ASKED):
    return client.post(f"/role-plays/{row.pk}/say/", {"text": text})


def ended(client, row):
    for text in (ASKED, "Who else cares about that?"):
        said(client, row, text)
    client.post(f"/role-plays/{row.pk}/end/")
    return row


def test_without_a_language_model_there_is_no_such_page_and_no_word_of_it(cast, as_):
    rita = as_(cast.rita)
    assert rita.get("/role-plays/").status_code == 404
    assert rita.post("/role-plays/", {"persona": "ines", "situation": "first"}).status_code == 404
    assert "role-play" not in rita.get("/practice/").content.decode().lower()


def test_rita_talks_turn_by_turn_and_only_persona_and_typed_words_are_sent(cast, as_, model):
    heard, rita = model(says(WASTE), says("Marius decides.")), as_(cast.rita)
    assert "Role-play" in rita.get("/practice/").content.decode()
    row = begun(rita)
    assert not heard.bodies, "the customer's first words come out of the file"
    said(rita, row)
    said(rita, row, "Who decides?")
    row.refresh_from_db()
    opening = personas()["ines"].openings["first"]
    assert [w for _side, w in row.turns] == [
        opening,
        ASKED,
        WASTE,
        "Who decides?",
        "Marius decides.",
    ]
    sent = heard.bodies[1]
    assert [m["role"] for m in sent["messages"]] == [
        "system", "assistant", "user", "assistant", "user",
    ]  # fmt: skip
    for word in (cast.rita.name, cast.rita.email, "Rita"):
        assert word not in str(sent)
    assert set(sent) == {"model", "messages", "max_tokens"}


def test_in_the_end_it_is_heard_like_a_call_and_says_what_came_out(cast, as_, model):
    model(says(WASTE), says("I would rather not say."))
    rita = as_(cast.rita)
    row = ended(rita, begun(rita))
    page = rita.get(f"/role-plays/{row.pk}/").content.decode()
    assert "It is being heard" in page
    assert hear(row.pk)
    assert not hear(row.pk), "it is heard once"
    page = rita.get(f"/role-plays/{row.pk}/").content.decode()
    assert "It is being heard" not in page
    assert page.count('class="point"') <= 2
    assert "1 of 3" in page
    assert "after: “What happens in the shops" in page
    assert "It opens to a question about: who decides" in page
    assert not Call.objects.exists()
    assert not CallMeasure.objects.exists()


def test_a_talk_of_some_length_has_two_points_and_a_place_to_look_them_up(cast, as_):
    held = read(SAMPLES[0].path).conversations[0]
    sided = assign_sides(held, SAMPLES[0].us, SAMPLES[0].kind)
    turns = [[str(sided.by_id[t.speaker].side), t.text] for t in sided.turns if t.speaker]
    told = {"persona": "ines", "situation": "first", "turns": turns, "state": "ended"}
    row = RolePlay.objects.create(person=cast.rita, **told)
    RolePlayHeard.objects.create(play=row)
    assert hear(row.pk)
    page = as_(cast.rita).get(f"/role-plays/{row.pk}/").content.decode()
    assert page.count('class="point"') == 2


def test_it_is_ritas_alone_until_she_shares_it_and_gone_when_she_throws_it_away(cast, as_, model):
    model(says(WASTE))
    rita, mel = as_(cast.rita), as_(cast.mel)
    row = ended(rita, begun(rita))
    at = f"/role-plays/{row.pk}/"
    assert mel.get(at).status_code == 404
    rita.post(f"{at}share/")
    assert WASTE in mel.get(at).content.decode()
    assert as_(cast.olga).get(at).status_code == 404
    rita.post(f"{at}share/", {"off": "1"})
    assert mel.get(at).status_code == 404
    rita.post(f"{at}throw-away/")
    assert not RolePlay.objects.exists()
    assert not RolePlayHeard.objects.exists()
    written = str(list(Entry.objects.values("action", "details", "thing", "why")))
    assert "role_play.thrown_away" in written
    assert "bread" not in written


@pytest.mark.parametrize(
    ("plays", "why"),
    [
        ([Reply(status=500)], "refused to answer"),
        ([Reply(status=302, headers=(("Location", "http://127.0.0.1:9/"),))], "refused"),
        ([Reply(b"<html>sorry</html>")], "is no answer"),
        ([Reply(b'{"choices": []}')], "is no answer"),
        ([says("")], "is no answer"),
        ([Reply(b"x" * 300_000)], "is no answer"),
        ([Reply(b'{"choices"', missing=50)], "cannot be reached"),
        ([says("As an AI language model I cannot do that.")], "twice, and was thrown away"),
        ([says('{"customer": "yes"}')], "twice, and was thrown away"),
        ([says("```python\nprint(1)\n```")], "twice, and was thrown away"),
        ([says("1234 5678 $$$ %%% 0000")], "twice, and was thrown away"),
    ],
)
def test_where_no_customer_answers_nothing_is_kept_and_no_word_is_lost(
    cast, as_, model, plays, why
):
    model(*plays)
    rita = as_(cast.rita)
    row = begun(rita)
    answer = said(rita, row)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page
    assert STAYS in page
    assert ASKED in page, "what was typed stands in the field again"
    row.refresh_from_db()
    assert len(row.turns) == 1


@pytest.mark.parametrize("slow", [{"after_s": 1.5}, {"drip_s": 0.05}])
def test_an_endpoint_that_is_slow_or_drips_ends_with_the_time_set(cast, as_, model, slow):
    model(Reply(says(WASTE).body, **slow), timeout="0.4")
    rita = as_(cast.rita)
    row, began = begun(rita), time.monotonic()
    assert "did not answer in time" in said(rita, row).content.decode()
    assert time.monotonic() - began < 1.4


def test_an_endpoint_that_is_not_there_is_said_so(cast, as_, model, monkeypatch):
    model(says(WASTE))
    monkeypatch.setenv("RIDEALONG_LLM_URL", "http://127.0.0.1:9/v1")
    rita = as_(cast.rita)
    assert "cannot be reached" in said(rita, begun(rita)).content.decode()


def test_what_leaves_its_role_is_asked_for_once_more(cast, as_, model):
    heard = model(says("As an AI, I am just a language model."), says(f"Ines: {WASTE}\nRep: Oh."))
    rita = as_(cast.rita)
    row = begun(rita)
    said(rita, row)
    row.refresh_from_db()
    assert row.turns[-1] == ["them", WASTE]
    assert heard.bodies[1]["messages"][-1]["role"] == "system"


def test_sizes_have_ends(cast, as_, model):
    model(says(f"{'This is one more sentence of mine. ' * 60}"))
    rita = as_(cast.rita)
    row = begun(rita)
    assert "1,000 fit" in said(rita, row, "a " * 700).content.decode().replace("1000", "1,000")
    assert "no words yet" in said(rita, row, " \x00 ").content.decode()
    assert "nothing to look at yet" in rita.post(f"/role-plays/{row.pk}/end/").content.decode()
    said(rita, row)
    row.refresh_from_db()
    assert len(row.turns[-1][1].split()) <= 120
    RolePlay.objects.update(turns=[["us", "Hm"], ["them", "Yes"]] * 40)
    assert "long enough" in said(rita, row).content.decode()
    odd = {"persona": "nobody", "situation": "first"}
    assert rita.post("/role-plays/", odd).status_code == 422
    assert rita.post("/role-plays/", odd | {"persona": "ines", "moment": "9:9"}).status_code == 422


def test_a_turn_that_comes_too_late_or_while_others_wait_is_not_kept(cast, as_, model):
    model(says(WASTE))
    rita = as_(cast.rita)
    stale = begun(rita)
    said(rita, stale)
    with pytest.raises(ValidationError, match="went on elsewhere"):
        playing.say(viewer_of(cast.rita), stale, "Said in another window")
    row = RolePlay.objects.get()
    assert len(row.turns) == 3
    for _n in range(2):
        playing._free.acquire()
    try:
        assert "Others practise just now" in said(rita, row).content.decode()
    finally:
        for _n in range(2):
            playing._free.release()
    assert said(rita, row).status_code == 302


def test_it_is_kept_as_long_as_debriefs_are(cast, as_, model):
    model(says(WASTE))
    row = begun(as_(cast.rita))
    assert forget_old() == 0
    here = Organisation.get()
    here.keep_days = {"debrief": 30}
    here.save()
    RolePlay.objects.filter(pk=row.pk).update(at=row.at.replace(year=row.at.year - 1))
    assert forget_old() == 1
