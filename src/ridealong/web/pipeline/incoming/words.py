"""What became of sheets, in sentences."""

from ridealong.report.words import _, count, ngettext
from ridealong.web.pipeline.incoming.tables import kind_of
from ridealong.web.pipeline.incoming.work import PASSED
from ridealong.web.pipeline.models import CrmImport
from ridealong.web.ui.words import listing


def says(work: CrmImport) -> str:
    """What became of the rows of a sheet that is in."""
    told = [_("{n} added").format(n=count(work.added)), _("{n} changed").format(n=_changed(work))]
    if work.unchanged:
        told.append(_("{n} as they were").format(n=count(work.unchanged)))
    if work.refused:
        told.append(_("{n} refused").format(n=count(work.refused)))
    if work.waiting:
        told.append(_("{n} waiting").format(n=count(work.waiting)))
    return f"{listing(told, most=len(told))}."


def passed(work: CrmImport) -> list[str]:
    """Which rows were passed over, and why: a sentence each."""
    found: dict[str, int] = work.mapping.get(PASSED, {})
    said = []
    if n := found.get("deleted", 0):
        words = ngettext(
            "{n} row is marked as deleted in the CRM.",
            "{n} rows are marked as deleted in the CRM.",
            n,
        )
        said.append(f"{words.format(n=count(n))} {_gone(work)}")
    if n := found.get("superseded", 0):
        words = ngettext(
            "{n} row is an older version of another one.",
            "{n} rows are older versions of other ones.",
            n,
        )
        said.append(words.format(n=count(n)))
    if n := found.get("other", 0):
        words = ngettext(
            "{n} row tells of a change that is none of stage.",
            "{n} rows tell of changes that are none of stage.",
            n,
        )
        said.append(words.format(n=count(n)))
    return said


def waits(work: CrmImport) -> str:
    """What the rows that wait are waiting for."""
    what = _WAITS.get(work.table, _("what another sheet brings"))
    words = ngettext(
        "{n} row waits for {what}.",
        "{n} rows wait for {what}.",
        work.waiting,
    )
    kept = _("They are read once more by themselves when it comes in; the file is kept for 30 days")
    return f"{words.format(n=count(work.waiting), what=what)} {kept}."


def table_words(work: CrmImport) -> str:
    """What the rows of a sheet are."""
    return kind_of(work.table).says


_WAITS = {
    "deals": _("its account, and is here without it"),
    "snapshots": _("its account, and is here without it"),
    "contacts": _("its account, and is here without it"),
    "activities": _("its deal or account, and is here without it"),
    "history": _("its deal"),
    "links": _("one of its two sides"),
    "line items": _("its deal"),
}


def _changed(work: CrmImport) -> str:
    return count(work.changed)


def _gone(work: CrmImport) -> str:
    if not work.removed:
        return _("None of them was here.")
    words = ngettext(
        "{n} of them was here, and is gone.", "{n} of them were here, and are gone.", work.removed
    )
    return words.format(n=count(work.removed))
