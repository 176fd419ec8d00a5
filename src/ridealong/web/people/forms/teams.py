"""What administrators say about a team, and about the organisation."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from ridealong.conversation import Kind
from ridealong.conversation.us import FREE_MAIL
from ridealong.report.words import _, kind_words
from ridealong.web.people.actions.organisation import OrganisationAs
from ridealong.web.people.actions.teams import TeamAs
from ridealong.web.people.forms.people import TeamField
from ridealong.web.people.models import Organisation, Team

_DOMAIN = re.compile(r"(?=.{4,120}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.ASCII)


class TeamForm(forms.Form):
    """A team, and where it hangs."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        error_messages={"required": _("Give the team a name.")},
    )
    parent = TeamField(label=_("Part of"), required=False, empty_label=_("No other team"))
    serves = forms.BooleanField(
        label=_("A service team"),
        required=False,
        help_text=_("Its talks are service calls, which are never measured by length or number."),
    )

    def clean_name(self) -> str:
        """Without line breaks and doubled spaces."""
        return " ".join(self.cleaned_data["name"].split())

    def told(self) -> TeamAs:
        """What was said, once it holds."""
        said = self.cleaned_data
        return TeamAs(said["name"], said["parent"], said["serves"])

    @classmethod
    def of(cls, team: Team) -> "TeamForm":
        """With what holds now."""
        return cls(initial={"name": team.name, "parent": team.parent_id, "serves": team.serves})


class OrganisationForm(forms.Form):
    """What holds for everybody here."""

    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Give it a name.")}
    )
    domains = forms.CharField(
        label=_("Our e-mail domains"),
        max_length=400,
        required=False,
        help_text=_("With spaces between. Who writes from there is on our side of a call."),
    )
    manager_after_h = forms.IntegerField(
        label=_("Hours before a manager sees a call"),
        min_value=0,
        max_value=336,
        help_text=_("The owner’s own debrief ends the wait. Holds for calls from now on."),
        error_messages={
            "required": _("Give hours, from 0 to 336."),
            "invalid": _("Give whole hours, from 0 to 336."),
            "min_value": _("Give hours, from 0 to 336."),
            "max_value": _("Give hours, from 0 to 336: two weeks."),
        },
    )
    consent_needed = forms.BooleanField(
        label=_("A call waits until somebody has written down that the customer agreed"),
        required=False,
        help_text=_("Until then nobody reads it. Holds for calls from now on."),
    )
    kinds: ClassVar[tuple[Kind, ...]] = tuple(Kind)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in self.kinds:
            self.fields[f"keep_{kind.value}"] = _days(kind)

    def clean_domains(self) -> str:
        """In small letters, each once."""
        said = self.cleaned_data["domains"].lower().replace(",", " ").replace("@", " ").split()
        for domain in said:
            if not _DOMAIN.fullmatch(domain):
                raise ValidationError(
                    _("{domain} is no domain. Give one such as example.com.").format(
                        domain=domain[:60]
                    )
                )
            if domain in FREE_MAIL:
                raise ValidationError(
                    _("Everybody may have an address at {domain}. Leave it out.").format(
                        domain=domain
                    )
                )
        return " ".join(dict.fromkeys(said))

    def told(self) -> OrganisationAs:
        """What was said, once it holds."""
        said = self.cleaned_data
        days = {k.value: said[f"keep_{k.value}"] for k in self.kinds}
        return OrganisationAs(
            name=" ".join(said["name"].split()),
            domains=said["domains"],
            manager_after_h=said["manager_after_h"],
            consent_needed=said["consent_needed"],
            keep_days={kind: n for kind, n in days.items() if n},
        )

    @classmethod
    def of(cls, held: Organisation) -> "OrganisationForm":
        """With what holds now."""
        days = {f"keep_{k.value}": held.keep_days.get(k.value) for k in cls.kinds}
        names = ("name", "domains", "manager_after_h", "consent_needed")
        return cls(initial={**{n: getattr(held, n) for n in names}, **days})


def _days(kind: Kind) -> forms.IntegerField:
    says = _("Give whole days, from 1 to 3650, or nothing to keep them.")
    return forms.IntegerField(
        label=kind_words(kind),
        min_value=1,
        max_value=3650,
        required=False,
        error_messages={"invalid": says, "min_value": says, "max_value": says},
    )
