"""What was done week by week, of the activities that can be taken on; each from its own rows.

Question: how often, in whole weeks from Monday? First contacts and first meetings are the first
activity of the person with a customer, as far as the CRM keeps it; debriefs those that were
written; practice the days on which something was answered; sheets those of talks before a call;
joint calls talks of this kind that were held. Limits: what nobody writes down is not counted.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Min
from django.utils import timezone

from ridealong.coaching.commitments import Week
from ridealong.web.coaching.models import Debrief, DrillAnswer, Talk, TalkPerson
from ridealong.web.coaching.models.programme import Kind
from ridealong.web.people.models import Person
from ridealong.web.pipeline.models import Activity

_WEEK = timedelta(days=7)


def weeks_of(person: Person, activity: str, since: date, until: date) -> Sequence[Week]:
    """The whole weeks between two days; one query.

    Args:
        person: who did it.
        activity: the id of a followable, "activity:debriefs".
        since: a day of the first week.
        until: a day of the week that runs; it does not count.
    """
    first, end = _monday(since), _monday(until)
    days = _DAYS[activity.removeprefix("activity:")](person, _moment(first), _moment(end))
    counted = Counter(_monday(day) for day in days)
    mondays = (first + i * _WEEK for i in range(max(0, (end - first) // _WEEK)))
    return [Week(monday, counted[monday]) for monday in mondays]


def _debriefs(person: Person, since: datetime, end: datetime) -> Iterable[date]:
    rows = Debrief.objects.filter(by=person, skipped=False, at__gte=since, at__lt=end)
    return map(_day, rows.order_by().values_list("at", flat=True))


def _practice(person: Person, since: datetime, end: datetime) -> Iterable[date]:
    rows = DrillAnswer.objects.filter(drill__person=person, at__gte=since, at__lt=end)
    return set(map(_day, rows.order_by().values_list("at", flat=True)))


def _sheets(person: Person, since: datetime, end: datetime) -> Iterable[date]:
    rows = TalkPerson.objects.filter(person=person, talk__kind=Kind.PRE_CALL)
    written = rows.filter(prepared_at__gte=since, prepared_at__lt=end).order_by()
    return (_day(at) for at in written.values_list("prepared_at", flat=True) if at)


def _joint_calls(person: Person, since: datetime, end: datetime) -> Iterable[date]:
    rows = Talk.objects.filter(kind=Kind.JOINT_CALL, state=Talk.State.HELD, people__person=person)
    held = rows.filter(ended_at__gte=since, ended_at__lt=end).order_by()
    return (_day(at) for at in held.values_list("ended_at", flat=True) if at)


def _first(kinds: Sequence[str]) -> Callable[[Person, datetime, datetime], Iterable[date]]:
    def days(person: Person, since: datetime, end: datetime) -> Iterable[date]:
        own = Activity.objects.filter(owner=person, kind__in=kinds, customer__isnull=False)
        firsts = own.exclude(direction="in").order_by().values("customer").annotate(at=Min("at"))
        found = firsts.filter(at__gte=since, at__lt=end).values_list("at", flat=True)
        return map(_day, found)

    return days


_DAYS: dict[str, Callable[[Person, datetime, datetime], Iterable[date]]] = {
    "contacts": _first((Activity.Kind.CALL, Activity.Kind.EMAIL, Activity.Kind.MEETING)),
    "first_meetings": _first((Activity.Kind.MEETING,)),
    "debriefs": _debriefs,
    "practice": _practice,
    "sheets": _sheets,
    "joint_calls": _joint_calls,
}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
