"""Files that come in through the upload page, and are read as a worker would read them."""

import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from ridealong.samples import SAMPLES
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.incoming.reading import read_item
from ridealong.web.calls.models import Import, ImportItem
from ridealong.web.jobs.lease import State

type File = tuple[str, bytes]
ADD = "/calls/add/"
TALK = (
    b"Rita: What does a late truck cost you in an ordinary week, all told?\n"
    b"Vera: It costs us a customer every month, and each of them is worth four thousand.\n"
    b"Rita: And what would it be worth to you if that stopped by Christmas?\n"
    b"Vera: More than I would like to say before we have talked about the price.\n"
)


def sample(number: int = 0) -> File:
    """One of the conversations that come with Ridealong, as a file."""
    path = SAMPLES[number].path
    return path.name, path.read_bytes()


def talk(customer: str = "Vera") -> bytes:
    """A short talk; another one for every customer."""
    return TALK.replace(b"Vera", customer.encode()).replace(b"customer", customer.encode())


def uploaded(client: Client, files: Iterable[File], **fields: str) -> HttpResponse:
    """What the desk answers to an upload."""
    sent = [SimpleUploadedFile(name.rsplit("/", 1)[-1], data) for name, data in files]
    paths = json.dumps([name for name, _data in files])
    form = {"files": sent, "paths": paths, "whole": "1", **fields}
    answer = client.post(ADD, form)
    assert isinstance(answer, HttpResponse)
    return answer


def brought(client: Client, files: Iterable[File], **fields: str) -> Import:
    """An import that was uploaded and read."""
    answer = uploaded(client, files, **fields)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    read_all()
    return Import.objects.get(pk=int(answer["Location"].strip("/").rpartition("/")[2]))


def read_all() -> None:
    """Read everything that waits."""
    while waiting := list(ImportItem.objects.filter(state=State.QUEUED).values_list("pk")):
        for (pk,) in waiting:
            read_item(pk)


def spool_files() -> list[Path]:
    """What lies in the spool."""
    return [path for path in spool.folder().iterdir() if not path.name.startswith(".")]


def empty_spool() -> None:
    """Nothing lies there; other tests may have left something."""
    spool.remove(path.name for path in spool_files())


def outcomes(batch: Import) -> dict[str, str]:
    """What became of each file, by its name."""
    return dict(batch.items.values_list("name", "outcome"))


def zipped(*files: File, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()
