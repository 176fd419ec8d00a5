"""What the sign-in library tells of goes into the record: who came in, who changed their keys."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from ridealong.web.audit.record import record
from ridealong.web.people.models import Invitation, Person
from ridealong.web.people.sessions import end_sessions

_SAID: dict[Signal, str] = {
    user_logged_in: "person.signed_in",
    password_changed: "password.changed",
    password_set: "password.changed",
    password_reset: "password.changed",
    authenticator_added: "two_step.added",
    authenticator_removed: "two_step.removed",
}


def connect() -> None:
    """Listen, from the start of Django on."""
    for signal, action in _SAID.items():
        signal.connect(
            _written_down(action), weak=False, dispatch_uid=f"record {action} {id(signal)}"
        )
    for signal in (password_changed, password_set, password_reset):
        signal.connect(_end_others, dispatch_uid=f"end others {id(signal)}")
    password_reset.connect(_spend_invitation, dispatch_uid="spend invitation")


def _written_down(action: str) -> Any:
    def write(user: Person, **told: Any) -> None:
        authenticator = told.get("authenticator")
        kinds = {"kind": str(authenticator.type)} if authenticator else {}
        record(user, action, user, about=user, **kinds)

    return write


def _end_others(user: Person, request: HttpRequest, **_told: Any) -> None:
    """A new password ends every session but the one in which it was chosen."""
    end_sessions(user, but=request.session.session_key or "")


def _spend_invitation(user: Person, **_told: Any) -> None:
    """Whoever has chosen a password by mail needs no invitation any more."""
    Invitation.objects.filter(person=user, accepted_at=None).update(accepted_at=timezone.now())
