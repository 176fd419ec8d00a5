"""The small forms on the page of a deal."""

from typing import Any

from django import forms
from django.utils import timezone

from ridealong.process.framework.model import EvidenceKind
from ridealong.report.words import _
from ridealong.web.pipeline.deals.words import KNOWN, REACTIONS

_DAY = {"type": "date"}
_NO_DAY = {"required": _("Give the day."), "invalid": _("This is no day; write it as 2026-11-17.")}


def _today() -> str:
    return timezone.localdate().isoformat()


class DayField(forms.DateField):
    """A day, today unless told otherwise."""

    def __init__(self, label: str, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs=_DAY)
        told: dict[str, Any] = {"initial": _today, "error_messages": _NO_DAY, **options}
        super().__init__(label=label, input_formats=["%Y-%m-%d"], widget=widget, **told)


class WordsField(forms.CharField):
    """A few words of a person."""

    def __init__(self, label: str, most: int, needed: str = "", **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 2, "maxlength": most})
        messages = {"required": needed}
        super().__init__(
            label=label, widget=widget, error_messages=messages, max_length=20 * most, **options
        )


class EvidenceForm(forms.Form):
    """What a side did."""

    gate = forms.CharField(widget=forms.HiddenInput, max_length=60)
    side = forms.CharField(widget=forms.HiddenInput, max_length=8)
    kind = forms.CharField(
        label=_("What happened"), max_length=40, error_messages={"required": _("Choose one.")}
    )
    words = WordsField(
        _("In which words, or what was done"), 500, _("Write what was said or done.")
    )
    on = DayField(_("When"))

    def __init__(self, *args: Any, kinds: tuple[EvidenceKind, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.key, kind.says) for kind in kinds]
        self.fields["kind"].widget = forms.Select(choices=choices)


class ToldForm(forms.Form):
    """What the customer said in a talk of which there is no transcript."""

    key = forms.ChoiceField(
        label=_("What it tells"),
        choices=list(KNOWN.items()),
        error_messages={
            "required": _("Choose what it tells."),
            "invalid_choice": _("Choose one of the list."),
        },
    )
    words = WordsField(_("In their words"), 500, _("Write what the customer said."))


class NextStepForm(forms.Form):
    """Who does what by when."""

    next_step = WordsField(_("Who does what, by when"), 500, required=False)


class CommitForm(forms.Form):
    """The owner's word."""

    will = forms.ChoiceField(
        label=_("Your word"),
        choices=[("yes", _("It will be won")), ("no", _("It is open"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say one of the two."),
            "invalid_choice": _("Say one of the two."),
        },
    )
    because = WordsField(_("What did the customer do that lets you say so?"), 500, required=False)
    value = forms.DecimalField(
        label=_("Sum"),
        required=False,
        max_digits=14,
        decimal_places=2,
        error_messages={
            "invalid": _("This is no sum; write it as 18000 or 18000.50."),
            "max_digits": _("This is too large for a deal."),
            "max_decimal_places": _("Two digits behind the point are enough."),
            "max_whole_digits": _("This is too large for a deal."),
        },
    )
    on = DayField(_("By when"), required=False, initial=None)


class ContentForm(forms.Form):
    """Something that the customer was given."""

    what = forms.CharField(
        label=_("What"),
        max_length=4000,
        error_messages={"required": _("Name it: a document, a sample, a visit.")},
    )
    on = DayField(_("When"))


class ReactionForm(forms.Form):
    """What the customer did with it."""

    reaction = forms.ChoiceField(
        label=_("The customer"),
        choices=list(REACTIONS.items()),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )
    words = WordsField(_("In their words"), 500, required=False)
