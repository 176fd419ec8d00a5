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
    if work.on_hold:
        told.append(_("{n} waiting").format(n=count(work.on_hold)))
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
    if n := found.get("values", 0):
        words = ngettext(
            "{n} value could not be read; the rest of its row is in.",
            "{n} values could not be read; the rest of their rows is in.",
            n,
        )
        said.append(words.format(n=count(n)))
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
    words = ngettext("{n} row waits for {what}.", "{n} rows wait for {what}.", work.on_hold)
    kept = _("The sheet is read once more by itself when that comes; it is kept for 30 days")
    return f"{words.format(n=count(work.on_hold), what=what)} {kept}."


def table_words(work: CrmImport) -> str:
    """What the rows of a sheet are."""
    return kind_of(work.table).says


_WAITS = {
    "deals": _("an account that is not here yet, and came in without it"),
    "snapshots": _("an account that is not here yet, and came in without it"),
    "contacts": _("an account that is not here yet, and came in without it"),
    "activities": _("a deal or account that is not here yet, and came in without it"),
    "history": _("a deal that is not here yet"),
    "links": _("a deal, or what belongs to it, that is not here yet"),
    "line items": _("a deal that is not here yet"),
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
