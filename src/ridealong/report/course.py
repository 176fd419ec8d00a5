"""Talk over the course of a conversation, from the measures of its tenths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ridealong.analysis.model import Analysis, Measure
from ridealong.report.cast import Cast
from ridealong.report.pictures import Picture
from ridealong.report.pictures.road import Road
from ridealong.report.pictures.tenths import Tenth, draw
from ridealong.report.words import clock

_PAIRS = (("us", "them"), ("coach", "rep"))


@dataclass(frozen=True, slots=True)
class Course:
    """The picture with the names and colours of its two parts."""

    picture: Picture
    lower: str
    lower_tone: str
    upper: str
    upper_tone: str


def course(analysis: Analysis, cast: Cast, way: Road) -> Course | None:
    """Who held the floor in each tenth; None where the sides are unknown or too little was said."""
    by_party: dict[str, dict[str, Measure]] = {}
    for measure in analysis.measures:
        if measure.scope.startswith("tenth") and measure.id == "talk_share":
            by_party.setdefault(measure.of, {})[measure.scope] = measure
    pair = _pair(by_party, cast)
    if pair is None:
        return None
    lower, upper = pair
    tenths = _tenths(by_party[lower], way)
    if all(t.ours is None for t in tenths):
        return None
    tones = (cast.party_tone(lower), cast.party_tone(upper))
    names = (cast.party(lower), cast.party(upper))
    return Course(draw(tenths, *names, tones), names[0], tones[0], names[1], tones[1])


def _pair(by_party: Mapping[str, object], cast: Cast) -> tuple[str, str] | None:
    """Which party is below and which above: the sides, else the only two who speak."""
    for lower, upper in _PAIRS:
        if lower in by_party:
            return lower, upper
    persons: Sequence[str] = [v.id for v in cast.persons]
    if len(persons) == 2 and persons[1] in by_party:
        return persons[1], persons[0]
    return None


def _tenths(measures: Mapping[str, Measure], way: Road) -> list[Tenth]:
    told = []
    for i in range(10):
        measure = measures.get(f"tenth_{i + 1}")
        name = clock(i * way.duration_s / 10) if way.clocked else str(i + 1)
        told.append(Tenth(name, measure.value if measure else None))
    return told
