"""The addresses of people, teams, invitations and one's own account."""

from django.urls import path

from ridealong.web.people import views

urlpatterns = [
    path("account/", views.account, name="account"),
]
