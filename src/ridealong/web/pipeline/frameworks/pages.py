"""Read the process in use, its versions, one version whole, and take one along as a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ridealong.process.framework.yaml import dump
from ridealong.web.people.access import DRAFTERS, SIGNED_IN, Signed, access
from ridealong.web.people.policy import drafts_process, versions_seen
from ridealong.web.pipeline import models
from ridealong.web.pipeline.frameworks import words
from ridealong.web.pipeline.frameworks.shown import both, shown, versions
from ridealong.web.pipeline.frameworks.using import parsed


@require_safe
@access(SIGNED_IN)
def process(request: Signed) -> HttpResponse:
    """The process in use: the customer's journey and ours, gates, questions."""
    journeys = both(request.GET.dict())
    told = {"journeys": journeys, "words": words, "use": journeys[0].use, **_may(request)}
    return render(request, "pipeline/process.html", told)


@require_safe
@access(DRAFTERS)
def process_versions(request: Signed) -> HttpResponse:
    """Every version and draft: who made it, when, and what changed."""
    told = {"versions": versions(request.viewer), "words": words}
    return render(request, "pipeline/process_versions.html", told)


@require_safe
@access(SIGNED_IN)
def process_version(request: Signed, version: int) -> HttpResponse:
    """One version on one page, also for paper."""
    one = shown(_version(request, version), use=request.GET.get("use", ""))
    told = {"shown": one, "words": words, "use": one.use, **_may(request)}
    return render(request, "pipeline/process_version.html", told)


@require_safe
@access(SIGNED_IN)
def process_export(request: Signed, version: int) -> HttpResponse:
    """One version as YAML."""
    row = _version(request, version)
    answer = HttpResponse(dump(parsed(row)), content_type="application/yaml; charset=utf-8")
    name = f"process-{row.journey}-{row.version}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _version(request: Signed, pk: int) -> models.Framework:
    rows = models.Framework.objects.filter(versions_seen(request.viewer)).select_related("by")
    return get_object_or_404(rows, pk=pk)


def _may(request: Signed) -> dict[str, bool]:
    return {"drafts": drafts_process(request.viewer)}
