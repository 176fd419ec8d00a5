"""The framework that a deal is run under, read once for as long as its version stays the same."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from ridealong.process.framework.default import default
from ridealong.process.framework.model import Framework, Journey
from ridealong.process.framework.yaml import from_plain
from ridealong.web.pipeline import models
from ridealong.web.pipeline.models import Deal

_VERSIONS = 32


def framework_of(deal: Deal) -> Framework:
    """The version that a deal is run under; where it names none, the one in use."""
    return frameworks([deal.framework_id])[deal.framework_id]


def frameworks(ids: Iterable[int | None]) -> Mapping[int | None, Framework]:
    """Frameworks by number, from one query; None stands for the one in use."""
    wanted = set(ids)
    numbers = [pk for pk in wanted if pk is not None]
    rows = models.Framework.objects.filter(pk__in=numbers)
    if None in wanted:
        rows = rows | models.Framework.objects.filter(
            journey=Journey.SALES.value, state=models.Framework.State.PUBLISHED
        )
    found: dict[int | None, Framework] = {None: default(Journey.SALES)}
    for pk, name, state, journey, body in rows.values_list(
        "pk", "name", "state", "journey", "body"
    ):
        read = _read(name, msgspec.json.encode(body))
        found[pk] = read
        if state == models.Framework.State.PUBLISHED and journey == Journey.SALES:
            found[None] = read
    return found


@lru_cache(maxsize=_VERSIONS)
def _read(name: str, body: bytes) -> Framework:
    return from_plain(msgspec.json.decode(body), name)
