"""The room of the pipeline, as Django knows it."""

from datetime import timedelta
from typing import override

from django.apps import AppConfig
from django.db.models import Q

from ridealong.report.words import _


class PipelineConfig(AppConfig):
    """Frameworks, deals, gate evidence, imports from a CRM, plans."""

    name = "ridealong.web.pipeline"
    label = "pipeline"

    @override
    def ready(self) -> None:
        """Follow what is said about calls, and make known what is done regularly."""
        from django.db.models.signals import post_save  # noqa: PLC0415  # with the tables

        from ridealong.web.calls.analysing.told import new_word  # noqa: PLC0415  # needs the tables
        from ridealong.web.calls.models import Call  # noqa: PLC0415
        from ridealong.web.jobs import chores, kinds  # noqa: PLC0415
        from ridealong.web.pipeline.gates import following  # noqa: PLC0415

        new_word.connect(following.on_new_word, dispatch_uid="deals follow")
        post_save.connect(following.on_saved, sender=Call, dispatch_uid="deals follow")
        room = "ridealong.web.pipeline"
        kinds.register(
            kinds.Kind(
                name="sheet",
                model="pipeline.CrmImport",
                task=f"{room}.tasks.load_sheet",
                says=_("sheets of a CRM on their way in"),
                thing=lambda row: _("sheet {number}").format(number=row.pk),
                keeps=Q(stage="mapping") | Q(on_hold__gt=0),
            )
        )
        chores.register(
            chores.Chore(
                "teams of deals",
                f"{room}.incoming.teams.follow_owners",
                timedelta(minutes=10),
                _("Puts open deals into the team in which their owner is"),
            ),
            chores.Chore(
                following.AFTER_IMPORT,
                f"{room}.gates.following.after_import",
                timedelta(minutes=1),
                _("Links calls to the deals of an import, and proposes evidence for their gates"),
            ),
            chores.Chore(
                following.DAILY,
                f"{room}.gates.following.every_open",
                timedelta(hours=24),
                _("Looks through all open deals for calls and evidence that were missed"),
            ),
            chores.Chore(
                "pipelines",
                f"{room}.shapes.weeks.roll_up",
                timedelta(hours=24),
                _("Counts what is usual in each pipeline, and finds what is worth a question"),
            ),
            chores.Chore(
                "what comparable deals say",
                f"{room}.deals.forecasting.write_down",
                timedelta(hours=24),
                _("Writes down for each open deal what comparable deals came to"),
            ),
        )
