"""The room of people, as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, teams, invitations, and the policy."""

    name = "ridealong.web.people"
    label = "people"
