"""The address of a call's state."""

from django.urls import path

from ridealong.web.calls.analysing.views import call_state

urlpatterns = [path("calls/<int:call>/state/", call_state, name="call_state")]
