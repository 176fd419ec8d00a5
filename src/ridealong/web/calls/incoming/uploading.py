"""What a browser sends, written straight into the spool while it arrives.

Nothing of it is held in memory or copied twice. A file that is refused at the door is read past;
whatever goes wrong with the disk or the line leaves nothing behind.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, override

from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from ridealong.errors import ReadError
from ridealong.report.words import _
from ridealong.web import trouble
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.incoming.arriving import Arrived
from ridealong.web.calls.incoming.limits import MOST_AT_ONCE_BYTES, MOST_FILES, Door


class NotTaken(Exception):
    """Nothing of an upload was taken; the message says why and what to do."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.status = status
        self.says = says


class Receiver(FileUploadHandler):
    """Takes the files of one upload, one after another."""

    chunk_size = 256 * 1024

    def __init__(self, request: HttpRequest, door: type[Door] = Door) -> None:
        super().__init__(request)
        self.arrived: list[Arrived] = []
        self.kept = False
        """Whether rows name the files by now."""
        self.fault: OSError | None = None
        self._door_of = door
        self._door = door("")
        self._file: spool.Writing | None = None

    @override
    def handle_raw_input(
        self,
        input_data: Any,
        META: Mapping[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuse what is too much before any of it is read."""
        if content_length > MOST_AT_ONCE_BYTES:
            raise NotTaken(413, _too_much())

    @override
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._door = self._door_of(self.file_name or "")
        try:
            self._file = spool.Writing()
        except OSError as error:
            self._stop(error)

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._file is None:
            return
        try:
            self._door.let_in(raw_data)
            self._file.write(raw_data)
        except ReadError as error:
            self._refuse(error)
            raise SkipFile from error
        except OSError as error:
            self._stop(error)

    @override
    def file_complete(self, file_size: int) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        try:
            self._door.close()
            spooled = file.finish()
        except ReadError as error:
            self._file = file
            self._refuse(error)
        except OSError as error:
            self._file = file
            self._stop(error)
        else:
            self.arrived.append(Arrived(self.file_name or "", spooled.size, spooled))

    @property
    def cut_off(self) -> bool:
        """Whether the line broke in the middle of a file."""
        return self._file is not None

    def drop(self) -> None:
        """Nothing of the upload stays."""
        if self._file is not None:
            self._file.drop()
        spool.remove(a.spooled.name for a in self.arrived if a.spooled)

    def _refuse(self, error: ReadError) -> None:
        """Keep the word, and nothing of the file."""
        if self._file is not None:
            self.arrived.append(
                Arrived(self.file_name or "", self.content_length or self._file.size, error=error)
            )
            self._file.drop()
        self._file = None

    def _stop(self, error: OSError) -> None:
        self.fault = error
        raise StopUpload from error


@contextmanager
def received(request: HttpRequest, door: type[Door] = Door) -> Iterator[Receiver]:
    """The files of an upload, in the spool; they go again where they are not kept inside.

    Args:
        request: not read yet.
        door: what looks at each file while it comes in.

    Raises:
        NotTaken: nothing came in whole.
    """
    receiver = Receiver(request, door)
    request.upload_handlers = [receiver]
    try:
        _parse(request)
        if receiver.fault is not None:
            raise NotTaken(507, disk_says(receiver.fault))
        if receiver.cut_off or "whole" not in request.POST:
            raise NotTaken(400, _("The upload was cut off. Nothing was taken; send it once more."))
        yield receiver
    finally:
        if not receiver.kept:
            receiver.drop()


def _parse(request: HttpRequest) -> None:
    try:
        request.POST  # noqa: B018  # reads the whole of what is sent
    except TooManyFilesSent as error:
        raise NotTaken(413, _too_many()) from error


def disk_says(error: OSError) -> str:
    """Why nothing could be written down, and what to do."""
    if trouble.is_full(error):
        return _(
            "The disk of the desk is full. Nothing of this upload was kept. Ask your administrator "
            "to make room, then send it once more."
        )
    return _(
        "The desk cannot write into its folder ({why}). Nothing of this upload was kept. Tell your "
        "administrator, then send it once more."
    ).format(why=error.strerror or type(error).__name__)


def _too_many() -> str:
    return _(
        "These are more than {n} files. Nothing was taken; send a zip of the folder, or fewer "
        "files at once."
    ).format(n=MOST_FILES)


def _too_much() -> str:
    return _("This is more than {n} MB. Nothing was taken; send it in several parts.").format(
        n=MOST_AT_ONCE_BYTES // 2**20
    )
