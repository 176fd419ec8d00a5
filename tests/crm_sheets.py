"""Sheets of a CRM that come in through the upload page, and are taken in as a worker would."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ridealong.web.jobs.lease import State
from ridealong.web.pipeline.incoming.work import load
from ridealong.web.pipeline.models import CrmImport

type File = tuple[str, bytes]
ADD = "/imports/crm/add/"
HEAD = (
    "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,"
    "Created Date,Close Date,Amount"
)
DEALS = (
    "006A,Cold store,Arlo Foods,Rita Hollis,Needs Analysis,2026-03-02,2026-12-18,12000\n"
    "006B,Second line,Bexley,Rita Hollis,Closed Won,2026-02-01,2026-06-30,8000.50\n"
    "006C,Pilot,Bexley,Tess Lindgren,Closed Lost,2026-02-09,2026-05-04,\n"
    "006D,Refit,Arlo Foods,Somebody Else,Weighing Things,2026-04-09,2026-12-24,500\n"
)
CHANGES = (
    "Opportunity ID,Last Modified,From Stage,To Stage\n"
    "006A,2026-03-20 10:00:00,Prospecting,Needs Analysis\n"
    "006B,2026-02-20 10:00:00,Prospecting,Needs Analysis\n"
    "006B,2026-03-25 10:00:00,Needs Analysis,Proposal\n"
    "006B,2026-06-30 10:00:00,Proposal,Closed Won\n"
)


def deals(*rows: str, head: str = HEAD) -> File:
    """A list of deals; by default four of them."""
    return "opportunities.csv", f"{head}\n{''.join(rows) or DEALS}".encode()


def changes(text: str = CHANGES) -> File:
    """Changes of stage."""
    return "opportunity history.csv", text.encode()


def sent(client: Client, *files: File) -> Any:
    """What the desk answers to an upload."""
    held = [SimpleUploadedFile(name.rsplit("/", 1)[-1], data) for name, data in files]
    paths = json.dumps([name for name, _data in files])
    return client.post(ADD, {"files": held, "paths": paths, "whole": "1"})


def waiting(client: Client, *files: File) -> list[CrmImport]:
    """Sheets that were uploaded and wait for somebody."""
    before = set(CrmImport.objects.values_list("pk", flat=True))
    answer = sent(client, *files)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return list(CrmImport.objects.exclude(pk__in=before).order_by("pk"))


def take(client: Client, work: CrmImport, **said: str) -> Any:
    """Press "Take it in"."""
    return client.post(f"/imports/crm/{work.pk}/take/", said)


def load_all() -> None:
    """Do what a worker does."""
    while pks := list(CrmImport.objects.filter(state=State.QUEUED).values_list("pk", flat=True)):
        for pk in sorted(pks):
            load(pk)


def brought(client: Client, file: File, **said: str) -> CrmImport:
    """One sheet, uploaded and taken in."""
    (work,) = waiting(client, file)
    take(client, work, **said)
    load_all()
    work.refresh_from_db()
    return work


def counts(work: CrmImport) -> tuple[int, int, int, int]:
    """Added, changed, unchanged, refused."""
    return work.added, work.changed, work.unchanged, work.refused


def refusals(work: CrmImport) -> Iterable[tuple[int, str, str, str]]:
    """Row, column, value and reason of what was not taken."""
    return work.refusals.order_by("row", "pk").values_list("row", "column", "value", "why")
