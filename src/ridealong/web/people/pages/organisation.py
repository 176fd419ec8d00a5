"""What holds for everybody here."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from ridealong.report.words import _
from ridealong.web.people.access import ADMINISTRATORS, Signed, access
from ridealong.web.people.actions.organisation import change_organisation
from ridealong.web.people.forms.teams import OrganisationForm
from ridealong.web.people.models import Organisation
from ridealong.web.people.pages.doing import done, said


@access(ADMINISTRATORS)
def organisation(request: Signed) -> HttpResponse:
    """Name, domains, hours, consent, and how long conversations are kept."""
    form = OrganisationForm.of(Organisation.get())
    return render(request, "people/organisation.html", {"form": form})


@access(ADMINISTRATORS)
@require_POST
def save_organisation(request: Signed) -> HttpResponse:
    """Change it."""
    form = OrganisationForm(request.POST)
    if done(form, lambda: change_organisation(request.viewer, form.told())):
        return said(request, _("Saved."), "organisation")
    return render(request, "people/organisation.html", {"form": form}, status=422)
