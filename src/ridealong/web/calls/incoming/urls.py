"""The addresses of what comes in."""

from django.urls import path

from ridealong.web.calls.incoming import pages

urlpatterns = [
    path("calls/add/", pages.add_calls, name="add_calls"),
    path("imports/", pages.imports, name="imports"),
    path("imports/<int:batch>/", pages.one_import, name="import"),
]
