"""Put a draft in place of the process in use; the one before stays, for the deals under it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ridealong.process.framework.check import stops
from ridealong.process.framework.difference import differences
from ridealong.process.framework.model import Journey
from ridealong.process.framework.yaml import from_plain
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import must_publish_process
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline import models
from ridealong.web.pipeline.frameworks.drafting import fingerprint, told
from ridealong.web.pipeline.frameworks.using import State, in_use, locked


def publish(viewer: Viewer, draft: models.Framework, note: str, seen: str) -> None:
    """From now on new deals are run under this version; those that are open keep theirs.

    Args:
        viewer: who decides it.
        draft: the row.
        note: what changed, in their own words.
        seen: `fingerprint` of the draft as they read it.

    Raises:
        ValidationError: something is missing, or the draft is not what they have read.
    """
    must_publish_process(viewer)
    journey = Journey(draft.journey)
    with transaction.atomic():
        locked(journey)
        before = in_use(journey)
        row = models.Framework.objects.select_for_update().get(pk=draft.pk)
        _must_hold(row, seen)
        changed = differences(from_plain(before.body, ""), from_plain(row.body, ""))
        _replace(before, row, note, viewer)
        record(
            viewer.person,
            "framework.published",
            row,
            why=note,
            name=str(row),
            was=str(before),
            changed=told(changed),
        )


def _replace(before: models.Framework, row: models.Framework, note: str, viewer: Viewer) -> None:
    """The one before first: two are never in use at once."""
    now = timezone.now()
    before.state, before.archived_at = State.ARCHIVED, now
    before.save(update_fields=["state", "archived_at"])
    row.state, row.published_at, row.note, row.by = State.PUBLISHED, now, note, viewer.person
    row.save(update_fields=["state", "published_at", "note", "by"])


def _must_hold(row: models.Framework, seen: str) -> None:
    if row.state != State.DRAFT:
        raise refused(
            _("Version {n} is no draft any more.").format(n=row.version),
            _("Look at the versions."),
        )
    if seen != fingerprint(row.body):
        raise refused(
            _("The draft has been changed since you read it."), _("Read what is new, then decide.")
        )
    if missing := stops(from_plain(row.body, str(row))):
        raise ValidationError([f"{one.says} {one.remedy}" for one in missing])
