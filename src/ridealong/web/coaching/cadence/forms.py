"""The forms of the cadence."""

from typing import Any

from django import forms

from ridealong.report.words import _
from ridealong.web.coaching.cadence.setting import Cadence
from ridealong.web.coaching.models.programme import Kind
from ridealong.web.people.models import Team
from ridealong.web.people.policy import cadence_teams
from ridealong.web.people.viewer import Viewer


class ProgrammeForm(forms.Form):
    """Which talk, in which team, how often."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"))
    kind = forms.ChoiceField(choices=Kind.choices, label=_("Which talk"))
    every_days = forms.IntegerField(
        label=_("Every so many days"), min_value=1, max_value=120, initial=7
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=240, initial=30)

    def __init__(self, viewer: Viewer, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        teams = forms.ModelChoiceField(Team.objects.filter(cadence_teams(viewer)), label=_("Team"))
        self.fields["team"] = teams

    def told(self) -> Cadence:
        """What was asked for."""
        return Cadence(**self.cleaned_data)


class TopicForm(forms.Form):
    """What enablement works on."""

    name = forms.CharField(max_length=120, label=_("Topic"))
    material = forms.URLField(
        max_length=500, required=False, label=_("Where its material is"), assume_scheme="https"
    )
    ends_on = forms.DateField(
        required=False,
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
