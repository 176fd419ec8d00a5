"""The addresses of coaching: the debrief here, the rooms from their own."""

from django.urls import include, path

from ridealong.web.coaching import views, voice_views
from ridealong.web.coaching.cadence import urls as cadence
from ridealong.web.coaching.coach import urls as coach
from ridealong.web.coaching.customers import urls as customers
from ridealong.web.coaching.own import urls as own
from ridealong.web.coaching.plans import urls as plans
from ridealong.web.coaching.simulated import urls as simulated
from ridealong.web.coaching.talks import urls as talks

_DEBRIEF = "calls/<int:call>/debrief/"

urlpatterns = [
    path(_DEBRIEF, views.write, name="debrief"),
    path(f"{_DEBRIEF}skip/", views.skip, name="skip_debrief"),
    path(f"{_DEBRIEF}share/", views.share, name="share_debrief"),
    path(f"{_DEBRIEF}unshare/", views.unshare, name="unshare_debrief"),
    path(f"{_DEBRIEF}voice/", voice_views.play, name="voice_note"),
    path(f"{_DEBRIEF}voice/send/", voice_views.send, name="send_voice_note"),
    path(f"{_DEBRIEF}voice/delete/", voice_views.delete, name="delete_voice_note"),
    path("", include(cadence)),
    path("", include(coach)),
    path("", include(customers)),
    path("", include(own)),
    path("", include(plans)),
    path("", include(simulated)),
    path("", include(talks)),
]
