"""The room of desks, as Django knows it."""

from datetime import timedelta
from typing import override

from django.apps import AppConfig

from ridealong.report.words import _


class DeskConfig(AppConfig):
    """Landing pages."""

    name = "ridealong.web.desk"
    label = "desk"

    @override
    def ready(self) -> None:
        """Make known what is done regularly."""
        from ridealong.web.jobs import chores  # noqa: PLC0415  # needs the tables

        chores.register(
            chores.Chore(
                "calls to action",
                "ridealong.web.desk.calls_to_action.note_all",
                timedelta(hours=24),
                _("Notes which talks were worth having, for whoever leads the team alone"),
            )
        )
