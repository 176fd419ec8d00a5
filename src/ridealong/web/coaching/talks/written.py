"""A brief as it is kept and shown: its content, and every line that it quotes, as a page sets it.

What is kept is read again with the eyes of today: a call that was deleted, held back or is no
longer readable takes its words with it.
"""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import msgspec

from ridealong.coaching.brief import Brief, Moment, Quote, compose
from ridealong.process.model import Pipeline
from ridealong.report.diagnosis import worded
from ridealong.report.excerpt import Excerpt
from ridealong.web.calls.models import Call
from ridealong.web.coaching.talks.knowing import Compared, Knowing
from ridealong.web.people import policy
from ridealong.web.people.viewer import Viewer

log = logging.getLogger(__name__)
SHAPE = 2
"""Of what is kept; another one is written anew."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of a call that is quoted."""

    call: int
    turn: int
    who: str
    tone: str
    words: Excerpt
    at: str
    """Where in the call."""


@dataclass(frozen=True, slots=True)
class Held:
    """A call that is quoted from, or brought."""

    pk: int
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class Found:
    """What stands out in the pipeline, in words."""

    id: str
    says: str
    ask: str
    chance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A brief, with what it takes to show it."""

    shape: int
    made_at: datetime
    brief: Brief
    spoken: tuple[Spoken, ...]
    calls: tuple[Held, ...]
    found: tuple[Found, ...]
    compared: Compared | None
    gates_in_all: int
    """Of the one deal."""
    last_on: datetime | None
    next_on: datetime | None

    def line(self, quote: Quote) -> Spoken | None:
        """How a quote is set."""
        return next((s for s in self.spoken if (s.call, s.turn) == (quote.call, quote.turn)), None)

    def call(self, pk: int | None) -> Held | None:
        """A call by its number."""
        return next((c for c in self.calls if c.pk == pk), None)


def write(knowing: Knowing) -> Written:
    """Compose the brief of what is known now."""
    brief = compose(knowing.known)
    framework = knowing.framework
    pipeline = Pipeline(
        deals=(),
        sellers=(),
        stages=tuple(s.key for s in framework.stages),
        as_of=knowing.viewer.now.date(),
        labels=tuple((s.key, s.label) for s in framework.stages),
    )
    found = []
    for pk, flag in knowing.flags.items():
        told = worded(flag, pipeline)
        found.append(Found(str(pk), told.says, told.ask, told.chance))
    return Written(
        shape=SHAPE,
        made_at=knowing.viewer.now,
        brief=brief,
        spoken=tuple(
            Spoken(call, turn, line.who, line.tone, line.words, knowing.told[call].at(turn))
            for (call, turn), line in knowing.spoken.items()
        ),
        calls=tuple(
            Held(c.pk, c.customer.name if c.customer else c.title, c.started_at.date())
            for c in knowing.calls
        ),
        found=tuple(found),
        compared=knowing.compared(brief.deal.id) if brief.deal else None,
        gates_in_all=len(brief.deal.gates) if brief.deal else 0,
        last_on=knowing.last_on,
        next_on=knowing.next_on,
    )


def kept(written: Written) -> dict[str, Any]:
    """As a row keeps it."""
    plain: dict[str, Any] = msgspec.to_builtins(written)
    return plain


def read(plain: Mapping[str, Any]) -> Written | None:
    """What a row keeps; None where it holds nothing, or was written by another version of us."""
    if plain.get("shape") != SHAPE:
        return None
    try:
        return msgspec.convert(plain, Written)
    except msgspec.ValidationError:
        log.warning("a brief that was kept cannot be read any more")
        return None


def as_seen(written: Written, viewer: Viewer) -> Written:
    """Without the words of calls that the viewer may not read today; one query."""
    named = {s.call for s in written.spoken} | {c.pk for c in written.calls}
    if not named:
        return written
    rows = Call.objects.filter(
        policy.readable(viewer), policy.analysis_open(viewer), pk__in=sorted(named)
    )
    return without(written, named - set(rows.order_by().values_list("pk", flat=True)))


def without(written: Written, gone: Collection[int]) -> Written:
    """Without the words of some calls."""
    if not gone:
        return written
    brief, stays = written.brief, _Stays(gone)
    deal = brief.deal and replace(
        brief.deal,
        quotes=stays.quotes(brief.deal.quotes),
        gates=tuple(
            replace(g, words=g.words if g.words and stays.quote(g.words) else None)
            for g in brief.deal.gates
        ),
    )
    well = brief.well and replace(brief.well, quotes=stays.quotes(brief.well.quotes))
    if well and not well.quotes and well.trend is None and well.agreed is None:
        well = None
    return replace(
        written,
        brief=replace(
            brief,
            deal=deal,
            well=well,
            facts=tuple(replace(f, quotes=stays.quotes(f.quotes)) for f in brief.facts),
            skill=brief.skill and replace(brief.skill, moments=stays.moments(brief.skill.moments)),
        ),
        spoken=tuple(s for s in written.spoken if s.call not in gone),
        calls=tuple(c for c in written.calls if c.pk not in gone),
    )


@dataclass(frozen=True, slots=True)
class _Stays:
    gone: Collection[int]

    def quote(self, quote: Quote) -> bool:
        return quote.call not in self.gone

    def quotes(self, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        return tuple(q for q in quotes if self.quote(q))

    def moments(self, moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
        return tuple(m for m in moments if all(self.quote(q) for q in m.quotes))
