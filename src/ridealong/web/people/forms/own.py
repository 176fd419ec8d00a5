"""What people say about themselves: on the account page, and when they come in."""

from typing import Any, override

from django import forms

from ridealong.report.words import _
from ridealong.web.people.forms.fields import (
    MailField,
    NameField,
    NewPasswordField,
    ZoneField,
    check_password,
)
from ridealong.web.people.models import Grant, Person, Role
from ridealong.web.people.viewer import PEERS, Viewer


class OwnForm(forms.Form):
    """One's own name and time zone."""

    name = NameField(own=True)
    time_zone = ZoneField()


class ReaderForm(forms.Form):
    """Whom one lets read one's talks."""

    peer = forms.ModelChoiceField(
        label=_("Colleague"),
        queryset=Person.objects.none(),
        empty_label=_("Choose a colleague"),
        error_messages={
            "required": _("Choose a colleague."),
            "invalid_choice": _("Choose one of those listed."),
        },
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Person.objects.filter(is_active=True, role__in=PEERS).exclude(pk=viewer.id)
        peer = self.fields["peer"]
        let = Grant.objects.filter(owner=viewer.id, until=None).values("peer")
        peer.queryset = others.exclude(pk__in=let)  # type: ignore[attr-defined]  # it has one


class ComeInForm(forms.Form):
    """Somebody who was invited chooses a password, and says what they are called."""

    name = NameField(own=True)
    time_zone = ZoneField()
    password = NewPasswordField()

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    @override
    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("name", "")
        check_password(self, Person(email=self.person.email, name=name))
        return self.cleaned_data


class FirstForm(forms.Form):
    """The first administrator, and whose desk this is."""

    organisation = forms.CharField(
        label=_("Your organisation"),
        max_length=120,
        error_messages={"required": _("Give it a name.")},
    )
    name = NameField(own=True)
    email = MailField(own=True)
    time_zone = ZoneField()
    password = NewPasswordField()

    @override
    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        person = Person(
            email=said.get("email", ""), name=said.get("name", ""), role=Role.ADMINISTRATOR
        )
        check_password(self, person)
        return said
