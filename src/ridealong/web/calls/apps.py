"""The room of calls, as Django knows it."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """Conversations, their analyses, comments, corrections, imports."""

    name = "ridealong.web.calls"
    label = "calls"
