"""What somebody says about the files that they bring: whose calls, and of which kind."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from django import forms

from ridealong.conversation import Kind as ConversationKind
from ridealong.report.words import _
from ridealong.web.calls.incoming.arriving import Arrived, Stated
from ridealong.web.calls.incoming.zips import is_left_out
from ridealong.web.calls.models.call import Kind
from ridealong.web.people.models import Person
from ridealong.web.people.policy import brings_for, may_bring_for
from ridealong.web.people.viewer import Viewer


class BringForm(forms.Form):
    """What goes with an upload."""

    owner = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label=_("Whose calls are they?"),
        empty_label=_("By who speaks in them"),
        error_messages={"invalid_choice": _("Choose somebody from the list.")},
    )
    kind = forms.ChoiceField(
        choices=(("", _("The desk finds out")), *Kind.choices),
        required=False,
        label=_("What are they?"),
        error_messages={"invalid_choice": _("Choose one of the list.")},
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        if may_bring_for(viewer, None):
            owner = self.fields["owner"]
            assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101  # declared above
            owner.queryset = Person.objects.filter(brings_for(viewer)).distinct()
        else:
            del self.fields["owner"]

    def stated(self) -> Stated:
        """What is said; whoever may not choose brings their own calls."""
        kind = self.cleaned_data["kind"]
        owner = self.cleaned_data["owner"] if "owner" in self.fields else self.viewer.person
        return Stated(owner, ConversationKind(kind) if kind else None)


def with_folders(files: Sequence[Arrived], told: str) -> list[Arrived]:
    """The files with the folders in which they lay, as far as the page knew them.

    What systems put into folders without being asked is left out; it stays in the spool and goes
    with the next tidying.

    Args:
        files: as they came.
        told: JSON, the path of each in the same order; anything else is passed over.
    """
    paths = _paths(told)
    if len(paths) == len(files):
        pairs = zip(files, paths, strict=True)
        files = [replace(f, name=p) if PurePosixPath(p).name == f.name else f for f, p in pairs]
    return [file for file in files if not is_left_out(file.name)]


def _paths(told: str) -> list[str]:
    try:
        paths = json.loads(told)
    except (ValueError, RecursionError):
        return []
    if not isinstance(paths, list):
        return []
    return [path.strip("/") for path in paths if isinstance(path, str)]
