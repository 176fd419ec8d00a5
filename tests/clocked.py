"""Talks told by their times, for tests of what is measured: a line is who, start, end, words."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from ridealong.analysis import Analysis, Measure
from ridealong.analysis.clock import Clock, clock_of
from ridealong.conversation import Conversation, Draft, Kind, Role, Side, Timing

Line = tuple[str | None, float | None, float | None, str | int]
PEOPLE: dict[str, dict[str, Any]] = {
    "us": {"name": "Rita", "side": Side.US, "because": "stated"},
    "us2": {"name": "Pat", "side": Side.US, "because": "stated"},
    "them": {"name": "Mr Okoro", "side": Side.THEM, "because": "stated"},
    "them2": {"name": "Ms Lindqvist", "side": Side.THEM, "because": "stated"},
    "coach": {"name": "Mel", "role": Role.COACH, "because": "stated"},
    "rep": {"name": "Rita", "role": Role.REP, "because": "stated"},
    "someone": {"name": "Jo"},
    "other": {"name": "Ash"},
    "screen": {"name": "Audio shared by Mel"},
}


def talk(
    *lines: Line,
    timing: Timing = Timing.CUE,
    kind: Kind | None = Kind.SALES,
    channels: bool = False,
    **stated: Any,
) -> Conversation:
    """A conversation of (who, start_s, end_s, words or how many) lines; who None is nobody."""
    draft = Draft(timing, kind=kind, separate_channels=channels, **stated)
    for who, start_s, end_s, said in lines:
        speaker = draft.speaker(who, **PEOPLE[who]) if who else None
        text = said if isinstance(said, str) else " ".join(["word"] * said)
        draft.turn(speaker, text, start_s, end_s, silent=True)
    return draft.finish()


def clocked(*lines: Line, **stated: Any) -> Clock:
    """The same, on the clock."""
    return clock_of(talk(*lines, **stated))


def long_talk(
    turns: int = 60,
    each_s: float = 6.1,
    gap_s: float = 0.43,
    words: int = 15,
    who: Sequence[str] = ("us", "them"),
) -> list[Any]:
    """Lines of a talk long enough to be measured, the parties taking turns."""
    lines: list[Any] = []
    start_s = 0.25
    for i in range(turns):
        lines.append((who[i % len(who)], start_s, start_s + each_s, words))
        start_s += each_s + gap_s
    return lines


def taken(
    analysis: Analysis, of: str | None = None, scope: str = "call"
) -> dict[tuple[str, str], float]:
    """What was measured: (id, of) to value, withheld ones left out."""
    return {
        (m.id, m.of): m.value
        for m in analysis.measures
        if m.value is not None and m.scope == scope and of in {None, m.of}
    }


def measured(analysis: Analysis, measure: str, of: str = "call", scope: str = "call") -> Measure:
    """The measure, which was looked for."""
    found = analysis.measure(measure, of, scope)
    assert found is not None
    return found


def why(analysis: Analysis, measure: str, of: str = "call", scope: str = "call") -> str:
    """Why the measure is withheld; it is."""
    found = measured(analysis, measure, of, scope)
    assert found.value is None
    return found.withheld or ""


@st.composite
def timed_lines(
    draw: st.DrawFn, who: Sequence[str] = ("us", "them"), least: int = 40, most: int = 70
) -> list[Any]:
    """Lines in order of start, with gaps and overlaps, long enough to be measured."""
    lines: list[Any] = []
    start_ms = 0
    for _ in range(draw(st.integers(least, most))):
        party = draw(st.sampled_from(who))
        length_ms = draw(st.integers(300, 20_000))
        said = draw(st.sampled_from(SAYINGS)) if length_ms < 2_000 else max(5, length_ms // 400)
        lines.append((party, start_ms / 1000, (start_ms + length_ms) / 1000, said))
        start_ms += max(1, length_ms + draw(st.integers(-1_500, 4_000)))
    for party in who:  # so that the whole is long enough, and everybody has said enough
        lines.append((party, start_ms / 1000, start_ms / 1000 + 100.003, 250))
        start_ms += 100_507
    return lines


SAYINGS = ("Mm-hmm.", "Yeah, I see.", "Why?", "Wait a moment, please.", "Okay, right?")
