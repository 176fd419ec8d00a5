"""Files of recognisers and annotators: tokens, speaker turns, tiers, timed text."""

import pytest
from praatio.utilities.textgrid_io import parseTextgridStr  # type: ignore[import-untyped]

from conftest import OWN_FILES
from ridealong.conversation import Conversation, Timing
from ridealong.errors import EmptyFile, Malformed, ReadError
from ridealong.readers import Source, read, read_bytes

Row = tuple[str | None, float | None, float | None, str]


def turns(conversation: Conversation) -> list[Row]:
    names = {s.id: s.name for s in conversation.speakers}
    return [(names.get(t.speaker or ""), t.start_s, t.end_s, t.text) for t in conversation.turns]


def test_tokens_without_times_have_none():
    text = "token|speaker|ts|endTs|punctuation|case|tags\nHello|1|||,|UC|[]\nVera|1|||.|UC|[]\n"
    conversation = read_bytes(text.encode()).conversations[0]
    assert conversation.timing is Timing.NONE
    assert turns(conversation) == [(None, None, None, "Hello, Vera.")]


def test_tokens_need_columns_of_times():
    with pytest.raises(Malformed, match="line 1"):
        read_bytes(b"token|speaker|punctuation\nHello|1|.\n")


def test_recordings_in_one_rttm_are_told_apart():
    text = "SPEAKER a 1 0.0 1.0 <NA> <NA> x <NA> <NA>\nSPEAKER b 1 2.0 1.0 <NA> <NA> y <NA> <NA>\n"
    first, second = read_bytes(text.encode()).conversations
    assert (first.id, second.id) == ("a", "b")
    assert turns(second) == [("y", 2.0, 3.0, "")]


def test_an_rttm_without_speakers_is_refused():
    with pytest.raises(Malformed, match="SPEAKER"):
        read_bytes(b"SPKR-INFO depot 1 <NA> <NA> <NA> unknown rita <NA>\n")
    with pytest.raises(ReadError):
        read_bytes(b"SPEAKER one said so and then nothing else came\n")


def grid(*tiers: tuple[str, str, list[tuple[float, float, str]]]) -> str:
    """A TextGrid in the short form."""
    parts = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "0", "9", "<exists>"]
    parts.append(str(len(tiers)))
    for kind, name, spans in tiers:
        parts += [f'"{kind}"', f'"{name}"', "0", "9", str(len(spans))]
        for start, end, text in spans:
            parts += [str(start), *([] if kind == "TextTier" else [str(end)]), f'"{text}"']
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize(
    ("what", "tiers", "expected"),
    [
        (
            "a tier a speaker, in order of time",
            [("Rita", [(3, 4, "So.")]), ("Vera", [(1, 2, "Hi.")])],
            [("Vera", 1.0, 2.0, "Hi."), ("Rita", 3.0, 4.0, "So.")],
        ),
        (
            "two tiers of one name",
            [("Rita", [(3, 4, "So.")]), ("rita", [(1, 2, "Hi.")])],
            [("Rita", 1.0, 2.0, "Hi."), ("Rita", 3.0, 4.0, "So.")],
        ),
        (
            "words alone, a pause apart",
            [("words", [(1, 2, "Hi"), (2, 3, "all"), (6, 7, "So")])],
            [(None, 1.0, 3.0, "Hi all"), (None, 6.0, 7.0, "So")],
        ),
        (
            "words and sounds of two speakers",
            [
                ("Rita - words", [(1, 2, "Hi")]),
                ("Rita - phones", [(1, 1.5, "h"), (1.5, 2, "i")]),
                ("Vera_words", [(3, 4, "So"), (4, 5, "sp")]),
            ],
            [("Rita", 1.0, 2.0, "Hi"), ("Vera", 3.0, 4.0, "So")],
        ),
    ],
)
def test_tiers_are_speakers(
    what: str, tiers: list[tuple[str, list[tuple[float, float, str]]]], expected: list[Row]
):
    text = grid(*(("IntervalTier", name, spans) for name, spans in tiers))
    assert turns(read_bytes(text.encode()).conversations[0]) == expected, what


def test_a_textgrid_agrees_with_praatio():
    path = OWN_FILES / "textgrid.TextGrid"
    tiers = parseTextgridStr(Source.open(path).text)["tiers"]
    theirs = sorted(
        (float(e.start), float(e.end), e.label.replace('""', '"'))
        for tier in tiers[::2]
        for e in tier["entries"]
    )
    ours = [(t.start_s, t.end_s, t.text) for t in read(path).conversations[0].turns]
    assert ours == theirs


