"""The page on which an administrator says whose the deals are that name nobody here."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ridealong.report.words import _, count, ngettext
from ridealong.web.people.access import ADMINISTRATORS, Signed, access
from ridealong.web.people.models import Person, Role
from ridealong.web.pipeline.incoming import giving


class GiveForm(forms.Form):
    """Whose the deals of an owner of the CRM are."""

    label = forms.CharField(max_length=120, required=False, strip=False)
    person = forms.ModelChoiceField(
        Person.objects.filter(is_active=True).exclude(role=Role.ADMINISTRATOR),
        error_messages={
            "required": _("Choose somebody first."),
            "invalid_choice": _("Choose somebody from the list."),
        },
    )


@require_safe
@access(ADMINISTRATORS)
def crm_owners(request: Signed) -> HttpResponse:
    """Owners of the CRM who are nobody here, with how many deals they have."""
    found = giving.unknown_owners()
    told = {
        "owners": found[: giving.MOST],
        "more": len(found) > giving.MOST,
        "people": giving.candidates(),
    }
    return render(request, "pipeline/crm_owners.html", told)


@require_POST
@access(ADMINISTRATORS)
def crm_give_owner(request: Signed) -> HttpResponse:
    """Say whose the deals of one owner are."""
    form = GiveForm(request.POST)
    if form.is_valid():
        person = form.cleaned_data["person"]
        given = giving.give(request.viewer, form.cleaned_data["label"], person)
        words = ngettext("{n} deal is {name}’s now.", "{n} deals are {name}’s now.", given)
        messages.success(request, words.format(n=count(given), name=person.name))
    else:
        for faults in form.errors.values():
            messages.error(request, " ".join(map(str, faults)))
    return redirect("crm_owners")
