"""The room of the audit, as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only record."""

    name = "ridealong.web.audit"
    label = "audit"
