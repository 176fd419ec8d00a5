"""The pages of cadence: coaching as a whole, programmes, topics."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from ridealong.report.words import _
from ridealong.web.coaching.cadence.forms import ProgrammeForm, TopicForm
from ridealong.web.coaching.cadence.setting import (
    end_programme,
    end_topic,
    running,
    set_programme,
    set_topic,
)
from ridealong.web.coaching.cadence.shown import CoachingPage
from ridealong.web.coaching.models import Programme, Topic
from ridealong.web.coaching.models.programme import Kind
from ridealong.web.people.access import Rule, Signed, access
from ridealong.web.people.models import Role
from ridealong.web.people.pages.doing import done, said
from ridealong.web.people.policy import cadence_teams

LEADING = Rule("managers and leaders", frozenset({Role.MANAGER, Role.LEADER}))
SETTING = Rule(
    "managers, leaders and administrators",
    frozenset({Role.MANAGER, Role.LEADER, Role.ADMINISTRATOR}),
)


@require_safe
@access(LEADING)
def maturity(request: Signed) -> HttpResponse:
    """Whether coaching happens, and how mature it is."""
    return render(request, "coaching/maturity.html", {"page": CoachingPage(request.viewer)})


@require_safe
@access(SETTING)
def programmes(request: Signed) -> HttpResponse:
    """What is set, and the forms."""
    return _page(request)


@access(SETTING)
@require_POST
def new_programme(request: Signed) -> HttpResponse:
    """Set a cadence."""
    form = ProgrammeForm(request.viewer, request.POST)
    if done(form, lambda: set_programme(request.viewer, form.told())):
        return said(request, _("It holds from today."), "programmes")
    return _page(request, programme=form, status=422)


@access(SETTING)
@require_POST
def stop_programme(request: Signed, programme: int) -> HttpResponse:
    """End a cadence."""
    mine = Programme.objects.filter(team__in=cadence_teams_of(request))
    end_programme(request.viewer, get_object_or_404(mine, pk=programme))
    return said(request, _("It ends today. Talks that are planned stay."), "programmes")


@access(SETTING)
@require_POST
def new_topic(request: Signed) -> HttpResponse:
    """Name a topic."""
    form = TopicForm(request.POST)
    if done(form, lambda: set_topic(request.viewer, **form.cleaned_data)):
        return said(request, _("Talks may be tied to it from now on."), "programmes")
    return _page(request, topic=form, status=422)


@access(SETTING)
@require_POST
def stop_topic(request: Signed, topic: int) -> HttpResponse:
    """End a topic."""
    end_topic(request.viewer, get_object_or_404(Topic, pk=topic))
    return said(request, _("It ends today."), "programmes")


def cadence_teams_of(request: Signed) -> list[int]:
    """Ids of the teams whose cadence is theirs to set."""
    from ridealong.web.people.models import Team  # noqa: PLC0415  # one use

    return list(Team.objects.filter(cadence_teams(request.viewer)).values_list("pk", flat=True))


def _page(
    request: Signed,
    programme: ProgrammeForm | None = None,
    topic: TopicForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = running().filter(team__in=cadence_teams_of(request)).select_related("team")
    told = {
        "rows": rows.order_by("team__name", "kind"),
        "kinds": dict(Kind.choices),
        "topics": Topic.objects.order_by("-begins_on", "name")[:30],
        "form": programme or ProgrammeForm(request.viewer),
        "topic": topic or TopicForm(),
    }
    return render(request, "coaching/programmes.html", told, status=status)
