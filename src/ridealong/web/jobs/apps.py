"""The room of jobs, as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Leases and the sweep."""

    name = "ridealong.web.jobs"
    label = "jobs"
