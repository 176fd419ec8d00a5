"""The room of coaching, as Django knows it."""

from datetime import timedelta
from typing import override

from django.apps import AppConfig

from ridealong.report.words import _


class CoachingConfig(AppConfig):
    """Debriefs, talks, what is agreed and practised."""

    name = "ridealong.web.coaching"
    label = "coaching"

    @override
    def ready(self) -> None:
        """Make known what is done regularly."""
        from ridealong.web.jobs import chores  # noqa: PLC0415  # needs the tables

        chores.register(
            chores.Chore(
                "briefs",
                "ridealong.web.coaching.talks.keeping.prepare_tomorrow",
                timedelta(hours=3),
                _("Writes the briefs of the talks of the next day"),
            ),
        )
