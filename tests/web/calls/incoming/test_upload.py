"""Files that people bring: whose they are, what becomes of each, and what the page says of it."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import forms
from brought import (
    ADD,
    brought,
    empty_spool,
    outcomes,
    read_all,
    sample,
    spool_files,
    talk,
    uploaded,
    zipped,
)
from ridealong.samples import SAMPLES
from ridealong.web.audit.models import Entry
from ridealong.web.calls.incoming import limits
from ridealong.web.calls.incoming.forms import BringForm
from ridealong.web.calls.models import Analysis, Call, Import, ImportItem
from ridealong.web.people.models import Organisation

GONG = "05-group-call-roses"


@pytest.fixture
def samples() -> Path:
    return SAMPLES[0].path.parent


@pytest.fixture(autouse=True)
def _empty_spool():
    empty_spool()


def spooled() -> list[str]:
    return sorted(path.name for path in spool_files())


def says(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text)


def test_a_rep_brings_her_own_call(cast, as_):
    batch = brought(as_(cast.rita), [sample()])
    assert outcomes(batch) == {sample()[0]: "read"}
    call = Call.objects.get()
    assert (call.owner, call.team, call.added_by) == (cast.rita, cast.north, cast.rita)
    assert Analysis.objects.get(call=call).state == "queued"
    assert spooled() == []
    page = says(as_(cast.rita).get(f"/imports/{batch.pk}/"))
    assert "1 file read." in page
    assert call.title in page


def test_the_same_talk_is_here_already_whatever_file_it_comes_in(cast, as_):
    name, data = sample()
    crlf = data.replace(b"\n", b"\r\n")
    batch = brought(as_(cast.rita), [(name, data), ("again.vtt", crlf), ("third.vtt", data)])
    assert outcomes(batch) == {name: "read", "again.vtt": "duplicate", "third.vtt": "duplicate"}
    assert Call.objects.count() == 1
    assert "1 file read and 2 here already." in says(as_(cast.rita).get(f"/imports/{batch.pk}/"))


def test_one_bad_file_costs_itself_alone(cast, as_):
    files = [
        sample(),
        ("empty.vtt", b""),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 60),
        ("call.mp3", b"ID3" + b"\0" * 9000),
        ("cut.json", b'{"turns": ['),
    ]
    batch = brought(as_(cast.rita), files)
    assert sorted(outcomes(batch).values()) == ["read", *["refused"] * 4]
    page = says(as_(cast.rita).get(f"/imports/{batch.pk}/"))
    assert "1 file read and 4 not read." in page
    assert "It is a recording, not a transcript. Give its transcript" in page
    assert "It is empty." in page
    assert all(item.cause and item.remedy for item in batch.items.filter(outcome="refused"))
    assert spooled() == []


def test_files_that_tell_of_each_other_are_read_together(cast, as_, samples):
    files = [(p.name, p.read_bytes()) for p in sorted((samples / GONG).iterdir())]
    batch = brought(as_(cast.rita), files, kind="sales")
    assert outcomes(batch) == {"calls_extensive.json": "read", "calls_transcript.json": "read"}
    names = set(Call.objects.get().participants.values_list("name", flat=True))
    assert len(names) == 5
    assert "" not in names
    assert "read with the files beside it" in says(as_(cast.rita).get(f"/imports/{batch.pk}/"))


def test_companions_of_another_folder_are_not_mixed_up(cast, as_, samples):
    told = (samples / GONG / "calls_extensive.json").read_bytes()
    said = (samples / GONG / "calls_transcript.json").read_bytes()
    brought(as_(cast.rita), [("a/extensive.json", told), ("b/transcript.json", said)])
    names = set(Call.objects.get().participants.values_list("name", flat=True))
    assert names == {""}


def test_a_file_with_many_conversations_brings_each_once(cast, as_):
    said = "We have {n} trucks and none of them is ever on time, which costs us a customer a month."
    lines = [
        {"ridealong": 1, "turns": [{"speaker": "a", "text": said.format(n=n)}]} for n in range(5)
    ]
    nothing = {"ridealong": 1, "turns": []}
    data = "\n".join(json.dumps(line) for line in [*lines, nothing, lines[0]]).encode()
    batch = brought(as_(cast.rita), [("corpus.jsonl", data)])
    item = batch.items.get()
    told = list(item.calls.values_list("outcome", flat=True))
    assert told == ["read"] * 5 + ["refused", "duplicate"]
    assert item.outcome == "read"
    assert "1 of them without talk" in item.cause
    assert Call.objects.count() == 5


def test_a_manager_brings_calls_of_her_team_and_of_nobody_else(cast, as_):
    batch = brought(as_(cast.mel), [sample()], owner=str(cast.rita.pk))
    assert Call.objects.get().owner == cast.rita
    assert batch.owner == cast.rita
    answer = uploaded(as_(cast.mel), [sample(1)], owner=str(cast.tess.pk))
    assert answer.status_code == 422
    assert Call.objects.count() == 1
    assert spooled() == []


def test_a_rep_cannot_bring_a_call_for_somebody_else(cast, as_):
    brought(as_(cast.rita), [sample()], owner=str(cast.pat.pk))
    assert Call.objects.get().owner == cast.rita


def test_an_administrator_brings_calls_and_reads_none(cast, as_):
    batch = brought(as_(cast.ada), [sample()], owner=str(cast.rita.pk))
    page = says(as_(cast.ada).get(f"/imports/{batch.pk}/"))
    assert Call.objects.get().title not in page
    assert sample()[0] in page


def test_nobodys_call_becomes_the_one_who_brings_it_too(cast, as_):
    brought(as_(cast.ada), [("a.txt", talk())])
    assert Call.objects.get().owner is None
    batch = brought(as_(cast.pat), [("b.txt", talk())])
    assert outcomes(batch) == {"b.txt": "duplicate"}
    assert Call.objects.get().owner == cast.pat
    assert Entry.objects.filter(action="call.given", about_id=cast.pat.pk).exists()


def test_what_is_held_back_says_so_and_offers_to_write_consent_down(cast, as_):
    Organisation.objects.filter(pk=1).update(consent_needed=True)
    batch = brought(as_(cast.rita), [sample()])
    assert outcomes(batch) == {sample()[0]: "held"}
    answer = as_(cast.rita).get(f"/imports/{batch.pk}/")
    assert "1 file held back." in says(answer)
    assert reverse("consent", args=[Call.objects.get().pk]) in answer.content.decode()


def test_people_see_their_own_imports_and_administrators_all(cast, as_):
    batch = brought(as_(cast.rita), [sample()])
    for person, status in ((cast.rita, 200), (cast.mel, 404), (cast.pat, 404), (cast.ada, 200)):
        assert as_(person).get(f"/imports/{batch.pk}/").status_code == status
        there = f"/imports/{batch.pk}/" in as_(person).get("/imports/").content.decode()
        assert there == (status == 200)


def test_names_of_folders_are_kept_and_junk_is_left_out(cast, as_):
    files = [("north/may/a.txt", talk()), ("north/.DS_Store", b"x"), ("north/Thumbs.db", b"x")]
    batch = brought(as_(cast.rita), files)
    assert outcomes(batch) == {"north/may/a.txt": "read"}


def test_html_in_a_name_is_text(cast, as_):
    batch = brought(as_(cast.rita), [("<img src=x onerror=alert(1)>.vtt", b"")])
    page = as_(cast.rita).get(f"/imports/{batch.pk}/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_nothing_chosen_is_told(cast, as_):
    answer = as_(cast.rita).post(ADD, {"whole": "1"})
    assert answer.status_code == 422
    assert "Choose at least one file." in says(answer)
    assert "Choose" in answer["X-Says"]


def test_an_upload_that_was_cut_off_leaves_nothing(cast, as_):
    answer = as_(cast.rita).post(ADD, {"files": SimpleUploadedFile("a.txt", talk())})
    assert answer.status_code == 400
    assert "The upload was cut off." in says(answer)
    assert (Import.objects.count(), spooled()) == (0, [])


def test_a_body_that_ends_in_the_middle_of_a_file_leaves_nothing(cast, as_):
    body = (
        b'--B\r\nContent-Disposition: form-data; name="whole"\r\n\r\n1\r\n'
        b'--B\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n' + talk()
    )
    answer = as_(cast.rita).post(ADD, body, content_type="multipart/form-data; boundary=B")
    assert answer.status_code == 400
    assert (Import.objects.count(), spooled()) == (0, [])


def test_a_form_from_another_site_leaves_nothing(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.rita)
    answer = uploaded(client, [sample()])
    assert answer.status_code == 403
    assert (Import.objects.count(), spooled()) == (0, [])


def test_the_form_of_the_page_itself_goes_through_the_check(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.rita)
    page = client.get(ADD).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    assert uploaded(client, [sample()], csrfmiddlewaretoken=token[1]).status_code == 302


def test_too_large_a_transcript_is_refused_and_takes_no_room(cast, as_, monkeypatch):
    monkeypatch.setenv("RIDEALONG_MAX_FILE_MB", "1")
    batch = brought(as_(cast.rita), [("long.txt", talk() * 6000), sample()])
    assert outcomes(batch) == {"long.txt": "refused", sample()[0]: "read"}
    item = batch.items.get(name="long.txt")
    assert "larger than 1 MB" in item.cause
    assert item.spooled == ""


def test_too_many_files_are_refused_in_words(cast, as_, monkeypatch):
    monkeypatch.setattr(settings, "DATA_UPLOAD_MAX_NUMBER_FILES", 3)
    answer = uploaded(as_(cast.rita), [(f"{n}.txt", talk(str(n))) for n in range(5)])
    assert answer.status_code == 413
    assert "send a zip of the folder" in says(answer)
    assert (Import.objects.count(), spooled()) == (0, [])


def test_too_much_at_once_is_refused_before_it_is_read(cast, as_, monkeypatch):
    monkeypatch.setattr("ridealong.web.calls.incoming.uploading.MOST_AT_ONCE_BYTES", 1000)
    answer = uploaded(as_(cast.rita), [sample()])
    assert answer.status_code == 413
    assert "send it in several parts" in says(answer)
    assert spooled() == []


def test_the_limits_of_page_and_desk_are_the_same():
    assert limits.MOST_FILES == settings.DATA_UPLOAD_MAX_NUMBER_FILES


def test_the_page_asks_again_while_files_wait_and_no_longer(cast, as_):
    client = as_(cast.rita)
    batch = int(uploaded(client, [sample(), sample(1)])["Location"].split("/")[2])
    waiting = client.get(f"/imports/{batch}/").content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    assert "0 of 2 files are through." in waiting
    assert '<progress max="2" value="0"' in waiting
    read_all()
    assert "hx-trigger" not in client.get(f"/imports/{batch}/").content.decode()


def test_a_bar_is_shown_only_where_the_total_is_known(cast, as_):
    client = as_(cast.rita)
    batch = int(uploaded(client, [("a.zip", zipped(sample()))])["Location"].split("/")[2])
    waiting = client.get(f"/imports/{batch}/").content.decode()
    assert "a zip is still to be opened" in waiting
    assert '<progress max="' not in waiting


def test_an_import_of_many_files_is_paged_and_costs_no_query_a_file(
    cast, as_, django_assert_max_num_queries
):
    batch = Import.objects.create(by=cast.rita, way="upload")
    ImportItem.objects.bulk_create(
        ImportItem(batch=batch, name=f"{n}.vtt", state="done", outcome="read") for n in range(250)
    )
    client = as_(cast.rita)
    with django_assert_max_num_queries(12):
        page = client.get(f"/imports/{batch.pk}/").content.decode()
    seen, address = page.count('id="file-'), f"/imports/{batch.pk}/"
    while following := re.search(r'href="\?after=(\d+)"', page):
        page = client.get(f"{address}?after={following[1]}").content.decode()
        seen += page.count('id="file-')
    assert seen == 250


def test_the_list_of_imports_costs_no_query_an_import(cast, as_, django_assert_max_num_queries):
    for _n in range(40):
        batch = Import.objects.create(by=cast.rita, way="upload")
        ImportItem.objects.create(batch=batch, name="a.vtt", state="done", outcome="read")
    client = as_(cast.ada)
    with django_assert_max_num_queries(12):
        page = client.get("/imports/").content.decode()
    assert page.count("1 file read.") == 30
    older = re.search(r"\?before=(\d+)", page)
    assert older
    page = client.get(f"/imports/?before={older[1]}").content.decode()
    assert page.count("1 file read.") == 10


def test_a_file_that_was_given_up_says_so(cast, as_):
    batch = Import.objects.create(by=cast.rita, way="upload")
    item = ImportItem.objects.create(batch=batch, name="a.vtt", state="dead", error="ValueError")
    assert "could not be read" in says(as_(cast.rita).get(f"/imports/{batch.pk}/"))
    assert "ValueError" not in says(as_(cast.rita).get(f"/imports/{batch.pk}/"))
    assert "ValueError" in says(as_(cast.ada).get(f"/imports/{item.batch_id}/"))


def test_whatever_is_sent_to_the_form(cast, as_):
    keep = {"whole": "1", "paths": "[]"}
    for person in (cast.rita, cast.mel, cast.ada):
        forms.throw(
            as_(person), ADD, [*BringForm.base_fields, "files", "paths", "whole"], keep=keep
        )
    forms.throw(as_(cast.ada), "/imports/", ["before"], method="get", times=30)
    batch = brought(as_(cast.rita), [sample()])
    forms.throw(as_(cast.rita), f"/imports/{batch.pk}/", ["after"], method="get", times=30)
