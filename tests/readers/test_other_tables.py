"""Tables out of a CRM are told from talk: their clocks and colons are no speakers."""

import pytest

from ridealong.errors import NotATranscript
from ridealong.readers import read_bytes

DEALS = (
    "id,stage,close_date,amount\n"
    "7,Proposal,2026-03-03 17:25:30,1200\n"
    "8,Won,2026-03-04 09:10:11,900\n"
    "9,Lost,2026-03-05 08:00:00,\n"
)
MEETINGS = (
    "id,start_time,end_time,body\n"
    "1,2026-03-03 10:00:00,2026-03-03 11:00:00,vZIAnjdSJSzcHLWScBH9gg==\n"
    "2,2026-03-04 10:00:00,2026-03-04 11:00:00,nknTWiwLPSQBDERQhImx0g==\n"
)


@pytest.mark.parametrize("divider", [",", "\t", ";"])
@pytest.mark.parametrize("table", [DEALS, MEETINGS])
def test_a_table_without_talk_is_refused_with_a_word_for_it(table, divider):
    with pytest.raises(NotATranscript, match="a table without a column of what was said") as told:
        read_bytes(table.replace(",", divider).encode(), "deals.csv")
    assert "speaker and text" in told.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "speaker,start,text\nRita,1,Good morning to you\nVera,3,Hello there Rita\n",
        "Rita: one, two, three\nVera: four, five, six\nRita: seven, eight, nine\n",
        "Rita, Vera, Ines\n\nRita: Hello, Vera, and Ines.\nVera: Hello.\n",
    ],
)
def test_talk_with_commas_is_still_read(text):
    assert len(read_bytes(text.encode(), "a.csv").conversations[0].turns) >= 2
