"""Begin, change and put away drafts of the process; each change names what it changed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ridealong.process.framework.difference import Change, differences
from ridealong.process.framework.faults import BadFramework
from ridealong.process.framework.model import Framework, Journey
from ridealong.process.framework.yaml import from_plain, load, plain
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import must_draft_process
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline import models
from ridealong.web.pipeline.frameworks.using import State, locked

_MOST_DRAFTS = 20
_MOST_TOLD = 20


def begin(viewer: Viewer, source: models.Framework) -> models.Framework:
    """A draft that begins as another version stands.

    Raises:
        ValidationError: there are too many drafts already.
    """
    must_draft_process(viewer)
    return _new(viewer, Journey(source.journey), source.body, source.name, str(source))


def take_in(viewer: Viewer, text: str, name: str) -> models.Framework:
    """A draft out of a file.

    Raises:
        BadFramework: the file cannot be used; `all` holds everything that is wrong.
        ValidationError: there are too many drafts already.
    """
    must_draft_process(viewer)
    framework = load(text, name)
    body = plain(framework)
    return _new(viewer, framework.journey, body, framework.name, name)


def save(viewer: Viewer, draft: models.Framework, framework: Framework, seen: str) -> None:
    """Put a changed framework in place of what the draft holds.

    Args:
        viewer: who changes it.
        draft: the row.
        framework: what it shall say.
        seen: `fingerprint` of what they looked at when they began to change it.

    Raises:
        ValidationError: it is no draft any more, somebody was quicker, or it cannot be.
    """
    must_draft_process(viewer)
    body = plain(_held(framework))
    with transaction.atomic():
        row = _locked(draft)
        if seen != fingerprint(row.body):
            raise refused(
                _("Somebody has changed this draft since you opened it."),
                _("What you wrote is still here: open the draft once more and add it there."),
            )
        if framework.journey != row.journey:
            raise refused(
                _("A draft stays with its journey."),
                _("Bring the other journey in as a file of its own."),
            )
        changed = differences(from_plain(row.body, str(row)), framework)
        if changed:
            row.body, row.name = body, framework.name
            row.by, row.at = viewer.person, timezone.now()
            row.save(update_fields=["body", "name", "by", "at"])
            record(viewer.person, "framework.changed", row, name=str(row), changed=told(changed))


def put_away(viewer: Viewer, draft: models.Framework) -> None:
    """A draft that is not wanted; it stays readable.

    Raises:
        ValidationError: it is no draft any more.
    """
    must_draft_process(viewer)
    with transaction.atomic():
        row = _locked(draft)
        row.state, row.archived_at = State.ARCHIVED, timezone.now()
        row.save(update_fields=["state", "archived_at"])
        record(viewer.person, "framework.archived", row, name=str(row))


def fingerprint(body: Mapping[str, Any]) -> str:
    """By which it is told whether a draft was changed in between."""
    text = json.dumps(body, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def told(changes: list[Change]) -> list[str]:
    """Where something changed, for the record."""
    places = dict.fromkeys(f"{change.how}: {', '.join(change.where)}" for change in changes)
    return [place[:120] for place in list(places)[:_MOST_TOLD]]


def _held(framework: Framework) -> Framework:
    """The framework, if it can stand as it is."""
    try:
        return from_plain(plain(framework), framework.name)
    except BadFramework as fault:
        raise ValidationError([told_fault(one) for one in fault.all[:8]]) from None


def told_fault(fault: BadFramework) -> str:
    """A fault in a line for a form."""
    return f"{fault.key}: {fault.cause}. {fault.remedy}."


def _new(
    viewer: Viewer, journey: Journey, body: Mapping[str, Any], name: str, source: str
) -> models.Framework:
    with transaction.atomic():
        locked(journey)
        of_journey = models.Framework.objects.filter(journey=journey.value)
        if of_journey.filter(state=State.DRAFT).count() >= _MOST_DRAFTS:
            raise refused(
                _("There are {n} drafts already.").format(n=_MOST_DRAFTS),
                _("Go on with one of them, or put some away."),
            )
        version = (of_journey.aggregate(last=Max("version"))["last"] or 0) + 1
        row = models.Framework.objects.create(
            journey=journey.value, version=version, name=name, body=body, by=viewer.person
        )
        record(viewer.person, "framework.drafted", row, name=str(row), was=source)
    return row


def _locked(draft: models.Framework) -> models.Framework:
    row = models.Framework.objects.select_for_update().get(pk=draft.pk)
    if row.state != State.DRAFT:
        raise refused(
            _("Version {n} is no draft any more.").format(n=row.version),
            _("Begin another draft and make your change there."),
        )
    return row
