"""Every address of the desk; `people.guard` closes those whose view has no rule."""

from django.urls import include, path

from ridealong.web.calls import urls as calls
from ridealong.web.desk.views import desk
from ridealong.web.people import urls as people

urlpatterns = [
    path("", desk, name="desk"),
    path("", include(calls)),
    path("", include(people)),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]
handler400 = "ridealong.web.ui.faults.bad_request"
handler403 = "ridealong.web.ui.faults.forbidden"
handler404 = "ridealong.web.ui.faults.not_found"
handler500 = "ridealong.web.ui.faults.broken"
