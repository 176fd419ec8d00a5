"""The room of calls, as Django knows it."""

from datetime import timedelta
from typing import override

from django.apps import AppConfig
from django.conf import settings
from django.db.models import Q

from ridealong.report.words import _


class CallsConfig(AppConfig):
    """Conversations, their analyses, comments, corrections, imports."""

    name = "ridealong.web.calls"
    label = "calls"

    @override
    def ready(self) -> None:
        """Tell the workers what there is to do for calls."""
        from ridealong.web.calls.lists import index  # noqa: PLC0415  # needs the tables
        from ridealong.web.jobs import chores, kinds  # noqa: PLC0415  # need the tables

        index.connect()
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
        kinds.register(
            kinds.Kind(
                name="file",
                model="calls.ImportItem",
                task=f"{room}.tasks.read_file",
                says=_("files on their way in"),
                thing=lambda row: _("file {number}").format(number=row.pk),
            )
        )
        chores.register(
            chores.Chore(
                "search index",
                f"{room}.lists.index.tidy",
                timedelta(hours=24),
                _("The words of new calls can be searched, those of deleted calls are gone"),
            ),
            chores.Chore("outdated", f"{room}.analysing.outdated.look_again", timedelta(seconds=5)),
            chores.Chore(
                "retention",
                f"{room}.keeping.retention.forget_old",
                timedelta(hours=24),
                _("Deletes calls that were kept as long as the organisation says"),
            ),
            chores.Chore(
                "spool",
                f"{room}.incoming.spool.tidy",
                timedelta(hours=1),
                _("Removes what uploads that were cut off left behind"),
            ),
            chores.Chore(
                "retention",
                f"{room}.keeping.retention.forget_old",
                timedelta(days=1),
                _("Deletes calls that were kept as long as the organisation says"),
            ),
            chores.Chore(
                "consent",
                f"{room}.repair.consent.apply_setting",
                timedelta(minutes=10),
                _("Lets go of calls that wait for consent when none is asked for any more"),
            ),
        )
        if settings.WATCH is not None:
            chores.register(
                chores.Chore(
                    "watched folder",
                    f"{room}.incoming.watch.look_around",
                    timedelta(seconds=3),
                    _("Takes transcripts out of the watched folder"),
                )
            )
