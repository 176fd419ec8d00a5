"""Forms of what somebody takes on, of goals, and of a team's way of working."""

from typing import Any

from django import forms
from django.utils import timezone

from ridealong.coaching.behaviours import FOLLOWED
from ridealong.coaching.commitments import followable, offered
from ridealong.report.words import _
from ridealong.web.coaching.plans.agreeing import LONGEST
from ridealong.web.coaching.plans.seen import kind_of
from ridealong.web.people.models import Person, Team
from ridealong.web.people.viewer import Viewer

_MOST_TARGET = 1000
_NUMBER = {"invalid": _("Give a number.")}
_DAY = {"invalid": _("Give a day, 2026-11-30.")}


def _text(label: str, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=LONGEST, required=False, widget=widget, **more)


def _day(label: str, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, error_messages=_DAY)


class TakeOnForm(forms.Form):
    """One thing that somebody will do."""

    says = _text(_("In their own words"), rows=2)
    follows = forms.ChoiceField(
        label=_("Seen in"),
        required=False,
        error_messages={"invalid_choice": _("This cannot be followed. Choose one of the list.")},
    )
    target = forms.FloatField(
        label=_("To"),
        required=False,
        min_value=0,
        max_value=_MOST_TARGET,
        error_messages=_NUMBER,
        help_text=_("Per cent; of what is counted by weeks, how many a week."),
    )
    by = _day(_("By"))
    noticed = _text(_("How we notice"))
    helps = _text(_("Who does what for it"))
    practice = _text(_("What is practised"))
    stretch = forms.BooleanField(label=_("Beyond what was done so far"), required=False)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        names = [("", _("Not chosen yet"))] + [
            (one.id, _(one.name)) for one in offered(kind_of(person))
        ]
        self.fields["follows"].choices = names  # type: ignore[attr-defined]
        self.fields["by"].widget.attrs["min"] = timezone.localdate().isoformat()

    def clean_target(self) -> float | None:
        """A share as the rules take it."""
        target: float | None = self.cleaned_data["target"]
        followed = followable(str(self.data.get("follows", "")))
        if target is None or (followed and followed.by_weeks):
            return target
        return target / 100


class CloseForm(forms.Form):
    """What became of it."""

    state = forms.ChoiceField(
        label=_("What became of it"),
        choices=[("holds", _("It holds")), ("not yet", _("Not yet")), ("dropped", _("Dropped"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    words = _text(_("In a sentence"), rows=2)


class GoalForm(forms.Form):
    """Where somebody wants to be."""

    says = forms.CharField(
        label=_("Where I want to be"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write where you want to be.")},
    )
    because = _text(_("What it is good for"))
    by_on = _day(_("By"))
    measure = forms.ChoiceField(
        label=_("Seen in"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the list, or none.")},
    )
    wanted = forms.FloatField(
        label=_("To, per cent"),
        required=False,
        min_value=0,
        max_value=100,
        error_messages=_NUMBER,
    )
    shared = forms.BooleanField(label=_("Whoever leads my team may see it"), required=False)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = [one for one in offered(kind_of(person)) if not one.by_weeks]
        names = [("", _("In words alone"))] + [(one.id, _(one.name)) for one in seen]
        self.fields["measure"].choices = names  # type: ignore[attr-defined]

    def clean_wanted(self) -> float | None:
        """A share."""
        wanted: float | None = self.cleaned_data["wanted"]
        return None if wanted is None else wanted / 100


class TransformForm(forms.Form):
    """One way of working that a team changes."""

    team = forms.ModelChoiceField(
        label=_("Team"),
        queryset=Team.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose a team."), "invalid_choice": _("Choose a team.")},
    )
    skill = forms.CharField(
        label=_("The one skill"),
        max_length=60,
        error_messages={"required": _("Name it as the team calls it.")},
    )
    measure = forms.ChoiceField(label=_("Seen in"), choices=[(b.id, _(b.name)) for b in FOLLOWED])
    wanted = forms.FloatField(
        label=_("To, per cent"), min_value=1, max_value=100, error_messages=_NUMBER
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        led = Team.objects.filter(pk__in=sorted(viewer.led)).order_by("name")
        self.fields["team"].queryset = led  # type: ignore[attr-defined]

    def clean_wanted(self) -> float:
        """A share."""
        return float(self.cleaned_data["wanted"]) / 100
