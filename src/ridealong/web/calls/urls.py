"""The addresses of calls and imports."""

from django.urls import path

from ridealong.web.calls import views

urlpatterns = [
    path("calls/", views.calls, name="calls"),
    path("calls/<int:call>/", views.call, name="call"),
]
