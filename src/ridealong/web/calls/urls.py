"""The addresses of calls and imports."""

from django.urls import include, path

from ridealong.web.calls import views
from ridealong.web.calls.lists import urls as lists

urlpatterns = [
    path("", include(lists)),
    path("calls/<int:call>/", views.call, name="call"),
]
