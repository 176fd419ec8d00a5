"""Coming in for the first time: by an invitation, or as the first person of all."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ridealong.web.people.access import EVERYBODY, access
from ridealong.web.people.actions.inviting import accept, make_first
from ridealong.web.people.first import is_good
from ridealong.web.people.forms.own import ComeInForm, FirstForm
from ridealong.web.people.models import Invitation, Organisation, Person
from ridealong.web.people.pages.doing import done


@access(EVERYBODY)
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody who was invited chooses a password; the link serves once."""
    link = Invitation.objects.select_related("person", "invited_by").filter(token=token).first()
    if link is None or not link.open or not link.person.is_active:
        return render(request, "people/spent.html", {"link": link}, status=404)
    initial = {"name": link.person.name, "time_zone": link.person.time_zone}
    form = ComeInForm(link.person, request.POST or None, initial=initial)
    if request.method == "POST" and done(form, lambda: _accept(link, form)):
        return _signed_in(request, Person.objects.get(pk=link.person_id))
    told = {"form": form, "link": link, "organisation": Organisation.get()}
    return render(request, "people/welcome.html", told, status=422 if form.errors else 200)


@access(EVERYBODY)
def first(request: HttpRequest, token: str) -> HttpResponse:
    """The first administrator of a desk on which nobody is yet."""
    if not is_good(token):
        return render(request, "people/spent.html", {"link": None}, status=404)
    form = FirstForm(request.POST or None)
    made: list[Person] = []
    if request.method == "POST" and done(form, lambda: made.append(_make_first(form))):
        return _signed_in(request, made[0])
    return render(request, "people/first.html", {"form": form}, status=422 if form.errors else 200)


def _accept(link: Invitation, form: ComeInForm) -> None:
    said = form.cleaned_data
    accept(link, said["name"], said["time_zone"], said["password"])


def _make_first(form: FirstForm) -> Person:
    said = form.cleaned_data
    return make_first(
        said["name"], said["email"], said["password"], said["time_zone"], said["organisation"]
    )


def _signed_in(request: HttpRequest, person: Person) -> HttpResponse:
    answer: HttpResponse = perform_login(request, person)
    return answer
