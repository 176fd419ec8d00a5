"""What is asked when a talk is planned, moved, or noted afterwards."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from ridealong.coaching.commitments import followable, offered
from ridealong.conversation import Kind as Conversation
from ridealong.report.words import _
from ridealong.web.coaching.models import Topic
from ridealong.web.coaching.talks.lists import KINDS
from ridealong.web.coaching.talks.noting import OFFERED
from ridealong.web.coaching.talks.planning import LONGEST_MIN, SHORTEST_MIN, moment
from ridealong.web.people import policy
from ridealong.web.people.models import Person, Role
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import Deal

_ALONE = [(kind, says) for kind, says in KINDS.items() if kind != "huddle"]


_DIGITS = 18
"""Longer numbers are keys of nothing, and more than a database takes."""


def _key(value: Any) -> Any:
    """A key as it came in; what no database takes, as one that names nothing."""
    text = str(value)
    return value if (text.isdecimal() and len(text) <= _DIGITS) or not text else "0"


class _People(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def clean(self, value: Any) -> Any:
        return super().clean([_key(v) for v in value] if isinstance(value, list) else value)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class _One(forms.ModelChoiceField):  # type: ignore[type-arg]
    def to_python(self, value: Any) -> Any:
        return super().to_python(None if value is None else _key(value))


class _OnePerson(_One):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class _OneDeal(_One):
    def label_from_instance(self, obj: Any) -> str:
        who = obj.customer.name if obj.customer else obj.name
        return f"{who}, {obj.owner.short}" if obj.owner else str(who)


class WhenForm(forms.Form):
    """Day and hour, in the time zone of whoever writes them."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Give a day."), "invalid": _("Give a day, 2026-11-30.")},
    )
    hour = forms.TimeField(
        label=_("Hour"),
        widget=forms.TimeInput(attrs={"type": "time", "step": "300"}, format="%H:%M"),
        error_messages={"required": _("Give an hour."), "invalid": _("Give an hour, 14:30.")},
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["hour"].help_text = viewer.person.time_zone

    def clean(self) -> dict[str, Any]:
        """The two as a moment."""
        said = super().clean() or {}
        if said.get("day") and said.get("hour"):
            said["at"] = moment(said["day"], said["hour"], self.viewer.person.time_zone)
        return said


class PlanForm(WhenForm):
    """A talk that is planned."""

    kind = forms.ChoiceField(label=_("Which talk"), choices=list(KINDS.items()))
    people = _People(
        label=_("With"),
        queryset=Person.objects.none(),
        error_messages={"required": _("Choose somebody.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=SHORTEST_MIN,
        max_value=LONGEST_MIN,
        required=False,
        help_text=_("Left empty: what this kind of talk usually takes."),
    )
    deal = _OneDeal(
        label=_("About the deal"),
        queryset=Deal.objects.none(),
        required=False,
        empty_label=_("No single deal"),
    )
    topic = _One(
        label=_("On the topic"),
        queryset=Topic.objects.none(),
        required=False,
        empty_label=_("No topic"),
    )
    second = _OnePerson(
        label=_("Second coach"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )
    field_order = ("kind", "people", "day", "hour", "minutes", "deal", "topic", "second")

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        people = Person.objects.filter(policy.coached_by(viewer)).order_by("name")
        self.fields["people"].queryset = people  # type: ignore[attr-defined]
        self.fields["people"].widget.attrs["size"] = 6
        open_deals = Deal.objects.filter(policy.deals_seen(viewer), outcome=Deal.Outcome.OPEN)
        theirs = open_deals.exclude(owner=viewer.id).select_related("customer", "owner")
        self.fields["deal"].queryset = theirs.order_by(  # type: ignore[attr-defined]
            "customer__name", "pk"
        )
        now = Q(ends_on__isnull=True) | Q(ends_on__gte=viewer.now.date())
        self.fields["topic"].queryset = Topic.objects.filter(now)  # type: ignore[attr-defined]
        others = Person.objects.filter(is_active=True).exclude(pk=viewer.id)
        colleagues = others.exclude(role=Role.ADMINISTRATOR).order_by("name")
        self.fields["second"].queryset = colleagues  # type: ignore[attr-defined]

    @property
    def nobody(self) -> bool:
        """Whether there is nobody whom the viewer could coach."""
        return not self.fields["people"].queryset.exists()  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """A talk that was had."""

    person = _OnePerson(queryset=Person.objects.none(), required=True)
    kind = forms.ChoiceField(choices=[(kind.value, KINDS[kind.value]) for kind in OFFERED])

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(policy.coached_by(viewer)).order_by("name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class CommitForm(forms.Form):
    """What somebody takes on."""

    person = _OnePerson(queryset=Person.objects.none())
    says = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    follows = forms.ChoiceField(label=_("Seen in"), required=False)
    target = forms.FloatField(label=_("Target"), required=False, min_value=0, max_value=1000)
    by = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    noticed = forms.CharField(label=_("How we notice"), required=False, max_length=300)
    helps = forms.CharField(label=_("Who does what for it"), required=False, max_length=300)
    stretch = forms.BooleanField(label=_("Beyond what was done so far"), required=False)

    def __init__(self, people: list[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [p.pk for p in people]
        chosen = Person.objects.filter(pk__in=ids)
        self.fields["person"].queryset = chosen  # type: ignore[attr-defined]
        serves = any(p.role == Role.AGENT for p in people)
        kind = Conversation.SERVICE if serves else Conversation.SALES
        names = [("", _("Not chosen yet"))] + [(one.id, _(one.name)) for one in offered(kind)]
        self.fields["follows"].choices = names  # type: ignore[attr-defined]
        self.fields["target"].help_text = _("Per cent of the calls; of contacts, how many a week.")
        self.fields["by"].widget.attrs["min"] = timezone.localdate().isoformat()

    def clean_target(self) -> float | None:
        """A share as the rules take it."""
        target: float | None = self.cleaned_data["target"]
        followed = followable(self.data.get("follows", ""))
        if target is None or (followed and followed.by_weeks):
            return target
        return target / 100
