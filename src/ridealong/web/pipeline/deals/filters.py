"""The filters of a list of deals as they stand in its address: read, written, told, and asked.

A value that makes no sense is told in words; the others hold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ridealong.process.framework.model import Framework
from ridealong.report.words import _
from ridealong.web.calls.lists.choices import Choices
from ridealong.web.calls.models import Customer
from ridealong.web.calls.page.sent import number_in
from ridealong.web.people.models import Person, Team
from ridealong.web.people.policy import deals_seen
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.deals.words import OUTCOMES
from ridealong.web.pipeline.gates.standing import has_half_gate
from ridealong.web.pipeline.models import Activity, Deal

SILENT = (7, 14, 30, 60, 90)
"""Days without a word of the customer's that one can choose from."""
ALL = "all"
_MOST_SHOWN = 60
_MOST_OF_A_NAME = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; what is empty does not narrow it."""

    person: Person | None = None
    team: Team | None = None
    stage: str = ""
    outcome: str = ""
    """Empty: those that are open."""
    half: str = ""
    """"yes": those with a half gate."""
    silent: int = 0
    """Days for which nothing was heard from the customer."""
    customer: Customer | None = None

    @property
    def narrow(self) -> bool:
        """Whether any of them is set."""
        return self != Filters()

    def text(self, **changes: object) -> str:
        """As an address has them, in a fixed order.

        >>> Filters(stage="proposal", silent=14).text()
        'stage=proposal&silent=14'
        """
        own = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        return urlencode([(name, value) for name, value in own.values() if value])

    def values(self) -> Iterator[tuple[str, str]]:
        """The name of each filter, and its value, which may be empty."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Person | Team):
                value = value.pk
            yield each.name, str(value) if value else ""

    def where(self, processes: Mapping[int | None, Framework]) -> Q:
        """As the database is asked.

        Args:
            processes: the versions of the process that there are.
        """
        where = Q() if self.outcome == ALL else Q(outcome=self.outcome or Deal.Outcome.OPEN)
        if self.person:
            where &= Q(owner=self.person.pk)
        if self.team:
            where &= Q(team=self.team.pk)
        if self.stage:
            where &= Q(stage=self.stage)
        if self.customer:
            where &= Q(customer=self.customer.pk)
        if self.silent:
            where &= not_heard_for(self.silent)
        return where & has_half_gate(processes) if self.half else where


@dataclass(slots=True)
class Reading:
    """Reads an address; what it cannot use is told in `wrong`."""

    viewer: Viewer
    offered: Choices
    process: Framework
    wrong: list[str] = field(default_factory=list)

    def read(self, given: Mapping[str, str]) -> Filters:
        """The filters in an address."""
        value = {f.name: given.get(f.name, "").replace("\0", "").strip() for f in fields(Filters)}
        stages = [stage.key for stage in self.process.stages]
        return Filters(
            person=self._person(value["person"]),
            team=self._team(value["team"]),
            stage=self._one_of(value["stage"], stages),
            outcome=self._one_of(value["outcome"], [ALL, *OUTCOMES]),
            half=self._one_of(value["half"], ["yes"]),
            silent=int(self._one_of(value["silent"], [str(n) for n in SILENT]) or 0),
            customer=self._customer(value["customer"]),
        )

    def _one_of(self, typed: str, known: list[str]) -> str:
        if not typed or typed in known:
            return typed
        says = _("“{typed}” is nothing to choose here; it does not count.")
        self.wrong.append(says.format(typed=typed[:_MOST_SHOWN]))
        return ""

    def _person(self, typed: str) -> Person | None:
        if not typed:
            return None
        pk = number_in(typed) or 0
        found = self.offered.person(pk)
        if found is None:
            theirs = Deal.objects.filter(deals_seen(self.viewer), owner=OuterRef("pk"))
            found = Person.objects.filter(Exists(theirs), pk=pk).first()
        if found is None:
            self.wrong.append(_("You see no deals of such a person; that does not count."))
        return found

    def _team(self, typed: str) -> Team | None:
        if not typed:
            return None
        pk = number_in(typed) or 0
        found = self.offered.team(pk)
        if found is None and pk in self.viewer.led:
            found = Team.objects.filter(pk=pk).first()
        if found is None:
            self.wrong.append(_("You see no deals of such a team; that does not count."))
        return found

    def _customer(self, typed: str) -> Customer | None:
        """By the whole name, else by its beginning where that is one customer's alone."""
        if not typed:
            return None
        seen = Deal.objects.filter(deals_seen(self.viewer), customer=OuterRef("pk"))
        known = Customer.objects.filter(Exists(seen), name__istartswith=typed).order_by("name")
        found = list(known[:_MOST_OF_A_NAME])
        whole = [c for c in found if c.name.casefold() == typed.casefold()]
        if len(whole) == 1 or len(found) == 1:
            return (whole or found)[0]
        says = _("Several customers begin with “{typed}”; write the whole name.")
        none = _("You see no deals with a customer “{typed}”; that does not count.")
        self.wrong.append((says if found else none).format(typed=typed[:_MOST_SHOWN]))
        return None


HEARD = (
    Q(direction=Activity.Direction.IN)
    | Q(kind=Activity.Kind.MEETING)
    | Q(kind=Activity.Kind.CALL, minutes__gt=0)
)
"""Activities in which the customer was heard."""


def not_heard_for(days: int) -> Q:
    """Deals of whose customer nothing was heard for so many days, as a filter of `Deal`."""
    since = timezone.now() - timedelta(days=days)
    done = Activity.objects.filter(HEARD, deal=OuterRef("pk"), at__gte=since)
    talks = Deal.calls.through.objects.filter(deal=OuterRef("pk"), call__started_at__gte=since)
    return ~Q(Exists(done)) & ~Q(Exists(talks))
