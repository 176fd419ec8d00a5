"""Native JSON: one conversation a line."""

import json
from collections.abc import Iterable
from typing import Any

from ridealong.conversation import Conversation
from ridealong.conversation.native import to_dict


def write(conversations: Iterable[Conversation]) -> bytes:
    """One object a line; the line of a single conversation is a JSON file of its own."""
    return b"".join(line(to_dict(conversation)) for conversation in conversations)


def line(value: dict[str, Any]) -> bytes:
    """A JSON value on one line, in UTF-8. What JSON cannot hold becomes text or null."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)
    except ValueError:  # a figure in `extra` that is no number
        plain = json.loads(json.dumps(value, default=str), parse_constant=lambda _: None)
        text = json.dumps(plain, ensure_ascii=False)
    return text.encode("utf-8", "replace") + b"\n"
