"""Deals that came in under a CRM's own word for a stage, once it is known what the word means."""

from ridealong.web.pipeline.incoming.stages import Stages
from ridealong.web.pipeline.incoming.staging import execute, table_of
from ridealong.web.pipeline.models import Deal, StageEntry

_DEAL, _ENTRY = table_of(Deal), table_of(StageEntry)


def retell(stages: Stages) -> None:
    """Put the stage of the process where the word was; saying it twice changes nothing."""
    keys = {stage.key for stage in stages.framework.stages} | {""}
    for label in set(Deal.objects.order_by().values_list("stage", flat=True).distinct()) - keys:
        _deals(label, stages)
    entered = StageEntry.objects.order_by().values_list("stage", flat=True).distinct()
    for label in set(entered) - keys:
        _entries(label, stages)


def _deals(label: str, stages: Stages) -> None:
    meant, name = stages.meant(label), stages.name(label)
    if meant.stage == label:
        return
    rows = Deal.objects.filter(stage=label)
    rows.filter(crm_stage=label).update(crm_stage=name[:120])
    if meant.outcome:
        rows.filter(outcome=Deal.Outcome.OPEN).update(outcome=meant.outcome)
    rows.update(stage=meant.stage)


def _entries(label: str, stages: Stages) -> None:
    meant = stages.meant(label).stage
    if meant == label:
        return
    if meant:
        there = f"SELECT 1 FROM {_ENTRY} AS o WHERE o.deal_id = e.deal_id AND o.stage = %s"
        there += ' AND o."on" = e."on"'
        execute(
            f"UPDATE {_ENTRY} AS e SET stage = %s WHERE stage = %s AND NOT EXISTS ({there})",
            (meant, label, meant),
        )
    StageEntry.objects.filter(stage=label).delete()
