"""What the calls and deals of one salesperson show."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ridealong.report.points import in_pieces
from ridealong.web.desk.profile import Profile
from ridealong.web.people.access import Signed, access
from ridealong.web.pipeline.shapes.whose import TWO_WHO_AGREE, whose


@require_safe
@access(TWO_WHO_AGREE)
def profile(request: Signed, person: int) -> HttpResponse:
    """For the person, and for whoever leads their team."""
    of = whose(request.viewer, person, with_plan=True)
    told = {"of": of, "profile": Profile(of), "in_pieces": in_pieces}
    return render(request, "desk/profile.html", told)
