"""All forms to write: what is written is read again as it was."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ridealong.conversation import Conversation
from ridealong.errors import UsageError
from ridealong.readers import read_bytes
from ridealong.writers import WRITERS, write
from strategies import conversations
from talks import TALK

WHOLE = [name for name in WRITERS if name != "csv"]


@pytest.mark.parametrize("form", WHOLE)
@given(conversation=conversations())
@settings(deadline=None, max_examples=60)
def test_any_conversation_comes_back_as_it_was(form: str, conversation: Conversation):
    reading = read_bytes(write([conversation], form))
    assert reading.conversations == (conversation,)


@pytest.mark.parametrize("form", WHOLE)
@given(several=st.lists(conversations(), min_size=2, max_size=3))
@settings(deadline=None, max_examples=20)
def test_several_conversations_come_back_in_order(form: str, several: list[Conversation]):
    assert read_bytes(write(several, form)).conversations == tuple(several)


@pytest.mark.parametrize("form", [name for name in WRITERS if WRITERS[name].streams])
def test_a_stream_is_what_was_written_one_by_one(form: str):
    one_by_one = write([TALK], form) + write([TALK], form)
    assert len(read_bytes(one_by_one).conversations) == 2


@pytest.mark.parametrize("form", list(WRITERS))
def test_nothing_at_all_can_be_written(form: str):
    assert isinstance(write([], form), bytes)


@pytest.mark.parametrize("form", list(WRITERS))
def test_half_a_character_in_an_id_does_no_harm(form: str):
    odd = replace(TALK, turns=tuple(replace(t, ref="\ud800") for t in TALK.turns))
    assert write([odd], form)


def test_a_form_that_does_not_exist_is_refused():
    with pytest.raises(UsageError, match="native, vcon, csv, parquet"):
        write([TALK], "xml")


def test_a_single_conversation_is_one_json_object():
    assert json.loads(write([TALK], "native"))["ridealong"] == 1
