"""What follows for deals from the stages that they entered, after either of the two came in.

It says the same whichever came first, and saying it twice changes nothing.
"""

from ridealong.process.model import Outcome
from ridealong.web.pipeline.incoming.stages import Stages
from ridealong.web.pipeline.incoming.staging import differs, execute, fetch, quote, table_of
from ridealong.web.pipeline.models import Deal, StageEntry

_OPEN = f"'{Outcome.OPEN.value}'"
_DEAL, _ENTRY, _ON = table_of(Deal), table_of(StageEntry), quote("on")


def settle(deals: str, stages: Stages) -> None:
    """Bring deals in line with their entries, and with themselves.

    Args:
        deals: a query of their numbers.
        stages: what labels mean.
    """
    execute(
        f"UPDATE {_DEAL} SET closed_on = NULL "  # our own names, here and below
        f"WHERE outcome = {_OPEN} AND closed_on IS NOT NULL AND id IN ({deals})"
    )
    _stand(deals, stages)
    _since(deals)
    _seen_from(deals)


def _stand(deals: str, stages: Stages) -> None:
    """A closed deal stands where it stood last; so does one whose sheet names no stage."""
    closed = fetch(f"SELECT DISTINCT crm_stage FROM {_DEAL} WHERE outcome <> {_OPEN}")
    ends = [label for (label,) in closed if not stages.meant(label).stage]
    marks = ", ".join(["%s"] * len(ends)) or "NULL"
    last = (
        f"SELECT deal_id, stage FROM (SELECT e.deal_id, e.stage, ROW_NUMBER() OVER "
        f"(PARTITION BY e.deal_id ORDER BY e.{_ON} DESC, e.id DESC) AS n "
        f"FROM {_ENTRY} AS e JOIN {_DEAL} AS d ON d.id = e.deal_id WHERE d.id IN ({deals})"
        ") AS x WHERE n = 1"
    )
    execute(
        f"UPDATE {_DEAL} AS m SET stage = e.stage FROM ({last}) AS e WHERE m.id = e.deal_id "
        f"AND m.stage <> e.stage AND (m.stage = '' OR "
        f"(m.outcome <> {_OPEN} AND m.crm_stage IN ({marks})))",
        ends,
    )


def _since(deals: str) -> None:
    """When it entered the stage in which it stands."""
    entered = (
        f"SELECT e.deal_id, MAX(e.{_ON}) AS since FROM {_ENTRY} AS e "
        f"JOIN {_DEAL} AS d ON d.id = e.deal_id AND d.stage = e.stage "
        f"WHERE d.id IN ({deals}) GROUP BY e.deal_id"
    )
    execute(
        f"UPDATE {_DEAL} AS m SET entered_on = e.since FROM ({entered}) AS e "
        f"WHERE m.id = e.deal_id AND {differs('m.entered_on', 'e.since')}"
    )


def _seen_from(deals: str) -> None:
    """From when on its stage changes were kept."""
    first = (
        f"SELECT e.deal_id, MIN(e.{_ON}) AS began FROM {_ENTRY} AS e "
        f"JOIN {_DEAL} AS d ON d.id = e.deal_id WHERE d.id IN ({deals}) GROUP BY e.deal_id"
    )
    execute(
        f"UPDATE {_DEAL} AS m SET seen_from = e.began FROM ({first}) AS e "
        "WHERE m.id = e.deal_id AND (m.seen_from IS NULL OR m.seen_from > e.began)"
    )
