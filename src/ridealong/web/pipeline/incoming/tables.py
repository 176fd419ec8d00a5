"""What the rows of a sheet become here, in which order sheets are read, and which are not needed.

A sheet may come before the one that it leans on: its rows wait, and it is read once more when that
one is in. Waiting goes up the ranks only, so it always ends.
"""

from dataclasses import dataclass

from ridealong.process.sheets import Table
from ridealong.report.words import _


@dataclass(frozen=True, slots=True)
class Kind:
    """What becomes of a table."""

    table: Table
    says: str
    """What its rows are, for people."""
    rank: int = 0
    """Sheets of a lower rank are read first."""
    for_all: bool = False
    """It changes what holds for everybody, so that administrators alone bring it."""
    unused: str = ""
    """Why nothing of it is taken; empty where it is."""

    @property
    def waits(self) -> bool:
        """Whether rows of it may wait for another sheet."""
        return self.rank > 1


_KINDS = (
    Kind(Table.PEOPLE, _("people of the CRM"), 0, for_all=True),
    Kind(Table.STAGES, _("stages of the CRM"), 0, for_all=True),
    Kind(Table.ACCOUNTS, _("accounts"), 1),
    Kind(Table.CONTACTS, _("contacts"), 2),
    Kind(Table.DEALS, _("deals"), 3),
    Kind(Table.SNAPSHOTS, _("deals, week after week"), 3),
    Kind(Table.HISTORY, _("changes of stage"), 4),
    Kind(Table.ACTIVITIES, _("activities"), 4),
    Kind(Table.LINES, _("what the deals are made of"), 4),
    Kind(Table.LINKS, _("which deal belongs to whom"), 5),
    Kind(
        Table.TEAMS,
        _("teams of the CRM"),
        unused=_("Teams are made here, under People; a deal follows its owner’s team"),
    ),
    Kind(
        Table.PIPELINES,
        _("pipelines of the CRM"),
        unused=_("The stages in it say where a deal stands; its pipeline adds nothing"),
    ),
    Kind(
        Table.PRODUCTS,
        _("products"),
        unused=_("What a deal is made of is read from its lines; a price list adds nothing"),
    ),
    Kind(
        Table.LEADS,
        _("leads"),
        unused=_("The desk begins with deals; where one came from stands in the deal’s own row"),
    ),
    Kind(Table.UNKNOWN, _("not known yet")),
)
KINDS: dict[str, Kind] = {kind.table.value: kind for kind in _KINDS}
"""By the name of the table."""
CHOICES = tuple(kind for kind in _KINDS if not kind.unused and kind.table is not Table.UNKNOWN)
"""What somebody may say that a sheet is."""


def kind_of(table: str) -> Kind:
    """What becomes of a table."""
    return KINDS.get(table, KINDS[Table.UNKNOWN.value])
