"""The filters of a list as they stand in its address: read, written, told, and asked.

A value that makes no sense is told in words; the others hold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.utils import timezone

from ridealong.analysis.labels import GATES
from ridealong.conversation import Kind
from ridealong.language.moves import moves
from ridealong.report.words import _
from ridealong.web.calls.lists import choices
from ridealong.web.calls.lists.choices import Choices, State
from ridealong.web.calls.lists.newest import Key
from ridealong.web.calls.models import Call, Customer
from ridealong.web.people.models import Person, Team
from ridealong.web.people.policy import listed
from ridealong.web.people.viewer import Viewer

_NAMES = {"since": "from"}
"""Filters whose name in the address is no name in Python."""
_MOST_SHOWN = 60
_YEARS = (1970, 2999)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; what is empty does not narrow it."""

    q: str = ""
    """What is searched for."""
    person: Person | None = None
    team: Team | None = None
    kind: str = ""
    customer: Customer | None = None
    since: date | None = None
    until: date | None = None
    """The last day."""
    gate: str = ""
    move: str = ""
    state: State | None = None

    @property
    def of_the_analysis(self) -> bool:
        """Whether they ask for what is said about a call, which may not be open yet."""
        return bool(self.gate or self.move)

    @property
    def narrow(self) -> bool:
        """Whether any of them is set, beside the search."""
        return replace(self, q="") != Filters()

    def text(self, **changes: object) -> str:
        """As an address has them, in a fixed order.

        >>> Filters(kind="sales", since=date(2026, 11, 2)).text()
        'kind=sales&from=2026-11-02'
        """
        own = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        return urlencode([(name, value) for name, value in own.values() if value])

    def values(self) -> Iterator[tuple[str, str]]:
        """The name of each filter in the address, and its value, which may be empty."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Person | Team):
                value = value.pk
            yield _NAMES.get(each.name, each.name), "" if value is None else str(value)


@dataclass(slots=True)
class Reading:
    """Reads an address; what it cannot use is told in `wrong`."""

    viewer: Viewer
    offered: Choices
    wrong: list[str] = field(default_factory=list)

    def read(self, given: Mapping[str, str]) -> Filters:
        """The filters in an address."""
        value = {name: given.get(name, "").replace("\0", "").strip() for name in _KEYS}
        since, until = self._day(value["from"]), self._day(value["until"])
        if since and until and since > until:
            self.wrong.append(_("The last day lies before the first; it does not count."))
            until = None
        return Filters(
            q=value["q"],
            person=self._person(value["person"]),
            team=self._team(value["team"]),
            kind=self._one_of(value["kind"], [k.value for k in Kind]),
            customer=self._customer(value["customer"]),
            since=since,
            until=until,
            gate=self._one_of(value["gate"], [*GATES, choices.NO_GATE]),
            move=self._one_of(value["move"], moves()),
            state=State(s) if (s := self._one_of(value["state"], State.values)) else None,
        )

    def after(self, given: Mapping[str, str]) -> Key | None:
        """Where the page begins."""
        typed = given.get("after", "")
        key = Key.read(typed)
        if typed and key is None:
            self.wrong.append(_("This page has no such beginning; it begins with the newest call."))
        return key

    def _one_of(self, typed: str, known: object) -> str:
        if not typed or typed in known:  # type: ignore[operator]
            return typed
        return self._unknown(typed)

    def _unknown(self, typed: str) -> str:
        says = _("“{typed}” is nothing to choose here; it does not count.")
        self.wrong.append(says.format(typed=typed[:_MOST_SHOWN]))
        return ""

    def _day(self, typed: str) -> date | None:
        if not typed:
            return None
        try:
            found = date.fromisoformat(typed)
        except ValueError:
            found = date.min
        if not _YEARS[0] <= found.year <= _YEARS[1]:
            says = _("“{typed}” is no day; write one as 2026-11-17. It does not count.")
            self.wrong.append(says.format(typed=typed[:_MOST_SHOWN]))
            return None
        return found

    def _person(self, typed: str) -> Person | None:
        if not typed:
            return None
        pk = _number(typed)
        found = self.offered.person(pk)
        if found is None:
            theirs = Call.objects.filter(listed(self.viewer), owner=OuterRef("pk"))
            found = Person.objects.filter(Exists(theirs), pk=pk).first()
        if found is None:
            self.wrong.append(_("You see no calls of such a person; that does not count."))
        return found

    def _team(self, typed: str) -> Team | None:
        if not typed:
            return None
        pk = _number(typed)
        found = self.offered.team(pk)
        if found is None and pk in self.viewer.led:
            found = Team.objects.filter(pk=pk).first()
        if found is None:
            self.wrong.append(_("You see no calls of such a team; that does not count."))
        return found

    def _customer(self, typed: str) -> Customer | None:
        """By the whole name, else by its beginning where that is one customer's alone."""
        if not typed:
            return None
        seen = Call.objects.filter(listed(self.viewer), customer=OuterRef("pk"))
        known = Customer.objects.filter(Exists(seen))
        found = known.filter(name=typed).first() or known.filter(name__iexact=typed).first()
        begin = [] if found else list(known.filter(name__istartswith=typed)[:2])
        if len(begin) == 1:
            return begin[0]
        if found is None:
            says = _("Several customers begin with “{typed}”; write the whole name.")
            none = _("You see no calls with a customer “{typed}”; that does not count.")
            self.wrong.append((says if begin else none).format(typed=typed[:_MOST_SHOWN]))
        return found


_KEYS = tuple(_NAMES.get(f.name, f.name) for f in fields(Filters))


def beginning_of(day: date) -> datetime:
    """Its first moment, where whoever looks is."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The first moment that is no longer in it."""
    return beginning_of(day + timedelta(days=1))


def _number(typed: str) -> int:
    """A row's number; 0 for what is none."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0
