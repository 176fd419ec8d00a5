"""What people send when they put something right about a call."""

from datetime import UTC, date, datetime, time
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ridealong.conversation import Kind as ConversationKind
from ridealong.conversation import Role, Side
from ridealong.report.words import _
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import Kind
from ridealong.web.calls.repair.consent import Word
from ridealong.web.calls.repair.customer import LONGEST
from ridealong.web.calls.repair.speakers import Said
from ridealong.web.calls.repair.voices import choices_of
from ridealong.web.people.forms.fields import DayField
from ridealong.web.people.models import Person
from ridealong.web.people.models import Role as Post
from ridealong.web.people.policy import gives_to, may_turn_into
from ridealong.web.people.viewer import Viewer

_FIRST = date(1990, 1, 1)
_CHOOSE = {"invalid_choice": _("Choose one of the list."), "required": _("Choose one.")}


class SpeakerForm(forms.Form):
    """Who a speaker is: a side, or somebody of us."""

    speaker = forms.CharField(max_length=120, strip=False)
    choice = forms.ChoiceField(required=False, error_messages=_CHOOSE)
    person = forms.ModelChoiceField(
        Person.objects.filter(is_active=True).exclude(role=Post.ADMINISTRATOR),
        required=False,
        error_messages=_CHOOSE,
    )

    def __init__(self, call: Call, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {c.value: c for c in choices_of(call.kind)}
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101  # declared above
        choice.choices = [(c.value, c.says) for c in self.offered.values()]

    @override
    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and not said.get("choice") and not said.get("person"):
            raise ValidationError(_("Say who it is."))
        return said

    def said(self, role: Role | None) -> Said:
        """What is said; somebody of ours keeps the role that they have.

        Args:
            role: the one that the speaker has now.
        """
        person: Person | None = self.cleaned_data["person"]
        choice = self.offered.get(self.cleaned_data["choice"])
        if choice is not None:
            return Said(choice.side, choice.role, person if choice.side is Side.US else None)
        theirs = role in {Role.CUSTOMER, Role.PARTNER}
        return Said(Side.US, None if theirs else role, person)


class OwnerForm(forms.Form):
    """Whose call it is."""

    owner = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Whose call is it?"),
        empty_label=_("Choose a colleague"),
        error_messages=_CHOOSE,
    )

    def __init__(self, viewer: Viewer, call: Call, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101  # declared above
        owner.queryset = Person.objects.filter(gives_to(viewer, call)).distinct()


class KindForm(forms.Form):
    """What kind of conversation it is."""

    kind = forms.ChoiceField(label=_("What is it?"), error_messages=_CHOOSE)

    def __init__(self, viewer: Viewer, call: Call, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  # declared above
        kind.choices = [(k, w) for k, w in Kind.choices if may_turn_into(viewer, call, k)]

    def chosen(self) -> ConversationKind:
        """What was chosen, once it holds."""
        return ConversationKind(self.cleaned_data["kind"])


class CustomerForm(forms.Form):
    """With whom a call was held."""

    customer = forms.CharField(
        max_length=LONGEST,
        required=False,
        label=_("With whom was it?"),
        widget=forms.TextInput(attrs={"list": "customers", "autocomplete": "off"}),
        help_text=_("The company, or the name of a private person."),
    )


class ConsentForm(forms.Form):
    """What somebody said to being recorded."""

    who = forms.CharField(
        max_length=120,
        label=_("Who?"),
        widget=forms.TextInput(attrs={"list": "voices", "autocomplete": "off"}),
        error_messages={"required": _("Say who it was.")},
    )
    given = forms.TypedChoiceField(
        choices=(("yes", _("agreed to be recorded")), ("no", _("did not agree, or no longer"))),
        coerce=lambda value: value == "yes",
        label=_("What did they say?"),
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    how = forms.CharField(
        max_length=200,
        label=_("How?"),
        help_text=_("“Asked at the start of the call”, “by contract of 3 May”."),
        error_messages={"required": _("Say how you know.")},
    )
    on = DayField(label=_("When?"))

    def clean_on(self) -> date:
        """A day on which calls were recorded."""
        on: date = self.cleaned_data["on"]
        if not _FIRST <= on <= timezone.localdate():
            raise ValidationError(_("Give the day on which it was said; it cannot lie ahead."))
        return on

    def word(self) -> Word:
        """What is to be written down; today means now, another day its noon."""
        on = self.cleaned_data["on"]
        now = timezone.now()
        today = on == timezone.localdate()
        moment = now if today else datetime.combine(on, time(12), timezone.get_current_timezone())
        who = " ".join(self.cleaned_data["who"].split())
        return Word(
            who, self.cleaned_data["given"], self.cleaned_data["how"], moment.astimezone(UTC)
        )
