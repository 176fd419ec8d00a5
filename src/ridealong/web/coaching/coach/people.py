"""Person by person: how one's own asking goes on with each, and of whom there is a question.

By name; nothing compares people. The question of the Law of Limited Performance is about leading.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from ridealong.coaching.behaviours import followed
from ridealong.coaching.growing import Part
from ridealong.coaching.levels import Change, Level, Single, change, level
from ridealong.coaching.limited import SPAN, Challenge, Question, Sign, ask
from ridealong.coaching.trend import Trend
from ridealong.report.pictures import strip
from ridealong.report.trends import percent
from ridealong.report.words import _, ngettext
from ridealong.web.coaching.coach.counted import Coaching, Shown, is_held, minutes_of
from ridealong.web.coaching.coach.keeping import MOVE
from ridealong.web.coaching.measures import trends_of
from ridealong.web.coaching.models import Commitment, Thought
from ridealong.web.coaching.own.growing import Share
from ridealong.web.coaching.plans.following import rule_of
from ridealong.web.coaching.plans.seen import kind_of
from ridealong.web.people import policy
from ridealong.web.people.models import Membership, Person
from ridealong.web.ui.words import day

_LAST = 3
"""Recorded talks with one person that are put beside those before them."""
_WHOLE = strip.Scale(1.0)
_SIGNS = {
    Sign.NO_STRETCH: _("nothing was taken on that lay beyond the usual, for eight weeks or longer"),
    Sign.MINUTES_FELL: _("your time together is half of what it was in the eight weeks before"),
    Sign.SAME_GOAL: _("the same goal was agreed more than once"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A share of one's own acts in talks with one person."""

    name: str
    strip: str
    now: str
    """"67 %, 55–78"; empty where it is too little."""
    since: str
    """Against the talks before; empty where these are too few."""
    needed: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What talks with one person show of their coach."""

    person: Person
    lines: Sequence[Line]
    holds: Share
    talks: int
    """Recorded ones."""

    @property
    def told(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.holds.now) or any(line.now for line in self.lines)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question about one person, with what it rests on, and one's own answers."""

    person: Person
    signs: Sequence[str]
    flat: Sequence[str]
    stretch: str
    """When the last stretching one was made, in words."""
    thoughts: Sequence[Thought]
    take_on: str
    """Where something beyond the usual is agreed."""
    plan: str
    """Where a talk is planned."""


