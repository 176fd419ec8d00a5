"""The addresses of lists."""

from django.urls import path

from ridealong.web.calls.lists import views

urlpatterns = [
    path("calls/", views.calls, name="calls"),
    path("calls/export/<slug:form>/", views.export_calls, name="export_calls"),
    path("calls/views/", views.save_view, name="save_view"),
    path("calls/views/<int:view>/", views.rename_view, name="rename_view"),
    path("calls/views/<int:view>/delete/", views.delete_view, name="delete_view"),
]
