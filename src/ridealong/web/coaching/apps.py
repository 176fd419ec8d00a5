"""The room of coaching, as Django knows it."""

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    """Debriefs."""

    name = "ridealong.web.coaching"
    label = "coaching"
