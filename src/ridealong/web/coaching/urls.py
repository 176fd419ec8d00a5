"""The addresses of the debrief."""

from django.urls import path

from ridealong.web.coaching import views

_DEBRIEF = "calls/<int:call>/debrief/"

urlpatterns = [
    path(_DEBRIEF, views.write, name="debrief"),
    path(f"{_DEBRIEF}skip/", views.skip, name="skip_debrief"),
    path(f"{_DEBRIEF}share/", views.share, name="share_debrief"),
    path(f"{_DEBRIEF}unshare/", views.unshare, name="unshare_debrief"),
]
