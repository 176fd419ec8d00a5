"""Transcripts that people typed: which are talk, and who says what when."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.conversation import Conversation, Timing
from ridealong.errors import EmptyFile, ReadError, TooLarge, UnknownFormat
from ridealong.readers import read, read_bytes
from ridealong.readers.lines import parse_line, without_marks

FILES = Path(__file__).parent / "files"


def conversation(text: str) -> Conversation:
    return read_bytes(text.encode(), "-").conversations[0]


def heard(text: str) -> str:
    """Who says what, as "Rita: Hi / ?: Hello", "?" for nobody known."""
    read_one = conversation(text)
    names = {s.id: s.name for s in read_one.speakers}
    return " / ".join(f"{names[t.speaker] if t.speaker else '?'}: {t.text}" for t in read_one.turns)


@pytest.mark.parametrize(
    ("line", "name", "start_s", "end_s", "text"),
    [
        ("Rita: hi", "Rita", None, None, "hi"),
        ("**Rita:** hi", "Rita", None, None, "hi"),
        ("**Rita**: hi", "Rita", None, None, "hi"),
        ("*Rita:* hi", "Rita", None, None, "hi"),
        ("**Rita Moe** (00:12): hi", "Rita Moe", 12, None, "hi"),
        ("**[00:12] Rita:** hi", "Rita", 12, None, "hi"),
        ("Rita (00:12): hi", "Rita", 12, None, "hi"),
        ("Rita (Acme) [1:00:12.5]: hi", "Rita (Acme)", 3612.5, None, "hi"),
        ("Rita [00:12]", "Rita", 12, None, ""),
        ("Rita (0:05 - 0:09):", "Rita", 5, 9, ""),
        ("[00:12] Rita: hi", "Rita", 12, None, "hi"),
        ("(00:12) Rita: hi", "Rita", 12, None, "hi"),
        ("00:12 Rita: hi", "Rita", 12, None, "hi"),
        ("00:12 - Rita: hi", "Rita", 12, None, "hi"),
        ("[00:01:02 - 00:01:05] Rita: hi", "Rita", 62, 65, "hi"),
        ("[00:01:02.000 --> 00:01:05.500] Rita: hi", "Rita", 62, 65.5, "hi"),
        ("Speaker 1: [00:00:12] hi", "Speaker 1", 12, None, "hi"),
        ("[Rita Moe] 10:02:33", "Rita Moe", 36153, None, ""),
        ("### Rita (00:12)", "Rita", 12, None, ""),
        ("rita> hi", "rita", None, None, "hi"),
        ("<rita> hi", "rita", None, None, "hi"),
        ("- Rita: hi", "Rita", None, None, "hi"),
        ("3. **Rita:** hi", "Rita", None, None, "hi"),
        ("> Rita: hi", "Rita", None, None, "hi"),
        ("Rita: 10:30 is fine", "Rita", None, None, "10:30 is fine"),
        ("RK: hi", "RK", None, None, "hi"),
        ("[00:12] so we said", None, 12, None, "so we said"),
        ("0:12", None, 12, None, ""),
    ],
)
def test_a_line_tells_who_and_when(line, name, start_s, end_s, text):
    told = parse_line(line)
    assert told
    assert told[:4] == (name, start_s, end_s, text)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "so we said",
        "We met at 10:30 or so",
        "https://fjord.example: here",
        "*so* it is",
        "a -> b",
    ],
)
def test_a_line_tells_nothing(line):
    assert parse_line(line) is None


def test_times_in_brackets_are_taken_out():
    assert without_marks(r"\[04:04\] so \[laughs\] (1:00:00) on") == ("so [laughs] on", [244, 3600])


@pytest.mark.parametrize(
    ("what", "text", "expected"),
    [
        (
            "a debrief",
            "Rita: I asked.\nHe answered.\n\nRita: Then I left.",
            "Rita: I asked. He answered. / Rita: Then I left.",
        ),
        ("two lines", "Rita: Hi\nBo: Hello", "Rita: Hi / Bo: Hello"),
        (
            "paragraphs go on",
            "Rita: Hi\n\nand\n\nBo: Hello\n\nRita: x",
            "Rita: Hi and / Bo: Hello / Rita: x",
        ),
        (
            "wrapped lines",
            "Rita: this was\nwrapped: by hand\nBo: so\nRita: yes",
            "Rita: this was wrapped: by hand / Bo: so / Rita: yes",
        ),
        ("one name, two spellings", "RITA: a\nBo: b\nRita: c", "RITA: a / Bo: b / RITA: c"),
        ("chat", "rita> a\nbo> b\nrita> c: d", "rita: a / bo: b / rita: c: d"),
        ("question and answer", "Q: a\nA: b\nQ: c\nA: d", "Q: a / A: b / Q: c / A: d"),
        (
            "bold names above",
            "**Rita**\n\na\n\n**Bo**\n\nb\n\n**Rita**\n\nc\n\n**Bo**\n\nd",
            "Rita: a / Bo: b / Rita: c / Bo: d",
        ),
        (
            "listed people",
            "Participants: rita, bo\n\nrita: a\n\nbo: b\n\nbo: c",
            "rita: a / bo: b / bo: c",
        ),
        ("times alone", "[00:00] a\n[00:05] Note: b\n[00:09] c", "?: a / ?: Note: b / ?: c"),
        ("times above", "0:00\na\n0:05\nb", "?: a / ?: b"),
        ("a bracket first", "[Music]\nRita: a\nBo: b", "Rita: a / Bo: b"),
    ],
)
def test_talk_is_read(what, text, expected):
    assert heard(text) == expected


@pytest.mark.parametrize(
    ("what", "text"),
    [
        (
            "prose",
            "It was late. We met at 10:30 and then: nothing.\n\nSee https://x.example: good.\n",
        ),
        ("notes", "Note: a\nNote: b\nNote: c\nWarning: d\n"),
        ("figures", "Revenue: 5\nCost: 3\nProfit: 2\n"),
        ("properties", "City: Oslo\nRole: boss\nTeam: north\n"),
        ("a mail", "From: Rita\nTo: Bo\nSubject: offer\n\nDear Bo, this is it: we ship.\n"),
        (
            "a program",
            "def f():\n    if x:\n        pass\n    else:\n        pass\n    else:\n        pass\n",
        ),
        ("keys", "name: foo\nversion: 1\nname: bar\nversion: 2\n"),
        ("a log", "12:00:01 INFO: a\n12:00:02 ERROR: b\n12:00:03 INFO: c\n"),
        (
            "an article",
            "\n\n".join(["Plain talk about plain things."] * 40 + ["Rita: a", "Rita: b"]),
        ),
    ],
)
def test_what_is_no_talk_is_refused(what, text):
    with pytest.raises(UnknownFormat, match=r"Name: what they said"):
        read_bytes(text.encode(), "a.txt")


def test_names_and_nothing_said_is_empty():
    with pytest.raises(EmptyFile):
        read_bytes(b"Rita:\n\nBo:\n\nRita:\n", "a.txt")


def test_more_lines_than_talk_can_have_are_refused():
    with pytest.raises(TooLarge):
        read_bytes(b"Rita: a\n" * 400_001, "a.txt")


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("Rita: a\nBo: b", Timing.NONE),
        ("[00:01] Rita: a\n[00:02] Bo: b", Timing.START),
        ("[00:01 - 00:02] Rita: a\n[00:02 - 00:04] Bo: b", Timing.CUE),
        ("[01:00] Rita: a\nBo: b\nRita: c\n[04:00] Bo: d", Timing.MINUTE),
    ],
)
def test_the_timing_is_what_the_lines_give(text, timing):
    assert conversation(text).timing is timing


def test_times_of_day_count_from_the_first():
    read_one = conversation("14:02:33 Rita: a\n14:02:40 Bo: b")
    assert [t.start_s for t in read_one.turns] == [0, 7]
    assert "clock on the wall" in read_one.warnings[0]


def test_headings_and_lists_in_markdown_are_no_speech():
    read_one = read(FILES / "markdown-transcript.md").conversations[0]
    assert (read_one.title, read_one.started_at and read_one.started_at.year) == (
        "Debrief after Fjord",
        2026,
    )
    assert [(n.kind, n.text) for n in read_one.notes] == [
        ("heading", "Debrief"),
        ("heading", "The answer"),
        ("sound", "(a door opens)"),
        ("heading", "Next steps"),
        ("text", "- Rita: send the offer"),
    ]


def test_a_break_is_nobody_and_has_its_times():
    read_one = read(FILES / "markdown-transcript.md").conversations[0]
    pause = read_one.turns[3]
    assert (pause.text, pause.start_s, pause.end_s) == ("", 240.0, 330.0)
    assert [s.name for s in read_one.speakers if s.pseudo] == ["Break"]


@pytest.mark.parametrize("name", ["plain-text.txt", "markdown-transcript.md"])
def test_a_twin_in_other_bytes_is_the_same(name):
    data = (FILES / name).read_bytes()
    text = data.decode()
    twins = [
        text.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + data,
        text.encode("utf-16"),
        text.encode("cp1252"),
    ]
    original = read_bytes(data, name)
    assert [read_bytes(twin, name).conversations for twin in twins] == [original.conversations] * 4


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    try:
        assert read_bytes(text.encode("utf-8", "replace"), "a.txt").conversations
    except ReadError as error:
        assert error.remedy


said = st.text(st.characters(categories=["L"], include_characters=" ,.?'"), max_size=40).map(
    lambda text: f"a{text}z"
)


@given(st.lists(st.tuples(st.sampled_from(["Rita", "Bo Berg", "Zoë"]), said), min_size=4))
def test_lines_with_names_read_back_the_same(lines):
    text = "\n".join(f"{name}: {words}" for name, words in lines)
    assert heard(text) == " / ".join(f"{name}: {' '.join(words.split())}" for name, words in lines)
