"""How signing in works here: nobody signs up by themselves, an invitation brings people in."""

from typing import override

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Signing up is closed."""

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
