"""Zips: what is in them is read, and traps are told before they spring."""

import io
import struct
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from brought import brought, empty_spool, outcomes, sample, spool_files, talk, zipped
from ridealong.errors import ReadError
from ridealong.web.calls.incoming import spool, zips
from ridealong.web.calls.models import Call


@pytest.fixture(autouse=True)
def _empty_spool():
    empty_spool()


def spooled() -> list[str]:
    return sorted(path.name for path in spool_files())


def refused(client, data: bytes) -> str:
    """The word for a zip of which nothing is taken."""
    batch = brought(client, [("a.zip", data)])
    item = batch.items.get()
    assert item.outcome == "refused"
    assert item.remedy
    assert (Call.objects.count(), spooled()) == (0, [])
    return item.cause


def test_what_is_in_a_zip_is_read_file_by_file(cast, as_):
    data = zipped(
        ("north/a.txt", talk("Vera")),
        ("north/b.vtt", sample()[1]),
        ("north/empty.vtt", b""),
        ("north/", b""),
        ("__MACOSX/north/._a.txt", b"junk"),
        ("north/.DS_Store", b"junk"),
    )
    batch = brought(as_(cast.rita), [("week.zip", data)])
    assert outcomes(batch) == {
        "week.zip": "opened",
        "week.zip/north/a.txt": "read",
        "week.zip/north/b.vtt": "read",
        "week.zip/north/empty.vtt": "refused",
    }
    assert spooled() == []
    page = as_(cast.rita).get(f"/imports/{batch.pk}/").content.decode()
    assert "2 files read and 1 not read." in page


def test_a_word_document_is_a_zip_and_read_as_what_it_is(cast, as_):
    document, out = Document(), io.BytesIO()
    for line in talk().decode().splitlines():
        document.add_paragraph(line)
    document.save(out)
    inside = zipped(("a.docx", out.getvalue()))
    batch = brought(as_(cast.rita), [("b.docx", out.getvalue()), ("c.zip", inside)])
    assert outcomes(batch) == {"b.docx": "read", "c.zip": "opened", "c.zip/a.docx": "duplicate"}


def test_a_bomb_is_told_by_its_ratio(cast, as_):
    told = refused(as_(cast.rita), zipped(sample(), ("b.txt", b"0" * 30_000_000)))
    assert "250 times its size" in told


def test_a_zip_that_unpacks_to_too_much_is_refused(cast, as_, monkeypatch):
    monkeypatch.setattr(zips, "MOST_UNPACKED_BYTES", 5000)
    files = [(f"{n}.txt", talk(f"Vera{n}")) for n in range(30)]
    assert "unpacks to more than" in refused(as_(cast.rita), zipped(*files))


def test_too_many_files_are_refused(cast, as_, monkeypatch):
    monkeypatch.setattr(zips, "MOST_MEMBERS", 20)
    files = [(f"{n}.txt", b"") for n in range(21)]
    assert "more than 20 files" in refused(as_(cast.rita), zipped(*files))


def test_a_list_of_files_that_would_fill_the_memory_is_never_loaded(cast, as_, monkeypatch):
    monkeypatch.setattr(zips, "_MOST_DIRECTORY_BYTES", 500)
    files = [(f"{n}.txt", b"") for n in range(21)]
    assert "holds more than" in refused(as_(cast.rita), zipped(*files))


def test_a_zip_in_a_zip_is_not_opened(cast, as_):
    data = zipped(("inner.zip", zipped(sample())), ("a.txt", talk()))
    batch = brought(as_(cast.rita), [("a.zip", data)])
    assert outcomes(batch)["a.zip/inner.zip"] == "refused"
    assert batch.items.get(name="a.zip/inner.zip").cause == "is a zip within a zip"
    assert outcomes(batch)["a.zip/a.txt"] == "read"


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../../a.txt", "north/../../a.txt", "C:/a.txt", "..\\a.txt"]
)
def test_a_name_that_points_out_of_the_zip_is_refused(cast, as_, name):
    batch = brought(as_(cast.rita), [("a.zip", zipped((name, talk()), ("b.txt", talk("Ines"))))])
    told = sorted(batch.items.exclude(outcome="opened").values_list("outcome", "cause"))
    assert told == [("read", ""), ("refused", "points out of the zip")]


def test_a_link_is_refused(cast, as_):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    batch = brought(as_(cast.rita), [("a.zip", out.getvalue())])
    assert batch.items.get(name="a.zip/a.txt").cause == "is a link to another file"


def test_a_password_and_a_packing_that_is_not_usual_are_told(cast, as_):
    locked = bytearray(zipped(("a.txt", talk())))
    central = locked.index(b"PK\x01\x02")
    locked[central + 8] |= 1
    batch = brought(as_(cast.rita), [("a.zip", bytes(locked))])
    assert batch.items.get(name="a.zip/a.txt").cause == "is locked with a password"
    data = zipped(("a.txt", talk()), compression=zipfile.ZIP_BZIP2)
    batch = brought(as_(cast.rita), [("b.zip", data)])
    assert batch.items.get(name="b.zip/a.txt").cause == "is packed in an unusual way"


def test_a_file_that_is_broken_inside_costs_itself_alone(cast, as_):
    data = bytearray(
        zipped(("a.txt", talk()), ("b.txt", talk("Ines")), compression=zipfile.ZIP_STORED)
    )
    data[data.index(b"Vera: It costs")] ^= 1
    batch = brought(as_(cast.rita), [("a.zip", bytes(data))])
    assert outcomes(batch) == {
        "a.zip": "opened",
        "a.zip/a.txt": "refused",
        "a.zip/b.txt": "read",
    }
    assert batch.items.get(name="a.zip/a.txt").cause == "is broken within the zip"


@pytest.mark.parametrize("keep", [1, 30, -1, -10])
def test_a_zip_that_was_cut_off_is_told(cast, as_, keep):
    assert refused(as_(cast.rita), (b"PK\x03\x04" + zipped(sample())[4:])[:keep]) in {
        "is a broken zip",
        "is text in which no speaker and no time was found",
        "is no text",
    }


def test_an_empty_zip_is_told(cast, as_):
    assert refused(as_(cast.rita), zipped()) == "is a zip without any file in it"


def test_a_size_that_is_a_lie_unpacks_to_no_more_than_it_says(cast, as_):
    data = bytearray(zipped(("a.txt", talk() * 1000)))
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 100)
    batch = brought(as_(cast.rita), [("a.zip", bytes(data))])
    assert batch.items.get(name="a.zip/a.txt").cause == "is broken within the zip"


@settings(max_examples=150, deadline=None)
@given(flips=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=12))
def test_however_a_zip_is_broken_it_is_told_and_leaves_nothing(flips, tmp_path_factory):
    data = bytearray(zipped(("north/a.txt", talk()), ("b.txt", talk("Ines"))))
    for at, value in flips:
        data[at % len(data)] = value
    path = tmp_path_factory.mktemp("zip") / "a.zip"
    path.write_bytes(data)
    try:
        if zips.is_archive(path):
            files = list(zips.unpack(path, "a.zip"))
            spool.remove(f.spooled.name for f in files if f.spooled)
    except ReadError as error:
        assert error.cause
        assert error.remedy
    assert not any(name.endswith(".part") for name in spooled())
