"""Around every page: nothing of it is kept by anybody in between; times are the viewer's own."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ridealong.web.people.models import Person

type Answer = Callable[[HttpRequest], HttpResponse]


class PrivateMiddleware:
    """No cache on the way keeps a page, and the browser asks again."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response


class ZoneMiddleware:
    """Every time on a page is in the time zone of whoever looks."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        zone = person.time_zone if isinstance(person, Person) else "UTC"
        with timezone.override(ZoneInfo(zone)):
            return self.get_response(request)
