"""Talks of the cast: planned, prepared, held."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ridealong.web.coaching.models import Commitment, Talk
from ridealong.web.coaching.models.programme import Kind
from ridealong.web.coaching.talks import planning, running
from ridealong.web.coaching.talks.asked import Seen, talk_for
from ridealong.web.people.models import Person
from ridealong.web.people.policy import TalkAction
from ridealong.web.people.viewer import viewer_of


def a_talk(
    coach: Person,
    *people: Person,
    kind: str = Kind.ONE_TO_ONE,
    at: datetime | None = None,
    now: datetime | None = None,
    **more: Any,
) -> Talk:
    """A planned talk, tomorrow unless told otherwise."""
    when = now or timezone.now()
    what = planning.Plan(kind=kind, people=people, at=at or when + timedelta(days=1), **more)
    return planning.plan(viewer_of(coach, when), what)


def seen(who: Person, talk: Talk, now: datetime | None = None) -> Seen:
    """A talk as somebody sees it."""
    return talk_for(viewer_of(who, now), TalkAction.SEE, talk.pk)


def begun(coach: Person, *people: Person, **more: Any) -> Talk:
    """A talk under way."""
    talk = a_talk(coach, *people, **more)
    return running.start(viewer_of(coach), seen(coach, talk))


def held(coach: Person, *people: Person, **more: Any) -> Talk:
    """A talk that was held."""
    talk = begun(coach, *people, **more)
    return running.hold(viewer_of(coach), seen(coach, talk))


def a_commitment(person: Person, talk: Talk | None = None, **more: Any) -> Commitment:
    """Something that somebody took on."""
    today = timezone.localdate()
    told = {
        "says": "I’ll ask what it does to them before I offer anything.",
        "of": Commitment.Of.MEASURE,
        "key": "behaviour:open_questions",
        "target": 0.5,
        "by_on": today + timedelta(days=21),
        "made_by": person,
        **more,
    }
    return Commitment.objects.create(person=person, talk=talk, **told)
