"""Write one line into the record; called by every service, inside its transaction."""

from typing import TYPE_CHECKING

from django.db import models

from ridealong.web.audit.models import Entry

if TYPE_CHECKING:
    from ridealong.web.people.models import Person  # people stand above the record

MACHINE = "Ridealong"


def record(
    actor: "Person | None",
    action: str,
    thing: models.Model | str = "",
    *,
    about: "Person | int | None" = None,
    why: str = "",
    **details: str | int | bool | list[str] | None,
) -> None:
    """Write down that somebody did something.

    Args:
        actor: who; None for the machine itself.
        action: noun and what happened to it, "call.deleted".
        thing: to what; a model's row is named by its kind and number, never by its content.
        about: the person whom it concerns.
        why: the reason that somebody gave, or the rule.
        details: what else has to be known; no words of a conversation.
    """
    Entry.objects.create(
        actor_id=actor.pk if actor else None,
        actor=actor.name if actor else MACHINE,
        action=action,
        thing=thing if isinstance(thing, str) else f"{thing._meta.model_name} {thing.pk}",
        about_id=about.pk if isinstance(about, models.Model) else about,
        why=why[:300],
        details=details,
    )