@pytest.mark.parametrize(
    ("what", "text", "line"),
    [
        ("cut off", grid(("IntervalTier", "Rita", [(1, 2, "Hi"), (2, 3, "So")]))[:-8], "line 16"),
        ("a word for a number", grid(("IntervalTier", "Rita", [])).replace("9", '"x"'), "line 5"),
        ("tiers without end", grid().replace("<exists>\n0", "<exists>\n999999"), "line 7"),
    ],
)
def test_a_broken_textgrid_names_the_line(what: str, text: str, line: str):
    with pytest.raises(Malformed) as told:
        read_bytes(text.encode())
    assert told.value.place == line, what


def test_a_textgrid_of_silence_is_refused():
    with pytest.raises(EmptyFile):
        read_bytes(grid(("IntervalTier", "Rita", [(1, 2, "sil")])).encode())


def ttml(body: str, head: str = "", attributes: str = "") -> bytes:
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
        f'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" {attributes}>'
        f"<head>{head}</head><body><div>{body}</div></body></tt>"
    ).encode()


@pytest.mark.parametrize(
    ("attributes", "time", "seconds"),
    [
        ("", "00:00:01.500", 1.5),
        ("", "1.5s", 1.5),
        ("", "1500ms", 1.5),
        ("", "2m", 120.0),
        ("", "00:00:01:15", 1.5),
        ('ttp:frameRate="24"', "36f", 1.5),
        ('ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"', "30f", 1.001),
        ('ttp:tickRate="10000000"', "15000000t", 1.5),
        ("", "soon", 0.0),
    ],
)
def test_time_expressions(attributes: str, time: str, seconds: float):
    data = ttml(f'<p begin="{time}" end="1h">Hello.</p>', attributes=attributes)
    assert read_bytes(data).conversations[0].turns[0].start_s == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("what", "body", "expected"),
    [
        ("no times", "<p>Hello\n  there</p>", [(None, None, None, "Hello there")]),
        ("an agent without a name", '<p ttm:agent="r">Hi</p>', [("r", None, None, "Hi")]),
        (
            "two agents in one caption",
            '<p begin="1s" end="2s"><span ttm:agent="r">Hi</span><span ttm:agent="v">So</span></p>',
            [("r", 1.0, 2.0, "Hi"), ("v", 1.0, 2.0, "So")],
        ),
        (
            "names before colons that come back, and one colon that does not",
            (
                '<p begin="1s" end="2s">Rita: Hi</p><p begin="2s" end="3s">Rita: So</p>'
                '<p begin="3s" end="4s">Thus: no</p>'
            ),
            [("Rita", 1.0, 2.0, "Hi"), ("Rita", 2.0, 3.0, "So"), (None, 3.0, 4.0, "Thus: no")],
        ),
    ],
)
def test_captions_are_turns(what: str, body: str, expected: list[Row]):
    assert turns(read_bytes(ttml(body)).conversations[0]) == expected, what


def test_spans_with_times_are_words():
    body = '<p begin="5s" end="7s"><span begin="0s" end="1s">Two</span> '
    body += '<span begin="1s" end="2s">words</span></p>'
    conversation = read_bytes(ttml(body)).conversations[0]
    assert conversation.timing is Timing.WORD
    assert [(w.text, w.start_s, w.end_s) for w in conversation.turns[0].words] == [
        ("Two", 5.0, 6.0),
        ("words", 6.0, 7.0),
    ]


ENTITIES = b'<!DOCTYPE tt [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n'
OUTSIDE = b'<!DOCTYPE tt [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("entities of its own", ENTITIES + ttml("<p>&b;</p>")),
        ("entities from outside", OUTSIDE + ttml("<p>&a;</p>")),
        ("cut off", ttml("<p>Hello")[:-30]),
        ("a stray ampersand", ttml("<p>you & me</p>")),
    ],
)
def test_xml_that_is_broken_or_a_trap_is_refused(what: str, data: bytes):
    with pytest.raises(Malformed) as told:
        read_bytes(data)
    assert told.value.place, what
    assert told.value.remedy, what


def test_ttml_without_captions_is_refused():
    with pytest.raises(EmptyFile):
        read_bytes(ttml(""))


def test_a_deep_nest_is_no_fault():
    deep = "<span>" * 3000 + "Hello" + "</span>" * 3000
    try:
        read_bytes(ttml(f"<p>Hi {deep}</p>"))
    except ReadError as error:
        assert error.remedy
