"""What everybody changes about themselves."""

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.web.audit.record import record
from ridealong.web.people.models import Alias
from ridealong.web.people.sessions import end_sessions
from ridealong.web.people.viewer import Viewer


def change_own(viewer: Viewer, name: str, time_zone: str) -> None:
    """One's own name and time zone."""
    person = viewer.person
    told = {"name": name, "time_zone": time_zone}
    changed = [field for field, value in told.items() if getattr(person, field) != value]
    if not changed:
        return
    with transaction.atomic():
        for field in changed:
            setattr(person, field, told[field])
        person.full_clean(exclude=["password"])
        person.save(update_fields=changed)
        record(person, "person.changed", person, about=person, changed=changed)


def forget_alias(viewer: Viewer, alias: Alias) -> None:
    """A recorder's name for oneself is forgotten; the next call of that name asks again.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    if alias.person_id != viewer.id:
        raise PermissionDenied
    with transaction.atomic():
        record(viewer.person, "alias.forgotten", alias, about=viewer.person, kind=alias.kind)
        alias.delete()


def end_session(viewer: Viewer, session: UserSession) -> None:
    """Sign oneself out in one place.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    if session.user_id != viewer.id:
        raise PermissionDenied
    with transaction.atomic():
        record(viewer.person, "session.ended", f"session {session.pk}", about=viewer.person)
        session.end()


def end_other_sessions(viewer: Viewer, here: str) -> int:
    """Sign oneself out everywhere but here; says in how many places that was."""
    with transaction.atomic():
        ended = end_sessions(viewer.person, but=here)
        if ended:
            record(viewer.person, "session.ended", about=viewer.person, sessions_ended=ended)
    return ended
