"""The addresses of calls and imports."""

from django.urls import include, path

from ridealong.web.calls.analysing import urls as analysing
from ridealong.web.calls.incoming import urls as incoming
from ridealong.web.calls.keeping import urls as keeping
from ridealong.web.calls.lists import urls as lists
from ridealong.web.calls.page import urls as page
from ridealong.web.calls.repair import urls as repair

urlpatterns = [
    path("", include(lists)),
    path("", include(incoming)),
    path("", include(page)),
    path("", include(analysing)),
    path("", include(repair)),
    path("", include(keeping)),
]
