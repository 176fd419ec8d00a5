"""Deals that the CRM marks as deleted go here as well, unless people have written about them.

What somebody committed to, accepted or entered is theirs, and no mark of another system takes it
away: such a deal stays, and the import says so.
"""

from collections.abc import Collection
from itertools import batched

from django.db.models import Exists, OuterRef, Q

from ridealong.process.sheets import Refusal
from ridealong.report.words import _
from ridealong.web.pipeline.incoming.context import Context
from ridealong.web.pipeline.models import Commit, Deal, GateEvidence, SharedContent

_AT_ONCE = 500
_TOLD = 160


def remove_deals(crm_ids: Collection[str], context: Context) -> int:
    """Take deals out that the CRM has deleted; says how many were there."""
    return sum(_some(list(part), context) for part in batched(sorted(crm_ids), _AT_ONCE))


def _some(crm_ids: list[str], context: Context) -> int:
    rows = Deal.objects.filter(crm_id__in=crm_ids)
    if context.owners.allowed is not None:
        rows = rows.filter(owner__in=context.owners.allowed)
    by_people = ~Q(state=GateEvidence.State.PROPOSED) | Q(entered_by__isnull=False)
    evidence = GateEvidence.objects.filter(by_people, deal=OuterRef("pk"))
    written = (
        Q(Exists(Commit.objects.filter(deal=OuterRef("pk"))))
        | Q(Exists(evidence))
        | Q(Exists(SharedContent.objects.filter(deal=OuterRef("pk"), by__isnull=False)))
    )
    for crm_id in rows.filter(written).values_list("crm_id", flat=True):
        context.refused(
            Refusal(
                0,
                "",
                str(crm_id)[:_TOLD],
                _("is deleted in the CRM and stays here, since people have written about it"),
                _("Nothing needs to be done"),
                kept=True,
            )
        )
    return rows.exclude(written).delete()[1].get("pipeline.Deal", 0)
