"""Before any view runs: does its address have a rule, and does whoever asks keep to it?"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import ResolverMatch, reverse

from ridealong.web.people.access import EVERYBODY, SIGNED_IN, Rule
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import viewer_of

OF_ALLAUTH = {
    "account_logout": EVERYBODY,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_reset_password": EVERYBODY,
    "account_reset_password_done": EVERYBODY,
    "account_reset_password_from_key": EVERYBODY,
    "account_reset_password_from_key_done": EVERYBODY,
    "account_inactive": EVERYBODY,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": EVERYBODY,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_login_webauthn": EVERYBODY,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
}
"""The addresses of the sign-in library that we use; its others do not exist here."""


def rule_of(match: ResolverMatch) -> Rule | None:
    """The rule of an address; None where it has none, which closes it."""
    own: Rule | None = getattr(match.func, "rule", None)
    return own or OF_ALLAUTH.get(match.url_name or "")


class GuardMiddleware:
    """Lets nobody through to an address without a rule, nor against it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Check the rule, and make the viewer."""
        rule = rule_of(request.resolver_match) if request.resolver_match else None
        if rule is None:
            raise PermissionDenied
        person = request.user
        if isinstance(person, Person):
            # The row itself: the wrapper in which Django hands it over is asked at every touch.
            person = request.user = getattr(person, "_wrapped", person)
            request.viewer = viewer_of(person)  # type: ignore[attr-defined]
        if not rule.signed_in:
            return None
        if not isinstance(person, Person):
            return _to_sign_in(request)
        if person.role not in rule.roles:
            raise PermissionDenied
        return None


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page and back; a part of a page asks for the whole page to go there."""
    if request.headers.get("HX-Request"):
        back = request.headers.get("HX-Current-URL", "")
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = f"{reverse('account_login')}?next={_path(back)}"
        return answer
    return redirect_to_login(request.get_full_path())


def _path(address: str) -> str:
    from urllib.parse import quote, urlsplit  # noqa: PLC0415  # rarely needed

    parts = urlsplit(address)
    return quote(parts.path + (f"?{parts.query}" if parts.query else ""))
