"""What is said of a draft: a stage, its evidence and questions, skills, YAML, a note, a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ridealong.process.framework import known
from ridealong.process.framework.asks import refused
from ridealong.process.framework.evidence import EVIDENCE_KEY
from ridealong.process.framework.model import Framework, Side, UseCase
from ridealong.process.framework.read import NAME
from ridealong.process.framework.reader import KEY, LABEL, SAYS
from ridealong.process.framework.seen import UNKNOWN
from ridealong.process.framework.stage_reading import UNTIL
from ridealong.process.framework.tree import MOST_CHARACTERS
from ridealong.report.words import _
from ridealong.web.pipeline.frameworks.fields import Line, Lines, Words
from ridealong.web.pipeline.frameworks.words import USES, unknown_words

_KEY = r"[a-z0-9][a-z0-9_-]*"


def _key(most: int) -> forms.RegexField:
    return forms.RegexField(
        _KEY, required=False, max_length=most, widget=forms.HiddenInput, strip=True
    )


class Seen(forms.Form):
    """Every form of a draft carries what its writer looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16, required=False)


class StageForm(Seen):
    """A stage but for its rows."""

    label = Line(_("Name of the stage"), LABEL)
    until = Line(
        _("What ends it"), UNTIL, help_text=_("As a pipeline says it: until a need is admitted.")
    )
    customer_step = Line(_("What the customer does"), SAYS, rows=2)
    seller_step = Line(_("What we do"), SAYS, rows=2)
    gate_label = Line(
        _("Name of the gate"),
        LABEL,
        required=False,
        help_text=_("Nothing here and below: what follows is the end."),
    )
    skills = forms.MultipleChoiceField(
        label=_("Skills that matter here"), required=False, widget=forms.CheckboxSelectMultiple
    )
    exit = Lines(_("Exit criteria"), SAYS, help_text=_("One on each line."))
    crm = Lines(
        _("What CRMs call it"),
        UNTIL,
        help_text=_("One label on each line; an import puts deals with it into this stage."),
    )

    def __init__(self, framework: Framework, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        skills = self.fields["skills"]
        assert isinstance(skills, forms.MultipleChoiceField)  # noqa: S101  # declared above
        skills.choices = [(skill.key, skill.label) for skill in framework.skills]


class EvidenceRow(forms.Form):
    """A kind of evidence."""

    key = _key(EVIDENCE_KEY)
    says = Line(_("What has to have happened"), SAYS, required=False)

    def __init__(self, side: Side, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finds"] = Words(
            _("Found by"), lambda word: known.no_find(word, side), help_text=""
        )


class QuestionRow(forms.Form):
    """A coaching question."""

    key = _key(KEY)
    says = Line(_("Question"), SAYS, required=False, rows=2)
    use = forms.MultipleChoiceField(
        label=_("For which talks"),
        choices=[(use.value, says) for use, says in USES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unknown = forms.ChoiceField(label=_("Helps when unknown"), required=False)

    def __init__(self, framework: Framework, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unknown = self.fields["unknown"]
        assert isinstance(unknown, forms.ChoiceField)  # noqa: S101  # declared above
        keys = (*UNKNOWN, *(gate.key for gate in framework.gates))
        choices = [(key, unknown_words(framework, key)) for key in keys]
        unknown.choices = [("", _("nothing in particular")), *choices]

    def clean_says(self) -> str:
        """Not when it closes, and not how big it is."""
        says: str = self.cleaned_data["says"]
        if says and (why := refused(says)):
            raise ValidationError(_("It {cause}. {remedy}.").format(cause=why[0], remedy=why[1]))
        return says

    def clean_use(self) -> tuple[UseCase, ...]:
        """Any talk, where none is named."""
        chosen = set(self.cleaned_data["use"])
        return tuple(use for use in UseCase if use.value in chosen) or (UseCase.ANY,)


class SkillRow(forms.Form):
    """A skill, and where it shows."""

    key = _key(KEY)
    says = Line(_("Skill"), LABEL, required=False)
    behaviours = Words(_("Shows in"), known.no_behaviour)


class NameForm(Seen):
    """What the process is called."""

    name = Line(_("Name of the process"), NAME)


class YamlForm(Seen):
    """The whole draft as a text."""

    body = forms.CharField(
        label=_("The draft as YAML"),
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 32, "spellcheck": "false", "autocapitalize": "off"}),
        error_messages={"required": _("There is nothing in it. Take back what you deleted.")},
    )


class PublishForm(Seen):
    """The word of whoever puts a draft to use."""

    note = Line(
        _("What changed, and why"),
        SAYS,
        rows=3,
        help_text=_("Everybody reads it beside the version."),
    )


class ImportForm(forms.Form):
    """A process as a file."""

    file = forms.FileField(
        label=_("A process as YAML"),
        help_text=_("It becomes a draft; nothing is in use before somebody publishes it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml,text/yaml"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("There is nothing in this file. Choose another."),
        },
    )

    def clean_file(self) -> tuple[str, str]:
        """Its name, and what it says."""
        file = self.cleaned_data["file"]
        if file.size > 4 * MOST_CHARACTERS:
            raise ValidationError(_("It is larger than a process can be. Choose another file."))
        try:
            return str(file.name)[:120], file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            says = _("Byte {n} is no UTF-8. Save the file as UTF-8 and bring it again.")
            raise ValidationError(says.format(n=error.start + 1)) from None
