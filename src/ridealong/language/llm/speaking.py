"""Ask a language model for the next words of a talk: one request, within a time that is set.

Somebody waits for the answer, so nothing is tried for longer than they are told: a deadline holds
for the whole answer, however slowly it drips, and an endpoint that sends more than an answer can be
is cut off. Nothing is sent but to the address that is set: redirects are not followed, and the
environment's proxies are not asked.
"""

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from http import HTTPStatus
from importlib.util import find_spec
from typing import Any

from ridealong.settings import LanguageModel

LONGEST_BYTES = 200_000
"""Of a whole answer; one of 200 tokens is a hundredth of it."""
_CONNECT_S = 5.0
_BITE = 4096


class Why(StrEnum):
    """Why there is no answer."""

    UNREACHABLE = "unreachable"
    SLOW = "slow"
    REFUSES = "refuses"
    JUNK = "junk"
    """It answers with something that is no completion, or with nothing."""


class Silent(Exception):
    """There is no answer."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def is_configured(model: LanguageModel) -> bool:
    """Whether there is a language model to ask: an address, a name, and the library for it."""
    return bool(model.url and model.name) and find_spec("urllib3") is not None


def ask(model: LanguageModel, messages: Sequence[Mapping[str, str]], tokens: int) -> str:
    """The next words.

    Args:
        model: whom to ask, and how long to wait for the whole of it.
        messages: as chat completions take them.
        tokens: after which the answer is cut off.

    Raises:
        Silent: there is none; says why.
    """
    body = {"model": model.name, "messages": list(messages), "max_tokens": tokens}
    return _content(_sent(model, body))


def _sent(model: LanguageModel, body: Mapping[str, Any]) -> bytes:
    import urllib3  # noqa: PLC0415  # an extra

    until = time.monotonic() + model.timeout_s
    timeout = urllib3.Timeout(connect=min(_CONNECT_S, model.timeout_s), read=model.timeout_s)
    headers = {"Authorization": f"Bearer {model.key}"} if model.key else {}
    with urllib3.PoolManager(headers=headers, timeout=timeout, retries=False) as http:
        try:
            answered = http.request(
                "POST",
                f"{model.url}/chat/completions",
                json=body,
                redirect=False,
                preload_content=False,
            )
            with closing(answered):
                if answered.status != HTTPStatus.OK:
                    raise Silent(Why.REFUSES)
                return _read(answered, until)
        except urllib3.exceptions.NewConnectionError:
            raise Silent(Why.UNREACHABLE) from None
        except urllib3.exceptions.TimeoutError:
            raise Silent(Why.SLOW) from None
        except urllib3.exceptions.HTTPError:
            raise Silent(Why.UNREACHABLE) from None


def _read(answered: Any, until: float) -> bytes:
    """The body, a bite at a time, within what is left of the time."""
    found = bytearray()
    while bite := answered.read1(_BITE):
        found += bite
        if len(found) > LONGEST_BYTES:
            raise Silent(Why.JUNK)
        if time.monotonic() > until:
            raise Silent(Why.SLOW)
    return bytes(found)


def _content(body: bytes) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, TypeError, LookupError, RecursionError):
        raise Silent(Why.JUNK) from None
    if not isinstance(content, str) or not content.strip():
        raise Silent(Why.JUNK)
    return content
