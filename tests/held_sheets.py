"""Sheets of a CRM of every fate, as an administrator and a manager brought them."""

import io

from cast import Cast
from crm_sheets import CHANGES, deals, load_all
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.incoming.arriving import Arrived
from ridealong.web.jobs.lease import State
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import viewer_of
from ridealong.web.pipeline.incoming import arriving, reading, said
from ridealong.web.pipeline.models import CrmImport

BROKEN = "".join(
    f"007{n:03},Deal {n},Arlo Foods,Rita Hollis,Proposal,2026-03-02,2026-12-18,"
    f"{'about ' * (n % 2)}{n}\n"
    for n in range(150)
)
UNCLEAR = (
    "Deal ID,Deal Name,Company,Deal owner,Deal Stage,Create Date,Close Date,Amount,Ref,Team code,"
    "Remarks of the person who entered it in the first place\n"
    + "".join(
        f"9{n},{name},{name} Ltd,{owner},{stage},0{1 + n % 9}/0{1 + n % 7}/2026,"
        f"0{1 + n % 8}/1{n % 3}/2026,{n}500,A{n},N,<b>said</b> {n}\n"
        for n, (name, owner, stage) in enumerate(
            (name, owner, stage)
            for name in ("Cold store", "A rather long name of a deal with an odd “quote”", "Refit")
            for owner in ("Rita Hollis", "Yusuf Demir", '=HYPERLINK("x")')
            for stage in ("Proposal", "Weighing things up", "Closed Won")
        )
    )
)


def sheet(by: Person, name: str, text: str) -> CrmImport:
    """A sheet that came in and waits."""
    data = text.encode()
    file = Arrived(name, len(data), spool.copy(io.BytesIO(data)))
    return arriving.bring(arriving.UPLOAD, [file], by=by)[0]


def taken(by: Person, name: str, text: str) -> CrmImport:
    """A sheet that was taken in."""
    work = sheet(by, name, text)
    mapping = reading.mapping_of(work)
    said.take_in(viewer_of(by), work, reading.sheet_of(work), said.Said(mapping))
    return work


def of_every_fate(cast: Cast) -> dict[str, int]:
    """Sheets by a word for what became of each."""
    ada, mel = cast.ada, cast.mel
    found = {
        "broken": taken(ada, "a list with a very long name, exported by hand.csv", _with(BROKEN)),
        "waits": taken(ada, "opportunity history.csv", CHANGES.replace("006", "008")),
        "in": taken(ada, *_text(deals())),
        "mels": taken(mel, "my teams.csv", deals()[1].decode().replace("006", "009")),
    }
    load_all()
    found["unused"] = sheet(ada, "sf_lead.csv", _LEADS)
    found["failed"] = sheet(ada, "notes.csv", "\n\n")
    found["ready"] = sheet(ada, "contacts.csv", _CONTACTS)
    found["again"] = sheet(ada, *_text(deals()))
    found["asks"] = sheet(ada, "deals of the north.csv", UNCLEAR)
    found["mels-asks"] = sheet(mel, "deals of mine.csv", UNCLEAR)
    found["loading"] = taken(ada, "history of 2025.csv", CHANGES)
    CrmImport.objects.filter(pk=found["loading"].pk).update(state=State.RUNNING, done_rows=412_000)
    found["given-up"] = taken(ada, "history of 2024.csv", CHANGES.replace("2026", "2024"))
    CrmImport.objects.filter(pk=found["given-up"].pk).update(
        state=State.DEAD, error="ValueError in web/pipeline/incoming/work.py, line 12."
    )
    return {name: work.pk for name, work in found.items()}


_LEADS = (
    "Lead ID,First Name,Last Name,Company,Email,Lead Status,Converted\n"
    "00Q1,Jo,Ek,Ek,j@e.example,New,false\n"
)
_CONTACTS = "Contact ID,First Name,Last Name,Email\n003A,Vera,Okoro,vera@arlo.example\n"


def _with(rows: str) -> str:
    return deals(rows)[1].decode()


def _text(file: tuple[str, bytes]) -> tuple[str, str]:
    return file[0], file[1].decode()
