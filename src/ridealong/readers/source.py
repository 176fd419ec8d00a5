"""The bytes of one file and what they turn out to be: text, JSON, or no transcript at all."""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from ridealong.errors import EmptyFile, Malformed, NotATranscript, ReadError, TooLarge

MAX_BYTES = 32 * 1024 * 1024
"""The largest transcript that is read; ten hours of word-by-word JSON are about 10 MB."""
MOST_LINES = 400_000
"""The most lines of a text that is read as talk; a day of talk has some 20,000 turns."""

MOST_BRACKETS = 2_000_000
"""The most objects and lists of a JSON file; a day of words, each with times, has 300,000."""

_RECORDING = "a recording, not a transcript"
_SIGNATURES = (
    (
        re.compile(
            rb"ID3|\xff[\xfb\xf3\xf2]|fLaC|OggS|RIFF.{4}WAVE|.{4}ftyp|\x1aE\xdf\xa3|#!AMR",
            re.DOTALL,
        ),
        _RECORDING,
    ),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0|RIFF....WEBP", re.DOTALL), "a picture"),
    (re.compile(rb"%PDF"), "a PDF"),
    (re.compile(rb"SQLite format 3\0"), "a database"),
    (re.compile(rb"\x1f\x8b|BZh|7z\xbc\xaf|\xfd7zXZ|\x28\xb5\x2f\xfd|Rar!"), "a compressed file"),
    (re.compile(rb"\x7fELF|MZ.{2}\0\0|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", re.DOTALL), "a program"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an old Office document"),
)
_CONTAINERS = ((b"PK\x03\x04", "zip"), (b"PAR1", "parquet"))
_JSON_STARTS = frozenset({"", "{", "[", '"', "]"})
_REMEDY = {
    _RECORDING: "Give its transcript; recordings are read once the audio part is installed",
    "a PDF": "Export the transcript as text, docx or vtt and give that",
    "a compressed file": "Unpack it and give the transcripts inside",
    "an old Office document": "Save it as docx or text and give that",
}


class Source:
    """One file: its bytes, and each reading of them made at most once.

    Args:
        data: the whole content.
        path: as the person gave it, "-" for standard input; used in messages and for the suffix.
        folder: where companions of this file may lie (Gong's two exports), None for none.
    """

    def __init__(self, data: bytes, path: str = "-", folder: Path | None = None) -> None:
        self.data = data
        self.path = path
        self.folder = folder
        self.suffix = Path(path).suffix.lower()
        self.warnings: list[str] = []
        self._json_error: Malformed | None = None

    @classmethod
    def open(cls, path: Path, max_bytes: int = MAX_BYTES) -> "Source":
        """Read a file that is small enough to be a transcript.

        Raises:
            ReadError: it cannot be opened, or is larger than `max_bytes`.
        """
        try:
            with path.open("rb") as file:
                data = file.read(max_bytes + 1)
        except OSError as error:
            raise ReadError(
                f"cannot be opened ({error.strerror or error})",
                remedy="Check the path and that you may read it",
                path=str(path),
            ) from error
        refuse_if_too_large(data, max_bytes, str(path))
        return cls(data, str(path), path.parent)

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def binary(self) -> str:
        """The container that formats may read from `data`: "zip", "parquet"; "" for text."""
        return next((name for mark, name in _CONTAINERS if self.data.startswith(mark)), "")

    @property
    def is_zip(self) -> bool:
        """A zip container, as docx is."""
        return self.binary == "zip"

    @cached_property
    def text(self) -> str:
        """The content as text, line ends unified, no byte order mark.

        Raises:
            EmptyFile: nothing but white space.
            NotATranscript: binary content.
        """
        if self.binary:
            _refuse_as_binary(self.path)
        text, encoding = decode(self.data, self.path)
        if encoding == "utf-8 with faults":
            self.warnings.append("Some bytes are not UTF-8; they show as \ufffd.")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip("\ufeff\0 \t\n"):
            raise EmptyFile(
                "is empty", remedy="Export the transcript again; the call may not be processed yet"
            )
        return text

    @cached_property
    def head(self) -> str:
        """The first 4,096 characters, for recognising; nothing where the content is binary."""
        return "" if self.binary else self.text[:4096].lstrip("\ufeff \n\t")

    @cached_property
    def lines(self) -> list[str]:
        """The text by lines, without line ends; line numbers in messages are index + 1."""
        return self.text.split("\n")

    def lines_of_talk(self) -> list[str]:
        """The lines, where they are no more than a conversation can have.

        Raises:
            TooLarge: they are more.
        """
        refuse_if_more(len(self.lines), MOST_LINES, "lines")
        return self.lines

    @cached_property
    def json(self) -> object:
        """The parsed JSON value, or None where this is no JSON.

        Comments, trailing commas and closing brackets too many are forgiven with a warning.
        """
        return None if self.json_error() else self._parsed

    @property
    def begins_like_json(self) -> bool:
        """Whether a JSON value may follow; "[10:02] Rita" begins with a bracket, too."""
        rest = self.head[1:].lstrip()
        return self.head[:1] == "{" or rest[:1] in _JSON_STARTS

    def json_error(self) -> Malformed | None:
        """What is wrong with content that begins like JSON; None where nothing is."""
        self._parsed  # noqa: B018  # parses once, whoever asks first
        return self._json_error

    @cached_property
    def _parsed(self) -> object:
        if self.head[:1] not in {"{", "["}:
            return None
        brackets = self.text.count("{") + self.text.count("[")
        refuse_if_more(brackets, MOST_BRACKETS, "objects and lists")
        try:
            return parse_json(self.text, self.warnings)
        except Malformed as error:
            self._json_error = error
            return None

    def companions(self, *suffixes: str, most: int = 64) -> Iterator["Source"]:
        """Other files of the same folder with one of `suffixes`, smallest names first."""
        if self.folder is None:
            return
        try:
            others = sorted(p for p in self.folder.iterdir() if p.suffix.lower() in suffixes)
        except OSError:
            return
        for path in others[:most]:
            if str(path) == self.path:
                continue
            try:
                readable = path.is_file() and path.stat().st_size <= MAX_BYTES
                companion = Source.open(path) if readable else None
            except (OSError, ReadError):
                continue
            if companion is not None:
                yield companion


def refuse_if_too_large(data: bytes, max_bytes: int, path: str) -> None:
    """Raise TooLarge, or rather what kind of no transcript it is, where `data` is longer."""
    if len(data) <= max_bytes:
        return
    refuse_if_no_text(data[:4096], path)
    raise TooLarge(
        f"is larger than {max_bytes // 2**20} MB, more than a transcript can be",
        remedy="Split it, or set RIDEALONG_MAX_FILE_MB",
        path=path,
    )


def refuse_if_more(there: int, most: int, what: str) -> None:
    """Raise TooLarge where there are more of something than a conversation can have."""
    if there > most:
        raise TooLarge(
            f"has more than {most:,} {what}, more than a conversation can have",
            remedy="Split it by conversation",
        )


def refuse_if_no_text(head: bytes, path: str) -> None:
    """Raise NotATranscript where the first bytes are those of a recording, picture, archive."""
    for signature, what in _SIGNATURES:
        if signature.match(head):
            remedy = _REMEDY.get(what, "Give a transcript: docs/formats.md lists what is read")
            raise NotATranscript(f"is {what}", remedy=remedy, path=path)


def decode(data: bytes, path: str = "") -> tuple[str, str]:
    """Bytes to text, with the encoding's name.

    A byte order mark decides; then NULs in every other byte tell UTF-16; then UTF-8; else cp1252,
    which reads every byte. Mostly valid UTF-8 with a few broken bytes stays UTF-8.

    Raises:
        NotATranscript: binary content.
    """
    refuse_if_no_text(data[:64], path)
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if wide := _wide(data[:4096]):
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    _refuse_binary(data[:65536], path)
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    sound = sum(1 for c in lenient if c > "\x7f") - broken
    if sound > broken or (broken == 1 and lenient.endswith("\ufffd")):
        return lenient, "utf-8 with faults"
    return data.decode("cp1252", "replace"), "cp1252"


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: text in Latin letters has a NUL in every other byte."""
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(head: bytes, path: str) -> None:
    controls = sum(1 for byte in head if byte < 9 or 13 < byte < 27 or 27 < byte < 32)
    if controls > 0.02 * len(head):
        _refuse_as_binary(path)


def _refuse_as_binary(path: str) -> NoReturn:
    raise NotATranscript(
        "is no text", remedy="Give a transcript: docs/formats.md lists what is read", path=path
    )


_STRING_OR_ADDED = re.compile(
    r"""
    "(?:[^"\\]++|\\.)*+(?:"|\\?\Z)   # a string, closed or cut off: taken whole, never retried
    | //[^\n]*                          # a comment
    | \.\.\.,?                          # "and so on", as manuals write
    | ,(?=(?:\s|\.\.\.)*[}\]])          # a comma before a closing bracket
    """,
    re.DOTALL | re.VERBOSE,
)


def parse_json(text: str, warnings: list[str]) -> object:
    """A JSON value; what people and manuals add to JSON is forgiven and told in `warnings`.

    Raises:
        Malformed: with line and column.
    """
    text = text.lstrip("\ufeff \n\t")
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        first = error
    added: set[str] = set()
    relaxed = _STRING_OR_ADDED.sub(lambda m: _kept(m[0], added), text)
    try:
        value, end = json.JSONDecoder(parse_constant=_no_number).raw_decode(relaxed)
    except (ValueError, RecursionError):
        raise _malformed(first) from first
    if relaxed[end:].strip(" \n\t}];,\0"):
        raise _malformed(first) from first
    warnings.append(
        "The JSON leaves parts out (“...”); what is there was read."
        if "." in added
        else "The JSON has comments, or commas or brackets too many; they were ignored."
    )
    return value


def _kept(piece: str, added: set[str]) -> str:
    """`piece` where it is a string, else nothing, and its first character noted in `added`."""
    if piece[0] == '"':
        return piece
    added.add(piece[0])
    return ""


def _no_number(_: str) -> None:
    """NaN and Infinity, which Python's own writer and so Whisper may write: no value."""


def _malformed(error: Exception) -> Malformed:
    if isinstance(error, json.JSONDecodeError):
        return Malformed(
            f"is no valid JSON ({error.msg})",
            place=f"line {error.lineno}, column {error.colno}",
            remedy="Export it again; the file may be cut off",
        )
    if isinstance(error, RecursionError):
        return Malformed("is nested deeper than a transcript can be", remedy="Export it again")
    return Malformed(f"is no valid JSON ({str(error)[:100]})", remedy="Export it again")
