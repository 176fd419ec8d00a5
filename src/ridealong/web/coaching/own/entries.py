"""Check-ins as pages show them: what is due, one's own line, single entries, what a coach reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404
from django.utils import timezone

from ridealong.coaching.checkins import (
    Answers,
    Area,
    Form,
    Item,
    Privacy,
    Reflection,
    Scoring,
    anchors,
    areas,
    due,
    form,
    forms,
    pick,
    reflection,
)
from ridealong.report.words import _
from ridealong.web.coaching.models import CheckIn, Talk
from ridealong.web.coaching.own.checking import forms_for, taken_back
from ridealong.web.coaching.own.drawn import line
from ridealong.web.people import policy
from ridealong.web.people.viewer import Viewer

_LATEST = 200
_TOO_LARGE = 1 << 63
AREAS = {
    "view-of-selling": _("What selling is to me"),
    "own-abilities": _("What I can do"),
    "values": _("What I stand for"),
    "activities": _("What I set myself"),
    "belief-in-offer": _("What we offer"),
    "growth": _("Getting further"),
    "after-a-no": _("After a no"),
    "support": _("Those around me"),
    "autonomy": _("My own goals"),
}


@dataclass(frozen=True)
class Line:
    """One's own line in one area."""

    name: str
    picture: str
    needed: int
    rows: Sequence[tuple[str, str]]
    """Day and value, for those who would rather read it."""


@dataclass(frozen=True)
class Entry:
    """One check-in."""

    row: CheckIn
    viewer: Viewer

    @property
    def form(self) -> Form:
        """Which questions."""
        return form(self.row.form)

    @property
    def name(self) -> str:
        """Its name."""
        return _(self.form.name)

    @property
    def own(self) -> bool:
        """Whether the viewer wrote it."""
        return self.row.person_id == self.viewer.id

    @property
    def shareable(self) -> bool:
        """Whether it can be brought into a talk."""
        return self.own and self.form.privacy is Privacy.SHAREABLE

    @property
    def free(self) -> bool:
        """Whether it is not bound to a talk that has begun."""
        return taken_back(self.row)

    @property
    def told(self) -> Sequence[tuple[str, str]]:
        """Questions and answers, as they were given."""
        pairs = ((item, self.row.answers.get(item.id)) for item in self.form.items)
        return [(_(item.text), _said(value)) for item, value in pairs if value]


@dataclass(frozen=True)
class Book:
    """All of somebody's own."""

    viewer: Viewer

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """The latest first; one query."""
        mine = CheckIn.objects.filter(person=self.viewer.id, form__in=list(forms()))
        rows = mine.select_related("shared_in__coach").order_by("-at", "-pk")[:_LATEST]
        return [Entry(row, self.viewer) for row in rows]

    @property
    def forms(self) -> Sequence[tuple[Form, bool]]:
        """Those that one may take, and whether it is time again."""
        today = timezone.localtime(self.viewer.now).date()
        return [(f, due(f, self._last(f), today)) for f in forms_for(self.viewer)]

    @property
    def first(self) -> str:
        """The one that is put first: what is due, else none."""
        return next((f.id for f, is_due in self.forms if is_due), "")

    def items(self, of: Form) -> Sequence[Item]:
        """The questions of this time."""
        return pick(of, self._answers(of))

    @property
    def lines(self) -> Sequence[Line]:
        """One's own line by area, of the one form that has any."""
        found = [f for f, _due in self.forms if f.scoring is Scoring.AREAS]
        return [_line(a) for f in found for a in areas(f, self._answers(f))]

    @property
    def reflects(self) -> Reflection | None:
        """What to think about after the last of the coach's questions."""
        found = [f for f, _due in self.forms if f.scoring is Scoring.ITEMS]
        own = self._answers(found[0]) if found else []
        return reflection(found[0], own) if own else None

    def _last(self, of: Form) -> date | None:
        return next((a.on for a in self._answers(of)), None)

    def _answers(self, of: Form) -> list[Answers]:
        return [
            Answers(timezone.localtime(e.row.at).date(), _values(e.row.answers))
            for e in self.entries
            if e.row.form == of.id
        ]


def entry(viewer: Viewer, pk: int) -> Entry:
    """One check-in, for its author or for whoever coaches the talk that it was brought into.

    Raises:
        Http404: it is not there for them.
    """
    seen = CheckIn.objects.filter(policy.checkins_seen(viewer), form__in=list(forms()))
    rows = seen.select_related("person", "shared_in__coach")
    row = rows.filter(pk=pk).first() if pk < _TOO_LARGE else None
    if row is None:
        raise Http404
    return Entry(row, viewer)


def brought(viewer: Viewer, talk: Talk) -> Sequence[Entry]:
    """What was brought into a talk, as far as the viewer reads it; one query."""
    seen = CheckIn.objects.filter(policy.checkins_seen(viewer), shared_in=talk)
    return [Entry(row, viewer) for row in seen.select_related("person", "shared_in")]


def talks_to_come(viewer: Viewer) -> Sequence[Talk]:
    """The talks into which somebody may bring something of their own."""
    rows = Talk.objects.filter(people__person=viewer.id, state=Talk.State.PLANNED)
    return list(rows.select_related("coach").order_by("planned_at", "pk")[:8])


def _values(answers: Mapping[str, object]) -> dict[str, int]:
    return {k: v if isinstance(v, int) else 0 for k, v in answers.items()}


def _said(value: object) -> str:
    return _(anchors()[value]) if isinstance(value, int) and value in anchors() else str(value)


def _line(area: Area) -> Line:
    name = AREAS.get(area.area, area.area)
    values = [point.value for point in area.points]
    rows = [(point.on.isoformat(), f"{point.value:.1f}") for point in area.points]
    return Line(name, line(values, name) if values else "", area.needed, rows)
