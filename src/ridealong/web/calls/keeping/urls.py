"""The addresses of deletion and of one's own data."""

from django.urls import path

from ridealong.web.calls.keeping import pages

urlpatterns = [
    path("calls/<int:call>/delete/", pages.delete_call, name="delete_call"),
    path("account/data/", pages.my_data, name="my_data"),
]
