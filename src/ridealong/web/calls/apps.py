"""The room of calls, as Django knows it."""

from datetime import timedelta
from typing import override

from django.apps import AppConfig
from django.db.models import Q

from ridealong.report.words import _


class CallsConfig(AppConfig):
    """Conversations, their analyses, comments, corrections, imports."""

    name = "ridealong.web.calls"
    label = "calls"

    @override
    def ready(self) -> None:
        """Tell the workers what there is to do for calls."""
        from ridealong.web.jobs import chores, kinds  # noqa: PLC0415  # need the tables

        room = "ridealong.web.calls"
        kinds.register(
            kinds.Kind(
                name="analysis",
                model="calls.Analysis",
                task=f"{room}.tasks.analyse",
                says=_("analyses of calls"),
                thing=lambda row: _("call {number}").format(number=row.pk),
                again=Q(result__isnull=False),
            )
        )
        chores.register(
            chores.Chore(
                "outdated", f"{room}.analysing.outdated.look_again", timedelta(seconds=5)
            ),
        )
