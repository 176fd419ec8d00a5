"""What is inside a zip, one file after another, into the spool; traps are told before they spring.

A zip can claim to be small and unpack to the size of the disk, hold a million files, or point out
of itself. So everything is counted while it is unpacked, whatever the zip says of itself; nothing
is ever written under a name that it gives.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from ridealong.errors import Malformed, NotATranscript, ReadError, TooLarge
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.incoming.arriving import Arrived
from ridealong.web.calls.incoming.limits import Door

MOST_MEMBERS = 5000
MOST_UNPACKED_BYTES = 2 * 2**30
MOST_RATIO = 250
"""Transcripts pack 3 to 40 times smaller; a trap a thousand times."""
_FEWEST_BYTES = 2**20
"""Below this nobody asks for the ratio."""
_MOST_DIRECTORY_BYTES = 4 * 2**20
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_DOCUMENT = "[Content_Types].xml"
_BITE = 256 * 1024
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, NotImplementedError),
    *(ValueError, OverflowError),
)
"""All that comes out of a zip whose bytes are not what they say."""
_LEFT_OUT = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


def is_archive(path: Path) -> bool:
    """Whether a file is a zip of files, and not a document that is packed as one.

    Raises:
        ReadError: it is a zip that cannot be opened.
    """
    with path.open("rb") as file:
        if file.read(4) not in {b"PK\x03\x04", _END}:
            return False
        with _opened(file) as archive:
            return _DOCUMENT not in archive.namelist()


def unpack(path: Path, name: str, door: type[Door] = Door) -> Iterator[Arrived]:
    """The files of a zip, each in the spool or refused with the reason.

    Args:
        path: the zip.
        name: what whoever brought it calls it; stands before the names of what is inside.
        door: what looks at each of them.

    Raises:
        ReadError: the whole zip is refused; what came before belongs to it.
        OSError: the disk takes no more.
    """
    left = MOST_UNPACKED_BYTES
    with path.open("rb") as file, _opened(file) as archive:
        members = [m for m in archive.infolist() if not m.is_dir() and not is_left_out(m.filename)]
        _refuse_traps(members)
        for member in members:
            arrived = _one(archive, member, f"{name}/{member.filename}", left, door)
            left -= arrived.size
            yield arrived


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    try:
        _refuse_large_directory(file)
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        raise Malformed(
            "is a broken zip", remedy="Make it again, or give the files themselves"
        ) from error


def _refuse_large_directory(file: BinaryIO) -> None:
    """Refuse a zip whose list of files alone would fill the memory."""
    size = file.seek(0, 2)
    tail_at = max(0, size - 66_000)
    file.seek(tail_at)
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0:
        raise zipfile.BadZipFile
    listed = int.from_bytes(tail[end + 12 : end + 16], "little")
    longer = tail[max(0, end - 20) : end]
    if longer.startswith(_END_64):
        file.seek(int.from_bytes(longer[8:16], "little"))
        listed = max(int.from_bytes(file.read(56)[40:48], "little"), listed % 0xFFFFFFFF)
    if listed > _MOST_DIRECTORY_BYTES:
        raise _too_many()


def _refuse_traps(members: list[zipfile.ZipInfo]) -> None:
    if not members:
        raise NotATranscript("is a zip without any file in it", remedy="Put the files into it")
    if len(members) > MOST_MEMBERS:
        raise _too_many()
    if sum(m.file_size for m in members) > MOST_UNPACKED_BYTES:
        raise _unpacks_to_too_much()
    for member in members:
        if member.file_size > max(_FEWEST_BYTES, MOST_RATIO * member.compress_size):
            raise _trap()


def _one(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, left: int, door: type[Door]
) -> Arrived:
    """One file of the zip.

    Raises:
        TooLarge: with it, the zip unpacks to more than is taken.
    """
    if reason := _why_not(member):
        return Arrived(name, 0, error=reason)
    if member.file_size > left:
        raise _unpacks_to_too_much()
    try:
        with archive.open(member) as packed, spool.writing() as file:
            _copy(packed, file, door(member.filename))
            return Arrived(name, file.size, file.finish())
    except ReadError as error:
        return Arrived(name, member.file_size, error=error)
    except _BROKEN:
        return Arrived(name, member.file_size, error=_broken_inside())


def _copy(packed: IO[bytes], file: spool.Writing, door: Door) -> None:
    while bite := packed.read(_BITE):
        door.let_in(bite)
        file.write(bite)
    door.close()
    if door.is_archive:
        raise NotATranscript("is a zip within a zip", remedy="Unpack it and give the files inside")


def is_left_out(name: str) -> bool:
    """Whether a file is one that systems put beside the others without being asked."""
    parts = set(_parts(name))
    return any(p.startswith(".") and p != ".." for p in parts) or bool(parts & _LEFT_OUT)


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.replace("\\", "/")).parts


def _why_not(member: zipfile.ZipInfo) -> ReadError | None:
    """Why a member is not even opened."""
    parts = _parts(member.filename)
    if member.header_offset < 0:
        return _broken_inside()
    if stat.S_ISLNK(member.external_attr >> 16):
        return NotATranscript("is a link to another file", remedy="Put the file itself into it")
    if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0]:
        return NotATranscript("points out of the zip", remedy="Make the zip again from a folder")
    if member.flag_bits & 1:
        return NotATranscript("is locked with a password", remedy="Unpack it and give the files")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return NotATranscript("is packed in an unusual way", remedy="Make the zip again")
    return None


def _broken_inside() -> ReadError:
    return Malformed("is broken within the zip", remedy="Make the zip again, or give the file")


def _too_many() -> TooLarge:
    return TooLarge(f"holds more than {MOST_MEMBERS:,} files", remedy="Make several zips of it")


def _unpacks_to_too_much() -> TooLarge:
    return TooLarge(
        f"unpacks to more than {MOST_UNPACKED_BYTES // 2**20:,} MB",
        remedy="Make several zips of it",
    )


def _trap() -> TooLarge:
    return TooLarge(
        f"holds a file that unpacks to more than {MOST_RATIO} times its size, as traps do",
        remedy="Give the files without packing them",
    )
