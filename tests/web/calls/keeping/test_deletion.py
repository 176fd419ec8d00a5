"""Deletion that deletes: no table and no file holds a word of the call afterwards."""

import io
import zlib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import TestCase
from django.utils import timezone

import desk_steps
from brought import brought, empty_spool, sample, talk, zipped
from desks import Desk
from held_calls import a_call
from ridealong.web.audit.models import Entry
from ridealong.web.calls.analysing import work
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.keeping.deletion import Why, erase
from ridealong.web.calls.keeping.retention import forget_old
from ridealong.web.calls.lists import index
from ridealong.web.calls.models import (
    Analysis,
    Call,
    Comment,
    Consent,
    Correction,
    Customer,
    ImportItem,
    SharedMoment,
)
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.models import Organisation

SENTENCE = "there's two microphones on this yoke"
OWN = "a word of Rita's own that nobody else has"
NAME = "Feeney and the smokehouse.vtt"


@pytest.fixture(autouse=True)
def _empty_spool():
    empty_spool()


@pytest.fixture
def call(cast, as_):
    """A call with everything that can hang on one."""
    brought(as_(cast.rita), [(NAME, sample()[1])])
    call = Call.objects.get()
    assert analyse_call(call.pk)
    Call.objects.update(customer=Customer.objects.create(name="Feeney Smokehouse"))
    Comment.objects.create(call=call, turn=5, author=cast.rita, audience="me", text=OWN)
    SharedMoment.objects.create(
        call=call, first_turn=5, last_turn=6, by=cast.rita, to=cast.pat, note=OWN
    )
    Correction.objects.create(call=call, turn=5, move="open_question", holds=True, by=cast.rita)
    Consent.objects.create(call=call, who="Donal Feeney", given=True, how=OWN)
    Debrief.objects.create(call=call, by=cast.rita, repeat=OWN, differently=OWN)
    return Call.objects.get()


def everything() -> str:
    """Every value of every table, unpacked, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names()) - {"calls_words"} | index_tables():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # our own tables
            found += [_plain(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def index_tables() -> set[str]:
    """What SQLite's index itself lies in; it has no text to be asked for."""
    if connection.vendor != "sqlite":
        return {"calls_words"}
    return {"calls_words_data", "calls_words_idx"}


def _plain(value) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        data = bytes(value)
        with suppress(zlib.error):
            data = zlib.decompress(data)
        return data.decode("utf-8", "replace")
    return str(value)


def on_disk() -> list[Path]:
    database = str(settings.DATABASES["default"]["NAME"])
    files = (p for p in Path(settings.DATA).rglob("*") if p.is_file())
    return [
        p
        for p in files
        if not str(p).startswith(database) and not {"static", "postgresql"} & set(p.parts)
    ]


def delete(client, call, why="ASKED"):
    return client.post(f"/calls/{call.pk}/delete/", {"why": why})


def test_the_sentence_is_there_before(call):
    told = everything()
    for words in (SENTENCE, OWN, NAME, "Feeney Smokehouse"):
        assert words in told


def test_afterwards_no_table_holds_a_word_of_it(cast, as_, call):
    assert delete(as_(cast.rita), call)["Location"] == "/calls/"
    index.tidy()
    told = everything()
    for words in (SENTENCE, "microphones", OWN, NAME, "Feeney", "smokehouse"):
        assert words.lower() not in told.lower(), words
    for model in apps.get_app_config("calls").get_models():
        if any(f.name == "call" for f in model._meta.fields):
            assert not model._default_manager.filter(call=call.pk).exists(), model


def test_the_search_finds_it_no_longer(cast, as_, call):
    client = as_(cast.rita)
    assert call.title in client.get("/calls/?q=microphones").content.decode()
    delete(client, call)
    assert call.title not in client.get("/calls/?q=microphones").content.decode()


def test_the_record_keeps_that_it_was_deleted_and_nothing_of_it(cast, as_, call):
    delete(as_(cast.rita), call)
    entry = Entry.objects.get(action="call.deleted")
    assert (entry.thing, entry.actor, entry.about_id) == (
        f"call {call.pk}",
        "Rita Hollis",
        cast.rita.pk,
    )
    assert entry.why == Why.ASKED


def test_counts_of_its_import_still_add_up(cast, as_, call):
    batch = ImportItem.objects.get().batch_id
    delete(as_(cast.rita), call)
    page = as_(cast.rita).get(f"/imports/{batch}/").content.decode()
    assert "1 file read." in page
    assert "A file whose call was deleted" in page


def test_a_file_that_waits_in_the_spool_goes_as_well(cast, as_, call):
    spooled = spool.copy(io.BytesIO(sample()[1]))
    ImportItem.objects.update(spooled=spooled.name)
    with_commit(lambda: erase(call.pk, cast.rita, Why.OTHER))
    assert [p for p in on_disk() if b"microphones" in p.read_bytes()] == []
    assert not spool.path_of(spooled.name).exists()


