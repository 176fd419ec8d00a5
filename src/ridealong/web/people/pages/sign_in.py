"""The sign-in page; in a demonstration it offers everybody who works there, at one press."""

from itertools import groupby
from typing import Any

from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from ridealong.web.people.access import EVERYBODY, Signed, access
from ridealong.web.people.models import Membership, Person, Role


class SignIn(LoginView):  # type: ignore[misc]  # the library has no types
    """The library's own, with what our page shows beside the form."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether anybody is here; who can be tried, in a demonstration."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["nobody"] = not Person.objects.exists()
        context["offered"] = offered() if settings.DEMO else []
        context["passkeys"] = has_a_name(self.request)
        return context


sign_in = access(EVERYBODY)(SignIn.as_view())


@access(EVERYBODY)
@require_POST
def sign_in_as(request: Signed, person: int) -> HttpResponse:
    """Be somebody of the demonstration; there is no such address anywhere else."""
    if not settings.DEMO:
        raise Http404
    somebody = get_object_or_404(Person, pk=person, is_active=True)
    answer: HttpResponse = perform_login(request, somebody)
    return answer


def offered() -> list[tuple[str, list[Person]]]:
    """Everybody of the demonstration, by role and in order of name, with their teams."""
    order = {role: place for place, role in enumerate(Role)}
    people = list(Person.objects.filter(is_active=True))
    teams: dict[int, list[str]] = {}
    for member in Membership.objects.now().filter(person__in=people).select_related("team"):
        teams.setdefault(member.person_id, []).append(member.team.name)
    for person in people:
        person.places = ", ".join(teams.get(person.pk, []))  # type: ignore[attr-defined]
    people.sort(key=lambda p: (order[Role(p.role)], p.name))
    return [(Role(role).label, list(some)) for role, some in groupby(people, lambda p: p.role)]


def has_a_name(request: HttpRequest) -> bool:
    """Whether the desk is reached under a name: browsers keep no passkey for a bare number."""
    host = request.get_host().rsplit(":", 1)[0]
    return not (host.startswith("[") or host.replace(".", "").isdigit())
