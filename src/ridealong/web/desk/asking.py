"""Whom somebody writes to who cannot begin by themselves."""

from ridealong.web.people.models import Person, Role


def administrator() -> Person | None:
    """The first administrator by name; None where there is none."""
    return Person.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("name").first()
