"""The next talks in words: who, on what, why, the words it begins with, and what to press."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from ridealong.coaching.levels import Change
from ridealong.coaching.next_talks import NextTalk, Rule, next_talks
from ridealong.coaching.trend import Trend
from ridealong.report.trends import chance, interval, made, percent
from ridealong.report.words import _, ngettext
from ridealong.web.calls.models import Call
from ridealong.web.coaching import evidence
from ridealong.web.coaching.evidence import Evidence
from ridealong.web.coaching.talks.lists import Row, next_of
from ridealong.web.desk.pipeline import MADE, Finding
from ridealong.web.desk.team import Member, Team, by_person
from ridealong.web.people import policy
from ridealong.web.people.models import Person
from ridealong.web.ui.words import day, when


@dataclass(frozen=True, slots=True)
class Press:
    """One thing to do."""

    says: str
    href: str


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk worth having."""

    person: Person
    on: str
    """After the name: "on open questions"."""
    reason: str
    """In two or three words."""
    since: str
    why: Sequence[str]
    ask: str
    """A question to begin with; empty where there is none."""
    evidence: Evidence | None
    instead: str
    """What stands where there are no words to quote."""
    presses: Sequence[Press]
    made: Sequence[tuple[str, str]]
    """What "Why this?" opens."""
    could: Sequence[str] = ()
    """What could explain it, where it is about a pipeline."""


_REASON = {
    Rule.PIPELINE: _("Pipeline"),
    Rule.FELL: _("Six calls"),
    Rule.HELD: _("Twelve calls"),
    Rule.UNREAD: _("Waiting for you"),
    Rule.CONSENT: _("Waiting for consent"),
    Rule.NO_DEBRIEF: _("Two weeks"),
}
_RULE = {
    Rule.PIPELINE: MADE,
    Rule.FELL: _(
        "A followed behaviour lies lower in the last six calls than in the person’s own year "
        "before, the 95 % interval leaves out no difference, and it stands out among all figures "
        "of this desk (Benjamini and Hochberg, q = .10)."
    ),
    Rule.HELD: _(
        "A followed behaviour lies higher in the last six calls than in the person’s own year "
        "before, and did in the six before these; the 95 % intervals leave out no difference, and "
        "it stands out among all figures of this desk (Benjamini and Hochberg, q = .10)."
    ),
    Rule.UNREAD: _(
        "Calls of the last 14 days have reached you, the first at least two days ago, and you "
        "have opened none."
    ),
    Rule.CONSENT: _(
        "A call has waited for a day or longer for somebody to write down that the customer "
        "agreed to be recorded."
    ),
    Rule.NO_DEBRIEF: _("Three calls or more in the last 14 days, and no debrief of any."),
}
_ORDER = _(
    "At most three people, each once: what the pipeline asks, then a change before what has held, "
    "calls that you have not read, consent, debriefs; among equals who has waited longest. They "
    "stand by name. The size of a figure decides nothing."
)


def talks(team: Team) -> Sequence[Talk]:
    """At most three, in the order of names."""
    chosen = next_talks(team.facts, team.viewer.now)
    members = by_person(team)
    calls = _calls(team, chosen)
    planned = _planned(team) if chosen else {}
    return [
        _Words(team, t, members[t.facts.person], calls, planned.get(t.facts.person)).talk()
        for t in chosen
    ]


def _planned(team: Team) -> Mapping[int, Row]:
    """The next talk that is planned with each person, as their coach."""
    found: dict[int, Row] = {}
    for row in next_of(team.viewer):
        person = row.of.person
        if person and row.coaches:
            found.setdefault(person.pk, row)
    return found


def _calls(team: Team, chosen: Sequence[NextTalk]) -> Mapping[int, Call]:
    """The calls to quote from, those alone that the manager may read."""
    wanted = [pk for talk in chosen for pk in [_wanted(team, talk)] if pk]
    if not wanted:
        return {}
    readable = Call.objects.filter(policy.readable(team.viewer), ready_at__isnull=False)
    rows = readable.filter(pk__in=wanted).select_related("analysis", "transcript")
    return {call.pk: call for call in rows if call.analysis.packed}


def _wanted(team: Team, talk: NextTalk) -> int | None:
    """Of a behaviour the latest call of the six; of unread calls the first; else the latest."""
    if talk.trend:
        return talk.trend.last[-1].call
    if talk.rule in {Rule.CONSENT, Rule.PIPELINE}:
        return None
    member = by_person(team)[talk.facts.person]
    if talk.rule is Rule.UNREAD:
        return next((c.pk for c in team.unread(member.person.pk)), None)
    return next((c.pk for c in member.calls if c.readable(team.viewer.now)), None)


