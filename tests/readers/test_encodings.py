"""A copy in another encoding or with other line ends is the same conversation."""

from pathlib import Path

import pytest

from conftest import OWN_FILES, SHARED
from ridealong.errors import ReadError
from ridealong.readers import read_bytes

BINARY = {".docx", ".parquet"}
OWN = [p for p in sorted(OWN_FILES.iterdir()) if p.suffix not in BINARY]
REAL = [
    p
    for p in (sorted((SHARED / "samples").glob("*/*")) if SHARED.is_dir() else [])
    if p.suffix not in BINARY and p.parent.name != "vtt_wpt"  # about bytes themselves
]


def conversations(data: bytes, name: str):
    reading = read_bytes(data, name)
    return reading.format, reading.conversations


def twins(text: str):
    yield "CRLF", text.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    yield "CR", text.replace("\r\n", "\n").replace("\n", "\r").encode()
    yield "byte order mark", b"\xef\xbb\xbf" + text.encode()
    yield "UTF-16", text.encode("utf-16")
    yield "UTF-16 big endian without mark", text.encode("utf-16-be")
    yield "cp1252", text.encode("cp1252", "replace")


@pytest.mark.parametrize("path", [*OWN, *REAL], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_twin_equals_its_original(path: Path):
    try:
        text = path.read_bytes().decode("utf-8-sig")
        original = conversations(text.encode(), path.name)
    except (ReadError, UnicodeDecodeError):
        pytest.skip("the original is refused, or not UTF-8 itself")
    lossless = text.encode("cp1252", "replace").decode("cp1252") == text
    for twin, data in twins(text):
        if twin == "cp1252" and not lossless:
            continue
        if "16" in twin and not mostly_latin(text):
            continue
        assert conversations(data, path.name) == original, twin


def mostly_latin(text: str) -> bool:
    return sum(c < "\u0100" for c in text[:2048]) > 0.95 * len(text[:2048])
