"""What is refused at the door, from its first bytes and its size, before it is written down.

A transcript is read only later, by a worker. A recording, a picture or something far too large is
told at once, and takes no room.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from ridealong.errors import TooLarge
from ridealong.readers.source import refuse_if_no_text
from ridealong.settings import settings

MOST_ZIP_BYTES = 512 * 2**20
MOST_AT_ONCE_BYTES = 2 * 2**30
"""The most that one upload may bring."""
MOST_FILES = 500
"""The most files of one upload; a zip may hold more."""
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 4096


@dataclass
class Door:
    """Looks at one file while it comes in.

    Args:
        name: the file's, for messages.
    """

    name: str
    packed_documents: ClassVar[tuple[str, ...]] = (".docx",)
    """Ends of names of documents that are zips by themselves."""
    _head: bytes = field(default=b"", repr=False)
    _size: int = 0
    _looked: bool = False

    def let_in(self, data: bytes) -> None:
        """Look at the next bytes.

        Raises:
            ReadError: this is no transcript, or more than one can be.
        """
        self._size += len(data)
        if len(self._head) < _HEAD:
            self._head += data[: _HEAD - len(self._head)]
        if not self._looked and len(self._head) >= _HEAD:
            self._look()
        self._weigh()

    def close(self) -> None:
        """The file is at its end.

        Raises:
            ReadError: this is no transcript.
        """
        if not self._looked:
            self._look()

    @property
    def is_zip(self) -> bool:
        """Whether it begins as a zip does."""
        return self._head.startswith(_ZIPS)

    @property
    def is_archive(self) -> bool:
        """Whether it is a zip of files, and not a document that is packed as one."""
        return self.is_zip and not self.name.lower().endswith(self.packed_documents)

    def _look(self) -> None:
        self._looked = True
        refuse_if_no_text(self._head, self.name)

    def _weigh(self) -> None:
        packed = self.is_archive
        most = MOST_ZIP_BYTES if packed else settings().max_file_bytes
        if self._size > most:
            raise too_large(most, self.name, packed=packed)


def too_large(most: int, name: str = "", *, packed: bool = False) -> TooLarge:
    """More than a transcript, or a zip of them, can be."""
    megabytes = most // 2**20
    if packed:
        return TooLarge(
            f"is larger than {megabytes} MB", remedy="Make several zips of it", path=name
        )
    return TooLarge(
        f"is larger than {megabytes} MB, more than a transcript can be",
        remedy="Split it by conversation, or have RIDEALONG_MAX_FILE_MB raised",
        path=name,
    )
