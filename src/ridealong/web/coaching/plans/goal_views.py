"""The pages of goals: one's own, and what somebody shares with whoever leads their team."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.coaching.plans import goals
from ridealong.web.coaching.plans.forms import GoalForm
from ridealong.web.coaching.plans.goals import Wish
from ridealong.web.coaching.plans.lines import GoalTold
from ridealong.web.coaching.plans.seen import Whose, whose
from ridealong.web.people.access import OWN_CALLS, Signed, access
from ridealong.web.people.pages.doing import done, said

_READ = ["GET", "HEAD", "POST"]


@require_http_methods(_READ)
@access(OWN_CALLS)
def own(request: Signed) -> HttpResponse:
    """One's own, and a form for one more."""
    form = GoalForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and done(form, lambda: _write(request, form)):
        return said(request, _("Written down."), "goals")
    return _page(request, whose(request.viewer), form, 422 if form.errors else 200)


@require_safe
@access(OWN_CALLS)
def of_person(request: Signed, person: int) -> HttpResponse:
    """What somebody shares."""
    return _page(request, whose(request.viewer, person), None)


@require_POST
@access(OWN_CALLS)
def share(request: Signed, goal: int) -> HttpResponse:
    """Let whoever leads the team see it, or no longer."""
    row = goals.one(request.viewer, goal)
    goals.share(request.viewer, row, shared=request.POST.get("shared") == "yes")
    return redirect("goals")


@require_POST
@access(OWN_CALLS)
def end(request: Signed, goal: int) -> HttpResponse:
    """It is reached, or put away."""
    row = goals.one(request.viewer, goal)
    goals.end(request.viewer, row, reached=request.POST.get("reached") == "yes")
    return redirect("goals")


def _write(request: Signed, form: GoalForm) -> None:
    goals.write(request.viewer, Wish(**form.cleaned_data))


def _page(request: Signed, of: Whose, form: GoalForm | None, status: int = 200) -> HttpResponse:
    told = [GoalTold(s, request.viewer.now) for s in goals.goals_of(of)]
    page = {"of": of, "goals": told, "ended": goals.ended(of), "form": form}
    return render(request, "coaching/goals.html", page, status=status)
