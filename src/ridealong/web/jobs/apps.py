"""The room of jobs, as Django knows it."""

from datetime import timedelta
from typing import override

from django.apps import AppConfig

from ridealong.report.words import _


class JobsConfig(AppConfig):
    """Leases, the sweep, workers and their chores."""

    name = "ridealong.web.jobs"
    label = "jobs"

    @override
    def ready(self) -> None:
        """Make known what every worker does beside its work."""
        from ridealong.web.jobs import chores  # noqa: PLC0415  # needs the tables

        room, second = "ridealong.web.jobs", timedelta(seconds=1)
        chores.register(
            chores.Chore("beat", f"{room}.signs.beat", 10 * second),
            chores.Chore("renew", f"{room}.lease.renew_held", 20 * second),
            chores.Chore("release", f"{room}.alive.release_the_dead", 5 * second),
            chores.Chore("sweep", f"{room}.sweep.sweep", 2 * second),
            chores.Chore(
                "tidy",
                f"{room}.tidying.tidy",
                timedelta(hours=6),
                _("Clears away old tasks, and sessions that ran out"),
            ),
        )
