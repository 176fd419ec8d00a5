"""A progress bar on a terminal, and nothing anywhere else."""

import sys
from collections.abc import Iterable, Iterator


def shown[T](items: Iterable[T], total: int, doing: str) -> Iterator[T]:
    """Pass `items` on, with a bar on standard error where that is a terminal and it takes long."""
    if total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415  # heavy; only a terminal needs it
    from rich.progress import track  # noqa: PLC0415

    yield from track(
        items, description=doing, total=total, console=Console(stderr=True), transient=True
    )
