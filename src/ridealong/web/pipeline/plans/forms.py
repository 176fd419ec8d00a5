"""The form of an agreement: its days, its quota, and for each stage what counts and how many."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError

from ridealong.conversation.text import clean
from ridealong.process.framework.model import Stage
from ridealong.process.plan.steps import Per, Step, Steps, Target
from ridealong.process.plan.workback import CONTACT
from ridealong.report.words import _
from ridealong.web.people.forms.fields import DayField
from ridealong.web.pipeline.models import Agreement
from ridealong.web.pipeline.plans.agreed import steps_of
from ridealong.web.pipeline.plans.agreeing import Terms

_MOST_QUOTA = Decimal(10) ** 11
_MOST_A_MONTH = 10_000
_MOST_A_DAY = 500
_WORDS = 300
_NO_NUMBER = _("This is no number. Give one such as 12.")


class CountField(forms.DecimalField):
    """A count that may be left open, with at most one decimal."""

    def __init__(self, most: int, **options: Any) -> None:
        super().__init__(
            required=False,
            min_value=0,
            max_value=most,
            max_digits=8,
            decimal_places=1,
            widget=forms.NumberInput(attrs={"step": "any", "min": "0", "inputmode": "decimal"}),
            error_messages={
                "invalid": _NO_NUMBER,
                "min_value": _("It cannot be under 0."),
                "max_value": _("At most {n} fit here.").format(n=most),
                "max_decimal_places": _("One digit after the point is enough."),
                "max_digits": _("At most {n} fit here.").format(n=most),
                "max_whole_digits": _("At most {n} fit here.").format(n=most),
            },
            **options,
        )


class WordsField(forms.CharField):
    """A line of words that may be left open."""

    def __init__(self, most: int = _WORDS, **options: Any) -> None:
        super().__init__(required=False, max_length=most, **options)

    @override
    def clean(self, value: Any) -> str:
        return " ".join(clean(super().clean(value) or "").split())


class AgreementForm(forms.Form):
    """What two agree on; `stages` decide which rows there are."""

    after = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)
    begins_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"))
    quota = forms.DecimalField(
        label=_("Quota"),
        required=False,
        min_value=0,
        max_value=_MOST_QUOTA,
        max_digits=13,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "any", "min": "0", "inputmode": "decimal"}),
        error_messages={"invalid": _NO_NUMBER, "min_value": _("It cannot be under 0.")},
    )
    currency = forms.CharField(
        label=_("Currency"),
        required=False,
        max_length=3,
        help_text=_("Three letters, such as EUR"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contacts_a_day = CountField(_MOST_A_DAY, label=_("First contacts on a working day"))
    capacity = forms.IntegerField(
        label=_("First contacts that fit into a day"),
        required=False,
        min_value=0,
        max_value=_MOST_A_DAY,
        help_text=_("With all else that there is to do"),
        error_messages={"invalid": _NO_NUMBER},
    )
    working_days = forms.IntegerField(
        label=_("Working days"),
        required=False,
        min_value=0,
        max_value=600,
        help_text=_("Left open: Monday to Friday are counted"),
        error_messages={"invalid": _NO_NUMBER},
    )
    note = WordsField(label=_("What is behind it"), most=500)

    def __init__(self, stages: Sequence[Stage], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stages = stages
        for i, stage in enumerate(stages):
            self.fields[f"done_{i}"] = WordsField(
                label=_("{stage}: done when").format(stage=stage.label)
            )
            self.fields[f"month_{i}"] = CountField(
                _MOST_A_MONTH, label=_("{stage}: a month").format(stage=stage.label)
            )

    @classmethod
    def names(cls, stages: Sequence[Stage]) -> list[str]:
        """The names of all fields."""
        return list(cls(stages).fields)

    @classmethod
    def of(cls, stages: Sequence[Stage], row: Agreement | None, **first: Any) -> "AgreementForm":
        """The form as the version before filled it; without one, with what is usual."""
        told: dict[str, Any] = {"after": row.version if row else 0, **first}
        steps = steps_of(row)
        if row:
            kept = ("begins_on", "ends_on", "quota", "currency", "note")
            told |= {name: getattr(row, name) for name in kept}
            told |= {name: getattr(row, name) or None for name in ("capacity", "working_days")}
            told["contacts_a_day"] = _amount(steps.of(CONTACT))
        for i, stage in enumerate(stages):
            step = steps.of(stage.key)
            told[f"done_{i}"] = (step.does if step else "") or ("" if row else stage.seller_step)
            told[f"month_{i}"] = _amount(step)
        return cls(stages, initial=told)

    @property
    def rows(self) -> Iterator[tuple[Stage, Any, Any]]:
        """For each stage its two fields."""
        for i, stage in enumerate(self.stages):
            yield stage, self[f"done_{i}"], self[f"month_{i}"]

    def clean_currency(self) -> str:
        """Three letters, in capitals."""
        code: str = self.cleaned_data["currency"].strip().upper()
        if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
            raise ValidationError(_("A currency has three letters, such as EUR."))
        return code

    def terms(self) -> Terms:
        """What was said, once it holds."""
        said = self.cleaned_data
        contacts = Step(
            CONTACT, _("First contact"), target=_target(said["contacts_a_day"], Per.DAY)
        )
        steps = tuple(
            Step(s.key, s.label, said[f"done_{i}"], _target(said[f"month_{i}"], Per.MONTH))
            for i, s in enumerate(self.stages)
        )
        return Terms(
            begins_on=said["begins_on"],
            ends_on=said["ends_on"],
            steps=Steps((contacts, *steps)),
            quota=said["quota"],
            currency=said["currency"],
            working_days=said["working_days"] or 0,
            capacity=said["capacity"] or 0,
            note=said["note"],
        )


def _target(amount: Decimal | None, per: Per) -> Target | None:
    return None if amount is None else Target(float(amount), per)


def _amount(step: Step | None) -> float | int | None:
    if step is None or step.target is None:
        return None
    amount = step.target.amount
    return amount if amount % 1 else int(amount)
