"""The pages on which calls come in: the form, one import, all imports."""

from urllib.parse import quote

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from ridealong.report.words import _
from ridealong.settings import settings
from ridealong.web.calls.incoming import limits
from ridealong.web.calls.incoming.arriving import upload
from ridealong.web.calls.incoming.forms import BringForm, with_folders
from ridealong.web.calls.incoming.progress import IMPORTS, Progress, counts_of, seen_imports
from ridealong.web.calls.incoming.uploading import NotTaken, Receiver, received
from ridealong.web.calls.incoming.words import says
from ridealong.web.calls.models import Import
from ridealong.web.people.access import SIGNED_IN, Signed, access
from ridealong.web.people.forms.record import number
from ridealong.web.people.models import Role
from ridealong.web.people.policy import imports_seen


@csrf_exempt  # what is sent goes straight to the disk; it is checked as soon as it is read
@require_http_methods(["GET", "HEAD", "POST"])
@access(SIGNED_IN)
def add_calls(request: Signed) -> HttpResponseBase:
    """Bring in transcripts: one, many, a folder, a zip."""
    if request.method != "POST":
        return _form(request, BringForm(request.viewer))
    try:
        with received(request) as receiver:
            return _taken(request, receiver)
    except NotTaken as fault:
        form = BringForm(request.viewer, request.POST if hasattr(request, "_post") else {})
        form.add_error(None, fault.says)
        return _form(request, form, fault.status)


@csrf_protect
def _taken(request: Signed, receiver: Receiver) -> HttpResponse:
    """What came in whole becomes an import."""
    form = BringForm(request.viewer, request.POST)
    files = with_folders(receiver.arrived, request.POST.get("paths", ""))
    if not files:
        form.add_error(None, _("Choose at least one file."))
    if not form.is_valid():
        return _form(request, form, 422)
    batch = upload(request.viewer, files, form.stated())
    receiver.kept = True
    return redirect("import", batch.pk)


@require_safe
@access(SIGNED_IN)
def one_import(request: Signed, batch: int) -> HttpResponse:
    """One import: how far it is, and what became of each file."""
    seen = Import.objects.filter(imports_seen(request.viewer)).select_related("by", "owner")
    found = get_object_or_404(seen, pk=batch)
    after = number(request.GET.get("after", "")) or 0
    progress = Progress(found, request.viewer, after)
    told = {
        "progress": progress,
        "says": says(progress.counts),
        "own": found.by_id == request.viewer.id,
        "opens": request.viewer.person.role != Role.ADMINISTRATOR,
    }
    return render(request, "calls/import.html", told)


@require_safe
@access(SIGNED_IN)
def imports(request: Signed) -> HttpResponse:
    """What came in: one's own imports; all of them for administrators."""
    found = seen_imports(request.viewer, number(request.GET.get("before", "")) or 0)
    shown = found[:IMPORTS]
    counts = counts_of([batch.pk for batch in shown])
    told = {
        "imports": [(batch, counts[batch.pk]) for batch in shown],
        "before": shown[-1].pk if len(found) > IMPORTS else 0,
        "says": says,
        "of_all": request.viewer.has(Role.ADMINISTRATOR),
    }
    return render(request, "calls/imports.html", told)


def _form(request: Signed, form: BringForm, status: int = 200) -> HttpResponse:
    told = {
        "form": form,
        "most_bytes": settings().max_file_bytes,
        "most_zip_bytes": limits.MOST_ZIP_BYTES,
        "most_at_once_bytes": limits.MOST_AT_ONCE_BYTES,
        "most_files": limits.MOST_FILES,
    }
    answer = render(request, "calls/add.html", told, status=status)
    if faults := [str(fault) for faults in form.errors.values() for fault in faults]:
        answer["X-Says"] = quote(" ".join(faults))
    return answer
