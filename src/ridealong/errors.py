"""What can go wrong, as one tree; every message says what, where, why and what to do.

RidealongError
├── UsageError          the caller asked for something that cannot be done
├── SettingError        a setting has a value that cannot be used
└── ReadError           one file could not be read; the others go on
    ├── EmptyFile           nothing in it
    ├── TooLarge            more than a transcript can be
    ├── UnknownFormat       no reader recognises it
    ├── NotATranscript      recognised, but no transcript (a recording, a picture, a schema)
    ├── NotASheet           no table of rows under one heading
    ├── Protected           asks for a password
    ├── Unstated            can be read in two ways; somebody has to say in which
    ├── Malformed           recognised, but broken at a place that is named
    ├── ReaderFault         a fault of Ridealong itself, to be reported
    └── CompanionFile       belongs to another file and is read with it
"""


class RidealongError(Exception):
    """The root of everything that Ridealong raises on purpose."""


class UsageError(RidealongError):
    """The caller asked for something that cannot be done."""


class SettingError(RidealongError):
    """A setting has a value that cannot be used."""


class ReadError(RidealongError):
    """One file could not be read.

    Args:
        cause: what is wrong, one sentence without a full stop.
        remedy: what to do about it, one sentence without a full stop.
        place: where in the file: "line 12", "results[3].start_time"; empty for the whole file.
        path: the file; filled in by `readers.read` where the reader does not know it.
    """

    def __init__(self, cause: str, *, remedy: str, place: str = "", path: str = "") -> None:
        super().__init__(cause, remedy, place, path)
        self.cause = cause
        self.remedy = remedy
        self.place = place
        self.path = path

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.path, self.place) if part)
        return (
            f"{where}: {self.cause}. {self.remedy}." if where else f"{self.cause}. {self.remedy}."
        )


class EmptyFile(ReadError):
    """Nothing in it."""


class TooLarge(ReadError):
    """More than a transcript can be."""


class UnknownFormat(ReadError):
    """No reader recognises it."""


class NotATranscript(ReadError):
    """Recognised, but no transcript: a recording, a picture, a schema."""


class NotASheet(ReadError):
    """No table of rows under one heading, where a CRM's sheet belongs."""


class Protected(ReadError):
    """Asks for a password."""


class Unstated(ReadError):
    """Can be read in two ways, and the file does not tell in which; somebody has to say so."""


class Malformed(ReadError):
    """Recognised, but broken at a place that is named."""


class CompanionFile(ReadError):
    """Belongs to another file and is read with it; no failure in itself."""


class ReaderFault(ReadError):
    """A fault of Ridealong itself on this file: a reader met what it did not foresee."""

    def __init__(self, error: Exception, *, path: str = "") -> None:
        super().__init__(
            f"could not be handled ({type(error).__name__}: {str(error)[:200]})",
            remedy="This is a fault of Ridealong; please report it with the file's kind",
            path=path,
        )
