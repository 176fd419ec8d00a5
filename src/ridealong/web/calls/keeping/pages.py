"""The pages on which a call is deleted for good, and on which people take along what is theirs."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ridealong.report.words import _
from ridealong.web.calls.keeping.deletion import Why, delete
from ridealong.web.calls.keeping.own_data import take_along
from ridealong.web.calls.keeping.streamed_zip import streamed
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.views import render_part
from ridealong.web.people.access import SIGNED_IN, Signed, access, for_call
from ridealong.web.people.models import Role
from ridealong.web.people.policy import Action, may


class DeleteForm(forms.Form):
    """Why a call is deleted."""

    why = forms.ChoiceField(
        choices=(
            (Why.ASKED.name, _("The customer asked for it")),
            (Why.WITHDRAWN.name, _("Consent was withdrawn")),
            (Why.WRONG.name, _("It does not belong here")),
            (Why.OTHER.name, _("Another reason")),
        ),
        label=_("Why?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a reason; the record keeps it."),
            "invalid_choice": _("Choose one of the list."),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_call(Action.DELETE)
def delete_call(request: Signed, call: Call) -> HttpResponse:
    """Ask once more, then delete; also for those who may not read the call."""
    form = DeleteForm(request.POST or None, initial={"why": request.GET.get("why")})
    if request.method == "POST" and form.is_valid():
        delete(request.viewer, call, Why[form.cleaned_data["why"]])
        messages.success(request, _("The call is deleted, with everything that was said about it."))
        to = "imports" if request.viewer.has(Role.ADMINISTRATOR) else "calls"
        return redirect(to)
    told = {
        "call": call,
        "form": form,
        "people": list(call.participants.all()),
        "may_read": may(request.viewer, Action.SEE, call),
    }
    return render_part(request, "calls/delete.html", told, 422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@access(SIGNED_IN)
def my_data(request: Signed) -> HttpResponseBase:
    """Everything that the desk keeps about whoever asks, as a zip."""
    if request.method != "POST":
        return render(request, "calls/my_data.html")
    answer = StreamingHttpResponse(
        streamed(take_along(request.viewer)), content_type="application/zip"
    )
    name = f"ridealong-{request.viewer.person.pk}-{timezone.localdate():%Y-%m-%d}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
