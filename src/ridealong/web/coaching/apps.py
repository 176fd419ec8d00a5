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
        from ridealong.web.jobs import chores, kinds  # noqa: PLC0415  # need the tables

        room = "ridealong.web.coaching"
        kinds.register(
            kinds.Kind(
                name="role-play",
                model="coaching.RolePlayHeard",
                task=f"{room}.tasks.hear_role_play",
                says=_("talks with a simulated customer"),
                thing=lambda row: _("role-play {number}").format(number=row.pk),
            )
        )
        chores.register(
            chores.Chore(
                "briefs",
                f"{room}.talks.keeping.prepare_tomorrow",
                timedelta(hours=3),
                _("Writes the briefs of the talks of the next day"),
            ),
            chores.Chore(
                "steps of coaches",
                f"{room}.coach.keeping.note_steps",
                timedelta(hours=24),
                _("Notes which steps of their programme managers have reached by what they did"),
            ),
            chores.Chore(
                "spoken",
                f"{room}.forgetting.forget_old",
                timedelta(hours=6),
                _("Deletes voice notes and role-plays that were kept as long as debriefs are"),
            ),
        )
