"""The pages of a team's way of working: those of the viewer's teams, and one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.coaching.plans import transforming
from ridealong.web.coaching.plans.forms import TransformForm
from ridealong.web.coaching.plans.lines import TeamTold
from ridealong.web.people.access import MANAGERS, Signed, access
from ridealong.web.people.pages.doing import done, said

_READ = ["GET", "HEAD", "POST"]


@require_http_methods(_READ)
@access(MANAGERS)
def all_of_them(request: Signed) -> HttpResponse:
    """What changes in the viewer's teams, and a form for one more."""
    form = TransformForm(request.viewer, request.POST if request.method == "POST" else None)
    if request.method == "POST" and done(form, lambda: _begin(request, form)):
        return said(request, _("Begun. The calls show it from now on."), "transformations")
    rows = transforming.seen_by(request.viewer)
    told = {"rows": rows, "form": form}
    return render(
        request, "coaching/transformations.html", told, status=422 if form.errors else 200
    )


@require_safe
@access(MANAGERS)
def one(request: Signed, transformation: int) -> HttpResponse:
    """One, with what the calls of the team show."""
    row = transforming.one(request.viewer, transformation)
    told = TeamTold(transforming.follow(request.viewer, row))
    return render(request, "coaching/transformation.html", {"told": told, "row": row})


@require_POST
@access(MANAGERS)
def end(request: Signed, transformation: int) -> HttpResponse:
    """End it."""
    row = transforming.one(request.viewer, transformation)
    transforming.end(request.viewer, row)
    return redirect("transformation", row.pk)


def _begin(request: Signed, form: TransformForm) -> None:
    given = form.cleaned_data
    transforming.begin(
        request.viewer, given["team"], given["skill"], given["measure"], given["wanted"]
    )
