"""Who works here: the list, and how somebody is invited."""

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from ridealong.report.words import _
from ridealong.web.people.access import ADMINISTRATORS, Signed, access
from ridealong.web.people.actions.inviting import invite
from ridealong.web.people.forms.people import InviteForm, PeopleFilter
from ridealong.web.people.letters import send_invitation
from ridealong.web.people.models import Invitation, Membership, Person
from ridealong.web.people.pages.doing import done, said

PAGE = 100


@access(ADMINISTRATORS)
def people(request: Signed) -> HttpResponse:
    """Everybody, in order of name, a hundred at a time."""
    form = PeopleFilter(request.GET)
    rows = list(_found(form)[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    query = request.GET.copy()
    query["after"] = f"{last.pk},{last.name}" if last else ""
    shown = {"form": form, "people": rows[:PAGE], "next": query.urlencode() if last else ""}
    return render(request, "people/people.html", shown)


@access(ADMINISTRATORS)
def new_person(request: Signed) -> HttpResponse:
    """The form that invites somebody."""
    zone = request.viewer.person.time_zone
    form = InviteForm(initial={"role": "rep", "time_zone": zone})
    return render(request, "people/invite.html", {"form": form})


@access(ADMINISTRATORS)
@require_POST
def invite_person(request: Signed) -> HttpResponse:
    """Invite somebody: their link is shown, and mailed where mails are sent."""
    form = InviteForm(request.POST)
    made: list[Invitation] = []
    if not done(form, lambda: made.append(invite(request.viewer, form.newcomer()))):
        return render(request, "people/invite.html", {"form": form}, status=422)
    return say_link(request, made[0])


def say_link(request: Signed, invitation: Invitation) -> HttpResponse:
    """Go to the page of somebody who was invited, which shows the link."""
    person = invitation.person
    if not settings.MAILS:
        words = _("{name} is here. Hand over the link below.")
    elif send_invitation(invitation):
        words = _("{name} is here. The link is on its way to {email}.")
    else:
        words = _(
            "{name} is here, but the mail to {email} could not be sent. Hand over the link below."
        )
    told = words.format(name=person.name, email=person.email)
    return said(request, told, "person", person.pk, at="invitation")


def _found(form: PeopleFilter) -> QuerySet[Person]:
    now = Membership.objects.now().select_related("team").order_by("team__name")
    rows = Person.objects.select_related("invitation").order_by("name", "pk")
    rows = rows.prefetch_related(Prefetch("memberships", now, to_attr="places"))
    if not form.is_valid():
        return rows.none()
    name, left = form.cleaned_data["name"], form.cleaned_data["left"]
    if name:
        rows = rows.filter(Q(name__icontains=name) | Q(email__icontains=name))
    if not left:
        rows = rows.filter(is_active=True)
    after = form.after_key()
    if after:
        rows = rows.filter(Q(name__gt=after[0]) | Q(name=after[0], pk__gt=after[1]))
    return rows
