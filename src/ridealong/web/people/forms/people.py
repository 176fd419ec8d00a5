"""What administrators say about people: who comes in, who they are, where they belong."""

from typing import Any, override

from django import forms

from ridealong.report.words import _
from ridealong.web.people.actions.changing import Changed
from ridealong.web.people.actions.inviting import Newcomer
from ridealong.web.people.forms.fields import DayField, MailField, NameField, ZoneField
from ridealong.web.people.models import Role, Team

_ROLES = [(role.value, role.label) for role in Role]
_CHOOSE = {"required": _("Choose one."), "invalid_choice": _("Choose one of those listed.")}


class TeamField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not at run time
    """One of the teams."""

    def __init__(self, **options: Any) -> None:
        options = {"label": _("Team"), "empty_label": _("Choose a team")} | options
        super().__init__(queryset=Team.objects.all(), error_messages=_CHOOSE, **options)


class InviteForm(forms.Form):
    """Somebody who is to come in."""

    name = NameField()
    email = MailField()
    role = forms.ChoiceField(label=_("Role"), choices=_ROLES, error_messages=_CHOOSE)
    team = TeamField(required=False, empty_label=_("None yet"))
    leads = forms.BooleanField(label=_("Leads this team"), required=False)
    time_zone = ZoneField()

    @override
    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("leads") and not self.cleaned_data.get("team"):
            self.add_error("team", _("Choose the team that they lead."))
        return self.cleaned_data

    def newcomer(self) -> Newcomer:
        """What was said, once it holds."""
        said = self.cleaned_data
        return Newcomer(
            name=said["name"],
            email=said["email"],
            role=Role(said["role"]),
            time_zone=said["time_zone"],
            team=said["team"],
            leads=said["leads"],
        )


class PersonForm(forms.Form):
    """Who somebody is."""

    name = NameField()
    email = MailField()
    role = forms.ChoiceField(label=_("Role"), choices=_ROLES, error_messages=_CHOOSE)
    time_zone = ZoneField()

    def changed(self) -> Changed:
        """What was said, once it holds."""
        said = self.cleaned_data
        return Changed(said["name"], said["email"], Role(said["role"]), said["time_zone"])


class PlaceForm(forms.Form):
    """In which team from which day on, or which one is led."""

    prefix = "place"
    team = TeamField()
    since = DayField(label=_("From"))
    leads = forms.ChoiceField(
        label=_("As"),
        choices=[("", _("a member")), ("leads", _("its lead"))],
        required=False,
    )


class UntilForm(forms.Form):
    """Until which day something holds."""

    until = DayField(label=_("Until"))


class WhyForm(forms.Form):
    """Why something is done; it goes into the record."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        error_messages={"required": _("Say why. It goes into the record.")},
    )


class PeopleFilter(forms.Form):
    """Which people a list shows."""

    name = forms.CharField(label=_("Name or address"), required=False, max_length=120)
    left = forms.BooleanField(label=_("Also those who have left"), required=False)
    after = forms.CharField(required=False, max_length=160, widget=forms.HiddenInput)

    def after_key(self) -> tuple[str, int] | None:
        """The last name and number of the page before."""
        number, _comma, name = self.cleaned_data["after"].partition(",")
        if not number.isdecimal() or len(number) > 18:
            return None
        return name, int(number)