@dataclass(frozen=True)
class PeoplePage:
    """Everybody whom a coach leads, for the coach."""

    own: Coaching

    @cached_property
    def progress(self) -> Sequence[Progress]:
        """By name."""
        return [self._progress(p) for p in self.own.people]

    @property
    def with_all(self) -> Sequence[Line]:
        """The same over all recorded talks."""
        return _lines([(at, s) for at, _who, s in self.own.recorded])

    @cached_property
    def asked(self) -> Sequence[Asked]:
        """Those of whom there is a question, by name."""
        today = timezone.localtime(self.own.now).date()
        found = [(p.person, ask(self._challenge(p), today)) for p in self.own.places]
        return [self._asked(person, question) for person, question in found if question]

    @cached_property
    def earlier(self) -> Sequence[Thought]:
        """What was answered of people of whom there is no question today."""
        now = {a.person.pk for a in self.asked}
        return [t for p, own in self._thoughts.items() if p not in now for t in own]

    def _progress(self, person: Person) -> Progress:
        talks = [(at, s) for at, who, s in self.own.recorded if who == person.pk]
        closed = [c for c in self._mine(person) if c.state in {"holds", "not yet"}]
        part = Part(sum(c.state == Commitment.State.HOLDS for c in closed), len(closed))
        what = _("Of what {name} took on with you and closed, what holds in their calls.").format(
            name=person.short
        )
        return Progress(
            person=person,
            lines=_lines(talks),
            holds=Share(_("What was agreed holds"), part, what),
            talks=len(talks),
        )

    def _mine(self, person: Person) -> Sequence[Commitment]:
        """What somebody took on in talks with this coach."""
        me = self.own.viewer.id
        return [
            c
            for c in self.own.agreed
            if c.person_id == person.pk
            and c.talk
            and me in {c.talk.coach_id, c.talk.second_coach_id}
        ]

    def _challenge(self, place: Membership) -> Challenge:
        now, half = self.own.now, self.own.now - SPAN
        minutes = [
            (t.ended_at, minutes_of(t))
            for t in self.own.rows
            if is_held(t) and any(p.person_id == place.person_id for p in t.people.all())
        ]
        return Challenge(
            person=place.person_id,
            since=max(place.since, self.own.leads_since),
            trends=self._trends.get(place.person_id, ()),
            commitments=tuple(
                (rule_of(c), timezone.localtime(c.closed_at).date() if c.closed_at else None)
                for c in self.own.agreed
                if c.person_id == place.person_id
            ),
            minutes=sum(m for at, m in minutes if at and half < at <= now),
            minutes_before=sum(m for at, m in minutes if at and at <= half),
        )

    @cached_property
    def _trends(self) -> Mapping[int, tuple[Trend, ...]]:
        behaviours = {p.pk: followed(kind_of(p)) for p in self.own.people}
        return trends_of(behaviours, self.own.viewer.led, self.own.now) if behaviours else {}

    @cached_property
    def _thoughts(self) -> Mapping[int, Sequence[Thought]]:
        rows = Thought.objects.filter(policy.thoughts_seen(self.own.viewer), on=MOVE)
        ordered = rows.select_related("about").order_by("about__name", "about_id", "-at", "-pk")
        return {pk or 0: list(own) for pk, own in groupby(ordered, key=lambda t: t.about_id)}

    def _asked(self, person: Person, question: Question) -> Asked:
        flat = question.flat[0].behaviour
        to = urlencode({"follows": f"behaviour:{flat.id}", "stretch": "on"})
        last = question.last_stretch
        return Asked(
            person=person,
            signs=[_SIGNS[sign] for sign in question.signs],
            flat=[
                _("{name}: {now} in the last six calls, {before} in the year before").format(
                    name=_(t.behaviour.name),
                    now=percent(t.change.now.share),
                    before=percent(t.change.before.share),
                )
                for t in question.flat
                if t.change
            ],
            stretch=day(last) if last else "",
            thoughts=self._thoughts.get(person.pk, ()),
            take_on=f"{reverse('new_commitment', args=[person.pk])}?{to}",
            plan=f"{reverse('new_talk')}?with={person.pk}",
        )


def _lines(talks: Sequence[tuple[datetime, Shown]]) -> Sequence[Line]:
    asks = [Single(at, s.asks / n, n) for at, s in talks if (n := _acts(s))]
    results = [Single(at, s.results / s.questions, s.questions) for at, s in talks if s.questions]
    return _line(_("Asked, not told"), asks), _line(_("Questions for results"), results)


def _acts(shown: Shown) -> int:
    return shown.asks + shown.tells


def _line(name: str, talks: Sequence[Single]) -> Line:
    """The last three talks, and against those before where there are two and more."""
    last, before = talks[-_LAST:], talks[:-_LAST]
    if missing := max(0, _LAST - len(last)):
        needed = ngettext("{n} recorded talk more", "{n} recorded talks more", missing)
        says = needed.format(n=missing)
        return Line(name, strip.draw(_WHOLE, None, f"{name}: {says}"), "", "", says)
    now = level(last, counted=True)
    found = change(last, before, counted=True) if len(before) > 1 else None
    told = f"{percent(now.share)}, {_ends(now)}"
    began = found.before.share if found else None
    picture = strip.draw(
        _WHOLE, now.share, f"{name}: {told}", low=now.low, high=now.high, began=began
    )
    return Line(name, picture, told, _since(found), "")


def _ends(found: Level) -> str:
    return f"{100 * found.low:.0f}–{100 * found.high:.0f}"


def _since(found: Change | None) -> str:
    if found is None:
        return ""
    says = _("no clear change from {before} before")
    if found.clear:
        says = (
            _("up from {before} before") if found.difference > 0 else _("down from {before} before")
        )
    return says.format(before=percent(found.before.share))
