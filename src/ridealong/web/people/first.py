"""A desk on which nobody is yet: a link, printed where it was started, makes the first person.

The link needs no row: it is signed with the desk's key and worth nothing once somebody is here.
"""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from ridealong.web.people.models import Person

GOOD_FOR = timedelta(days=1)
_SALT = "ridealong.first-administrator"


def first_link() -> str | None:
    """The address that makes the first administrator; None where somebody is here already."""
    if Person.objects.exists():
        return None
    token = TimestampSigner(salt=_SALT).sign("first")
    return f"{settings.ADDRESS}{reverse('first', args=[token])}"


def is_good(token: str) -> bool:
    """Whether a link still makes the first administrator."""
    try:
        TimestampSigner(salt=_SALT).unsign(token, max_age=GOOD_FOR)
    except BadSignature:
        return False
    return not Person.objects.exists()
