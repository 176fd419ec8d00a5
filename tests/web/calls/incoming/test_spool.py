"""The spool: nothing is lost that a row names, nothing stays that none does."""

import os
import time

import pytest

from brought import brought, empty_spool, spool_files, talk, uploaded
from ridealong.errors import ReaderFault
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.incoming.reading import read_item
from ridealong.web.calls.models import Call, ImportedCall, ImportItem
from ridealong.web.jobs import lease


@pytest.fixture(autouse=True)
def _empty_spool():
    empty_spool()


def spooled():
    return sorted(path.name for path in spool_files())


def old(name, days=2):
    before = time.time() - days * 24 * 3600
    os.utime(spool.path_of(name), (before, before))


def test_a_file_counts_once_it_is_whole():
    with spool.writing() as file:
        file.write(b"some")
        assert [name.rpartition(".")[2] for name in spooled()] == ["part"]
        whole = file.finish()
    assert spooled() == [whole.name]
    assert spool.path_of(whole.name).stat().st_mode & 0o077 == 0


def test_a_file_whose_writing_fails_leaves_nothing():
    with pytest.raises(TypeError), spool.writing() as file:
        file.write("text where bytes belong")  # type: ignore[arg-type]
    assert spooled() == []


def test_what_no_row_names_goes_after_a_day(cast, as_):
    uploaded(as_(cast.rita), [("a.txt", talk())])
    (named,) = spooled()
    for name in ("orphan", "cut-off.part", "young"):
        spool.path_of(name).write_bytes(b"x")
    for name in (named, "orphan", "cut-off.part"):
        old(name)
    assert spool.tidy() == 2
    assert spooled() == sorted([named, "young"])


def test_what_was_given_up_is_kept_for_another_attempt_for_a_while(cast, as_):
    uploaded(as_(cast.rita), [("a.txt", talk())])
    ImportItem.objects.update(state="dead")
    (name,) = spooled()
    old(name, days=20)
    assert spool.tidy() == 0
    old(name, days=40)
    assert spool.tidy() == 1
    assert ImportItem.objects.get().spooled == ""


def test_files_stay_until_the_last_of_their_import_is_read(cast, as_):
    uploaded(as_(cast.rita), [("a.txt", talk()), ("b.txt", talk("Ines"))])
    first, second = ImportItem.objects.all()
    read_item(first.pk)
    assert len(spooled()) == 2
    read_item(second.pk)
    assert spooled() == []


def test_a_worker_that_dies_between_two_conversations_goes_on_behind_the_first(
    cast, as_, monkeypatch
):
    lines = [
        f'{{"ridealong": 1, "turns": [{{"speaker": "a", "text": "Truck {n} comes late every day '
        'of the week and it costs us a customer in every single month of the year."}]}'
        for n in range(3)
    ]
    uploaded(as_(cast.rita), [("corpus.jsonl", "\n".join(lines).encode())])
    item = ImportItem.objects.get()
    own = ImportedCall.objects.create
    made: list[object] = []

    class Killed(BaseException):
        """The worker dies here."""

    def dies(**values):
        if len(made) == 2:
            raise Killed
        made.append(own(**values))
        return made[-1]

    with monkeypatch.context() as patched:
        patched.setattr(ImportedCall.objects, "create", dies)
        with pytest.raises(Killed):
            read_item(item.pk)
    assert Call.objects.count() == 2, "the third was undone with its row"
    ImportItem.objects.update(state="queued", lease_until=None, lease_key="")
    read_item(item.pk)
    assert list(item.calls.values_list("outcome", flat=True)) == ["read"] * 3
    assert Call.objects.count() == 3


def test_a_file_in_the_spool_of_another_machine_waits_for_its_worker(cast, as_):
    uploaded(as_(cast.rita), [("a.txt", talk())])
    item = ImportItem.objects.get()
    ImportItem.objects.update(spooled="another-machine")
    read_item(item.pk)
    item.refresh_from_db()
    assert (item.state, item.attempts, item.outcome) == ("queued", 0, "")


def test_a_file_that_left_the_spool_is_told(cast, as_):
    uploaded(as_(cast.rita), [("a.txt", talk())])
    spool.remove(spooled())
    item = ImportItem.objects.get()
    read_item(item.pk)
    item.refresh_from_db()
    assert (item.outcome, item.cause) == ("refused", "is no longer in the spool of the desk")
    assert item.remedy == "Give it once more"


def test_who_has_lost_the_lease_writes_nothing(cast, as_, monkeypatch):
    uploaded(as_(cast.rita), [("a.txt", talk())])
    item = ImportItem.objects.get()
    own = lease.take

    def and_loses(model, pk):
        work = own(model, pk)
        ImportItem.objects.filter(pk=pk).update(lease_key="of another")
        return work

    monkeypatch.setattr("ridealong.web.calls.incoming.reading.lease.take", and_loses)
    read_item(item.pk)
    item.refresh_from_db()
    assert (item.state, item.outcome) == ("running", "")
    assert Call.objects.count() == 0


def test_an_error_of_a_reader_is_told_without_a_word_of_the_file(cast, as_, monkeypatch):
    def fails(source):
        raise ReaderFault(ValueError("the customer said a secret word"))

    monkeypatch.setattr("ridealong.web.calls.incoming.reading.read_source", fails)
    batch = brought(as_(cast.rita), [("a.txt", talk())])
    item = batch.items.get()
    assert item.cause == "could not be handled"
    assert "fault of Ridealong" in item.remedy
