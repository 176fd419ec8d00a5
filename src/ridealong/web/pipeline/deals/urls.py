"""The addresses of deals and customers."""

from django.urls import path

from ridealong.web.pipeline.deals import call_views, gate_views, list_views, views

_DEAL = "deals/<int:deal>/"
_EVIDENCE = f"{_DEAL}evidence/<int:evidence>/"
_CONTENT = f"{_DEAL}content/<int:content>/"
_CALL = f"{_DEAL}calls/<int:other>/"

urlpatterns = [
    path("deals/", list_views.deals, name="deals"),
    path("deals/export/", list_views.export_deals, name="export_deals"),
    path("customers/<int:customer>/", list_views.customer, name="customer"),
    path(_DEAL, views.deal, name="deal"),
    path(f"{_DEAL}activities/", views.deal_activities, name="deal_activities"),
    path(f"{_DEAL}next-step/", views.deal_next_step, name="deal_next_step"),
    path(f"{_DEAL}told/", views.deal_told, name="deal_told"),
    path(f"{_DEAL}commit/", views.deal_commit, name="deal_commit"),
    path(f"{_DEAL}content/", views.share_content, name="share_content"),
    path(_CONTENT, views.react_to_content, name="react_to_content"),
    path(f"{_CONTENT}remove/", views.remove_content, name="remove_content"),
    path(f"{_DEAL}evidence/", gate_views.add_evidence, name="add_evidence"),
    path(f"{_EVIDENCE}decide/", gate_views.decide_evidence, name="decide_evidence"),
    path(f"{_EVIDENCE}take-back/", gate_views.take_back_evidence, name="take_back_evidence"),
    path(f"{_DEAL}calls/", call_views.deal_calls, name="deal_calls"),
    path(f"{_CALL}link/", call_views.link_call, name="link_call"),
    path(f"{_CALL}take-away/", call_views.unlink_call, name="unlink_call"),
    path("calls/<int:call>/deals/", call_views.call_deals, name="call_deals"),
    path("calls/<int:call>/deals/choose/", call_views.choose_deal, name="choose_deal"),
]
