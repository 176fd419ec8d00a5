"""What two who talk with each other may adapt: from what each of them shares, and nothing else.

For a coach and whoever is coached, on brief and sheet; both have to have shared where they place
themselves. Nothing is inferred: a place comes from a person's own answers alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ridealong.coaching.styles import advice, place
from ridealong.web.coaching.own.styled import Pair
from ridealong.web.coaching.talks.asked import Seen
from ridealong.web.people.models import Person


@dataclass(frozen=True, slots=True)
class OfTwo:
    """What the viewer may adapt for the other."""

    other: Person
    pairs: Sequence[Pair]
    """Two at most."""


def of_two(of: Seen) -> OfTwo | None:
    """What the viewer may adapt for the other in a talk of two.

    None where one of them has shared no place, or lies so near the middle that none is told.

    Args:
        of: the talk, read with `styles`.
    """
    coach, person = of.talk.coach, of.person
    if coach is None or person is None or of.viewer.id not in {coach.pk, person.pk}:
        return None
    answers = [_shared(of, f"style_of_{whose}") for whose in ("coach", "person")]
    if not all(answers):
        return None
    coachs, persons = map(place, answers)
    if coachs.balanced or persons.balanced:
        return None
    own = of.viewer.id == person.pk
    mine, theirs = (persons, coachs) if own else (coachs, persons)
    found = advice(mine.styles, theirs.styles)
    return OfTwo(coach if own else person, [Pair(a) for a in found]) if found else None


def _shared(of: Seen, name: str) -> Mapping[str, int]:
    found: Mapping[str, int] | None = getattr(of.places[0], name)
    return found or {}
