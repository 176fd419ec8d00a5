"""Words as recognisers heard them: long lists of words in JSON, read in one tight loop.

A broken word costs only what is broken of it, which is tallied in the draft with its place.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ridealong.conversation import Draft, Word
from ridealong.conversation.builder import LONGEST_S
from ridealong.conversation.text import clean
from ridealong.readers.fields import Node, clock_s

type Json = Mapping[str, Any]

_new = tuple.__new__
"""Makes a named tuple in half the time that calling its class takes."""
_NUMBERS = frozenset({float, int})
_NOBODY = frozenset({"", "uu", "unk", "unknown", "none", "null", "-1"})
"""Labels by which recognisers say that they cannot tell who speaks."""


def objects(draft: Draft, node: Node) -> list[Json]:
    """The objects of a list of words or labels; whatever else is in it is left out and told.

    Raises:
        Malformed: it is no list.
    """
    value = node.value
    if value is None:
        return []
    if not isinstance(value, list):
        raise node.wrong("a list")
    kept: list[Json] = [item for item in value if isinstance(item, dict)]
    if len(kept) < len(value):
        for i, item in enumerate(value):
            if not isinstance(item, dict):
                draft.tally("an entry that is no object; it was left out", f"{node.path}[{i}]")
    return kept


def heard(
    draft: Draft,
    items: Sequence[Json],
    place: str,
    *,
    text: tuple[str, ...] = ("word",),
    start: str = "start",
    end: str = "end",
    confidence: str = "confidence",
    per_second: float = 1.0,
) -> list[Word]:
    """One word an item, in the same order; what an item does not say of its word is None.

    Args:
        draft: where faults are tallied.
        items: as `objects` gives them.
        place: the path of their list, for messages.
        text: the keys of the text, the best first.
        start: the key of the time at which the word begins.
        end: the key of the time at which it ends.
        confidence: the key of the recogniser's confidence, 0 to 1.
        per_second: the unit of times: 1000 for milliseconds.
    """
    best = text[0]
    latest = LONGEST_S * per_second
    found: list[Word] = []
    for i, item in enumerate(items):
        said = item.get(best)
        if type(said) is not str:
            said = text_of(item, text)
        said = said.strip() if said.isascii() and said.isprintable() else clean(said)
        begin: Any = item.get(start)
        stop: Any = item.get(end)
        sure: Any = item.get(confidence)
        if type(begin) in _NUMBERS and type(stop) in _NUMBERS and 0 <= begin <= stop <= latest:
            begin, stop = begin / per_second, stop / per_second
        else:
            begin, stop = _times(draft, begin, stop, per_second, (place, i))
        if type(sure) is not float or not 0 <= sure <= 1:
            sure = share(sure)
        found.append(_new(Word, (said, begin, stop, sure)))
    return found


def _times(
    draft: Draft, begin: object, stop: object, per_second: float, at: tuple[str, int]
) -> tuple[float | None, float | None]:
    """A word's times however they are written; None for what is none, or ends before it begins."""
    try:
        if type(begin) is str and type(stop) is str and begin[-1:].isdigit():
            written_s, until_s = float(begin) / per_second, float(stop) / per_second
            if 0 <= written_s <= until_s <= LONGEST_S:
                return written_s, until_s
    except ValueError:
        pass
    try:
        start_s, end_s = seconds(begin, per_second), seconds(stop, per_second)
    except (TypeError, ValueError, OverflowError):
        place, i = at
        draft.tally("a word with a time that is none; it was left out", f"{place}[{i}]")
        return None, None
    return start_s, None if end_s is None or end_s < (start_s or 0) else end_s


