"""What two agree on: read it, write a further version, sign it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.calls.page.sent import number_in
from ridealong.web.people.access import Signed, access
from ridealong.web.people.pages.doing import done, said
from ridealong.web.pipeline.plans import agreeing
from ridealong.web.pipeline.plans.forms import AgreementForm
from ridealong.web.pipeline.plans.page import PlanPage
from ridealong.web.pipeline.plans.period import quarter
from ridealong.web.pipeline.shapes.whose import TWO_WHO_AGREE, whose


@require_safe
@access(TWO_WHO_AGREE)
def plan(request: Signed, person: int) -> HttpResponse:
    """What is agreed, what it takes, what was counted."""
    of = whose(request.viewer, person, with_plan=True)
    told = {"of": of, "plan": PlanPage(of, timezone.localdate())}
    return render(request, "pipeline/plan.html", told)


@require_safe
@access(TWO_WHO_AGREE)
def new_plan(request: Signed, person: int) -> HttpResponse:
    """Write a further version, beginning with the one before."""
    page = PlanPage(whose(request.viewer, person, with_plan=True), timezone.localdate())
    begins, ends = quarter(page.on)
    first = {} if page.newest else {"begins_on": begins, "ends_on": ends}
    form = AgreementForm.of(page.framework.stages, page.newest, **first)
    return render(request, "pipeline/plan_form.html", {"plan": page, "form": form})


@require_POST
@access(TWO_WHO_AGREE)
def save_plan(request: Signed, person: int) -> HttpResponse:
    """Keep it as a further version; both sign it then."""
    page = PlanPage(whose(request.viewer, person, with_plan=True), timezone.localdate())
    form = AgreementForm(page.framework.stages, request.POST)

    def write() -> object:
        after = form.cleaned_data["after"]
        return agreeing.write(request.viewer, page.person, form.terms(), after, page.framework_row)

    if done(form, write):
        return said(request, _("Written. It holds once both have signed it."), "plan", person)
    return render(request, "pipeline/plan_form.html", {"plan": page, "form": form}, status=422)


@require_POST
@access(TWO_WHO_AGREE)
def sign_plan(request: Signed, person: int) -> HttpResponse:
    """Sign the newest version."""
    of = whose(request.viewer, person, with_plan=True)
    version = number_in(request.POST.get("version")) or 0
    try:
        agreeing.sign(request.viewer, of.person, version)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("plan", person)
    return said(request, _("Signed."), "plan", person)
