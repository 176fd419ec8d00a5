"""How signing in works here: nobody signs up by themselves, an invitation brings people in.

What the sign-in library says is said in our words, and its mails never break a page.
"""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar, override

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.people.models import Person

_LOG = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Signing up is closed; what fails says what to do."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask your administrator."),
        "email_password_mismatch": _(
            "E-mail address and password do not belong together. Look at both once more."
        ),
        "enter_current_password": _("This is not your password. Type the one you have now."),
        "incorrect_password": _("This is not your password. Type it once more."),
        "incorrect_code": _(
            "This code does not hold. It is good for a minute at most: type the next one."
        ),
        "invalid_or_expired_key": _("This link is too old. Ask for another one."),
        "invalid_login": _(
            "E-mail address and password do not belong together. Look at both once more."
        ),
        "invalid_password_reset": _("This link is too old. Ask for another one."),
        "too_many_login_attempts": _(
            "There were too many attempts. Wait five minutes, then try once more."
        ),
        "rate_limited": _("There were too many attempts. Wait five minutes, then try once more."),
    }

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    @override
    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        person = Person.objects.filter(email__iexact=credentials.get("email") or "").first()
        if person:
            record(None, "person.not_signed_in", person, about=person)

    @override
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail that does not go is written down; the page says the same to everybody."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            _LOG.error("A mail (%s) could not be sent: %s", template_prefix, error)


class TwoStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Authenticator apps, passkeys and codes, in our words."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Adapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
    }

    @override
    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey {n}").format(n=known + 1)

    @override
    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Ridealong"}
