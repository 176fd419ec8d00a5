"""A zip that is made while it is sent: no more of it is in memory than one file."""

import zipfile
from collections.abc import Iterable, Iterator


class _Sink:
    """Where the zip writes to, and from where it is sent."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def write(self, data: bytes, /) -> int:
        """Keep some bytes until they are taken."""
        self._pieces.append(bytes(data))
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        """How much was written so far."""
        return self._at

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def close(self) -> None:
        """The last piece may still be taken."""

    def take(self) -> bytes:
        """What was written since the last time."""
        data, self._pieces = b"".join(self._pieces), []
        return data


def streamed(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The bytes of a zip with these files, each made when its turn comes.

    Args:
        files: their names and contents.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
            yield sink.take()
    yield sink.take()
