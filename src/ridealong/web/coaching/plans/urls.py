"""The addresses of plans: what was taken on, practice, goals, a team's way of working."""

from django.urls import path

from ridealong.web.coaching.plans import views

urlpatterns = [
    path("commitments/", views.own, name="my_commitments"),
    path("commitments/of/<int:person>/", views.of_person, name="commitments"),
    path("commitments/of/<int:person>/new/", views.new, name="new_commitment"),
    path("commitments/<int:commitment>/", views.one, name="commitment"),
    path("commitments/<int:commitment>/close/", views.close, name="close_commitment"),
]
