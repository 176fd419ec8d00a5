"""The watched folder: what lies still is taken once, what is refused comes back with the reason."""

import os
import shutil
import time

import pytest
from django.conf import settings

from brought import empty_spool, outcomes, read_all, sample, spool_files, talk, zipped
from ridealong.errors import SettingError
from ridealong.samples import SAMPLES
from ridealong.web.calls.incoming import spool, watch
from ridealong.web.calls.models import Call, Import, ImportItem


@pytest.fixture
def folder(tmp_path, monkeypatch):
    path = tmp_path / "watched"
    path.mkdir()
    monkeypatch.setattr(settings, "WATCH", path)
    empty_spool()
    return path


def looked(folder):
    """Two looks, as the worker's clock makes them; then everything is read."""
    found = [watch.look(folder), watch.look(folder)]
    read_all()
    return next((batch for batch in found if batch), None)


def names(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_file_is_taken_when_two_looks_find_it_unchanged(cast, folder):
    (folder / "a.txt").write_bytes(talk()[:50])
    assert watch.look(folder) is None
    (folder / "a.txt").write_bytes(talk())
    assert watch.look(folder) is None, "it was still being written"
    batch = watch.look(folder)
    assert batch
    read_all()
    assert outcomes(batch) == {"a.txt": "read"}
    assert (batch.way, batch.by) == (Import.Way.WATCH, None)
    assert names(folder) == []
    assert watch.look(folder) is None
    assert Call.objects.count() == 1


def test_folders_inside_are_looked_through_and_their_names_kept(cast, folder):
    (folder / "2026-11-17 Brightwater").mkdir()
    (folder / "2026-11-17 Brightwater" / "closed_caption.txt").write_bytes(talk())
    assert outcomes(looked(folder)) == {"2026-11-17 Brightwater/closed_caption.txt": "read"}


@pytest.mark.parametrize(
    "name", [".hidden.txt", "~$a.docx", "a.vtt.part", "b.crdownload", "c.tmp", "refused/d.vtt"]
)
def test_what_is_not_for_the_desk_is_left_alone(cast, folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(talk())
    assert looked(folder) is None
    assert names(folder) == [name]


def test_a_link_is_left_alone(cast, folder, tmp_path):
    (tmp_path / "elsewhere.txt").write_bytes(talk())
    (folder / "a.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert looked(folder) is None


def test_a_file_without_a_byte_may_still_be_written_to(cast, folder):
    path = folder / "a.vtt"
    path.write_bytes(b"")
    assert looked(folder) is None
    before = time.time() - 3600
    os.utime(path, (before, before))
    assert outcomes(looked(folder)) == {"a.vtt": "refused"}


def test_what_is_refused_comes_back_with_the_reason(cast, folder, monkeypatch):
    monkeypatch.setenv("RIDEALONG_MAX_FILE_MB", "1")
    (folder / "cut.json").write_bytes(b'{"turns": [')
    (folder / "call.mp3").write_bytes(b"ID3" + b"\0" * 9000)
    (folder / "long.txt").write_bytes(talk() * 6000)
    (folder / "good.txt").write_bytes(talk())
    looked(folder)
    assert names(folder) == [
        "refused/call.mp3",
        "refused/call.mp3.txt",
        "refused/cut.json",
        "refused/cut.json.txt",
        "refused/long.txt",
        "refused/long.txt.txt",
    ]
    told = (folder / "refused" / "call.mp3.txt").read_text(encoding="utf-8")
    assert told.startswith("call.mp3 is a recording, not a transcript.\nGive its transcript")
    assert "is no valid JSON" in (folder / "refused" / "cut.json.txt").read_text(encoding="utf-8")
    assert (folder / "refused" / "cut.json").read_bytes() == b'{"turns": ['
    assert (folder / "refused" / "long.txt").stat().st_size == len(talk()) * 6000


def test_two_refused_files_of_one_name_do_not_overwrite_each_other(cast, folder):
    for n in (1, 2, 2):
        (folder / "a.json").write_bytes(b'{"turns": [' + b"1," * n)
        looked(folder)
    assert names(folder) == [
        "refused/a-2.json",
        "refused/a-2.json.txt",
        "refused/a.json",
        "refused/a.json.txt",
    ]


def test_a_zip_is_opened_and_what_is_refused_of_it_told(cast, folder):
    data = zipped(("a.txt", talk()), ("b.json", b"{"), ("c.zip", zipped(sample())))
    (folder / "week.zip").write_bytes(data)
    looked(folder)
    assert names(folder) == ["refused/b.json", "refused/b.json.txt", "refused/c.zip.txt"]
    assert Call.objects.count() == 1


def test_files_that_tell_of_each_other_are_taken_together(cast, folder):
    source = sample(4)
    for path in sorted(SAMPLES[4].path.parent.iterdir()):
        shutil.copy(path, folder / path.name)
    assert source[0] in names(folder)
    assert set(outcomes(looked(folder)).values()) == {"read"}
    assert "" not in set(Call.objects.get().participants.values_list("name", flat=True))


def test_two_workers_that_look_at_once_take_a_file_once(cast, folder, monkeypatch):
    (folder / "a.txt").write_bytes(talk())
    watch.look(folder)
    own = watch._claimed
    taken: list[object] = []

    def faster(where, paths):
        if not taken:
            taken.append(True)
            taken.append(watch.look(folder))  # another worker, just before
        return own(where, paths)

    monkeypatch.setattr(watch, "_claimed", faster)
    assert watch.look(folder) is None
    assert taken[1] is not None
    assert ImportItem.objects.count() == 1


class Killed(BaseException):
    """The worker dies here."""


def killed_at(monkeypatch, what):
    def die(*args, **kwargs):
        raise Killed

    monkeypatch.setattr(watch, what, die)
    monkeypatch.setattr(watch._Claim, "give_up", lambda _claim: None)


@pytest.fixture
def later(monkeypatch):
    """A quarter of an hour later."""
    monkeypatch.setattr(watch, "STRANDED_S", 0.0)


def test_a_worker_that_is_killed_before_it_wrote_anything_down_loses_nothing(
    cast, folder, monkeypatch, later
):
    (folder / "north").mkdir()
    (folder / "north" / "a.txt").write_bytes(talk())
    watch.look(folder)
    with monkeypatch.context() as patched:
        killed_at(patched, "bring")
        with pytest.raises(Killed):
            watch.look(folder)
    assert ImportItem.objects.count() == 0
    assert outcomes(looked(folder)) == {"north/a.txt": "read"}
    assert [n for n in names(folder) if not n.startswith("north")] == []


def test_a_worker_that_is_killed_after_it_wrote_it_down_doubles_nothing(
    cast, folder, monkeypatch, later
):
    (folder / "a.txt").write_bytes(talk())
    watch.look(folder)
    with monkeypatch.context() as patched:
        killed_at(patched, "_put_refused_aside")
        with pytest.raises(Killed):
            watch.look(folder)
    assert ImportItem.objects.count() == 1
    assert len(names(folder)) == 1, "it still lies among those that are on their way"
    looked(folder)
    assert ImportItem.objects.count() == 1
    assert names(folder) == []
    assert spool_files() == []


def test_a_disk_that_is_full_leaves_the_file_where_it_was(cast, folder, monkeypatch):
    (folder / "a.txt").write_bytes(talk())
    watch.look(folder)

    def full(self, data):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(spool.Writing, "write", full)
        with pytest.raises(OSError, match="No space left"):
            watch.look(folder)
    assert names(folder) == ["a.txt"]
    assert spool_files() == []
    assert outcomes(looked(folder)) == {"a.txt": "read"}


def test_a_folder_that_is_not_there_is_told_in_words(cast, folder, monkeypatch):
    monkeypatch.setattr(settings, "WATCH", folder / "nowhere")
    with pytest.raises(SettingError, match=r"RIDEALONG_WATCH names .*nowhere.*; make it"):
        watch.look_around()


def test_no_folder_is_no_fault(monkeypatch):
    monkeypatch.setattr(settings, "WATCH", None)
    watch.look_around()
