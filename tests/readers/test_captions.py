"""WebVTT, SRT and SBV: what stands in real files, what is forgiven, and what is refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ridealong.conversation import Conversation, Timing
from ridealong.errors import EmptyFile, Malformed, ReadError, TooLarge
from ridealong.readers import read, read_bytes
from ridealong.readers.cue_times import sbv_times, times

FILES = Path(__file__).parent / "files"
OWN = [
    "zoom-vtt.vtt",
    "teams-vtt.vtt",
    "stream-vtt.vtt",
    "graph-metadata-vtt.vtt",
    "webex-vtt.vtt",
    "podcast-vtt.vtt",
    "youtube-vtt.vtt",
    "webvtt.vtt",
    "srt.srt",
    "sbv.sbv",
]


def conversation(text: str, name: str = "-") -> Conversation:
    return read_bytes(text.encode(), name).conversations[0]


def heard(text: str) -> str:
    """Who says what, as "Rita: Hi / ?: Hello", "?" for nobody known."""
    read_one = conversation(text)
    names = {s.id: s.name for s in read_one.speakers}
    return " / ".join(f"{names[t.speaker] if t.speaker else '?'}: {t.text}" for t in read_one.turns)


def vtt(*cues: str) -> str:
    """A file of cues, one a second; each is its text, with its id before a tab."""
    parts = [cue.rpartition("\t")[::2] for cue in cues]
    return "WEBVTT\n\n" + "\n\n".join(
        f"{cue_id}\n00:{i:02}.000 --> 00:{i + 1:02}.000\n{text}" if cue_id
        else f"00:{i:02}.000 --> 00:{i + 1:02}.000\n{text}"
        for i, (cue_id, text) in enumerate(parts)
    )  # fmt: skip


def srt(*cues: str, between: str = "\n\n") -> str:
    return between.join(
        f"{i + 1}\n00:00:{i:02},000 --> 00:00:{i + 1:02},000\n{text}" for i, text in enumerate(cues)
    )


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("00:00:01.002 --> 00:00:03.004", (1.002, 3.004)),
        ("00:01.002 --> 00:03.004 align:left", (1.002, 3.004)),
        ("00:00:01,002-->00:00:03,004", (1.002, 3.004)),
        ("  \t0:0:0.0 -->  0:0:4.20 ", (0.0, 4.2)),
        ("100:00:00.000 --> 160:00:00.500", (360000.0, 576000.5)),
        ("90:00.000 --> 90:30.000", (5400.0, 5430.0)),
        ("120:00 --> 120:05", (7200.0, 7205.0)),
        ("0:00:01.500000 --> 0:00:02.2500000", (1.5, 2.25)),
        ("00:00:02.000 --> 00:00:01.000", (2.0, 1.0)),
        ("00:00:60.000 --> 00:01:01.000", None),
        ("00:60:00.000 --> 01:01:01.000", None),
        ("000:00.000 --> 00:01.000", None),
        ("00:000:00.000 --> 00:00:01.000", None),
        ("00:00:00.0000 --> 00:00:01.0000", None),
        ("00:00:00.000 --> 00:00:01.00x", None),
        ("00:00:00.000 --> 00:00:01.\x00000", None),
        ("00:00:00.000 --> ", None),
        ("00:00:00.000 -> 00:00:01.000", None),
        ("-00:00:01.000 --> 00:00:01.000", None),
        ("\v00:00:00.000 --> 00:00:01.000", None),
        (f"{'9' * 5000}:00:00.000 --> 00:00:01.000", None),
    ],
)
def test_a_line_of_times_is_read_or_is_none(line, seconds):
    assert times(line) == seconds


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("0:00:01.500,0:00:02.250", (1.5, 2.25)),
        ("12:00:01.500,12:00:02.250 ", (43201.5, 43202.25)),
        ("0:00:01,0:00:02", None),
        ("0:00:01.500,0:00:02.250 and so on", None),
    ],
)
def test_sbv_times(line, seconds):
    assert sbv_times(line) == seconds


@pytest.mark.parametrize(
    ("trap", "text", "expected"),
    [
        ("tags", vtt("<i>so</i> <c.red>it</c> is<br>on"), "?: so it is on"),
        ("what looks like a tag", vtt("a < b, b > c"), "?: a < b, b > c"),
        ("entities once", vtt("R&amp;D, &amp;amp; &lt;b&gt;"), "?: R&D, &amp; <b>"),
        ("entities in names", vtt("<v Zo&euml; &amp;amp; Co>Hi</v>"), "Zoë &amp; Co: Hi"),
        ("two voices", vtt("<v Al>One two\n<v.loud Bo>three"), "Al: One two / Bo: three"),
        ("one voice on two lines", vtt("<v Al>One</v>\n<v Al>two</v>"), "Al: One two"),
        ("a voice without name", vtt("<v Al>One", "<v>two"), "Al: One / ?: two"),
        ("dashes", vtt("- Hi\n- Hello\nthere"), "?: Hi / ?: Hello there"),
        ("a dash inside", vtt("5 - 6"), "?: 5 - 6"),
        ("double arrows", vtt("&gt;&gt; JO: Hi\n>> And?"), "JO: Hi / ?: And?"),
        ("two names in a cue", vtt("Al: One\nBo: two"), "Al: One / Bo: two"),
        ("a name on its own line", vtt("AL:\nOne\ntwo"), "AL: One two"),
        ("names in brackets above", vtt("(Al Bo)\nOne", "(Cy)\ntwo"), "Al Bo: One / Cy: two"),
        (
            "names of recognisers",
            vtt("[SPEAKER_00]: a", "[SPEAKER_01] b"),
            "SPEAKER_00: a / SPEAKER_01: b",
        ),
        ("a sound is no name", vtt("(DOOR OPENS)", "Well"), "?: (DOOR OPENS) / ?: Well"),
        ("no name alone", vtt("Al: One", "two", "Al: three"), "Al: One / ?: two / Al: three"),
        ("a name holds", vtt("Al: One", "two", "three"), "Al: One / Al: two / Al: three"),
        (
            "no heading holds",
            vtt("one", "Remember: two", "three", "x"),
            "?: one / ?: Remember: two / ?: three / ?: x",
        ),
        ("an id is no text", vtt("7f-a\tOne", "Al\ttwo"), "?: One / ?: two"),
        ("a note is no text", vtt("One\n\nNOTE Al: no\nnot this", "two"), "?: One / ?: two"),
        (
            "the same answer twice",
            vtt("Yes.", "Yes.", "Yes.", "Yes."),
            "?: Yes. / ?: Yes. / ?: Yes. / ?: Yes.",
        ),
        ("json is text elsewhere", vtt('{"src": "a.png"}'), '?: {"src": "a.png"}'),
        ("a comma in the signature's file", srt("One").join(["WEBVTT\n\n", ""]), "?: One"),
        ("no empty lines", srt("Al: One", "Al: 2", between="\n"), "Al: One / Al: 2"),
        (
            "too many empty lines",
            srt("Al: One", "Bo: two").replace("\n", "\n\n"),
            "Al: One / Bo: two",
        ),
        ("an empty line inside", srt("One\n\nmore", "two"), "?: One more / ?: two"),
        ("no signature", vtt("One")[8:], "?: One"),
        ("a wrong signature", "vtt\n\n00:00.000 --> 00:01.000\nOne", "?: One"),
        ("ASS tags", srt("{\\an8}{\\i1}One{\\i0}"), "?: One"),
        ("fullwidth colon", vtt("李雷：你好", "李雷：好"), "李雷: 你好 / 李雷: 好"),
        ("a NUL in text", vtt("O\0ne"), "?: One"),
    ],
)
def test_a_trap_is_read_right(trap, text, expected):
    assert heard(text) == expected


@pytest.mark.parametrize(
    ("what", "text", "format_id"),
    [
        ("numbers and names", vtt("1\tAl: One", "2\tBo: two"), "zoom-vtt"),
        ("pasted without its first line", vtt("1\tAl: One", "2\tBo: two")[8:], "zoom-vtt"),
        ("closed voices", vtt("<v Al>One</v>"), "teams-vtt"),
        ("hidden identities", vtt(f"{'0a1b2c3d-' + '0000-' * 3 + '0' * 12}/4-0\tOne"), "teams-vtt"),
        ("ids alone", vtt(f"{'0a1b2c3d-' + '0000-' * 3 + '0' * 12}-0\tOne"), "stream-vtt"),
        ("open voices", vtt("<v Al>One"), "podcast-vtt"),
        ("Webex ids", vtt('1 "" (0)\tOne', '2 "Al" (77)\ttwo'), "webex-vtt"),
        ("times of words", vtt("so<00:00:00.500><c> much</c>"), "youtube-vtt"),
        ("nothing special", vtt("One"), "webvtt"),
        ("commas", srt("One"), "srt"),
    ],
)
def test_a_dialect_is_told_by_its_content(what, text, format_id):
    assert read_bytes(text.encode()).format == format_id


def test_an_id_is_kept_beside_the_text():
    turns = conversation(vtt('3 "Al" (77)\tOne', "two")).turns
    assert [t.ref for t in turns] == ['3 "Al" (77)', None]


def test_two_voices_share_the_time_of_their_caption_by_words():
    turns = conversation("WEBVTT\n\n00:10.000 --> 00:14.000\n<v Al>one\n<v Bo>two three four").turns
    assert [(t.start_s, t.end_s) for t in turns] == [(10.0, 11.0), (11.0, 14.0)]


def test_confidence_language_and_duration_stand_in_notes():
    stream = read(FILES / "stream-vtt.vtt").conversations[0]
    assert [t.confidence for t in stream.turns] == [0.91, 0.4275, None]
    assert (stream.language, stream.duration_s) == ("da-DK", 20.5)


def test_times_of_day_in_metadata_give_the_beginning():
    graph = read(FILES / "graph-metadata-vtt.vtt").conversations[0]
    assert graph.started_at
    assert graph.started_at.isoformat() == "2026-03-02T09:00:00+00:00"
    assert [t.language for t in graph.turns] == ["en-US", "en-US", "de-DE"]
    assert graph.turns[2].speaker is None


def test_broken_metadata_costs_only_its_caption():
    text = vtt('{"spokenText": "One"}', '{"spokenText":', '{"spokenText": "two"}')
    assert [t.text for t in conversation(text).turns] == ["One", "two"]
    assert "line 6" in conversation(text).warnings[0]


def test_lines_that_roll_are_read_once_with_the_times_of_their_words():
    turns = read(FILES / "youtube-vtt.vtt").conversations[0].turns
    assert [t.text for t in turns] == ["so good morning", "we sell Q&A", "to banks"]
    assert [(w.text, w.start_s, w.end_s) for w in turns[1].words] == [
        ("we", 2.4, 2.72),
        ("sell", 2.72, 3.1),
        ("Q&A", 3.1, 5.0),
    ]


def test_lines_that_roll_without_times_are_read_once():
    text = srt("so it", "so it", "so it\ngoes on", "goes on", "goes on\nand on")
    assert [t.text for t in conversation(text).turns] == ["so it", "goes on", "and on"]


def test_several_words_behind_one_time_have_only_the_outer_times():
    words = conversation(vtt("so it <00:00:00.500>goes on")).turns[0].words
    assert [(w.text, w.start_s, w.end_s) for w in words] == [
        ("so", 0.0, None),
        ("it", None, 0.5),
        ("goes", 0.5, None),
        ("on", None, 1.0),
    ]


def test_a_caption_with_a_broken_time_costs_only_itself():
    text = vtt("one", "two", "three").replace("00:02.000\ntwo", "00:61.000\ntwo")
    assert [t.text for t in conversation(text).turns] == ["one", "three"]
    assert "line 6" in conversation(text).warnings[0]


def test_ends_before_their_starts_lower_the_timing():
    text = vtt("one").replace("00:01.000", "00:00.000").replace("00:00.000", "00:05.000", 1)
    assert conversation(text).timing is Timing.START


@pytest.mark.parametrize(
    ("what", "text", "error", "place"),
    [
        ("only the header", "WEBVTT\n\n", EmptyFile, ""),
        ("only a note", "WEBVTT\n\nNOTE nothing said\n", EmptyFile, ""),
        (
            "no text",
            "WEBVTT\n\n00:00.000 --> 00:01.000\n\n00:01.000 --> 00:02.000\n",
            EmptyFile,
            "",
        ),
        ("only tags", vtt("<i></i>"), EmptyFile, ""),
        ("cut off in the times", "WEBVTT\n\n00:00:00.000 -->", Malformed, "line 3"),
        (
            "no time that can be",
            "\nWEBVTT\n\n\n00:99:00.000 --> 00:99:01.000\none",
            Malformed,
            "line 5",
        ),
        ("text without times", "WEBVTT\n\nRita: hi\n\nBo: hello", Malformed, "line 3"),
        ("too many", "WEBVTT\n\n" + "00:00.000 --> 00:01.000\n" * 200_001, TooLarge, ""),
    ],
)
def test_what_holds_no_captions_is_refused_with_its_place(what, text, error, place):
    with pytest.raises(error) as refused:
        read_bytes(text.encode(), "a.vtt")
    assert refused.value.place == place
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("name", "cues"),
    [
        ("arrows", 6),
        ("header-garbage", 1),
        ("ids", 5),
        ("newlines", 4),
        ("nulls", 7),
        ("regions-edge-case", 4),
        ("regions-id", 4),
        ("regions-lines", 13),
        ("regions-old", 2),
        ("regions-scroll", 6),
        ("timings-60", 2),
        ("timings-negative", 4),
        ("timings-too-long", 2),
        ("whitespace-chars", 3),
    ],
)
def test_files_of_the_web_platform_tests_have_the_cues_that_browsers_show(samples, name, cues):
    read_one = read(samples / "vtt_wpt" / f"wpt-tests__file-parsing__{name}.vtt").conversations[0]
    assert len(read_one.turns) == cues
    assert not any("invalid" in turn.text for turn in read_one.turns)


@pytest.mark.parametrize("name", OWN)
def test_a_twin_in_other_bytes_is_the_same(name):
    data = (FILES / name).read_bytes()
    text = data.decode()
    twins = [
        text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + data,
        text.encode("utf-16"),
        text.encode("utf-16-be"),
        text.encode("cp1252"),
    ]
    original = read_bytes(data, name)
    assert [read_bytes(twin, name).conversations for twin in twins] == [original.conversations] * 6


@pytest.mark.parametrize("name", OWN)
def test_a_file_cut_off_anywhere_is_read_or_refused(name):
    data = (FILES / name).read_bytes()
    for end in range(0, len(data), 7):
        try:
            assert read_bytes(data[:end], name).conversations[0].turns
        except ReadError as error:
            assert error.remedy


said = st.text(st.characters(categories=["L", "N"], include_characters=" ,.?'"), max_size=40).map(
    lambda text: f"a{text}z"
)
names = st.sampled_from(["Rita", "Bo | X"])
starts_ms = st.lists(st.integers(0, 167 * 3600 * 1000), min_size=1, max_size=12, unique=True)


@st.composite
def cues(draw) -> list[tuple[int, int, str, str]]:
    """Start and end in milliseconds, name and text, in order of time."""
    return [
        (start, start + draw(st.integers(0, 9000)), draw(names), draw(said))
        for start in sorted(draw(starts_ms))
    ]


def clock(ms: int, point: str) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{ms:03}"


def what_was_read(text: str) -> list[tuple[float | None, float | None, str | None, str]]:
    read_one = conversation(text)
    names = {s.id: s.name for s in read_one.speakers}
    return [(t.start_s, t.end_s, names[t.speaker or ""], t.text) for t in read_one.turns]


@given(cues())
def test_cues_written_as_vtt_read_back_the_same(written):
    text = "WEBVTT\n\n" + "\n".join(
        f"{i}\n{clock(start, '.')} --> {clock(end, '.')}\n{name}: {words}\n"
        for i, (start, end, name, words) in enumerate(written, 1)
    )
    assert what_was_read(text) == expected(written)


@given(cues(), st.sampled_from(["\n\n", "\n", "\n\n\n"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_cues_written_as_srt_read_back_the_same(written, between, line_end):
    text = between.join(
        f"{i}\n{clock(start, ',')} --> {clock(end, ',')}\n{name}: {words}"
        for i, (start, end, name, words) in enumerate(written, 1)
    )
    assert what_was_read(text.replace("\n", line_end)) == expected(written)


@given(cues())
def test_cues_written_with_voices_read_back_the_same(written):
    text = "WEBVTT\n\n" + "\n".join(
        f"{clock(start, '.')} --> {clock(end, '.')}\n<v {name}>{words}</v>\n"
        for start, end, name, words in written
    )
    assert what_was_read(text) == expected(written)


def expected(written) -> list[tuple[float, float, str, str]]:
    return [
        (start / 1000, end / 1000, name, " ".join(words.split()))
        for start, end, name, words in written
    ]
