"""Fields that several forms share: a name, a day, a time zone, a new password."""

from collections.abc import Sequence
from functools import cache
from typing import Any, override

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from ridealong.report.words import _
from ridealong.web.people.models import Person, time_zones

PASSWORD_HINT = _("At least 12 characters, none of the usual ones, and not your name.")
_NO_DAY = _("This is no day. Give it as 2026-11-30.")
_AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def zones() -> Sequence[str]:
    """The time zones that people live in, in order of name."""
    return ("UTC", *sorted(z for z in time_zones() if z.partition("/")[0] in _AREAS))


class NameField(forms.CharField):
    """The name of a person."""

    def __init__(self, *, own: bool = False, **options: Any) -> None:
        """A name; `own` of whoever fills it in, which the browser may do for them."""
        super().__init__(
            label=_("Name"),
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "name" if own else "off"}),
            error_messages={"required": _("Give the name that colleagues know.")},
            **options,
        )

    @override
    def clean(self, value: Any) -> Any:
        """Without line breaks and doubled spaces."""
        name = " ".join(super().clean(value).split())
        if not any(sign.isalnum() for sign in name):
            raise ValidationError(_("Give the name that colleagues know."))
        return name


class ZoneField(forms.CharField):
    """A time zone; the template offers `zones`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Time zone"),
            max_length=64,
            error_messages={"required": _("Choose a time zone, such as Europe/Berlin.")},
            **options,
        )
        self.zones = zones()

    @override
    def clean(self, value: Any) -> Any:
        zone = super().clean(value)
        if zone not in time_zones():
            raise ValidationError(
                _("There is no time zone of this name. Choose one, such as Europe/Berlin.")
            )
        return zone


class DayField(forms.DateField):
    """A day, as browsers send it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d"],
            error_messages={
                "invalid": _NO_DAY,
                "required": _("Say from which day."),
            },
            **options,
        )

    @override
    def clean(self, value: Any) -> Any:
        """A day of our times; those at the ends of the calendar cannot be reckoned with."""
        day = super().clean(value)
        if day and not 1970 <= day.year <= 2200:
            raise ValidationError(_NO_DAY)
        return day


class MailField(forms.EmailField):
    """An address of one person, in small letters."""

    def __init__(self, *, own: bool = False, **options: Any) -> None:
        """An address; `own` of whoever fills it in, which the browser may do for them."""
        super().__init__(
            label=_("E-mail address"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "username" if own else "off"}),
            error_messages={
                "required": _("Give an e-mail address."),
                "invalid": _("This is no e-mail address. Give one such as rita@example.com."),
            },
            **options,
        )

    @override
    def clean(self, value: Any) -> Any:
        return super().clean(value).lower()


class NewPasswordField(forms.CharField):
    """A password that is chosen now."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Password"),
            strip=False,
            max_length=1000,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            help_text=PASSWORD_HINT,
            error_messages={"required": _("Choose a password.")},
            **options,
        )


def check_password(form: forms.Form, person: Person) -> None:
    """Tell what is wrong with the password that somebody chooses."""
    password = form.cleaned_data.get("password")
    if password:
        try:
            validate_password(password, person)
        except ValidationError as error:
            form.add_error("password", error)
