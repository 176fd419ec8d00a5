"""Tables: columns by their headings, units by heading, form or size, faults told by line."""

from datetime import UTC, datetime

import pytest

from conftest import OWN_FILES
from ridealong.conversation import Conversation, Timing
from ridealong.errors import EmptyFile, ReadError
from ridealong.readers import read, read_bytes
from ridealong.readers.columns import find_columns
from ridealong.writers.tables import write_csv

Row = tuple[str | None, float | None, float | None, str]


def table(text: str, name: str = "a.csv") -> list[Conversation]:
    reading = read_bytes(text.encode(), name)
    assert reading.format == "table"
    return list(reading.conversations)


def turns(conversation: Conversation) -> list[Row]:
    names = {s.id: s.name for s in conversation.speakers}
    return [(names.get(t.speaker or ""), t.start_s, t.end_s, t.text) for t in conversation.turns]


HELLO: list[Row] = [("Rita", 1.5, 3.0, "Hello, Vera."), ("Vera", 3.5, 4.0, "Hi.")]


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("CSV", 'speaker,start,end,text\nRita,1.5,3,"Hello, Vera."\nVera,3.5,4,Hi.\n'),
        ("TSV", "Speaker\tStart\tEnd\tText\nRita\t1.5\t3\tHello, Vera.\nVera\t3.5\t4\tHi.\n"),
        ("semicolons", "Name;Begin;Stop;Utterance\nRita;1,5;3,0;Hello, Vera.\nVera;3,5;4;Hi.\n"),
        ("bars", "who|from_time|to_time|content\nRita|1.5|3|Hello, Vera.\nVera|3.5|4|Hi.\n"),
        (
            "milliseconds by heading",
            (
                "speakerName,startMs,Duration (ms),transcript\n"
                'Rita,1500,1500,"Hello, Vera."\nVera,3500,500,Hi.\n'
            ),
        ),
        (
            "milliseconds by size",
            (
                'participant,startTime,endTime,message\nRita,1500,3000,"Hello, Vera."\n'
                "Vera,3500,4000,Hi.\n"
            ),
        ),
        (
            "units in the cells",
            (
                'speaker_label,time_start,dur,sentence\nRita,1.5s,1500ms,"Hello, Vera."\n'
                "Vera,3.5s,500ms,Hi.\n"
            ),
        ),
        (
            "clocks",
            (
                'Speaker ID,Start Time,End Time,Text\nRita,0:01.5,00:00:03,"Hello, Vera."\n'
                "Vera,0:03.500,0:00:04.0,Hi.\n"
            ),
        ),
        (
            "a title above, quotes around headings",
            (
                'Calls of May\n\n"Speaker","Start","End","Text"\n"Rita","1.5","3","Hello, Vera."\n'
                '"Vera","3.5","4","Hi."\n'
            ),
        ),
        (
            "dividers too many in the last cell",
            "speaker,start,end,text\nRita,1.5,3,Hello, Vera.\nVera,3.5,4,Hi.\n",
        ),
        (
            "a blank line and a short one",
            'speaker,start,end,text\nRita,1.5,3,"Hello, Vera."\n\n,,\nVera,3.5,4,Hi.\n',
        ),
    ],
)
def test_a_table_is_read_whatever_its_dialect(what: str, text: str):
    (conversation,) = table(text)
    assert turns(conversation) == HELLO, what
    assert conversation.timing is Timing.CUE


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        ("Speaker Start (s) Text", None),
        ("deal_stage,amount,owner", None),
        ("start,end", None),
        ("text", None),
        ("text,word", None),
        ("text,agent", None),
        ("startTime,text", {"start": 0, "text": 1}),
        ("Name,Text", {"name": 0, "text": 1}),
        ("text,transcript,speaker", {"text": 0, "speaker": 2}),
    ],
)
def test_columns_of_talk_are_found_and_others_are_not(header: str, meanings: dict[str, int] | None):
    found = find_columns(header.split(","))
    assert (found.at if found else None) == meanings


