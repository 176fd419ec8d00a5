"""Real files of some seventy formats through the upload: each read, or refused with a reason."""

from pathlib import Path

import pytest

from brought import brought
from ridealong.cli.files import files_of
from ridealong.web.calls.models import Call

pytestmark = pytest.mark.slow


def bring_folder(client, folder):
    paths = [Path(p) for p in files_of([str(folder)])]
    return brought(client, [(str(p.relative_to(folder)), p.read_bytes()) for p in paths])


def test_every_sample_is_read_or_refused_with_cause_and_remedy(cast, as_, shared):
    batch = bring_folder(as_(cast.rita), shared / "samples")
    told = {item.name: item for item in batch.items.all()}
    assert {item.state for item in told.values()} == {"done"}, [
        (i.name, i.error) for i in told.values() if i.state != "done"
    ]
    for item in told.values():
        assert item.outcome in {"read", "duplicate", "refused"}, item.name
        if item.outcome == "refused":
            assert item.cause, item.name
            assert item.remedy, item.name
            assert "fault of Ridealong" not in item.remedy, item.name
        elif not item.cause:
            assert item.calls.exists(), item.name
    read = [i for i in told.values() if i.outcome == "read"]
    assert len(read) > 100
    assert Call.objects.filter(owner=cast.rita).count() == Call.objects.count() > 100
    gong = [i for i in told.values() if i.name.startswith("gong/") and i.outcome == "read"]
    assert len(gong) == 2
    page = as_(cast.rita).get(f"/imports/{batch.pk}/")
    assert page.status_code == 200
    assert b"not read." in page.content


def test_tables_of_a_crm_are_no_calls(cast, as_, shared):
    batch = bring_folder(as_(cast.mel), shared / "crm")
    items = list(batch.items.all())
    assert {item.outcome for item in items} == {"refused"}
    assert {item.cause for item in items} == {"is a table without a column of what was said"}
    assert Call.objects.count() == 0


def test_a_sample_twice_is_here_already(cast, as_, shared):
    folder = shared / "samples" / "zoom_vtt"
    first = bring_folder(as_(cast.rita), folder)
    again = bring_folder(as_(cast.rita), folder)
    read = first.items.filter(outcome="read").count()
    assert read
    assert again.items.filter(outcome="duplicate").count() >= read
    assert not again.items.filter(outcome="read").exists()