@dataclass(frozen=True, slots=True)
class _Words:
    team: Team
    chosen: NextTalk
    member: Member
    calls: Mapping[int, Call]
    planned: Row | None = None
    """The next talk that is planned with them."""

    def talk(self) -> Talk:
        """The whole of it."""
        found = self._evidence()
        rule = self.chosen.rule
        return Talk(
            person=self.member.person,
            on=self._on(),
            reason=_REASON[rule],
            since=self._since(),
            why=list(self._why()),
            ask=self._ask(),
            evidence=found,
            instead="" if found else self._instead(),
            presses=list(self._presses(found)),
            made=(
                (_("Rule"), _RULE[rule]),
                *self._figures(),
                (_("Chosen"), _ORDER),
            ),
            could=self._finding.told.hypotheses if self._finding else (),
        )

    @property
    def _finding(self) -> Finding | None:
        """What the pipeline asks, where that is the reason."""
        if self.chosen.rule is not Rule.PIPELINE:
            return None
        return self.team.findings[self.member.person.pk][0]

    def _ask(self) -> str:
        if self._finding:
            return self._finding.told.ask
        fell = self.chosen.rule is Rule.FELL
        return _("What was different about these calls?") if fell else ""

    def _on(self) -> str:
        facts, trend = self.chosen.facts, self.chosen.trend
        if self._finding:
            return self._finding.on
        if trend:
            fell = self.chosen.rule is Rule.FELL
            on = _("on {act}") if fell else _("to say what has held: {act}")
            return on.format(act=_(trend.behaviour.act))
        if self.chosen.rule is Rule.UNREAD:
            return ngettext(
                "on a call that you have not read",
                "on calls that you have not read",
                facts.readable,
            )
        if self.chosen.rule is Rule.CONSENT:
            return ngettext(
                "on a call without consent", "on {n} calls without consent", facts.consent_calls
            ).format(n=facts.consent_calls)
        return _("on the minute after a call")

    def _since(self) -> str:
        if self.planned and self.planned.talk.started_at:
            return _("under way")
        if self.planned:
            return _("planned {when}").format(when=when(self.planned.at))
        at = day(self.chosen.since)
        if self.chosen.trend:
            return _("the latest {day}").format(day=at)
        if self.chosen.rule is Rule.NO_DEBRIEF:
            return _("no debrief")
        return _("since {day}").format(day=at)

    def _why(self) -> Iterator[str]:
        facts = self.chosen.facts
        if self._finding:
            yield self._finding.told.says
            yield self._finding.told.chance
        elif self.chosen.trend:
            yield from _of_trend(self.chosen.trend)
        elif self.chosen.rule is Rule.UNREAD:
            yield ngettext(
                "One call of the last 14 days has reached you, {when}.",
                "{n} calls of the last 14 days have reached you, the first {when}.",
                facts.readable,
            ).format(n=facts.readable, when=when(self.chosen.since))
            yield _("You have opened none of them.")
        elif self.chosen.rule is Rule.CONSENT:
            yield _("Nobody reads a call before it is written down that the customer agreed.")
            yield _("Whoever held it can do so, and you can.")
        else:
            yield _("{n} calls in the last 14 days, and no debrief yet.").format(n=facts.calls)
            yield _("What somebody writes there is theirs; whether the minute is there is not.")

    def _evidence(self) -> Evidence | None:
        call = self.calls.get(_wanted(self.team, self.chosen) or 0)
        if call is None:
            return None
        if self.chosen.trend:
            shown = self.chosen.rule is Rule.HELD
            return evidence.of_behaviour(call, self.chosen.trend.behaviour, shown=shown)
        return evidence.of_points(call)

    def _instead(self) -> str:
        if self.chosen.rule is Rule.CONSENT:
            return _("Without consent there are no words to show.")
        return _("No words to quote: nothing in the call was sure enough to be a point.")

    def _presses(self, found: Evidence | None) -> Iterator[Press]:
        if self.planned:
            yield Press(_("Open the brief"), reverse("brief", args=[self.planned.talk.pk]))
        yield from self._evidence_presses(found)
        if not self.planned:
            on = f"&diagnosis={self._finding.pk}&kind=pipeline" if self._finding else ""
            address = f"{reverse('new_talk')}?with={self.member.person.pk}{on}"
            yield Press(_("Plan a talk"), address)

    def _evidence_presses(self, found: Evidence | None) -> Iterator[Press]:
        call = self.calls.get(_wanted(self.team, self.chosen) or 0)
        if self._finding:
            yield Press(_("Open the pipeline"), reverse("pipeline", args=[self.member.person.pk]))
        elif self.chosen.rule is Rule.CONSENT:
            own = self.member.person.pk
            first = next(c for c in self.team.waiting_for_consent if c.owner == own)
            yield Press(_("Open the call"), Call(pk=first.pk).get_absolute_url())
        elif found and self.chosen.trend:
            yield Press(_("Open the moment"), found.href)
        elif call:
            yield Press(_("Open the call"), call.get_absolute_url())

    def _figures(self) -> Sequence[tuple[str, str]]:
        if self.chosen.trend:
            return made(self.chosen.trend)
        facts = self.chosen.facts
        told = _("{calls} calls in 14 days; {readable} have reached you, {opened} opened by you")
        return (
            (
                _("Counted"),
                told.format(calls=facts.calls, readable=facts.readable, opened=facts.opened)
                + "; "
                + _("{n} with a debrief").format(n=facts.debriefed),
            ),
        )


def _of_trend(trend: Trend) -> Iterator[str]:
    change = trend.change
    if change is None:
        return
    yield _("{name}: {now} in the last six calls; in the year before, {before}.").format(
        name=_(trend.behaviour.name), now=_short(change, now=True), before=_short(change, now=False)
    )
    if said := chance(change):
        yield said


def _short(change: Change, *, now: bool) -> str:
    level = change.now if now else change.before
    return f"{percent(level.share)} ({interval(level)})"
