"""A finding of the diagnosis as a row keeps it, and back."""

import logging
from typing import Any

import msgspec

from ridealong.process.diagnosis import Flag
from ridealong.web.pipeline.models import Diagnosis

log = logging.getLogger(__name__)


def body_of(flag: Flag) -> dict[str, Any]:
    """A finding as a row keeps it."""
    plain: dict[str, Any] = msgspec.to_builtins(flag)
    return plain


def flag_of(row: Diagnosis) -> Flag | None:
    """The finding of a row; None where an older version of us wrote it otherwise."""
    try:
        return msgspec.convert(row.body, Flag)
    except msgspec.ValidationError:
        log.warning("diagnosis %s cannot be read any more", row.pk)
        return None
