"""Every address of the desk; `people.guard` closes those whose view has no rule."""

from django.urls import include, path

from ridealong.web.calls import urls as calls
from ridealong.web.coaching import urls as coaching
from ridealong.web.desk import urls as desk
from ridealong.web.jobs import urls as jobs
from ridealong.web.people import urls as people
from ridealong.web.pipeline import urls as pipeline

urlpatterns = [
    path("", include(desk)),
    path("", include(calls)),
    path("", include(pipeline)),
    path("", include(coaching)),
    path("", include(jobs)),
    path("", include(people)),
]
handler400 = "ridealong.web.ui.faults.bad_request"
handler403 = "ridealong.web.ui.faults.forbidden"
handler429 = "ridealong.web.ui.faults.too_many"
handler404 = "ridealong.web.ui.faults.not_found"
handler500 = "ridealong.web.ui.faults.broken"
