"""What an action says when it cannot be done: one sentence why, one what to do about it."""

from django.core.exceptions import ValidationError

from ridealong.report.words import _


def refused(why: str, remedy: str = "") -> ValidationError:
    """An error that a form shows; both sentences have been through `_` already."""
    return ValidationError(f"{why} {remedy}".strip())


def taken(name: str) -> ValidationError:
    """Somebody has this e-mail address."""
    return refused(
        _("{name} has this address already.").format(name=name),
        _("Open their page instead, or give another address."),
    )
