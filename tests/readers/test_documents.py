"""Documents and text exports: who speaks from when, whatever the line is written like."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import docx
import pytest

from conftest import OWN_FILES
from ridealong.conversation import Conversation, Timing
from ridealong.errors import EmptyFile, Malformed, NotATranscript, ReadError, TooLarge
from ridealong.readers import read, read_bytes
from ridealong.readers.headings import heading
from ridealong.readers.stamps import date_in, length_s

Said = list[tuple[str | None, float | None, str]]


def one(data: bytes | str, name: str = "a.txt") -> Conversation:
    content = data.encode() if isinstance(data, str) else data
    (conversation,) = read_bytes(content, name).conversations
    return conversation


def said(conversation: Conversation) -> Said:
    names = {s.id: s.name for s in conversation.speakers}
    return [(names.get(t.speaker or ""), t.start_s, t.text) for t in conversation.turns]


@pytest.mark.parametrize(
    ("line", "name", "start_s"),
    [
        ("Rita Holt   0:03", "Rita Holt", 3.0),
        ("Rita Holt\t1:00:03", "Rita Holt", 3603.0),
        ("**Rita** 0:03  ", "Rita", 3.0),
        ("### Rita (00:03)", "Rita", 3.0),
        ("Speaker 1 (00:03):", "Speaker 1", 3.0),
        ("Rita [00:00:03.25]", "Rita", 3.25),
        ("Rita - 0:03", "Rita", 3.0),
        ("Rita | 0:03", "Rita", 3.0),
        ("[00:00:03] Rita", "Rita", 3.0),
        ("0:03 - Rita (Ridge)", "Rita (Ridge)", 3.0),
        ("Rita 1 hour 2 minutes 3 seconds", "Rita", 3723.0),
        ("Rita 1 Minute 3 Sekunden", "Rita", 63.0),
        ("12 minutes12:00", None, 720.0),
        ("Rita 00:01:03 --> 00:01:05", "Rita", 63.0),
        ("0:0:1.5 --> 0:0:2.0", None, 1.5),
    ],
)
def test_a_line_of_name_and_time_is_a_heading(line: str, name: str | None, start_s: float):
    found = heading(line)
    assert found is not None
    assert (found.name, found.start_s) == (name, start_s)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Rita: hello (0:03)",
        "We will be done by then. It is over (10:30):",
        "What about 10:30?",
        "00:01.000 --> 00:02.000",
        '"start": "0:03",',
        "https://ridge.example/a 0:03",
        "x" * 300 + " 0:03",
        "That takes us a good deal more than 5 minutes",
    ],
)
def test_another_line_is_none(line: str):
    assert heading(line) is None


@pytest.mark.parametrize(
    ("what", "text", "expected"),
    [
        (
            "a clock over the text, with the name above",
            "Rita Holt\n00:00:03\nHello.\n\nVera\n00:00:09\nHi.\n",
            [("Rita Holt", 3.0, "Hello."), ("Vera", 9.0, "Hi.")],
        ),
        (
            "the time first",
            "0:03 | Rita\nHello.\n\n0:09 | Vera\nWe meet at 10:30\n",
            [("Rita", 3.0, "Hello."), ("Vera", 9.0, "We meet at 10:30")],
        ),
        (
            "a name in bold",
            "**Rita** 0:03\nHello.\n\n**Vera** 0:09\nsee you at 10:30\n",
            [("Rita", 3.0, "Hello."), ("Vera", 9.0, "see you at 10:30")],
        ),
        (
            "a second clock below the spelled-out one",
            "Rita\n0 minutes 3 seconds\n0:03\nRita 0 minutes 3 seconds\nHello.\n",
            [("Rita", 3.0, "Hello.")],
        ),
        (
            "Teams of long ago",
            "0:0:0.0 --> 0:0:1.760\nRita\nHello.\n0:0:2.0 --> 0:0:3.5\nVera\nHi.\n",
            [("Rita", 0.0, "Hello."), ("Vera", 2.0, "Hi.")],
        ),
        (
            "Webex, with colons in the text",
            "0:05 : Rita : Two things: keys.\n1:00:07 : Vera : No.\n",
            [("Rita", 5.0, "Two things: keys."), ("Vera", 3607.0, "No.")],
        ),
    ],
)
def test_text_with_headings_is_read(what: str, text: str, expected: Said):
    assert said(one(text)) == expected, what


def test_times_over_lines_without_names_name_nobody():
    with pytest.raises(ReadError):
        read_bytes(b"0:03 hello there\n0:05 and so on\n0:09 we go\n", "a.txt")
    with pytest.raises(ReadError):
        read_bytes(b"Rita   0:03\n\nVera   0:09\n", "a.txt")


def test_what_stands_above_a_teams_transcript_is_kept():
    conversation = read(OWN_FILES / "teams-text.txt").conversations[0]
    assert conversation.title == "Route review"
    assert conversation.started_at == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert conversation.duration_s == 125
    assert [note.kind for note in conversation.notes] == ["event", "event"]


def test_what_stands_above_an_otter_transcript_is_kept():
    conversation = read(OWN_FILES / "otter-txt.txt").conversations[0]
    assert conversation.title == "Depot call"
    assert conversation.duration_s == 3724
    assert [a.name for a in conversation.attendees] == ["Omar"]
    assert [s.name for s in conversation.speakers if s.pseudo] == ["Unknown Speaker"]


def test_a_meet_document_leaves_its_notes_out():
    conversation = read(OWN_FILES / "google-meet-doc.md").conversations[0]
    assert conversation.title == "Depot review"
    assert conversation.started_at == datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=2)))
    assert conversation.duration_s == 370
    assert [t.start_s for t in conversation.turns] == [0.0, None, 300.0, None]
    assert {s.name: s.email for s in conversation.speakers}["Vera Dunn"] == "vera@acme.example"
    assert {a.name: a.pseudo for a in conversation.attendees} == {
        "Omar": False,
        "Fireflies.ai Notetaker Rita": True,
    }


def test_an_old_meet_document_has_no_times():
    text = "Weekly - Transcript\n\nAttendees\nRita, Vera\n\nTranscript\n\nRita: Hi.\n\nVera: Yes.\n"
    conversation = one(text)
    assert conversation.timing is Timing.NONE
    assert [s.name for s in conversation.speakers] == ["Rita", "Vera"]


def test_a_meet_document_without_talk_is_refused():
    notice = "This editable transcript was computer generated and might contain errors."
    text = f"Weekly - Transcript\nAttendees\nRita\nDate: today\nTranscript\n{notice}\n"
    with pytest.raises(EmptyFile, match="no talk"):
        read_bytes(text.encode(), "a.txt")


def test_chat_is_no_speech():
    conversation = read(OWN_FILES / "zoom-chat.txt").conversations[0]
    assert conversation.turns == ()
    assert "not its speech" in conversation.warnings[0]
    assert [(n.author, n.at_s, n.kind, n.text) for n in conversation.notes] == [
        ("Rita Holt", 64.0, "chat", "the list: https://ridge.example/list and the keys"),
        ("Vera (Acme)", 90.0, "reaction", 'Reacted to "the list" with 👍'),
        ("Vera (Acme)", 120.0, "chat", "thanks"),
    ]


def test_a_saved_chat_has_the_time_of_day_only():
    text = "10:05:33 From Rita to Everyone:\n\tat 10:30: ok\n10:06:00\t From  Vera  :  hi\n"
    assert [(n.author, n.at_s, n.text) for n in one(text).notes] == [
        ("Rita", None, "at 10:30: ok"),
        ("Vera", None, "hi"),
    ]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Weekly (2026-05-02 at 07:03 GMT-7)", "2026-05-02T07:03:00-07:00"),
        ("Weekly – 2026/05/02 10:59 EDT – Transcript", "2026-05-02T10:59:00-04:00"),
        ("2026-05-02 10:59 GMT+5:30", "2026-05-02T10:59:00+05:30"),
        ("May 2, 2026, 12:05AM", "2026-05-02T00:05:00+00:00"),
        ("2 May 2026", "2026-05-02T00:00:00+00:00"),
        ("2026-13-45", None),
        ("Room 12, 2026", None),
    ],
)
def test_dates_in_prose(text: str, iso: str | None):
    found = date_in(text)
    assert (found.isoformat() if found else None) == iso


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("32m 5s", 1925), ("1h 2m", 3720), ("1 hour 3 seconds", 3603), ("", None), ("5 miles", None)],
)
def test_lengths_in_prose(text: str, seconds: float | None):
    assert length_s(text) == seconds


def document(fill: Callable[[docx.document.Document], object]) -> bytes:
    made = docx.Document()
    fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rows(table: list[list[str]]) -> Callable[[docx.document.Document], None]:
    def fill(made: docx.document.Document) -> None:
        made.add_paragraph("Depot call")
        grid = made.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
        made.add_paragraph("The end")

    return fill


@pytest.mark.parametrize(
    ("what", "fill", "expected"),
    [
        (
            "paragraphs",
            lambda made: made.add_paragraph("Rita: Hello.\nVera: Hi."),
            [("Rita", None, "Hello."), ("Vera", None, "Hi.")],
        ),
        (
            "a table with headings",
            rows(
                [
                    ["Start", "Dur.", "Speaker", "", "Transcription"],
                    ["0:00:01.50", "2.0s", "spk_0", "", "[Topic 1] Hello."],
                    ["0:00:04.00", "1.0s", "spk_1", "", "Hi."],
                ]
            ),
            [("spk_0", 1.5, "Hello."), ("spk_1", 4.0, "Hi.")],
        ),
        (
            "a table without headings",
            rows([["Rita:", "Hello."], ["Vera:", "Hi."], ["Rita:", "So."]]),
            [("Rita", None, "Hello."), ("Vera", None, "Hi."), ("Rita", None, "So. The end")],
        ),
        (
            "captions pasted into it",
            lambda made: made.add_paragraph(
                "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Rita>Hello.</v>"
            ),
            [("Rita", 1.0, "Hello.")],
        ),
    ],
)
def test_a_word_document_is_read(
    what: str, fill: Callable[[docx.document.Document], object], expected: Said
):
    assert said(one(document(fill), "a.docx")) == expected, what


def repacked(
    data: bytes, part: str, content: bytes, compression: int = zipfile.ZIP_STORED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


DOCX = (OWN_FILES / "docx.docx").read_bytes()
MAIN = "word/document.xml"
ENTITIES = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'


@pytest.mark.parametrize(
    ("what", "data", "error"),
    [
        (
            "nobody talks",
            document(lambda made: made.add_paragraph("The list of vans")),
            NotATranscript,
        ),
        ("nothing in it", document(lambda _: None), NotATranscript),
        ("cut off", DOCX[: len(DOCX) // 2], Malformed),
        ("cut off at once", DOCX[:60], Malformed),
        ("entities", repacked(DOCX, MAIN, ENTITIES), Malformed),
        ("no XML inside", repacked(DOCX, MAIN, b"vans"), Malformed),
        ("packed in another way", repacked(DOCX, "", b"", zipfile.ZIP_LZMA), Malformed),
    ],
)
def test_a_word_document_that_cannot_be_read_says_why(
    what: str, data: bytes, error: type[ReadError]
):
    with pytest.raises(error) as told:
        read_bytes(data, "a.docx")
    assert told.value.remedy, what


def test_a_word_document_that_unpacks_to_too_much_is_refused():
    bomb = repacked(DOCX, MAIN, b" " * 40_000_000, zipfile.ZIP_DEFLATED)
    assert len(bomb) < 200_000
    with pytest.raises(TooLarge):
        read_bytes(bomb, "a.docx")
    lied = bomb.replace((40_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with pytest.raises(Malformed):
        read_bytes(lied, "a.docx")


def test_pictures_in_a_word_document_are_not_unpacked(tmp_path: Path):
    out = io.BytesIO(DOCX)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.png", b"\0" * 50_000_000)
    path = tmp_path / "a.docx"
    path.write_bytes(out.getvalue())
    assert len(read(path).conversations[0].turns) == 3


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>The list of vans</p></body></html>",
        "<p>&lt;p&gt;Rita&lt;/p&gt;</p>",
        "<!DOCTYPE html><script>Rita: no",
    ],
)
def test_a_page_without_talk_is_refused(page: str):
    with pytest.raises(NotATranscript):
        read_bytes(page.encode(), "a.html")


def test_a_page_that_shows_a_known_format_is_read_as_it():
    page = "<html><body><p><b>Rita</b>&nbsp;&nbsp; 0:03<br>Hello.</p><p>Vera 0:09</p><p>Hi.</p>"
    assert said(one(page, "a.html")) == [("Rita", 3.0, "Hello."), ("Vera", 9.0, "Hi.")]


def test_cited_html_forgives_missing_parts():
    page = "<cite>Rita:</cite><p>Hello.</p><time>0:09</time><p>So.<cite></cite><p>Who?"
    assert said(one(page, "a.html")) == [
        ("Rita", None, "Hello."),
        ("Rita", 9.0, "So."),
        (None, None, "Who?"),
    ]
    with pytest.raises(EmptyFile):
        read_bytes(b"<cite>Rita:</cite><p></p>", "a.html")


def test_zooms_saved_captions_lose_their_brackets_and_count_from_the_first():
    said = "[Rita Holt] 14:02:33\nCan you hear me?\n\n[Bo Lind] 14:02:37\nYes. Go on.\n"
    conversation = read_bytes(said.encode(), "closed_caption.txt").conversations[0]
    assert [(s.name) for s in conversation.speakers] == ["Rita Holt", "Bo Lind"]
    assert [t.start_s for t in conversation.turns] == [0.0, 4.0]
    assert any("times of the day" in w for w in conversation.warnings)
