"""vCon: what we write is valid by the draft and can be read by others."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from ridealong.writers.vcon import to_vcon
from talks import TALK

NOW = datetime(2026, 11, 3, tzinfo=UTC)


def test_the_parties_are_the_speakers():
    assert to_vcon(TALK)["parties"] == [
        {"name": "Rita", "mailto": "rita@acme.example", "role": "seller"},
        {"name": "Mr Okoro", "role": "customer"},
    ]


def test_people_can_read_the_dialog():
    dialog = to_vcon(TALK)["dialog"]
    assert dialog == [
        {
            "type": "text",
            "start": "2026-11-02T09:00:00.000+00:00",
            "parties": [0, 1],
            "mediatype": "text/plain",
            "encoding": "none",
            "body": "Rita: What does a late van cost?\nMhm.\nMr Okoro: A day, “and” a customer.",
        }
    ]


def test_the_analysis_is_a_transcript_of_the_dialog():
    analysis = to_vcon(TALK)["analysis"][0]
    assert (analysis["type"], analysis["dialog"], analysis["encoding"]) == ("transcript", 0, "json")
    assert analysis["body"]["ridealong"] == 1


def test_required_parameters_are_there():
    vcon = to_vcon(TALK, NOW)
    assert vcon["vcon"] == "0.4.0"
    assert vcon["created_at"] == "2026-11-03T00:00:00.000+00:00"
    assert vcon["subject"] == "First call"
    assert vcon["extensions"] == ["CC"]


def test_a_dialog_has_a_start_even_where_none_is_known():
    assert to_vcon(replace(TALK, started_at=None), NOW)["dialog"][0]["start"] == (
        "2026-11-03T00:00:00.000+00:00"
    )


def test_the_same_conversation_has_the_same_uuid_and_another_another():
    first, again = to_vcon(TALK)["uuid"], to_vcon(TALK)["uuid"]
    assert first == again != to_vcon(replace(TALK, title="Second call"))["uuid"]
    assert UUID(first).version == 8


@pytest.mark.parametrize("own", ["018a4cd9-b326-811b-9a21-90977a450c19"])
def test_a_uuid_of_the_source_stays(own: str):
    assert to_vcon(replace(TALK, id=own))["uuid"] == own
