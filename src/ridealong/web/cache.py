"""The cache in the database; it says when the database is out of order.

Django's own takes a locked database for somebody who was faster. What limits attempts to sign in
would take that for one attempt too many.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import OperationalError, connection


class Cache(DatabaseCache):
    """Django's, without its silence."""

    def _base_set(self, *arguments: Any, **named: Any) -> bool:
        troubles: list[OperationalError] = []

        def watched(execute: Callable[..., Any], *statement: Any) -> Any:
            try:
                return execute(*statement)
            except OperationalError as error:
                troubles.append(error)
                raise

        with connection.execute_wrapper(watched):
            done: bool = super()._base_set(*arguments, **named)  # type: ignore[misc]  # not typed
        if troubles:
            raise troubles[0]
        return done
