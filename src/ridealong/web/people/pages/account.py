"""One's own account: name, ways in, who reads one's talks, and who has looked at them."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ridealong.report.words import _
from ridealong.web.audit.look_up import Wanted, looked_at, page
from ridealong.web.people.access import SIGNED_IN, Signed, access
from ridealong.web.people.actions.letting_read import let_read, take_back
from ridealong.web.people.actions.own import change_own, forget_alias
from ridealong.web.people.forms.own import OwnForm, ReaderForm
from ridealong.web.people.forms.record import number
from ridealong.web.people.models import Alias, Grant, Membership
from ridealong.web.people.pages.doing import done, refuse, said
from ridealong.web.people.pages.record import with_names
from ridealong.web.people.sessions import live_sessions
from ridealong.web.people.viewer import PEERS, Viewer

_SHOWN = 8


@access(SIGNED_IN)
def account(request: Signed) -> HttpResponse:
    """One's own account."""
    me = request.viewer.person
    return _page(request, OwnForm(initial={"name": me.name, "time_zone": me.time_zone}))


@access(SIGNED_IN)
@require_POST
def save_account(request: Signed) -> HttpResponse:
    """Change one's own name and time zone."""
    form = OwnForm(request.POST)
    if done(form, lambda: change_own(request.viewer, **form.cleaned_data)):
        return said(request, _("Saved."), "account")
    request.viewer.person.refresh_from_db()
    return _page(request, form, status=422)


@access(SIGNED_IN)
@require_POST
def add_reader(request: Signed) -> HttpResponse:
    """Let a colleague read one's talks."""
    form = ReaderForm(request.viewer, request.POST)
    if done(form, lambda: let_read(request.viewer, form.cleaned_data["peer"])):
        name = form.cleaned_data["peer"].name
        words = _("{name} may read your talks from now on.").format(name=name)
        return said(request, words, "account", at="readers")
    return refuse(request, form, "account")


@access(SIGNED_IN)
@require_POST
def remove_reader(request: Signed, grant: int) -> HttpResponse:
    """No longer let a colleague read one's talks."""
    given = get_object_or_404(Grant.objects.select_related("peer"), pk=grant, owner=request.user)
    take_back(request.viewer, given)
    words = _("{name} reads your talks no longer.").format(name=given.peer.name)
    return said(request, words, "account", at="readers")


@access(SIGNED_IN)
@require_POST
def remove_alias(request: Signed, alias: int) -> HttpResponse:
    """Forget a name under which a recorder knows one."""
    forget_alias(request.viewer, get_object_or_404(Alias, pk=alias, person=request.user))
    return said(request, _("Forgotten."), "account", at="aliases")


@access(SIGNED_IN)
def my_record(request: Signed) -> HttpResponse:
    """Every entry of the record that is about oneself, or that one has made."""
    entries = page(Wanted(concerns=request.viewer.id), number(request.GET.get("before", "")))
    shown = {"entries": with_names(entries.entries), "before": entries.before}
    return render(request, "people/my_record.html", shown)


def _page(request: Signed, form: OwnForm, status: int = 200) -> HttpResponse:
    viewer = request.viewer
    shown = {
        "form": form,
        "two_step": is_mfa_enabled(viewer.person),
        "sessions": live_sessions(viewer.person).count(),
        "aliases": viewer.person.aliases.order_by("kind", "value"),
        "my_teams": _places(viewer),
        "looks": with_names(looked_at(viewer.id, _SHOWN), viewer.person),
        **(_readers(viewer) if viewer.has(*PEERS) else {"reader_form": None}),
    }
    return render(request, "people/account.html", shown, status=status)


def _places(viewer: Viewer) -> list[Membership]:
    own = Membership.objects.filter(person=viewer.person).select_related("team")
    today = timezone.localdate()
    return list(own.on(today).order_by("team__name"))


def _readers(viewer: Viewer) -> dict[str, object]:
    given = Grant.objects.filter(owner=viewer.person, until=None).select_related("peer")
    to_me = Grant.objects.filter(peer=viewer.person, until=None).select_related("owner")
    return {
        "reader_form": ReaderForm(viewer),
        "readers": list(given.order_by("peer__name")),
        "read_by_me": list(to_me.order_by("owner__name")),
    }
