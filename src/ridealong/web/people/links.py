"""The addresses that open the desk to somebody who has no password yet."""

from django.conf import settings
from django.urls import reverse

from ridealong.web.people.models import Invitation


def link_of(invitation: Invitation) -> str:
    """The address that an invitation opens."""
    return f"{settings.ADDRESS}{reverse('welcome', args=[invitation.token])}"