def test_dates_and_times_of_the_day_count_from_the_first():
    dated = "speaker,timestamp,text\nRita,2026-03-02T10:00:05Z,Hello there.\n"
    dated += "Vera,2026-03-02T10:00:09Z,Hi to you.\n"
    (conversation,) = table(dated)
    assert [t.start_s for t in conversation.turns] == [0.0, 4.0]
    assert conversation.started_at == datetime(2026, 3, 2, 10, 0, 5, tzinfo=UTC)
    (conversation,) = table("speaker,time,text\nRita,10:00:05,Hello there.\nVera,10:00:09,Hi.\n")
    assert [t.start_s for t in conversation.turns] == [0.0, 4.0]
    assert "times of the day" in conversation.warnings[0]


def test_a_row_a_word_becomes_turns():
    text = "word,speaker,start,end\nHello,0,0.1,0.4\nthere.,0,0.5,0.9\nHi,1,1.0,1.2\n"
    (conversation,) = table(text)
    assert turns(conversation) == [("0", 0.1, 0.9, "Hello there."), ("1", 1.0, 1.2, "Hi")]
    assert conversation.timing is Timing.WORD


def test_several_conversations_are_told_apart():
    text = "call_id,speaker,channel,start,end,text\n7,Rita,0,0,4000,Hello there you.\n"
    text += "7,Vera,1,4100,6000,Hi.\n8,Rita,0,0,900,Yes.\n"
    first, second = table(text)
    assert (first.id, second.id) == ("7", "8")
    assert [t.end_s for t in (*first.turns, *second.turns)] == [4.0, 6.0, 0.9]
    assert (first.separate_channels, second.separate_channels) == (True, False)


def test_stated_roles_are_kept():
    (conversation,) = table("participant,role,text\nRita,agent,Hello there.\nVera,customer,Hi.\n")
    assert [s.role for s in conversation.speakers] == ["agent", "customer"]
    assert conversation.speakers[0].because == "provider label (role: agent)"


def test_faults_cost_their_row_and_are_told():
    conversation = read(OWN_FILES / "table.csv").conversations[0]
    assert conversation.warnings == ("A time that is none; it was left out (first at line 5).",)
    assert [t.text for t in conversation.turns[-2:]] == ["-(that) often?", ""]
    (conversation,) = table("speaker,text\nRita,Hello there.\nVera,\nRita,Are you there?\n")
    assert len(conversation.turns) == 2
    assert conversation.warnings == ("A row without text; it was left out (first at line 3).",)


def test_a_quote_that_never_closes_costs_its_own_line():
    (conversation,) = table('speaker,text\nRita,"we go on\nVera,so it is\nRita,and then\n')
    assert [t.text for t in conversation.turns] == ["we go on", "so it is", "and then"]
    (conversation,) = table('Speaker\tText\nRita\t5" tall it is\nVera\tThat is not much\n')
    assert [t.text for t in conversation.turns] == ['5" tall it is', "That is not much"]


def test_headings_alone_are_refused():
    with pytest.raises(EmptyFile):
        read_bytes(b"speaker,start,end,text\n", "a.csv")


@pytest.mark.parametrize(
    "text",
    [
        "id,name,amount,stage\n1,Acme,5,open\n",
        "name,content\nAcme,5\nRidge,7\n",
        "1\tAcme\n2\tRidge\n3\tDepot\n",
    ],
)
def test_a_table_of_other_things_is_no_conversation(text: str):
    with pytest.raises(ReadError):
        read_bytes(text.encode(), "a.csv")


@pytest.mark.parametrize("name", ["grain-json.json", "table.csv", "webvtt.vtt", "srt.srt"])
def test_what_is_written_as_csv_is_read_back(name: str):
    before = read(OWN_FILES / name).conversations[0]
    after = read_bytes(write_csv([before]), "a.csv").conversations[0]
    assert turns(after) == turns(before)
    assert [(s.name, s.side, s.role) for s in after.speakers] == [
        (s.name, s.side, s.role) for s in before.speakers
    ]


def test_several_written_as_csv_are_read_back():
    both = [read(OWN_FILES / n).conversations[0] for n in ("grain-json.json", "table.csv")]
    after = read_bytes(write_csv(both), "a.csv").conversations
    assert [turns(c) for c in after] == [turns(c) for c in both]
