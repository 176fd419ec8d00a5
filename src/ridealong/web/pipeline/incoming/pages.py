"""The pages on which a CRM's sheets come in: the form, all sheets, one sheet, its refused rows."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ridealong.errors import ReadError
from ridealong.report.words import _, count, ngettext
from ridealong.web.calls.incoming import limits
from ridealong.web.calls.incoming.forms import with_folders
from ridealong.web.calls.incoming.uploading import NotTaken, Receiver, disk_says, received
from ridealong.web.people.access import BRING_DEALS, Signed, access
from ridealong.web.people.forms.record import number
from ridealong.web.people.models import Role
from ridealong.web.people.policy import crm_imports_seen, may_bring_deals
from ridealong.web.pipeline.incoming import arriving, said, shown
from ridealong.web.pipeline.incoming.assistant import Assistant, mapping_said
from ridealong.web.pipeline.incoming.door import KINDS, MOST_SHEET_BYTES, SheetDoor
from ridealong.web.pipeline.incoming.fields import form_words
from ridealong.web.pipeline.incoming.reading import mapping_of, sheet_of
from ridealong.web.pipeline.models import CrmImport
from ridealong.web.ui.sheets import sheet as as_sheet

Stage = CrmImport.Stage


@csrf_exempt  # what is sent goes straight to the disk; it is checked as soon as it is read
@require_http_methods(["GET", "HEAD", "POST"])
@access(BRING_DEALS)
def add_crm(request: Signed) -> HttpResponseBase:
    """Bring in exports of a CRM: sheets, a folder of them, a zip."""
    if request.method != "POST":
        return _form(request)
    try:
        with received(request, SheetDoor) as receiver:
            return _taken(request, receiver)
    except NotTaken as fault:
        return _form(request, fault.says, fault.status)
    except OSError as fault:
        return _form(request, disk_says(fault), 507)


@csrf_protect
def _taken(request: Signed, receiver: Receiver) -> HttpResponse:
    """What came in whole becomes a row a sheet."""
    files = with_folders(receiver.arrived, request.POST.get("paths", ""))
    if not files:
        return _form(request, _("Choose at least one file."), 422)
    made = arriving.upload(request.viewer, files)
    receiver.kept = True
    return redirect("crm_import", made[0].pk) if len(made) == 1 else redirect("crm_imports")


@require_safe
@access(BRING_DEALS)
def crm_imports(request: Signed) -> HttpResponse:
    """The sheets that came in, newest first; those that wait for somebody first of all."""
    before = number(request.GET.get("before", "")) or 0
    return render(request, "pipeline/crm_imports.html", {"all": shown.All(request.viewer, before)})


@require_safe
@access(BRING_DEALS)
def crm_import(request: Signed, work: int) -> HttpResponse:
    """One sheet: what its columns mean, how far it is, or what became of it."""
    row = _seen(request, work)
    if row.stage == Stage.MAPPING and row.spooled:
        return render(
            request,
            "pipeline/crm_mapping.html",
            {"one": Assistant(row, request.viewer), "form_words": form_words},
        )
    after = number(request.GET.get("after", "")) or 0
    return render(
        request, "pipeline/crm_import.html", {"one": shown.One(row, request.viewer, after)}
    )


@require_POST
@access(BRING_DEALS)
def crm_mapping(request: Signed, work: int) -> HttpResponse:
    """Say how the columns are meant, and look at the sheet again."""
    row = _seen(request, work, Stage.MAPPING)
    try:
        sheet = sheet_of(row)
        said.say(request.viewer, row, sheet, mapping_said(sheet, mapping_of(row), request.POST))
    except ReadError as error:
        messages.error(request, f"{error.cause}. {error.remedy}.")
    return redirect("crm_import", row.pk)


@require_POST
@access(BRING_DEALS)
def crm_take(request: Signed, work: int) -> HttpResponse:
    """Take the sheet in as the form says it."""
    row = _seen(request, work, Stage.MAPPING)
    try:
        sheet = sheet_of(row)
        mapping = mapping_said(sheet, mapping_of(row), request.POST)
        said.say(request.viewer, row, sheet, mapping)
        row.refresh_from_db()
        one = Assistant(row, request.viewer)
        if one.asked or one.kind.unused:
            messages.error(request, _("Something is still to be said, see below."))
        else:
            said.take_in(request.viewer, row, sheet, one.said(mapping, request.POST))
    except ReadError as error:
        messages.error(request, f"{error.cause}. {error.remedy}.")
    return redirect("crm_import", row.pk)


@require_POST
@access(BRING_DEALS)
def crm_take_all(request: Signed) -> HttpResponse:
    """Take in every sheet that leaves nothing open."""
    taken = said.take_all(request.viewer)
    words = ngettext("{n} sheet is being read.", "{n} sheets are being read.", taken)
    messages.success(request, words.format(n=count(taken)))
    return redirect("crm_imports")


@require_POST
@access(BRING_DEALS)
def crm_drop(request: Signed, work: int) -> HttpResponse:
    """Throw a sheet away that was not taken in."""
    row = _seen(request, work, Stage.MAPPING)
    said.throw_away(request.viewer, row)
    messages.success(request, _("It is thrown away; nothing of it was taken."))
    return redirect("crm_imports")


@require_safe
@access(BRING_DEALS)
def crm_refused(request: Signed, work: int) -> HttpResponseBase:
    """The refused rows as a sheet."""
    row = _seen(request, work)
    head = (_("row"), _("column"), _("value"), _("why"), _("remedy"), _("the row was kept"))
    rows = row.refusals.order_by("pk").values_list(
        "row", "column", "value", "why", "remedy", "kept"
    )
    told = ((*cells, _("yes") if kept else _("no")) for *cells, kept in rows.iterator())
    return as_sheet(f"refused-rows-{row.pk}.csv", head, told)


def _seen(request: Signed, work: int, stage: str = "") -> CrmImport:
    rows = CrmImport.objects.filter(crm_imports_seen(request.viewer)).select_related("by")
    return get_object_or_404(rows.filter(stage=stage) if stage else rows, pk=min(work, 2**62))


def _form(request: Signed, fault: str = "", status: int = 200) -> HttpResponse:
    told = {
        "fault": fault,
        "may": may_bring_deals(request.viewer),
        "runs": request.viewer.has(Role.ADMINISTRATOR),
        "accept": ",".join(KINDS),
        "most_bytes": MOST_SHEET_BYTES,
        "most_at_once_bytes": limits.MOST_AT_ONCE_BYTES,
        "most_files": limits.MOST_FILES,
        "back": reverse("crm_imports"),
    }
    answer = render(request, "pipeline/add_crm.html", told, status=status)
    if fault:
        answer["X-Says"] = quote(fault)
    return answer
