"""Arbitrary conversations, sound as readers make them, for tests of what must hold for all.

`conversations()` makes whole ones. `texts` are cleaned as all that is shown; `labels` are what a
source uses as ids and codes: anything but half characters.
"""

from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from ridealong.conversation import Conversation, Kind, Note, Role, Side, Speaker, Stated, Timing
from ridealong.conversation.builder import LONGEST_S, honest_timing
from ridealong.conversation.model import Turn, Word
from ridealong.conversation.text import clean

_characters = st.characters(exclude_categories=["Cs"])
texts = st.text(_characters, min_size=1, max_size=40).map(clean).filter(bool)
labels = st.text(_characters, min_size=1, max_size=12)
times_s = st.floats(0, LONGEST_S) | st.integers(0, 7200).map(float)
shares = st.floats(0, 1)
keys = labels.map(lambda label: f"x-{label}")
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | labels,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(labels, inner, max_size=3),
    max_leaves=5,
)
more = st.dictionaries(keys, values, min_size=1, max_size=2)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001
words = st.builds(
    Word,
    labels,
    st.none() | times_s,
    st.none() | times_s,
    st.none() | st.floats(-100, 100),
)
notes = st.builds(Note, texts, st.none() | texts, st.none() | times_s, labels)


@st.composite
def speakers(draw: st.DrawFn, ids: st.SearchStrategy[str] = labels) -> Speaker:
    """One speaker; `ids` gives the id."""
    return Speaker(
        id=draw(ids),
        name=draw(st.none() | texts),
        side=draw(st.none() | st.sampled_from(Side)),
        role=draw(st.none() | st.sampled_from(Role)),
        because=draw(st.just("unknown") | labels),
        email=draw(st.none() | st.sampled_from(["rita@acme.example", "bo@beta.example"])),
        phone=draw(st.none() | labels),
        channel=draw(st.none() | labels),
        provider_id=draw(st.none() | labels),
        pseudo=draw(st.booleans()),
    )


@st.composite
def turns(draw: st.DrawFn, ids: list[str], *, timed: bool | None = None) -> Turn:
    """One turn by one of `ids` or nobody; with both times, none, or as it comes."""
    start_s, end_s = draw(st.none() | times_s), draw(st.none() | times_s)
    if timed is not None:
        start_s, end_s = (draw(times_s), draw(times_s)) if timed else (None, None)
    if start_s is not None and end_s is not None and end_s < start_s:
        start_s, end_s = end_s, start_s
    return Turn(
        speaker=draw(st.none() | st.sampled_from(ids)),
        text=draw(st.just("") | texts),
        start_s=start_s,
        end_s=end_s,
        words=tuple(draw(st.lists(words, max_size=3))),
        confidence=draw(st.none() | shares),
        language=draw(st.none() | st.sampled_from(["en", "de-CH"])),
        ref=draw(st.none() | labels),
    )


@st.composite
def conversations(draw: st.DrawFn, *, least_turns: int = 1, most_turns: int = 6) -> Conversation:
    """A whole conversation with whatever may stand in one."""
    ids = draw(st.lists(labels, min_size=1, max_size=5, unique=True))
    people = [draw(speakers(st.just(i))) for i in ids]
    spoke = people[: draw(st.integers(1, len(people)))]
    said = draw(
        st.lists(
            turns([s.id for s in spoke], timed=draw(st.sampled_from([None, True, False]))),
            min_size=least_turns,
            max_size=most_turns,
        )
    )
    timing = draw(st.sampled_from(Timing))
    return Conversation(
        speakers=tuple(_same(draw, s, spoke) for s in spoke),
        turns=tuple(said),
        timing=honest_timing(timing, said) if said else timing,
        kind=draw(st.none() | st.sampled_from(Kind)),
        title=draw(st.none() | texts),
        started_at=draw(st.none() | moments),
        duration_s=draw(st.none() | times_s),
        language=draw(st.none() | st.sampled_from(["en", "pt-BR"])),
        separate_channels=draw(st.booleans()),
        attendees=tuple(people[len(spoke) :]),
        notes=tuple(draw(st.lists(notes, max_size=2))),
        stated=tuple(_stated(draw, ids) for _ in range(draw(st.integers(0, 2)))),
        warnings=tuple(draw(st.lists(labels, max_size=2, unique=True))),
        format=draw(st.sampled_from(["zoom-vtt", "gong-json"])),
        id=draw(st.none() | labels),
        extra=_extra(draw, ids, len(said)),
    )


def _same(draw: st.DrawFn, speaker: Speaker, others: list[Speaker]) -> Speaker:
    candidates = [o.id for o in others if o.id != speaker.id]
    if not candidates or draw(st.integers(0, 3)):
        return speaker
    values = {name: getattr(speaker, name) for name in Speaker.__slots__}
    return Speaker(**(values | {"same_as": draw(st.sampled_from(candidates))}))


def _stated(draw: st.DrawFn, ids: list[str]) -> Stated:
    return Stated(
        name=draw(labels),
        of=draw(st.just("call") | st.sampled_from(ids)),
        value=draw(st.floats(-1e9, 1e9)),
        unit=draw(st.sampled_from(["s", "1", "wpm"])),
    )


def _extra(draw: st.DrawFn, ids: list[str], turns: int) -> dict[str, Any]:
    """Unknown fields at all three levels."""
    extra: dict[str, Any] = draw(st.just({}) | more)
    if draw(st.booleans()):
        extra = extra | {"speakers": {draw(st.sampled_from(ids)): draw(more)}}
    if turns and draw(st.booleans()):
        extra = extra | {"turns": {str(draw(st.integers(0, turns - 1))): draw(more)}}
    return extra
