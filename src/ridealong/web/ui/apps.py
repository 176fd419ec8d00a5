"""The room of the pages' parts, as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, styles and scripts of all pages."""

    name = "ridealong.web.ui"
    label = "ui"
