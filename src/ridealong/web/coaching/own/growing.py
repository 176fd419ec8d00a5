"""How somebody goes on, counted from what was agreed, brought and done: their own page alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils import timezone

from ridealong.coaching.commitments import State
from ridealong.coaching.growing import FEWEST_ENDS, After, AWeek, Part, a_week, after, leading
from ridealong.report.pictures.strip import Scale, draw
from ridealong.report.trends import percent
from ridealong.report.words import _, ngettext
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.coaching.models import AgendaItem, Commitment, Talk, TalkPerson
from ridealong.web.coaching.plans.following import Followed, follow
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import Activity, Deal

_YEAR = timedelta(days=365)
_QUARTER = timedelta(weeks=12)
_TALKS = 6
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Share:
    """A share as a row shows it."""

    title: str
    part: Part
    what: str
    """What is counted, for the note."""

    @property
    def now(self) -> str:
        """The count; empty where it is too little."""
        if self.part.needed:
            return ""
        return _("{k} of {n}").format(k=self.part.k, n=self.part.n)

    @property
    def interval(self) -> str:
        """Of the share."""
        low, high = self.part.interval
        return f"{100 * low:.0f}–{percent(high)}"

    @property
    def needed(self) -> str:
        """What is missing."""
        n = self.part.needed
        return ngettext("{n} more", "{n} more", n).format(n=n)

    @property
    def strip(self) -> str:
        """The picture."""
        says = f"{self.title}: {self.now or self.needed}"
        if self.part.needed:
            return draw(Scale(1.0), None, says, low=None, high=None)
        low, high = self.part.interval
        return draw(Scale(1.0), self.part.k / self.part.n, says, low=low, high=high)

    @property
    def made(self) -> Sequence[tuple[str, str]]:
        """How it was made."""
        limits = _("What nobody writes down is not counted. It says nothing about why.")
        return [(_("What"), self.what), (_("Limits"), limits)]


@dataclass(frozen=True)
class Growing:
    """The page."""

    viewer: Viewer

    @property
    def openness(self) -> Share:
        """Whether what was agreed changes what is done."""
        closed = [c for c in self._taken if c.state in {"holds", "not yet"}]
        part = Part(sum(c.state == Commitment.State.HOLDS for c in closed), len(closed))
        what = _("Of what you took on and closed in the past year, what holds in your calls.")
        return Share(_("What I took on holds"), part, what)

    @cached_property
    def open_ones(self) -> Sequence[tuple[Commitment, str]]:
        """What is open, and what the calls since show."""
        rows = [c for c in self._taken if c.state == Commitment.State.OPEN]
        return [(row, _seen(follow(self.viewer, row))) for row in rows]

    @property
    def stretch(self) -> Share:
        """Whether anything lay beyond the usual."""
        part = Part(sum(c.stretch for c in self._taken), len(self._taken))
        what = _("Of what you took on in the past year, what lay beyond your own calls before.")
        return Share(_("Beyond what I had done before"), part, what)

    @property
    def carried(self) -> Sequence[Share]:
        """Who carries the talks: the last six, the six before; what was agreed alone."""
        shares = []
        for title, rows in (
            (_("Talks to which I brought something"), self._talks[:_TALKS]),
            (_("In the six talks before"), self._talks[_TALKS:]),
        ):
            part = Part(sum(_brought(row) for row in rows), len(rows))
            what = _("A sheet, a call, or a point of the agenda of your own.")
            shares.append(Share(title, part, what))
        alone = Part(sum(c.talk_id is None for c in self._taken), len(self._taken))
        what = _("Of what you took on in the past year, what you wrote down outside of a talk.")
        shares.append(Share(_("Taken on by myself"), alone, what))
        held = [written for (written,) in self._looked_back]
        what = _("Calls of the last twelve weeks of which you wrote or said your own view.")
        shares.append(Share(_("Calls I looked back on"), Part(sum(held), len(held)), what))
        return shares

    @property
    def reached(self) -> Share:
        """Whom they meet."""
        titles = {a.contact_id: a.contact.title for a in self._acts if _met(a) and a.contact}
        what = _(
            "People whom you called or met in the past year, as far as the CRM names them: those "
            "whose title leads, of those with a title."
        )
        return Share(_("People who lead, of those I met"), leading(titles.values()), what)

    @property
    def weeks(self) -> Sequence[tuple[str, AWeek]]:
        """Meetings and first contacts a week."""
        meetings = [a.at for a in self._acts if a.kind == Activity.Kind.MEETING]
        since = min((a.at for a in self._acts), default=self.viewer.now)
        found = [
            (_("Meetings"), a_week(meetings, self._monday, since)),
            (
                _("Customers contacted for the first time"),
                a_week(self._firsts, self._monday, since),
            ),
        ]
        return [(title, one) for title, one in found if one.any]

    @property
    def ends(self) -> Sequence[str]:
        """What came after a no and after a yes, a sentence each."""
        acts = [a.at for a in self._acts if a.direction != Activity.Direction.IN]
        return [
            says
            for outcome, once in ((Deal.Outcome.LOST, _("a no")), (Deal.Outcome.WON, _("a yes")))
            if (says := _told(after(self._ended(outcome), acts, self.viewer.now), once))
        ]

    @property
    def has_acts(self) -> bool:
        """Whether the CRM keeps anything of theirs."""
        return bool(self._acts)

    @cached_property
    def _taken(self) -> Sequence[Commitment]:
        rows = Commitment.objects.filter(person=self.viewer.id)
        return list(rows.filter(made_at__gte=self.viewer.now - _YEAR).select_related("person"))

    @cached_property
    def _talks(self) -> Sequence[TalkPerson]:
        item = AgendaItem.objects.filter(talk=OuterRef("talk"), by=self.viewer.id)
        rows = TalkPerson.objects.filter(person=self.viewer.id, talk__state=Talk.State.HELD)
        rows = rows.filter(talk__formal=True).annotate(points=Exists(item))
        return list(rows.order_by("-talk__ended_at", "-pk")[: 2 * _TALKS])

    @cached_property
    def _looked_back(self) -> Sequence[tuple[bool]]:
        written = Exists(
            Call._meta.apps.get_model("coaching", "Debrief")._default_manager.filter(
                call=OuterRef("pk"), skipped=False
            )
        )
        calls = Call.objects.filter(owner=self.viewer.id, kind__in=OF_A_TEAM, held_back=False)
        recent = calls.filter(started_at__gte=self.viewer.now - _QUARTER).order_by()
        return list(recent.annotate(written=written).values_list("written"))

    @cached_property
    def _acts(self) -> Sequence[Activity]:
        rows = Activity.objects.filter(owner=self.viewer.id, at__lte=self.viewer.now)
        done = rows.exclude(kind__in=(Activity.Kind.TASK, Activity.Kind.NOTE))
        recent = done.filter(at__gte=self.viewer.now - _YEAR).select_related("contact")
        return list(recent.defer("text").order_by("-at")[:_MOST])

    @property
    def _firsts(self) -> Iterable[datetime]:
        """The first act of the year with each customer; older ones are not known here."""
        first: dict[int, datetime] = {}
        for act in self._acts:
            if act.customer_id and act.direction != Activity.Direction.IN:
                first[act.customer_id] = act.at
        return first.values()

    @cached_property
    def _deals(self) -> Sequence[tuple[str, date | None]]:
        rows = Deal.objects.filter(owner=self.viewer.id, closed_on__isnull=False)
        recent = rows.filter(closed_on__gte=(self.viewer.now - _YEAR).date()).order_by()
        return list(recent.values_list("outcome", "closed_on"))

    def _ended(self, outcome: str) -> Sequence[datetime]:
        return [_evening(on) for what, on in self._deals if on and what == outcome]

    @property
    def _monday(self) -> datetime:
        today = timezone.localtime(self.viewer.now).date()
        return timezone.make_aware(
            datetime.combine(today - timedelta(days=today.weekday()), time.min)
        )


def _brought(row: TalkPerson) -> bool:
    points: bool = getattr(row, "points", False)
    return bool(row.brings or row.call_id or row.prepared_at) or points


def _met(act: Activity) -> bool:
    return act.kind in {Activity.Kind.CALL, Activity.Kind.MEETING}


def _seen(followed: Followed) -> str:
    standing = followed.standing
    if standing is None or standing.state is State.NO_OCCASION:
        return _("no call since could show it")
    return _("shown in {k} of {n} since").format(k=standing.shown, n=standing.could)


def _told(found: After, once: str) -> str:
    if not found.ends:
        return ""
    if found.ends < FEWEST_ENDS or found.days is None:
        says = _("After {what}: not enough to tell, {n} in the past year.")
        return says.format(what=once, n=found.ends)
    says = _(
        "After {what} ({n} in the past year) the next thing that you did came after {days} days by "
        "the median; in the two weeks after there were {after} acts, in those before {before}."
    )
    return says.format(
        what=once,
        n=found.ends,
        days=f"{found.days:.0f}",
        after=found.acts_after,
        before=found.acts_before,
    )


def _evening(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(23, 59)))
