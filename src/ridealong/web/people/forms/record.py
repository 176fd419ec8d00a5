"""Which entries of the record somebody looks for; it stands in the address."""

from datetime import date, datetime, time, timedelta
from typing import Any, override

from django import forms
from django.utils import timezone

from ridealong.report.words import _
from ridealong.web.audit.look_up import Wanted
from ridealong.web.audit.words import ACTIONS
from ridealong.web.people.forms.fields import DayField
from ridealong.web.people.models import Person


class RecordFilter(forms.Form):
    """Who, what, about whom, from when until when."""

    who = forms.ModelChoiceField(
        label=_("Who"), queryset=Person.objects.all(), required=False, empty_label=_("Anybody")
    )
    action = forms.ChoiceField(label=_("Did"), required=False)
    about = forms.ModelChoiceField(
        label=_("About"), queryset=Person.objects.all(), required=False, empty_label=_("Anybody")
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        action = self.fields["action"]
        action.choices = [  # type: ignore[attr-defined]  # of this field's own kind
            ("", _("Anything")),
            *sorted(ACTIONS.items(), key=lambda a: a[1]),
        ]

    @override
    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day lies before the first. Turn them round."))
        return self.cleaned_data

    def wanted(self) -> Wanted:
        """What was asked for, once it holds; days are those of whoever looks."""
        said = self.cleaned_data
        until = said["until"]
        return Wanted(
            who=said["who"].pk if said["who"] else None,
            about=said["about"].pk if said["about"] else None,
            action=said["action"],
            since=_began(said["since"]) if said["since"] else None,
            until=_began(until) + timedelta(days=1) if until else None,
        )

    def says(self) -> str:
        """The filters in a line, for the record."""
        said = self.cleaned_data
        told = [f"{name}: {value}" for name, value in said.items() if value]
        return ", ".join(told)


def _began(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def number(text: str) -> int | None:
    """A key in an address; None where it is none."""
    return int(text) if text.isdecimal() and len(text) <= 18 else None
