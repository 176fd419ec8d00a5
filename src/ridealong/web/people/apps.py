"""The room of people, as Django knows it."""

from typing import override

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, teams, invitations, and the policy."""

    name = "ridealong.web.people"
    label = "people"

    @override
    def ready(self) -> None:
        """Write down who comes in, and who changes their keys."""
        from ridealong.web.people import telling  # noqa: PLC0415  # needs the tables

        telling.connect()
