"""A progress bar on a terminal, and nothing anywhere else."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager


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


@contextmanager
def counting(doing: str) -> Iterator[Callable[[str, int], None]]:
    """Hand out what shows a name and how much of it is through, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _name, _count: None
        return
    from rich.console import Console  # noqa: PLC0415  # heavy; only a terminal needs it
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} rows"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda name, count: bar.update(task, description=f"{doing} {name}", completed=count)
