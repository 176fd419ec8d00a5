"""Broken copies of a file: cut short, bytes flipped, pieces lost, doubled or swapped."""

import json
import random
from collections.abc import Iterator
from typing import Any

_ODD_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, float("1e999"), 2**70, "", "NaN", "x", "99:99:99", "\ud800", [], {},
    [None], {"": None},
)  # fmt: skip
_ODD_BYTES = (b"\0", b"\xff", b"\xfe\xff", b"\r", b"\n\n", b"-->", b"{", b"]", b'"', b"<v ", b":",
              b"99999999999999999999", b"\xe2\x80", b"&#x110000;", b"\t")  # fmt: skip


def cuts(data: bytes, places: int) -> Iterator[bytes]:
    """Prefixes of `data`, cut at `places` even places."""
    for i in range(1, places + 1):
        yield data[: len(data) * i // (places + 1)]


def mutations(data: bytes, rounds: int, seed: int) -> Iterator[bytes]:
    """`rounds` broken copies, the same for the same seed; JSON is broken in its values, too."""
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    parsed = _parsed(data)
    for _ in range(rounds):
        if parsed is not None and chance.random() < 0.5:
            yield json.dumps(_with_odd_value(parsed, chance)).encode("utf-8", "replace")
        else:
            yield _with_odd_bytes(data, chance)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _with_odd_bytes(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(broken) + 1)
        to = min(len(broken), at + chance.randint(1, 40))
        kind = chance.randrange(5)
        if kind == 0:
            broken[at:to] = b""
        elif kind == 1:
            broken[at:at] = broken[at:to] * chance.randint(1, 3)
        elif kind == 2:
            broken[at:at] = chance.choice(_ODD_BYTES)
        elif kind == 3 and at < len(broken):
            broken[at] ^= 1 << chance.randrange(8)
        else:
            other = chance.randrange(len(broken) + 1)
            broken[at:to] = broken[other : other + 40]
    return bytes(broken)


def _with_odd_value(value: Any, chance: random.Random) -> Any:
    """A copy in which one value somewhere is lost, doubled or of another type."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(list(value))
        changed = dict(value)
        if chance.random() < 0.1:
            del changed[key]
        else:
            changed[key] = _with_odd_value(value[key], chance)
        return changed
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        return [*value[:at], _with_odd_value(value[at], chance), *value[at + chance.randrange(2) :]]
    return chance.choice(_ODD_VALUES)
