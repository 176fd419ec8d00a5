"""The addresses of the desks."""

from django.urls import path

from ridealong.web.desk import profile_views, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("team/", views.team, name="team"),
    path("pipeline/<int:person>/calls/", profile_views.profile, name="profile"),
]