def with_commit(act):
    """Run what happens on commit as well."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        act()


def test_the_name_of_a_zip_goes_with_the_last_of_what_was_in_it(cast, as_):
    data = zipped(("a.txt", talk()), ("b.txt", talk("Ines")))
    brought(as_(cast.rita), [("Brightwater.zip", data)])
    first, second = Call.objects.order_by("pk")
    delete(as_(cast.rita), first)
    assert ImportItem.objects.filter(name="Brightwater.zip").exists()
    delete(as_(cast.rita), second)
    assert set(ImportItem.objects.values_list("name", flat=True)) == {""}


def test_a_worker_that_was_hearing_it_writes_nothing(cast, as_, call, monkeypatch):
    Analysis.objects.update(state="queued", attempts=0)
    own = work.tagger()

    class Slow:
        name = own.name

        def tag(self, talks):
            erase(call.pk, cast.rita, Why.OTHER)
            return own.tag(talks)

    monkeypatch.setattr(work, "tagger", Slow)
    assert not work.analyse_call(call.pk)
    assert SENTENCE not in everything()


def test_the_same_talk_can_come_in_again(cast, as_, call):
    delete(as_(cast.rita), call)
    brought(as_(cast.rita), [sample()])
    assert Call.objects.count() == 1


@pytest.mark.parametrize("who", ["rita", "ada"])
def test_its_owner_and_an_administrator_delete_it(cast, as_, call, who):
    page = as_(cast.people[who]).get(f"/calls/{call.pk}/delete/").content.decode()
    assert "Delete this call for good?" in page
    assert SENTENCE not in page
    assert delete(as_(cast.people[who]), call).status_code == 302
    assert Call.objects.count() == 0


@pytest.mark.parametrize(("who", "status"), [("mel", 403), ("pat", 404), ("olga", 404)])
def test_nobody_else_does(cast, as_, call, who, status):
    Call.objects.update(manager_from=timezone.now() - timedelta(hours=1))
    assert delete(as_(cast.people[who]), call).status_code == status
    assert Call.objects.count() == 1


def test_a_reason_is_asked_for_and_looking_deletes_nothing(cast, as_, call):
    assert as_(cast.rita).get(f"/calls/{call.pk}/delete/?why=OTHER").status_code == 200
    answer = as_(cast.rita).post(f"/calls/{call.pk}/delete/", {"why": "Donal Feeney hates it"})
    assert answer.status_code == 422
    assert Call.objects.count() == 1


def test_calls_are_kept_as_long_as_the_organisation_says(cast):
    def call(sample_, days):
        return a_call(
            cast.rita, sample_, analysed=False, at=timezone.now() - timedelta(days=days)
        ).pk

    old, young, talk_, debrief = call(0, 91), call(1, 89), call(6, 400), call(10, 400)
    Organisation.objects.filter(pk=1).update(keep_days={"sales": 90, "debrief": 300})
    assert forget_old() == 2
    assert set(Call.objects.values_list("pk", flat=True)) == {young, talk_}
    entries = Entry.objects.filter(action="call.deleted").order_by("id")
    assert [e.thing for e in entries] == [f"call {old}", f"call {debrief}"]
    assert {(e.actor, e.why) for e in entries} == {("Ridealong", Why.OLD)}
    assert forget_old() == 0


@pytest.mark.parametrize("days", [{}, {"sales": 0}, {"sales": None}, {"poem": 3}, {"sales": 10**9}])
def test_a_kind_without_a_time_is_kept(cast, days):
    a_call(cast.rita, analysed=False, at=timezone.now() - timedelta(days=4000))
    Organisation.objects.filter(pk=1).update(keep_days=days)
    assert forget_old() == 0


def test_the_files_of_the_database_hold_nothing_of_it(tmp_path, request):
    """On SQLite, byte for byte, plain and packed; on a desk of its own."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL overwrites what was deleted when it vacuums")
    desk = Desk(tmp_path / "desk")
    desk.data.mkdir()
    pk = desk.does(desk_steps.a_call_with_words, SENTENCE, OWN)
    with desk.connection() as open_:
        ((packed,),) = open_.execute("SELECT native FROM calls_transcript").fetchall()
        ((result,),) = open_.execute("SELECT result FROM calls_analysis").fetchall()
    traces = [OWN.encode(), *pieces(packed), *pieces(result)]
    assert any(trace in files_of(desk) for trace in traces)
    desk.does(desk_steps.deleted, pk)
    left = files_of(desk)
    assert [t for t in traces if t in left] == []
    assert SENTENCE.encode() not in left


def pieces(data: bytes) -> list[bytes]:
    """Stretches out of the middle of a packed text, none of which occurs by chance."""
    return [data[at : at + 24] for at in range(200, len(data) - 24, 2000)]


def files_of(desk) -> bytes:
    return b"\0".join(p.read_bytes() for p in sorted(desk.data.rglob("*")) if p.is_file())
