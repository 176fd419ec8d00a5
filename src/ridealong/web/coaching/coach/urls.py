"""The addresses of one's own coaching."""

from django.urls import path

from ridealong.web.coaching.coach import views

_MINE = "coaching/mine/"

urlpatterns = [
    path(_MINE, views.mine, name="own_coaching"),
    path(f"{_MINE}hours/", views.hours, name="working_time"),
    path(f"{_MINE}people/", views.people, name="own_people"),
    path(f"{_MINE}think/", views.think, name="think"),
    path(f"{_MINE}thoughts/<int:thought>/throw-away/", views.throw_away, name="throw_thought_away"),
    path(f"{_MINE}steps/", views.own_steps, name="own_steps"),
    path(f"{_MINE}steps/reach/", views.reach, name="reach_step"),
]
