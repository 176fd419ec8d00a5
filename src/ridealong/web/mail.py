"""What sends the desk's mails: a server that an address names, or nothing at all."""

from typing import Any
from urllib.parse import unquote, urlsplit

from ridealong.errors import SettingError


def mailers(url: str) -> dict[str, Any]:
    """Django's `MAILERS`.

    Args:
        url: `smtp://name:password@host:587` (STARTTLS where a name is given), `smtps://…`, or
            empty.

    Raises:
        SettingError: the address names no mail server.
    """
    if not url:
        return {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingError(
            "RIDEALONG_MAIL_URL names no mail server; give smtp://name:password@host:587"
        )
    safe = parts.scheme == "smtps"
    return {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": parts.hostname,
                "port": parts.port or (465 if safe else 587),
                "username": unquote(parts.username or ""),
                "password": unquote(parts.password or ""),
                "use_ssl": safe,
                "use_tls": not safe and bool(parts.username),
                "timeout": 20,
            },
        }
    }
