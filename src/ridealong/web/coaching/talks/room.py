"""Everything on the page of a talk, for the one who opens it, made when the page asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from ridealong.report.words import _
from ridealong.web.coaching.models import AgendaItem, Commitment, Talk, TalkNote, TalkQuestion
from ridealong.web.coaching.plans.agreeing import seen_in
from ridealong.web.coaching.plans.following import follows
from ridealong.web.coaching.talks import mirror, written
from ridealong.web.coaching.talks.asked import Seen
from ridealong.web.coaching.talks.lists import KINDS, STATES, is_late
from ridealong.web.coaching.talks.mirror import Mirror
from ridealong.web.coaching.talks.running import STEPS
from ridealong.web.coaching.talks.told import Quotes, Told
from ridealong.web.people import policy
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.policy import TalkAction
from ridealong.web.people.viewer import PEERS, Viewer
from ridealong.web.ui.words import clock_time, day, listing

STEP_WORDS = {
    "acknowledge": (_("Acknowledge"), _("What is so, said plainly by both")),
    "analyse": (_("Analyse"), _("How did it come to be that way?")),
    "plan": (_("Plan"), _("One or two things, by {name}")),
    "feedback": (_("Feedback"), _("How you will both notice")),
}
State = Talk.State


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four."""

    key: str
    name: str
    says: str
    at: datetime | None
    now: bool


