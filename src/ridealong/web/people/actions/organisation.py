"""Change what holds for everybody here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from ridealong.web.audit.record import record
from ridealong.web.people.models import Organisation
from ridealong.web.people.policy import must_run
from ridealong.web.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OrganisationAs:
    """What an administrator says about the organisation."""

    name: str
    domains: str
    manager_after_h: int
    consent_needed: bool
    keep_days: Mapping[str, int]


def change_organisation(viewer: Viewer, to: OrganisationAs) -> Organisation:
    """Change it; hours and consent hold for calls that come in from now on."""
    must_run(viewer)
    with transaction.atomic():
        Organisation.get()
        held = Organisation.objects.select_for_update().get(pk=1)
        changed: list[str] = []
        for field in OrganisationAs.__dataclass_fields__:
            before, now = getattr(held, field), getattr(to, field)
            if before != now:
                changed.append(f"{field}: {before or '–'} → {now or '–'}")
                setattr(held, field, now)
        if changed:
            held.save()
            record(viewer.person, "organisation.changed", changed=changed)
    return held
