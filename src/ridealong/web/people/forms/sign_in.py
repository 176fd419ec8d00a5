"""The forms of the sign-in library, with our labels and nothing written inside the fields."""

from collections.abc import Callable
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as two_step
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from ridealong.report.words import _
from ridealong.web.people.forms.fields import PASSWORD_HINT

_LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Password now"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code"),
    "name": _("Name of the passkey"),
    "passwordless": _("It alone is enough to sign in"),
}
_HINTS = {
    "password1": PASSWORD_HINT,
    "passwordless": _("Then it asks for a fingerprint, a face or a PIN."),
}
_LONGEST = {"login": 254, "email": 254, "code": 20, "name": 100} | dict.fromkeys(
    ("password", "oldpassword", "password1", "password2"), 1000
)


class Plain:
    """Labels stand above fields, in the desk's words; texts have an end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]  # of the form beside
            field.label = _LABELS.get(name, field.label)
            field.help_text = _HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            longest = _LONGEST.get(name)
            if longest:
                field.max_length = longest
                field.validators.append(MaxLengthValidator(longest))
            if name == "code":
                field.widget.attrs["inputmode"] = "numeric"


class SignIn(Plain, account.LoginForm):  # type: ignore[misc]  # the library has no types
    """E-mail address and password."""


class AskForReset(Plain, account.ResetPasswordForm):  # type: ignore[misc]  # the library has no types
    """Where a link for a new password goes."""


class Reset(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]  # the library has no types
    """A new password, by the link."""


class ChangePassword(Plain, account.ChangePasswordForm):  # type: ignore[misc]  # the library has no types
    """A new password, by the one before."""


class SetPassword(Plain, account.SetPasswordForm):  # type: ignore[misc]  # the library has no types
    """The first password of somebody who had none."""


class Reauthenticate(Plain, account.ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """The password once more, before something that matters."""


class EnterCode(Plain, two_step.AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The second step: a code."""


class EnterCodeAgain(Plain, two_step.ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """A code once more, before something that matters."""


class StartCodes(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]  # the library has no types
    """The first code of a new authenticator app."""


class AddPasskey(Plain, passkeys.AddWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A passkey and its name."""

    def clean(self) -> Any:
        """Whatever a browser hands over: what cannot be read is told, and breaks nothing."""
        return understood(super().clean)


class EnterPasskey(passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]  # it has no types
    """The second step: a passkey."""

    def clean_credential(self) -> Any:
        """The passkey that was shown."""
        return understood(super().clean_credential)


class SignInByPasskey(passkeys.LoginWebAuthnForm):  # type: ignore[misc]  # it has no types
    """A passkey that is enough by itself."""

    def clean_credential(self) -> Any:
        """The passkey that was shown."""
        return understood(super().clean_credential)


class EnterPasskeyAgain(passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # no types
    """A passkey once more, before something that matters."""

    def clean_credential(self) -> Any:
        """The passkey that was shown."""
        return understood(super().clean_credential)


def understood(read: Callable[[], Any]) -> Any:
    """Read what a browser hands over as a passkey; anybody can hand over anything there.

    Raises:
        ValidationError: it is no passkey.
    """
    try:
        return read()
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        says = _("The browser sent a passkey that cannot be read. Try once more.")
        raise ValidationError(says) from error


class RenamePasskey(Plain, passkeys.EditWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """Another name for a passkey."""
