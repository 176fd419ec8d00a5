"""The addresses of what is put right about a call."""

from django.urls import path

from ridealong.web.calls.repair import pages

_CALL = "calls/<int:call>/"

urlpatterns = [
    path(f"{_CALL}speakers/", pages.repair_speaker, name="repair_speaker"),
    path(f"{_CALL}owner/", pages.call_owner, name="call_owner"),
    path(f"{_CALL}kind/", pages.call_kind, name="call_kind"),
    path(f"{_CALL}customer/", pages.call_customer, name="call_customer"),
    path(f"{_CALL}consent/", pages.consent, name="consent"),
]
