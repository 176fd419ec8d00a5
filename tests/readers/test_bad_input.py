"""Whatever comes in, there is an answer or a clear error: never a trace, a hang or a flood."""

import time
from pathlib import Path

import pytest

from conftest import OWN_FILES, SHARED
from mutations import cuts, mutations
from ridealong.analysis import analyse
from ridealong.conversation import assign_sides
from ridealong.errors import ReaderFault, ReadError
from ridealong.readers import Source, read_source
from ridealong.report import SourceInfo, render_html, render_json

OWN = sorted(p for p in OWN_FILES.iterdir() if p.is_file())
REAL = sorted(p for p in (SHARED / "samples").glob("*/*")) if SHARED.is_dir() else []
MUTATIONS = 20_000
SEED = 20261122
LONGEST_S = 10.0


def survives(data: bytes, name: str, *, report: bool = False) -> None:
    """Read `data` and analyse it where that works; only a complete ReadError may come."""
    began = time.perf_counter()
    try:
        reading = read_source(Source(data, name))
    except ReaderFault:
        raise
    except ReadError as error:
        assert error.cause, name
        assert error.remedy, name
        assert error.path == name
    else:
        for conversation in reading.conversations:
            analysis = analyse(assign_sides(conversation))
            if report:
                source = SourceInfo(name, reading.format, reading.sha256)
                render_json(analysis, source)
                render_html(analysis, source)
    assert time.perf_counter() - began < LONGEST_S, f"{name} took too long"


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.name)
def test_a_file_cut_short_anywhere_is_read_or_refused(path: Path):
    for data in cuts(path.read_bytes(), 50):
        survives(data, path.name)


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.name)
def test_a_broken_file_is_read_or_refused(path: Path):
    for i, data in enumerate(mutations(path.read_bytes(), MUTATIONS // len(OWN) + 1, SEED)):
        survives(data, path.name, report=i % 25 == 0)


@pytest.mark.parametrize("path", REAL, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_real_file_whole_or_cut_short_is_read_or_refused(path: Path):
    data = path.read_bytes()
    survives(data, path.name, report=True)
    for cut in cuts(data, 50 if len(data) < 60_000 else 8):
        survives(cut, path.name)


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("nothing", b""),
        ("white space", b" \r\n\t\n"),
        ("a byte order mark", b"\xef\xbb\xbf"),
        ("NULs", b"\0" * 5000),
        ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("a recording", b"RIFF\x24\x08\0\0WAVEfmt " + bytes(range(256))),
        ("a video", b"\0\0\0\x18ftypmp42" + bytes(200)),
        ("a PDF", b"%PDF-1.7\n" + bytes(range(256))),
        ("a zip", b"PK\x03\x04" + bytes(range(256))),
        ("an empty zip", b"PK\x05\x06" + bytes(18)),
        ("random bytes", bytes((i * i * 31 + i) % 256 for i in range(20_000))),
        ("prose", b"It was a bright cold day in April. Nothing was said and nobody spoke."),
        ("a number", b"42"),
        ("an empty object", b"{}"),
        ("an empty list", b"[]"),
        ("half an object", b'{"turns": [{"speaker": "a", "text": '),
        ("deep lists", b"[" * 100_000),
        ("deep objects", b'{"a":' * 100_000),
        ("a huge number", b'{"ridealong": 1, "turns": ' + b"9" * 6000 + b"}"),
        ("an XML bomb", (b'<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "aaaaaaaaaa"><!ENTITY b '
         b'"&a;&a;&a;&a;&a;&a;&a;&a;">]><tt xmlns="http://www.w3.org/ns/ttml"><body><div><p '
         b'begin="0s" end="1s">&b;</p></div></body></tt>')),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_no_transcript_is_refused_with_a_remedy(what: str, data: bytes):
    with pytest.raises(ReadError) as refused:
        read_source(Source(data, "file"))
    assert not isinstance(refused.value, ReaderFault)
    assert str(refused.value).startswith("file")
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("one word without end", b"a" * 31_000_000),
        ("one line of words", b"Rita: " + b"so what " * 3_800_000),
        ("one cue", b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"so what " * 3_800_000),
        ("empty lines", b"\n" * 31_000_000),
        ("empty lists", b"[" + b"[]," * 10_000_000 + b"[]]"),
        ("colons", b":" * 31_000_000),
        ("names", b"Rita: a\n" * 3_800_000),
        ("spaces", b"Rita:" + b" " * 31_000_000 + b"x"),
        ("angle brackets", b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<v " * 10_000_000),
        ("braces", b"{" * 31_000_000),
        ("quotes", b'{"' * 15_000_000),
        ("stars", b"*" * 31_000_000),
        ("tabs", b"\t" * 15_000_000 + b"x" + b"\t" * 15_000_000),
        ("pipes", b"|" * 31_000_000),
        ("commas", b"text,speaker\n" + b"," * 31_000_000),
        ("digits", b"WEBVTT\n\n" + b"1" * 31_000_000 + b":00 --> 2"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_thirty_megabytes_of_one_thing_do_not_hang(what: str, data: bytes):
    survives(data, "file.txt")
