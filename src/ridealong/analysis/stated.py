"""The source's own figures beside ours, with the reason why they differ.

A vendor's figure is kept as the vendor states it; it is never mixed into ours. The reason names
only what the two definitions say, or what the two numbers show.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ridealong.analysis.definitions import STATED
from ridealong.analysis.model import Measure
from ridealong.analysis.taking import Taker
from ridealong.conversation import Stated

_NEAR = 0.02
"""Relative difference up to which two figures are the same."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Which measure of ours a vendor's figure is kin to, and why the two may differ."""

    id: str
    smaller: str
    """Why the vendor's is smaller than ours."""
    larger: str
    party: bool = False
    """The vendor means our side; else the person that it names."""


_TALK = Kin(
    "talk_time_s",
    "ours counts whole turns, with the pauses inside them; a source that counts the words alone "
    "finds less",
    "ours counts the turns that were transcribed; a source that hears speech outside them finds "
    "more",
)
_SHARE = Kin(
    "talk_share",
    "the source may divide by the whole call, silence included; ours divides by speech",
    "the source may count talk time in another way; ours is the union of the turns",
)
_MONOLOGUE = Kin(
    "longest_monologue",
    "the source may end it at any word of the other; ours goes on over signs of listening",
    "the source may go on over longer pauses; ours ends at 2.0 s",
    party=True,
)
_RATE = Kin(
    "speech_rate",
    "the source may count pauses as speech or leave out words; ours counts turns of five words "
    "or more",
    "ours divides by whole turns, with the pauses inside them; a source that divides by the "
    "words' time alone finds more",
)
_STORY = Kin("longest_customer_story", _MONOLOGUE.smaller, _MONOLOGUE.larger, party=True)
_PATIENCE = Kin(
    "patience",
    "the source may count talk at the same time as well; ours is the median of gaps of 0 to 5 s",
    "the source may take another average; ours is the median of gaps of 0 to 5 s",
    party=True,
)
_KIN: Mapping[str, Kin] = {
    "talktime": _TALK,
    "speakertime": _TALK,
    "speakingtime": _TALK,
    "talkduration": _TALK,
    "talkratio": _SHARE,
    "talkshare": _SHARE,
    "talkpercentage": _SHARE,
    "talklistenratio": _SHARE,
    "talktolistenratio": _SHARE,
    "durationpct": _SHARE,
    "talkspeed": _RATE,
    "averagewordsperminute": _RATE,
    "wordsperminute": _RATE,
    "pace": _RATE,
    "longestmonologue": _MONOLOGUE,
    "longestcustomerstory": _STORY,
    "longestcustomermonologue": _STORY,
    "patience": _PATIENCE,
}
_NO_KIN = "kept as the source states it; Ridealong has no measure of the same kind"
_OTHER_SCALES: Mapping[str, str] = {
    "interactivity": "on the source's own scale, whose making is not published; ours is the "
    "number of changes of speaker a minute of speech",
    "interruptions": "a count by the source's own rule; ours are those in which the other stops "
    "within 1.0 s, per 10 minutes",
    "nontalktime": "the source may leave out short silences; ours is silence_share, all the time "
    "in which nobody speaks",
}


def measures(taker: Taker, ours: Sequence[Measure]) -> Iterator[Measure]:
    """One measure a stated figure: its value, and ours beside it with the reason."""
    for stated in taker.clock.conversation.stated:
        name = "".join(c for c in stated.name.lower() if c.isalnum())
        kin = _KIN.get(name)
        mine = _ours(taker, ours, kin, stated) if kin else None
        yield Measure(
            id=STATED,
            of=stated.of,
            scope=stated.name,
            value=stated.value,
            unit=stated.unit,
            n=0,
            formula=_explained(stated, kin, mine) if kin else _OTHER_SCALES.get(name, _NO_KIN),
            source=f"stated by the source ({taker.clock.conversation.format})",
            turns=mine.turns if mine else (),
        )


def _ours(taker: Taker, ours: Sequence[Measure], kin: Kin, stated: Stated) -> Measure | None:
    parties = taker.clock.parties
    by_id = taker.clock.conversation.by_id
    person = taker.clock.conversation.person(stated.of) if stated.of in by_id else None
    side = parties.party.get(stated.of) or parties.ours
    if kin is _STORY:
        side = parties.theirs
    wanted: list[str | None] = [side] if kin.party else [person]
    if not kin.party and person and _alone(taker, person):
        wanted.append(parties.party.get(stated.of))
    found = (m for w in wanted for m in ours if (m.id, m.of, m.scope) == (kin.id, w, "call"))
    return next(found, None)


def _alone(taker: Taker, person: str) -> bool:
    """Whether this person is the only one of their party."""
    clock = taker.clock
    party = next((p.party for p in clock.turns_by(person)), None)
    return party is not None and len(clock.turns_of(party)) == len(clock.turns_by(person))


def _explained(stated: Stated, kin: Kin, mine: Measure | None) -> str:
    if mine is None:
        return f"kin to our {kin.id}, which is not taken of {stated.of}"
    if mine.value is None:
        return f"kin to our {kin.id}, which is withheld: {mine.withheld}"
    value = mine.value
    shown = f"ours ({kin.id}) is {_number(value)} {stated.unit if stated.unit != '1' else ''}"
    if abs(value - stated.value) <= _NEAR * max(abs(value), abs(stated.value)):
        return f"{shown.strip()}: the same within 2 %"
    return f"{shown.strip()}: {kin.smaller if stated.value < value else kin.larger}"


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"
