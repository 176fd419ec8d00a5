"""What is wrong with a process that somebody wrote: which line, which key, why, what to do."""

from collections.abc import Sequence

from ridealong.errors import Malformed


class BadFramework(Malformed):
    """A process that cannot be used.

    Args:
        cause: what is wrong, one sentence without a full stop.
        remedy: what to do about it, one sentence without a full stop.
        key: where in the process: "stages[proposal].gate.customer[2].says".
        line: of the text, the first is 1; 0 where it has no lines.
        path: the file.
    """

    def __init__(
        self, cause: str, *, remedy: str, key: str = "", line: int = 0, path: str = ""
    ) -> None:
        where = (f"line {line}" if line else "", key)
        super().__init__(cause, remedy=remedy, place=", ".join(filter(None, where)), path=path)
        self.key = key
        self.line = line
        self.all: tuple[BadFramework, ...] = (self,)
        """Everything that is wrong with the text; this is the first of it."""


def first_of(faults: Sequence[BadFramework]) -> BadFramework:
    """The first fault, which knows of the others."""
    first = faults[0]
    first.all = tuple(faults)
    return first
