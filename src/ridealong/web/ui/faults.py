"""What a page says when there is nothing to see, when it is not one's own, and when it broke.

Parts of a page get the words in the header `X-Says`, which `desk.js` shows in place.
"""

import sys
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.template import loader

from ridealong.report.words import _
from ridealong.web import trouble

_WHY = {
    "held back": (
        "This call waits for consent.",
        "Nobody reads it before somebody has written down that the customer agreed to be recorded.",
    ),
    "not yet": (
        "This call is still with its owner.",
        "They see it first; it reaches you after their own debrief, or when the hours are over.",
    ),
    "own view first": (
        "Your own view comes first.",
        "Write your debrief, or skip it this time; then the moves of the call open.",
    ),
}


def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400: what was sent makes no sense."""
    return _page(400, _("This could not be understood."), _("Go back and try once more."))


def forbidden(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: it is there, and not for this person, or not yet."""
    title, says = _WHY.get(
        str(exception),
        ("This is not yours to do.", "If you think that it should be, ask your administrator."),
    )
    return _page(403, _(title), _(says))


def not_found(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: it is not there, or not for this person; which of the two is not said."""
    says = _("It may have been deleted, or it is not yours to see.")
    return _page(404, _("There is nothing here."), says)


def too_many(_request: HttpRequest) -> HttpResponse:
    """429: more attempts than a person makes."""
    says = _("Wait five minutes, then go back and try once more.")
    return _page(429, _("There were too many attempts."), says)


def broken(_request: HttpRequest) -> HttpResponse:
    """500: a fault of ours; 503: one of the machine. Needs no database, which may be what broke."""
    error = sys.exception()
    if error is not None and trouble.of_the_machine(error):
        answer = _page(503, *_of_the_machine(error))
        answer["Retry-After"] = "10"
        return answer
    says = _("The fault is ours and was written down. Nothing of what you sent is half done.")
    return _page(500, _("The desk broke here."), says)


def _of_the_machine(error: BaseException) -> tuple[str, str]:
    if trouble.is_locked(error):
        return _("The desk is busy."), _(
            "Something else has been writing for too long. Nothing of what you sent was done; try "
            "once more in a moment."
        )
    if trouble.is_full(error):
        return _("There is no room left."), _(
            "The disk of the desk is full. Nothing of what you sent was kept; tell your "
            "administrator."
        )
    return _("The database does not answer."), _(
        "Nothing was changed. Try once more in a minute; if it stays so, tell your administrator."
    )


def csrf(_request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django names it
    """403: the form is too old, or came from another site."""
    says = _("It was open too long, or cookies are off. Load the page again and send it once more.")
    return _page(403, _("This form is out of date."), says)


def _page(status: int, title: str, says: str) -> HttpResponse:
    page = loader.render_to_string("ui/fault.html", {"heading": title, "says": says})
    answer = HttpResponse(page, status=status)
    answer["X-Says"] = quote(f"{title} {says}")
    return answer
