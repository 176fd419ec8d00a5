"""The addresses of the desks."""

from django.urls import path

from ridealong.web.desk import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("team/", views.team, name="team"),
]
