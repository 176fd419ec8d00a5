"""What went wrong, in words that hold nothing of a conversation; and whether the machine did it.

The message of an exception may quote what it stumbled over. Administrators read errors and no
conversations; so an error is told by its kind and its place.
"""

import errno
import traceback
from pathlib import Path

from django.db import InterfaceError, OperationalError

from ridealong.errors import RidealongError
from ridealong.report.words import _

_PACKAGE = Path(__file__).parents[1]
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_LOCKED_SAYS = ("is locked", "lock timeout", "deadlock detected")
_FULL_SAYS = ("is full", "no space left", "disk i/o error", "could not extend file")


def of_the_machine(error: BaseException) -> bool:
    """Whether the database or the disk is at fault, and not the work that was at hand."""
    return isinstance(error, OperationalError | InterfaceError) or is_full(error)


def is_locked(error: BaseException) -> bool:
    """Whether somebody else was writing into the database for too long."""
    says = str(error).lower() if isinstance(error, OperationalError) else ""
    return any(part in says for part in _LOCKED_SAYS)


def is_full(error: BaseException) -> bool:
    """Whether there was no room left to write."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    says = str(error).lower() if isinstance(error, OperationalError) else ""
    return any(part in says for part in _FULL_SAYS)


def in_words(error: BaseException) -> str:
    """What went wrong, in one sentence."""
    if is_locked(error):
        return _("The database was busy with something else.")
    if is_full(error):
        return _("The disk is full or cannot be written to.")
    if of_the_machine(error):
        return _("The database did not answer.")
    if isinstance(error, RidealongError):
        return str(error)
    return f"{type(error).__name__}{place_of(error)}."


def place_of(error: BaseException) -> str:
    """Where it happened: " in analysis/gates.py, line 40"; empty where that is not known."""
    steps = traceback.extract_tb(error.__traceback__)
    own = [step for step in steps if Path(step.filename).is_relative_to(_PACKAGE)]
    if not steps:
        return ""
    step = (own or steps)[-1]
    path = Path(step.filename)
    within = path.relative_to(_PACKAGE).as_posix() if own else path.name
    return f" in {within}, line {step.lineno}"


def for_the_log(error: BaseException) -> str:
    """What went wrong and the way there, without the error's message and without any value.

    The way to a fault of the machine says nothing.
    """
    if of_the_machine(error):
        return in_words(error)
    steps = "".join(traceback.format_tb(error.__traceback__))
    return f"{in_words(error)}\n{steps}".rstrip()
