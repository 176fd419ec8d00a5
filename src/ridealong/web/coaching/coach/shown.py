"""The audit of one's own coaching as its page shows it: four questions, figures, no mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from ridealong.coaching.audit_of_coach import SPAN, Audit, Counted, Reason
from ridealong.coaching.growing import Part
from ridealong.coaching.levels import Level
from ridealong.process.diagnosis.model import Leaning
from ridealong.report.pictures import Picture, strip
from ridealong.report.pictures import hours as drawing
from ridealong.report.trends import percent
from ridealong.report.words import _, ngettext
from ridealong.web.coaching.coach.counted import MOST_RESULTS, Coaching, minutes_of
from ridealong.web.coaching.models import Thought
from ridealong.web.coaching.own.growing import Share
from ridealong.web.people import policy
from ridealong.web.people.models import Person

_WHOLE = strip.Scale(1.0)
_HALF = 0.5
_ASKED = {
    Reason.TIME: _("What took the place of the last talk that did not happen?"),
    Reason.SKILL: _(
        "In which moment of a talk do you begin to tell, and what would you ask there?"
    ),
    Reason.WILL: _("What do you fear to lose in the time that you spend coaching?"),
}
_NAMES = {Reason.TIME: _("Time"), Reason.SKILL: _("Skill"), Reason.WILL: _("Will")}
_SAYS = {
    (Reason.TIME, Leaning.FOR): _(
        "Three in ten of your planned talks or more did not happen, or you lead more than ten "
        "people. That may be time."
    ),
    (Reason.TIME, Leaning.AGAINST): _("Most of what you plan happens. It may not be time."),
    (Reason.TIME, Leaning.OPEN): _("Fewer than four planned talks: nothing can be told."),
    (Reason.SKILL, Leaning.FOR): _(
        "In recorded talks you tell more than you ask, clearly. That may be practice."
    ),
    (Reason.SKILL, Leaning.AGAINST): _(
        "In recorded talks you ask more than you tell, clearly. It may not be skill."
    ),
    (Reason.SKILL, Leaning.OPEN): _("Too few recorded talks, or too close to call."),
    (Reason.WILL, Leaning.OPEN): _("No figure shows it. Only you can say."),
}


@dataclass(frozen=True, slots=True)
class LevelShown:
    """A level over recorded talks as a row shows it."""

    title: str
    level: Level | None
    what: str
    norm: float
    recorded: int

    @property
    def now(self) -> str:
        """The share; empty where it is too little."""
        return "" if self.level is None else percent(self.level.share)

    @property
    def interval(self) -> str:
        """Its ends."""
        found = self.level
        return "" if found is None else f"{100 * found.low:.0f}–{percent(found.high)}"

    @property
    def needed(self) -> str:
        """What is missing."""
        n = max(1, 2 - self.recorded)
        return ngettext("{n} recorded talk more", "{n} recorded talks more", n).format(n=n)

    @property
    def strip(self) -> str:
        """The picture."""
        says = f"{self.title}: {self.now or self.needed}"
        beside = (strip.Beside(self.norm, self.norm, is_norm=True),)
        if self.level is None:
            return strip.draw(_WHOLE, None, says, beside=beside)
        found = self.level
        return strip.draw(_WHOLE, found.share, says, low=found.low, high=found.high, beside=beside)

    @property
    def made(self) -> Sequence[tuple[str, str]]:
        """How it was made."""
        told = _("{n} acts in {talks} recorded talks of twelve weeks")
        counted = self.level
        rows = [(_("What"), self.what)]
        if counted:
            rows.append((_("Counted"), told.format(n=counted.n, talks=counted.calls)))
        return [
            *rows,
            (_("Interval"), _("95 %, wider where talks differ more than chance")),
            (_("Limits"), _("Only recorded talks show it, and who records chooses.")),
        ]


@dataclass(frozen=True, slots=True)
class MemberShown:
    """What one of those led had."""

    person: Person
    talks: int
    hours: str
    weeks: str
    strip: str


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """A reason that may be one, as a question."""

    key: str
    name: str
    says: str
    ask: str
    sign: str
    thoughts: Sequence[Thought]


@dataclass(frozen=True)
class AuditPage:
    """What a coach sees of the last twelve weeks."""

    own: Coaching

    @property
    def audit(self) -> Audit:
        """The figures."""
        return self.own.audit

    @property
    def has_talks(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.own.rows)

    @property
    def hours(self) -> int | None:
        """As the coach says."""
        return self.own.hours

    @cached_property
    def right_talks(self) -> Share:
        """Whether the talks that the desk proposes are held."""
        what = _(
            "Of those who stood among the talks worth having, noted once a day: with whom a talk "
            "was held within seven days. Days before this was noted are not counted."
        )
        return _share(_("A talk followed within a week"), self.audit.followed, what)

    @property
    def questions(self) -> Sequence[LevelShown | Share]:
        """What recorded talks show."""
        shown = [s for at, _who, s in self.own.recorded if at >= self.own.now - SPAN]
        return [
            LevelShown(
                _("Asked, not told"),
                self.audit.asking,
                _("Acts of asking ÷ acts of asking and telling. Dashed: one half."),
                _HALF,
                sum(bool(s.asks + s.tells) for s in shown),
            ),
            LevelShown(
                _("Questions for results"),
                self.audit.results,
                _("Questions for when, how big, the number ÷ all questions. Dashed: 40 % at most."),
                MOST_RESULTS,
                sum(bool(s.questions) for s in shown),
            ),
            _share(
                _("Talks that begin with results"),
                self.audit.results_first,
                _("One of the first three questions asks for results; recorded talks."),
            ),
        ]

    @property
    def ways(self) -> Sequence[Share]:
        """How planned talks are held, recorded or not."""
        return [
            _share(
                _("Rest on a call"),
                self.audit.on_a_call,
                _("Somebody brought a call, or the talk was about one."),
            ),
            _share(
                _("Looked at what was due"),
                self.audit.reviewed,
                _("Of talks before which the day of something agreed had come."),
            ),
            _share(
                _("Ended in something agreed"),
                self.audit.act_with_date,
                _("In the person’s own words, with a day."),
            ),
        ]

    @property
    def members(self) -> Sequence[MemberShown]:
        """By name, never by minutes."""
        people = {p.pk: p for p in self.own.people}
        most = max((m.minutes for m in self.audit.members), default=0) / 60
        scale = strip.Scale.of(False, most)  # noqa: FBT003
        rows = []
        for m in self.audit.members:
            name = people[m.person].short
            told = hours_in_words(m.minutes)
            rows.append(
                MemberShown(
                    people[m.person],
                    m.talks,
                    told,
                    _("{k} of {n}").format(k=m.weeks.part, n=m.weeks.whole),
                    strip.draw(scale, m.minutes / 60, f"{name}: {told}"),
                )
            )
        return rows

    @cached_property
    def weeks(self) -> Picture:
        """Hours of coaching, week by week."""
        return drawing.draw(self._weeks, self.own.hours, self.audit.time.target)

    @property
    def total(self) -> str:
        """All of it: "14 h 30 min"."""
        return hours_in_words(self.audit.time.minutes)

    @property
    def time(self) -> str:
        """The share: "at least 12 %"; empty where the working time is not known."""
        share = self.audit.time.share
        return "" if share is None else percent(share)

    @property
    def time_strip(self) -> str:
        """The share on its scale, with the target and what surveys report."""
        time = self.audit.time
        low, high = time.reality
        beside = (
            strip.Beside(time.target, time.target, is_norm=True),
            strip.Beside(low, high, is_norm=False),
        )
        says = _("At least {share} of your working time; target {target}").format(
            share=self.time or "?", target=percent(time.target)
        )
        return strip.draw(_WHOLE, time.share, says, beside=beside)

    @property
    def reasons(self) -> Sequence[ReasonShown]:
        """Why coaching may not happen, each a question."""
        signs = {Leaning.FOR: "full", Leaning.AGAINST: "empty", Leaning.OPEN: "unknown"}
        return [
            ReasonShown(
                key=reason.value,
                name=_NAMES[reason],
                says=_SAYS[reason, leaning],
                ask=_ASKED[reason],
                sign=signs[leaning],
                thoughts=self._thoughts.get(reason.value, ()),
            )
            for reason, leaning in self.audit.reasons
        ]

    @property
    def _weeks(self) -> Sequence[drawing.Week]:
        today = timezone.localtime(self.own.now).date()
        monday = today - timedelta(days=today.weekday())
        found = []
        for back in range(self.own.weeks - 1, -1, -1):
            first = monday - timedelta(weeks=back)
            days = {first + timedelta(days=n) for n in range(7)}
            minutes = sum(
                minutes_of(t)
                for t in self.own.held
                if t.ended_at and timezone.localtime(t.ended_at).date() in days
            )
            found.append(drawing.Week(f"{first.day} {first:%b}", minutes))
        return found

    @cached_property
    def _thoughts(self) -> Mapping[str, Sequence[Thought]]:
        rows = Thought.objects.filter(policy.thoughts_seen(self.own.viewer), about__isnull=True)
        found: dict[str, list[Thought]] = {}
        for row in rows.order_by("-at", "-pk"):
            found.setdefault(row.on, []).append(row)
        return found


def hours_in_words(minutes: int) -> str:
    """In words.

    >>> hours_in_words(90), hours_in_words(120), hours_in_words(20)
    ('1 h 30 min', '2 h', '20 min')
    """
    whole, rest = divmod(minutes, 60)
    parts = [_("{n} h").format(n=whole)] if whole else []
    if rest or not whole:
        parts.append(_("{n} min").format(n=rest))
    return " ".join(parts)


def _share(title: str, counted: Counted, what: str) -> Share:
    return Share(title, Part(counted.part, counted.whole), what)
