"""The room of desks, as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Landing pages."""

    name = "ridealong.web.desk"
    label = "desk"
