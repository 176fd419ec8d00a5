"""The addresses of cadence."""

from django.urls import path

from ridealong.web.coaching.cadence import views

urlpatterns = [
    path("coaching/", views.maturity, name="maturity"),
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/new/", views.new_programme, name="new_programme"),
    path("programmes/<int:programme>/end/", views.stop_programme, name="end_programme"),
    path("topics/new/", views.new_topic, name="new_topic"),
    path("topics/<int:topic>/end/", views.stop_topic, name="end_topic"),
]
