"""Fields and rows of the draft's forms: a line, lines, rows that are added, moved and removed."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Self, override

from django import forms
from django.core.exceptions import ValidationError

from ridealong.process.framework.tree import unshown
from ridealong.report.words import _
from ridealong.web.pipeline.frameworks.editing import moved

type Check = Callable[[str], tuple[str, str] | None]
"""Why a word cannot stand, and what to do; None where it can."""


class Line(forms.CharField):
    """A text in one line, without signs that no page can show."""

    def __init__(self, label: str, most: int, *, rows: int = 0, **options: Any) -> None:
        wide = (
            forms.Textarea(attrs={"rows": rows, "maxlength": most}) if rows else forms.TextInput()
        )
        needed = {"required": _("Say it in a few words.")}
        options = {"widget": wide, "error_messages": needed} | options
        super().__init__(label=label, max_length=most, **options)

    @override
    def clean(self, value: Any) -> str:
        return _shown(" ".join(str(super().clean(value)).split()))


class Lines(forms.CharField):
    """Several texts, each on a line of its own."""

    def __init__(self, label: str, most: int, **options: Any) -> None:
        wide = forms.Textarea(attrs={"rows": 3})
        super().__init__(label=label, required=False, widget=wide, max_length=6000, **options)
        self.most = most

    @override
    def clean(self, value: Any) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in str(super().clean(value)).splitlines())
        found = tuple(dict.fromkeys(_shown(line) for line in lines if line))
        for line in found:
            if len(line) > self.most:
                says = _("“{start}…” is too long. Say it in at most {n} letters.")
                raise ValidationError(says.format(start=line[:40], n=self.most))
        return found

    @override
    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)


class Words(forms.CharField):
    """Words out of a list, with commas between."""

    def __init__(self, label: str, check: Check, **options: Any) -> None:
        super().__init__(label=label, required=False, max_length=600, **options)
        self.check = check

    @override
    def clean(self, value: Any) -> tuple[str, ...]:
        said = str(super().clean(value)).replace(";", ",").split(",")
        words = tuple(dict.fromkeys(filter(None, ("".join(word.split()) for word in said))))
        for word in words:
            if why := self.check(word[:80]):
                raise ValidationError(_("{cause}. {remedy}.").format(cause=why[0], remedy=why[1]))
        return words

    @override
    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else ", ".join(value)


class Do(NamedTuple):
    """The button that was pressed: save alone, or one row up, down or away as well."""

    what: str = "save"
    rows: str = ""
    place: int = -1

    @classmethod
    def of(cls, said: str) -> Self:
        """Out of "up:questions:3"; anything else only saves."""
        parts = said.split(":")
        known = len(parts) == 3 and parts[0] in {"up", "down", "remove"}
        if known and parts[2].isascii() and parts[2].isdigit() and len(parts[2]) < 4:
            return cls(parts[0], parts[1], int(parts[2]))
        return cls()


class Rows(forms.BaseFormSet[forms.Form]):
    """Rows of a form; one is empty for what is to be added, and one without words is taken away."""

    says = "says"
    """The field without which there is no row."""

    def told(self, do: Do) -> list[dict[str, Any]]:
        """What the rows say, in their order, after the button has done its work."""
        mine = do.rows == self.prefix
        every = [(i, row.cleaned_data) for i, row in enumerate(self.forms)]
        kept = [(i, said) for i, said in every if said.get(self.says)]
        if mine and do.what == "remove":
            kept = [(i, said) for i, said in kept if i != do.place]
        place = next((at for at, (i, _said) in enumerate(kept) if i == do.place), -1)
        if mine and do.what in {"up", "down"}:
            return [said for _i, said in moved(kept, place, 1 if do.what == "down" else -1)]
        return [said for _i, said in kept]


def rows_of(
    row: type[forms.Form], most: int, initial: Sequence[dict[str, Any]], **options: Any
) -> Rows:
    """The rows of a list, with room for one more."""
    made = forms.formset_factory(row, formset=Rows, extra=1, max_num=most, absolute_max=most + 2)
    return made(initial=list(initial), **options)  # type: ignore[return-value]  # as `formset` says


def _shown(text: str) -> str:
    if unshown(text):
        raise ValidationError(_("It holds a sign that cannot be shown. Delete it."))
    return text
