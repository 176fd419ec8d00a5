"""Reading made-up answers of recognisers, for tests: what was said, by whom, when."""

import json
from typing import Any

from conftest import OWN_FILES
from ridealong.conversation import Conversation
from ridealong.readers import read_bytes


def own(name: str) -> Any:
    return json.loads((OWN_FILES / f"{name}.json").read_text(encoding="utf-8"))


def reading(value: Any) -> Conversation:
    [conversation] = read_bytes(json.dumps(value).encode(), "x.json").conversations
    return conversation


def format_of(value: Any) -> str:
    return read_bytes(json.dumps(value).encode(), "x.json").format


def told(conversation: Conversation) -> list[str]:
    """Who says what: by the label in the source, as ids are ours."""
    labels = {s.id: s.name or s.provider_id for s in conversation.speakers}
    return [f"{labels.get(t.speaker or '')}: {t.text}" for t in conversation.turns]


def figures(conversation: Conversation, name: str) -> dict[str, float]:
    roles = {s.id: str(s.role) for s in conversation.speakers}
    stated = [s for s in conversation.stated if s.name == name]
    return {roles.get(s.of, s.of): s.value for s in stated}


def changed(value: Any, change: Any) -> Any:
    """A copy in which `change(key, value)` has been at every member."""
    if isinstance(value, dict):
        return {k: change(k, changed(v, change)) for k, v in value.items()}
    if isinstance(value, list):
        return [changed(v, change) for v in value]
    return value
