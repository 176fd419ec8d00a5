"""The addresses of lists: calls with their filters, what a search found, views that one keeps."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ridealong.web.calls.lists import choices, export, saved
from ridealong.web.calls.lists.filters import Reading
from ridealong.web.calls.lists.shown import clean, listed_at, shown
from ridealong.web.calls.models import SavedView
from ridealong.web.people.access import OWN_CALLS, Signed, access


@require_safe
@access(OWN_CALLS)
def calls(request: Signed) -> HttpResponse:
    """The calls that one may know of, or those in which something was said."""
    page = shown(request.viewer, request.GET.dict())
    options = {
        "kinds": choices.kinds(),
        "gates": choices.gates(),
        "move_groups": choices.move_groups(),
    }
    answer = render(request, "calls/list.html", options | {"shown": page})
    if "HX-Request" in request.headers:
        answer["HX-Push-Url"] = page.address
    return answer


@require_safe
@access(OWN_CALLS)
def export_calls(request: Signed, form: str) -> HttpResponseBase:
    """A list to take along."""
    if form not in export.FORMS:
        raise Http404
    given = request.GET.dict()
    filters = Reading(request.viewer, choices.choices(request.viewer)).read(given)
    moves = given.get("with") == "moves"
    pieces = export.export(request.viewer, filters, form, moves=moves)
    answer = StreamingHttpResponse(pieces, content_type=export.FORMS[form])
    name = f"calls-{timezone.localdate().isoformat()}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@access(OWN_CALLS)
def save_view(request: Signed) -> HttpResponse:
    """Keep the filters of a list under a name."""
    text = clean(request.viewer, request.POST.get("query", ""))
    _told(request, lambda: saved.save(request.viewer, request.POST.get("name", ""), text))
    return redirect(listed_at(text))


@require_POST
@access(OWN_CALLS)
def rename_view(request: Signed, view: int) -> HttpResponse:
    """Give one's own view another name."""
    row = _own(request, view)
    _told(request, lambda: saved.rename(request.viewer, row, request.POST.get("name", "")))
    return redirect(listed_at(row.query))


@require_POST
@access(OWN_CALLS)
def delete_view(request: Signed, view: int) -> HttpResponse:
    """Keep one's own view no longer."""
    row = _own(request, view)
    saved.delete(request.viewer, row)
    return redirect(listed_at(row.query))


def _own(request: Signed, view: int) -> SavedView:
    """The views of others are as if they were not there."""
    return get_object_or_404(SavedView, pk=view, person=request.user)


def _told(request: Signed, act: Callable[[], object]) -> None:
    """Do something; what is wrong with it is told on the next page."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
