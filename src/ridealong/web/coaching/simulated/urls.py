"""The addresses of role-play."""

from django.urls import path

from ridealong.web.coaching.simulated import views

_ONE = "role-plays/<int:play>/"

urlpatterns = [
    path("role-plays/", views.role_plays, name="role_plays"),
    path(_ONE, views.role_play, name="role_play"),
    path(f"{_ONE}say/", views.say, name="say_in_role_play"),
    path(f"{_ONE}end/", views.end, name="end_role_play"),
    path(f"{_ONE}share/", views.share, name="share_role_play"),
    path(f"{_ONE}throw-away/", views.throw_away, name="throw_away_role_play"),
]
