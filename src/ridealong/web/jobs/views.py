"""The page of work in the background, for administrators."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ridealong.report.words import _, ngettext
from ridealong.web.jobs.health import LISTED, Health
from ridealong.web.jobs.kinds import kind_named
from ridealong.web.jobs.retrying import retry, retry_all
from ridealong.web.people.access import ADMINISTRATORS, Signed, access

LARGEST_KEY = 2**63 - 1
"""That a database can look for."""


@require_safe
@access(ADMINISTRATORS)
def jobs(request: Signed) -> HttpResponse:
    """How the machine is, and what was given up."""
    return render(request, "jobs/jobs.html", {"health": Health(), "listed": LISTED})


@require_POST
@access(ADMINISTRATORS)
def retry_job(request: Signed, kind: str, pk: int) -> HttpResponse:
    """Have one piece of work done once more."""
    known = kind_named(kind)
    if known is None or pk > LARGEST_KEY:
        raise Http404
    if retry(request.viewer, known, pk):
        messages.success(request, _("It is tried once more."))
    else:
        messages.info(request, _("It is not given up any more."))
    return redirect("jobs")


@require_POST
@access(ADMINISTRATORS)
def retry_jobs(request: Signed) -> HttpResponse:
    """Have everything done once more that was given up."""
    n = retry_all(request.viewer)
    if n:
        says = ngettext(
            "One piece of work is tried once more.", "{n} pieces of work are tried once more.", n
        )
        messages.success(request, says.format(n=n))
    else:
        messages.info(request, _("Nothing is given up any more."))
    return redirect("jobs")
