"""Begin a draft, bring one as a file, change it as a whole, put it away, put it to use."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ridealong.process.framework.check import missing
from ridealong.process.framework.difference import differences
from ridealong.process.framework.faults import BadFramework
from ridealong.process.framework.model import Framework, Journey
from ridealong.process.framework.yaml import dump, load
from ridealong.report.words import _
from ridealong.web.people.access import DRAFTERS, Signed, access
from ridealong.web.people.pages.doing import done, said
from ridealong.web.people.policy import must_publish_process, publishes_process, versions_seen
from ridealong.web.pipeline import models
from ridealong.web.pipeline.frameworks import words
from ridealong.web.pipeline.frameworks.drafting import begin, fingerprint, put_away, save, take_in
from ridealong.web.pipeline.frameworks.forms import ImportForm, PublishForm, YamlForm
from ridealong.web.pipeline.frameworks.publishing import publish
from ridealong.web.pipeline.frameworks.using import State, in_use, parsed

BOTH = ["GET", "HEAD", "POST"]


@access(DRAFTERS)
@require_POST
def process_begin(request: Signed, version: int) -> HttpResponse:
    """A draft that begins as another version stands."""
    rows = models.Framework.objects.filter(versions_seen(request.viewer))
    source = get_object_or_404(rows, pk=version)
    try:
        draft = begin(request.viewer, source)
    except ValidationError as error:
        return _versions(request, error.messages)
    return said(request, _("A draft is begun. Nobody works by it yet."), "process_edit", draft.pk)


@access(DRAFTERS)
@require_http_methods(BOTH)
def process_import(request: Signed) -> HttpResponse:
    """A draft out of a file."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, faults, made = ImportForm(*sent), [], []
    try:
        if request.method == "POST" and done(form, lambda: made.append(_taken_in(request, form))):
            return said(request, _("The file is a draft now."), "process_edit", made[0].pk)
    except BadFramework as fault:
        faults = list(fault.all)
    told = {"form": form, "faults": faults}
    return render(request, "pipeline/process_import.html", told, status=_status(request))


@access(DRAFTERS)
@require_http_methods(BOTH)
def process_yaml(request: Signed, version: int) -> HttpResponse:
    """The whole draft as a text, with faults by line."""
    draft, framework, seen = opened(version)
    text = {"body": dump(framework), "seen": seen}
    form = YamlForm(request.POST if request.method == "POST" else None, initial=text)
    faults: list[BadFramework] = []
    try:
        if request.method == "POST" and done(form, lambda: _save_text(request, draft, form)):
            return said(request, _("Saved."), "process_yaml", draft.pk)
    except BadFramework as fault:
        faults = list(fault.all)
    told = {"form": form, "faults": faults, "name": _("the draft")}
    return page(request, "yaml", draft, framework, told)


@access(DRAFTERS)
@require_POST
def process_put_away(request: Signed, version: int) -> HttpResponse:
    """A draft that is not wanted."""
    draft = opened(version)[0]
    try:
        put_away(request.viewer, draft)
    except ValidationError as error:
        return _versions(request, error.messages)
    return said(request, _("The draft is put away; it can still be read."), "process_versions")


@access(DRAFTERS)
@require_http_methods(BOTH)
def process_publish(request: Signed, version: int) -> HttpResponse:
    """What would change for everybody, and the word that makes it so."""
    draft, framework, seen = opened(version)
    if request.method == "POST":
        must_publish_process(request.viewer)
    form = PublishForm(request.POST if request.method == "POST" else None, initial={"seen": seen})
    if request.method == "POST" and done(form, lambda: _publish(request, draft, form)):
        return said(request, _("It is in use from now on."), "process")
    used = in_use(Journey(draft.journey))
    told = {
        "form": form,
        "used": used,
        "open_deals": used.deals.filter(outcome="open").count(),
        "changes": differences(parsed(used), framework),
        "may_publish": publishes_process(request.viewer),
    }
    return page(request, "publish", draft, framework, told)


def opened(pk: int) -> tuple[models.Framework, Framework, str]:
    """A draft, what it says, and its fingerprint."""
    row = get_object_or_404(models.Framework.objects.select_related("by"), pk=pk, state=State.DRAFT)
    return row, parsed(row), fingerprint(row.body)


def page(
    request: Signed, part: str, draft: models.Framework, framework: Framework, told: dict[str, Any]
) -> HttpResponse:
    """One part of a draft, in the frame that they share."""
    shared = {
        "draft": draft,
        "framework": framework,
        "missing": missing(framework),
        "words": words,
        "part": part,
    }
    name = f"pipeline/process_{part}.html"
    return render(request, name, shared | told, status=_status(request))


def _taken_in(request: Signed, form: ImportForm) -> models.Framework:
    name, text = form.cleaned_data["file"]
    return take_in(request.viewer, text, name)


def _save_text(request: Signed, draft: models.Framework, form: YamlForm) -> None:
    written = form.cleaned_data
    save(request.viewer, draft, load(written["body"], ""), written["seen"])


def _publish(request: Signed, draft: models.Framework, form: PublishForm) -> None:
    publish(request.viewer, draft, form.cleaned_data["note"], form.cleaned_data["seen"])


def _status(request: Signed) -> int:
    """What was sent and comes back has not been done."""
    return 422 if request.method == "POST" else 200


def _versions(request: Signed, why: list[str]) -> HttpResponseRedirect:
    from django.contrib import messages  # noqa: PLC0415

    messages.error(request, " ".join(why))
    return redirect(reverse("process_versions"))