@dataclass(frozen=True)
class Room:
    """A talk as somebody sees it."""

    of: Seen

    @property
    def viewer(self) -> Viewer:
        """Who looks."""
        return self.of.viewer

    @property
    def talk(self) -> Talk:
        """The talk."""
        return self.of.talk

    @property
    def runs(self) -> bool:
        """Whether the viewer holds it."""
        return TalkAction.RUN in self.of.may

    @property
    def arranges(self) -> bool:
        """Whether they may move it or call it off."""
        return TalkAction.ARRANGE in self.of.may and self.talk.state in {
            State.PLANNED,
            State.MISSED,
        }

    @property
    def title(self) -> str:
        """Who is in it."""
        return listing([p.short for p in (*self.of.people, *self.of.coaches)], 5)

    @property
    def kind(self) -> str:
        """Which talk."""
        return KINDS[self.talk.kind]

    @property
    def state(self) -> str:
        """What became of it."""
        return STATES[self.talk.state]

    @property
    def late(self) -> bool:
        """Whether its hour is over, and nobody has said what became of it."""
        return is_late(self.talk, self.viewer.now)

    @property
    def other_zones(self) -> Sequence[str]:
        """The hour for everybody whose clock shows another one."""
        at = self.talk.planned_at
        if at is None or self.talk.state not in {State.PLANNED, State.RUNNING}:
            return ()
        mine = at.astimezone(ZoneInfo(self.viewer.person.time_zone)).utcoffset()
        told = []
        for person in self.of.others:
            local = at.astimezone(ZoneInfo(person.time_zone))
            if local.utcoffset() != mine:
                told.append(_("{hour} for {name}").format(hour=f"{local:%H:%M}", name=person.short))
        return told

    @property
    def gone(self) -> str:
        """Who of them has left; empty where all are here."""
        return listing([p.name for p in self.of.gone])

    @cached_property
    def led_by(self) -> Person | None:
        """Who leads the person today, where that is no longer the coach of a planned talk."""
        from ridealong.web.coaching.talks.planning import leads_now  # noqa: PLC0415  # writes

        person, today = self.of.person, self.viewer.now.date()
        leads = self.viewer.has(Role.MANAGER) and self.runs
        if person is None or self.talk.state != State.PLANNED or not leads:
            return None
        if person.role not in PEERS:
            return None
        places = Membership.objects.on(today).filter(person=person, leads=False)
        if places.filter(team__in=sorted(self.viewer.led)).exists():
            return None
        now = leads_now(person, today)
        return now if now and now.pk != self.talk.coach_id else None

    @property
    def steps(self) -> Sequence[Step]:
        """The four, with when they were ticked."""
        ticked = {key: datetime.fromisoformat(at) for key, at in self.talk.steps.items()}
        begun = self.talk.state == State.RUNNING
        first = next((key for key in STEPS if key not in ticked), "") if begun else ""
        name = self.of.person.short if self.of.person else _("all")
        return [
            Step(key, words, says.format(name=name), ticked.get(key), key == first)
            for key in STEPS
            for words, says in [STEP_WORDS[key]]
        ]

    @cached_property
    def questions(self) -> Sequence[TalkQuestion]:
        """All for whoever holds the talk; for the others those that were asked."""
        rows = list(self.talk.questions.all())
        return rows if self.runs else [row for row in rows if row.asked_at]

    @cached_property
    def agenda(self) -> Sequence[AgendaItem]:
        """Of both, in the order in which it came together."""
        return list(self.talk.agenda.select_related("by"))

    @cached_property
    def _notes(self) -> Sequence[TalkNote]:
        return list(self.talk.notes.filter(policy.notes_seen(self.viewer)).select_related("by"))

    @property
    def mine(self) -> TalkNote | None:
        """The viewer's private note."""
        return next((n for n in self._notes if not n.shared and n.by_id == self.viewer.id), None)

    @property
    def shared(self) -> TalkNote | None:
        """The viewer's shared note."""
        return next((n for n in self._notes if n.shared and n.by_id == self.viewer.id), None)

    @property
    def of_others(self) -> Sequence[TalkNote]:
        """What the others share."""
        return [n for n in self._notes if n.shared and n.by_id != self.viewer.id and n.text]

    @property
    def other_names(self) -> str:
        """Everybody in it but the viewer."""
        return listing([p.short for p in self.of.others], 3)

    @cached_property
    def brief(self) -> Told | None:
        """The brief as it was when the talk began, as far as the viewer may read it today."""
        found = written.read(self.talk.brief) if self.talk.started_at else None
        if found is None:
            return None
        return Told(written.as_seen(found, self.viewer))

    @property
    def moments(self) -> Sequence[Quotes]:
        """Moments of calls that the brief quotes, to be opened in place."""
        if self.brief is None:
            return ()
        found = [f.quotes for f in self.brief.facts if f.quotes]
        found += [q for q in [self.brief.missed] if q]
        found += [self.brief.well.quotes] if self.brief.well and self.brief.well.quotes else []
        return [q for q in found if q.call is not None and q.turn is not None]

    @cached_property
    def _commitments(self) -> Sequence[Commitment]:
        people = [p.pk for p in self.of.people]
        seen = Commitment.objects.filter(policy.commitments_seen(self.viewer), person__in=people)
        if len(people) > 1:
            seen = seen.filter(talk=self.talk)
        rows = seen.select_related("person").order_by("made_at", "pk").distinct()
        return [
            row
            for row in rows
            if row.state == Commitment.State.OPEN
            or self.talk.pk in {row.talk_id, row.reviewed_in_id}
        ]

    @property
    def made_here(self) -> Sequence[Commitment]:
        """What was agreed in this talk."""
        return [c for c in self._commitments if c.talk_id == self.talk.pk]

    @property
    def from_before(self) -> Sequence[Commitment]:
        """What is open from before, or was looked at here."""
        return [c for c in self._commitments if c.talk_id != self.talk.pk]

    @cached_property
    def mirror(self) -> Mirror | None:
        """What its transcript shows of the coach."""
        return mirror.mirror_of(self.of)

    @property
    def owns_mirror(self) -> bool:
        """Whether the viewer is the coach, who alone can share it."""
        return self.talk.coach_id == self.viewer.id

    @cached_property
    def recordings(self) -> Sequence[object]:
        """Transcripts that could be of this talk."""
        if not self.owns_mirror or self.talk.state != State.HELD:
            return ()
        return mirror.recordings(self.viewer, self.of)

    @staticmethod
    def seen_in(row: Commitment) -> str:
        """In what a commitment shows."""
        return seen_in(follows(row))

    @staticmethod
    def target(row: Commitment) -> str:
        """From where to where."""
        if row.target is None:
            return ""
        if row.of == Commitment.Of.ACTIVITY:
            return _("{n} a week").format(n=f"{row.target:g}")
        to = f"{100 * row.target:.0f} %"
        share = row.baseline.get("share")
        if share is None:
            return to
        return _("{now} now, to {to}").format(now=f"{100 * share:.0f} %", to=to)

    @property
    def span(self) -> str:
        """From when to when it was held."""
        begun, ended = self.talk.started_at, self.talk.ended_at
        if begun is None:
            return ""
        if ended is None:
            return _("started {hour}").format(hour=clock_time(begun))
        return f"{day(begun)}, {clock_time(begun)}–{clock_time(ended)}"
