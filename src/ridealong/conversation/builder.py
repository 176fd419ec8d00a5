"""A draft that a reader fills turn by turn and that checks what it is told.

Readers say what the source says; the draft decides what may stand in a `Conversation`: clean text,
possible times, one speaker a key. What it has to leave out becomes a warning with its place.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ridealong.conversation.model import (
    Conversation,
    Kind,
    Note,
    Role,
    Side,
    Speaker,
    Stated,
    Turn,
    Word,
)
from ridealong.conversation.people import is_pseudo, link_same_people
from ridealong.conversation.text import clean
from ridealong.conversation.timing import Timing

LONGEST_S = 7 * 24 * 3600.0
"""No conversation is longer than a week: a later time is a clock or a mistake."""


@dataclass
class Draft:
    """What a reader knows so far. Fill it, then call `finish`."""

    timing: Timing
    kind: Kind | None = None
    title: str | None = None
    started_at: datetime | None = None
    duration_s: float | None = None
    language: str | None = None
    separate_channels: bool = False
    id: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict)
    format: str = "native"
    _speakers: dict[str, Speaker] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _turns: list[Turn] = field(default_factory=list)
    _notes: list[Note] = field(default_factory=list)
    _stated: list[Stated] = field(default_factory=list)
    _warnings: list[str] = field(default_factory=list)
    _tally: Counter[str] = field(default_factory=Counter)
    _first_place: dict[str, str] = field(default_factory=dict)

    def speaker(  # one call may state everything that a source knows of a person
        self,
        key: str | int | None,
        name: str | None = None,
        *,
        side: Side | None = None,
        role: Role | None = None,
        because: str | None = None,
        email: str | None = None,
        phone: str | None = None,
        channel: str | int | None = None,
        pseudo: bool | None = None,
        id: str | None = None,  # noqa: A002
    ) -> str | None:
        """The id of the speaker whom the source knows as `key`; made on first sight.

        Later calls with the same key add what was not known before. None and "" mean nobody.
        `because` says where `side` and `role` come from; give it whenever you give either.
        """
        if key is None or key == "":
            return None
        known = self._speakers.get(key := str(key))
        shown = clean(name) if name else ""
        if known is None:
            label = shown or None
            known = Speaker(
                id=self._free_id(id),
                name=label,
                provider_id=key if key != name else None,
                pseudo=is_pseudo(label) if pseudo is None else pseudo,
            )
        elif not (shown or side or role or email or phone or channel is not None):
            return known.id
        explains = because if (side or role) and not (known.side or known.role) else None
        self._speakers[key] = replace(
            known,
            name=known.name or shown or None,
            pseudo=known.pseudo or (pseudo is None and not known.name and is_pseudo(shown)),
            side=known.side or side,
            role=known.role or role,
            because=explains or known.because,
            email=known.email or (email.strip().lower() if email else None),
            phone=known.phone or phone,
            channel=known.channel if channel is None else str(channel),
        )
        return known.id

    def turn(
        self,
        speaker: str | None,
        text: str,
        start_s: float | None = None,
        end_s: float | None = None,
        *,
        words: Iterable[Word] = (),
        confidence: float | None = None,
        language: str | None = None,
        ref: str | None = None,
        place: str = "",
        silent: bool = False,
    ) -> None:
        """Add one piece of speech; `speaker` is an id that `speaker()` returned.

        Impossible times become None with a warning that names `place`. A turn without text is
        left out unless `silent` (formats that hold times only).
        """
        said = clean(text)
        if not said and not silent:
            return
        start_s = self._time(start_s, place)
        end_s = self._time(end_s, place)
        if start_s is not None and end_s is not None and end_s < start_s:
            self.tally("an end before its start; the end was left out", place)
            end_s = None
        if confidence is not None and not 0 <= confidence <= 1:
            self.tally("a confidence that is not between 0 and 1; it was left out", place)
            confidence = None
        kept = self._sound(tuple(words), place)
        self._turns.append(Turn(speaker, said, start_s, end_s, kept, confidence, language, ref))

    def note(
        self, text: str, author: str | None = None, at_s: float | None = None, kind: str = "chat"
    ) -> None:
        """Add something beside the talk."""
        if said := clean(text):
            at_s = self._time(at_s, "a note")
            self._notes.append(Note(said, (clean(author) or None) if author else None, at_s, kind))

    def state(self, name: str, of: str, value: float, unit: str) -> None:
        """Keep a figure that the source itself states; what is no finite number is left out."""
        if math.isfinite(value):
            self._stated.append(Stated(name, of, value, unit))

    def warn(self, text: str) -> None:
        """Tell the person something about this source, once."""
        if text not in self._warnings:
            self._warnings.append(text)

    def tally(self, what: str, place: str = "") -> None:
        """Count a fault that may occur many times; told once, with count and first place."""
        self._tally[what] += 1
        self._first_place.setdefault(what, place)

    @property
    def empty(self) -> bool:
        """Nothing was said and nothing noted so far."""
        return not self._turns and not self._notes

    def finish(self) -> Conversation:
        """Put the turns into order of time where all have one, and freeze."""
        turns = self._turns
        starts = [t.start_s for t in turns]
        if all(s is not None for s in starts) and starts != sorted(starts, key=_number):
            turns = sorted(turns, key=lambda t: _number(t.start_s))
            self.warn("The turns were not in order of time; they were sorted.")
        speaking = list(dict.fromkeys(t.speaker for t in turns if t.speaker is not None))
        by_id = {s.id: s for s in self._speakers.values()}
        spoke = link_same_people(tuple(by_id[i] for i in speaking))
        silent = tuple(s for s in by_id.values() if s.id not in set(speaking))
        return Conversation(
            speakers=spoke,
            turns=tuple(turns),
            timing=honest_timing(self.timing, turns),
            kind=self.kind,
            title=clean(self.title) or None if self.title else None,
            started_at=_aware(self.started_at),
            duration_s=self._duration(turns),
            language=self.language,
            separate_channels=self.separate_channels,
            attendees=silent,
            notes=tuple(self._notes),
            stated=tuple(self._stated),
            warnings=(*self._warnings, *self._told_tallies()),
            format=self.format,
            id=self.id,
            extra=self.extra,
        )

    def _time(self, seconds: float | None, place: str) -> float | None:
        if seconds is None:
            return None
        if math.isfinite(seconds) and 0 <= seconds <= LONGEST_S:
            return seconds
        self.tally("a time that cannot be; it was left out", place)
        return None

    def _free_id(self, wanted: str | None) -> str:
        """An id that nobody has: the one that the reader wants, else the next number."""
        n = len(self._ids) + 1
        while (free := wanted or f"s{n}") in self._ids:
            wanted, n = None, n + 1
        self._ids.add(free)
        return free

    def _sound(self, words: tuple[Word, ...], place: str) -> tuple[Word, ...]:
        """The words, without times that cannot be."""
        if all(
            (w[1] is None or 0 <= w[1] <= LONGEST_S)
            and (w[2] is None or 0 <= w[2] <= LONGEST_S)
            and (w[3] is None or -_HUGE < w[3] < _HUGE)
            for w in words
        ):
            return words
        self.tally("a word with a time that cannot be; it was left out", place)
        return tuple(
            Word(w.text, _possible(w.start_s), _possible(w.end_s), _finite(w.confidence))
            for w in words
        )

    def _duration(self, turns: list[Turn]) -> float | None:
        if self.duration_s is not None:
            return self._time(self.duration_s, "duration")
        known = [t for turn in turns for t in (turn.start_s, turn.end_s) if t is not None]
        return max(known, default=None)

    def _told_tallies(self) -> list[str]:
        told = []
        for what, n in self._tally.items():
            place = self._first_place[what]
            where = f" (first at {place})" if place else ""
            told.append(
                f"{n} × {what}{where}." if n > 1 else f"{what[:1].upper()}{what[1:]}{where}."
            )
        return told


_MOST = 0.8
"""Share of turns that must have a time for the whole to count as timed."""
_HUGE = 1e9


def honest_timing(promised: Timing, turns: Sequence[Turn]) -> Timing:
    """The timing that a format promises, or less where the turns do not keep it.

    WORD needs words with times, CUE both ends of nearly every turn, START a start of most.
    """
    if promised is Timing.WORD and not any(t.words for t in turns):
        promised = Timing.CUE
    if promised in {Timing.WORD, Timing.CUE}:
        return _lowered(turns, promised)
    if promised is Timing.START and not any(t.start_s is not None for t in turns):
        return Timing.NONE
    return promised


def _lowered(turns: Sequence[Turn], best: Timing) -> Timing:
    """`best` where nearly every turn has both ends, START where most have a start."""
    if not turns:
        return best
    started = sum(t.start_s is not None for t in turns) / len(turns)
    ended = sum(t.end_s is not None for t in turns) / len(turns)
    if started >= _MOST and ended >= _MOST:
        return best
    return Timing.START if started >= _MOST else Timing.NONE


def _possible(seconds: float | None) -> float | None:
    return seconds if seconds is not None and 0 <= seconds <= LONGEST_S else None


def _finite(number: float | None) -> float | None:
    return number if number is not None and -_HUGE < number < _HUGE else None


def _aware(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(seconds: float | None) -> float:
    return 0.0 if seconds is None else seconds