def text_of(item: Json, keys: Iterable[str]) -> str:
    """The first member among `keys` that is a text or a number, as text; "" where none is."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f"{value:.15g}" if isinstance(value, float) else _digits(value)
    return ""


def seconds(value: object, per_second: float = 1.0) -> float | None:
    """A time in seconds, from a number or its text, "12.900s", a clock, or {seconds, nanos}.

    Raises:
        TypeError, ValueError, OverflowError: it is none, or none that can be.
    """
    if type(value) is float or type(value) is int:
        time_s: float | None = value / per_second
    else:
        time_s = _odd_seconds(value, per_second)
    if time_s is None:
        return None
    if not 0 <= time_s <= LONGEST_S:
        raise ValueError(value)
    return time_s


def share(value: object) -> float | None:
    """A confidence: a number between 0 and 1, also where written as text; None for anything else.

    >>> share("0.98"), share(1), share(87), share(True), share("high")
    (0.98, 1.0, None, None, None)
    """
    if type(value) is str and len(value) < 25:
        try:
            value = float(value)
        except ValueError:
            return None
    if type(value) is float or type(value) is int:
        return float(value) if 0 <= value <= 1 else None
    return None


_NUMBERED = re.compile(
    r"(?:speaker|spk|channel|ch|voice|s|f|m)?[\s_:.-]*(?:\d+|[a-z]|uu)(?:-\d+)?", re.IGNORECASE
)
"""Labels of machines: a number or a letter, perhaps behind a word for "speaker"."""


def label(value: object) -> str | None:
    """A speaker's label as text; None where it is none or says that nobody knows.

    >>> label(0), label("spk_1"), label("UU"), label(None), label({}), label(2.0)
    ('0', 'spk_1', None, None, None, '2')
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, float):
        value = f"{value:g}"
    elif isinstance(value, int):
        value = _digits(value)
    if not isinstance(value, str):
        return None
    text = clean(value[:200])
    return None if text.casefold() in _NOBODY else text


def name_in(known: str) -> str | None:
    """The label itself where a person put a name for it; None for "SPEAKER_00", "2" or "A".

    >>> name_in("Rita Moe"), name_in("SPEAKER_00"), name_in("A")
    ('Rita Moe', None, None)
    """
    return None if _NUMBERED.fullmatch(known) else known


def voices(
    draft: Draft,
    labels: Iterable[object],
    speaker: Callable[[str], str | None] | None = None,
) -> list[str | None]:
    """The speaker id of each label, the same label the same speaker.

    Args:
        draft: where speakers are made on first sight.
        labels: as the source writes them.
        speaker: makes the speaker of a label; by default one of whom only the label is known.
    """
    make = speaker or (lambda known: draft.speaker(known, name_in(known)))
    ids: dict[str, str | None] = {}
    said_by: list[str | None] = []
    for raw in labels:
        key = raw if type(raw) is str else label(raw)
        if key is None:
            said_by.append(None)
            continue
        if key not in ids:
            known = label(key)
            ids[key] = None if known is None else make(known)
        said_by.append(ids[key])
    return said_by


def _digits(value: int) -> str:
    return str(value) if abs(value) < 10**18 else ""


def _odd_seconds(value: object, per_second: float) -> float | None:
    if value is None:
        return None
    if isinstance(value, dict):
        whole, nanos = value.get("seconds", 0), value.get("nanos", 0)
        if not isinstance(whole, str | int | float) or not isinstance(nanos, int | float):
            raise TypeError(value)
        return float(whole or 0) + nanos / 1e9
    if not isinstance(value, str):
        raise TypeError(value)
    try:
        return float(value[:-1]) if value[-1:] == "s" else float(value) / per_second
    except ValueError:
        if not value.strip():
            return None
        if (clock := clock_s(value)) is None:
            raise
        return clock


def with_best(items: Sequence[Json]) -> list[Json]:
    """Each item together with the first of its `alternatives`, the recogniser's best guess."""
    merged = []
    for item in items:
        guesses = item.get("alternatives")
        best = guesses[0] if isinstance(guesses, list) and guesses else None
        merged.append({**item, **best} if isinstance(best, dict) else item)
    return merged


class Seats:
    """Who speaks, where a recording may have several channels: a speaker in one, else the channel.

    Args:
        draft: where the speakers are made on first sight.
        channels: the channel of every piece or word; with fewer than two they say nothing.
    """

    def __init__(self, draft: Draft, channels: Iterable[object]) -> None:
        self._draft = draft
        self.several = len({name for raw in channels if (name := label(raw)) is not None}) > 1
        self._taken: dict[tuple[str | None, str | None], str | None] = {}
        self._seen: dict[tuple[object, object], str | None] = {}

    def of(self, channel: object, speaker: object) -> str | None:
        """The id of who speaks as `speaker` in `channel`; None where neither says."""
        try:
            return self._seen[channel, speaker]
        except KeyError:
            return self._seen.setdefault((channel, speaker), self._seat(channel, speaker))
        except TypeError:
            return self._seat(channel, speaker)

    def _seat(self, channel: object, speaker: object) -> str | None:
        at = label(channel) if self.several else None
        seat = (at, label(speaker))
        if seat not in self._taken:
            key = "-".join(part for part in seat if part is not None)
            self._taken[seat] = self._draft.speaker(key, name_in(key), channel=at)
        return self._taken[seat]

    @property
    def separate(self) -> bool:
        """Whether each speaker so far has a channel to themselves."""
        return self.several and len({at for at, _ in self._taken}) == len(self._taken)
