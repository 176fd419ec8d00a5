"""Talks about one conversation each, of people who have no other: taken in, heard, prepared."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.utils import timezone

from cast import BEGAN, PASSWORD, Cast
from held_talks import a_talk, seen
from ridealong.conversation import Conversation, Kind, assign_sides
from ridealong.errors import ReadError
from ridealong.readers import read
from ridealong.samples import SAMPLES
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.incoming.take_in import Origin, take_in
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models.programme import Kind as Talks
from ridealong.web.coaching.talks import writing
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.viewer import viewer_of

LEAST = 20
"""Turns; a shorter file shows a format and is no talk."""
TALKS = (Talks.POST_CALL, Talks.ONE_TO_ONE)
"""What is planned about each."""


class _Told(NamedTuple):
    title: str
    talk: Conversation
    kind: Kind
    us: Sequence[str]


def about_each(cast: Cast, folder: Path | None = None) -> list[dict[str, Any]]:
    """A person, a call and talks about it, for each conversation.

    Args:
        cast: who works here.
        folder: where other conversations lie than those that come with Ridealong.
    """
    told = _in(folder) if folder else _shipped()
    return [_about(cast, i, one) for i, one in enumerate(told)]


def _shipped() -> Iterator[_Told]:
    for sample in SAMPLES:
        talk = assign_sides(read(sample.path).conversations[0], sample.us, sample.kind)
        ours = () if sample.kind is Kind.COACHING else sample.us
        yield _Told(sample.title, talk, sample.kind, ours)


def _in(folder: Path) -> Iterator[_Told]:
    """The longest conversation of each format."""
    for place in sorted(p for p in folder.iterdir() if p.is_dir()):
        found: list[Conversation] = []
        for path in sorted(p for p in place.rglob("*") if p.is_file()):
            with suppress(ReadError):  # some are there to be refused
                found += read(path).conversations
        longest = max(found, key=lambda c: len(c.turns), default=None)
        if longest and len(longest.turns) >= LEAST:
            yield _Told(place.name, longest, longest.kind or Kind.SALES, ())


def _about(cast: Cast, i: int, told: _Told) -> dict[str, Any]:
    title, talk, kind, us = told
    serves = kind is Kind.SERVICE
    name = f"{us[0] if us and us[0].isalpha() else 'Noor'} Vale {i}"
    role = Role.AGENT if serves else Role.REP
    who = Person.objects.create_user(f"vale{i}@ridealong.example", name, role, PASSWORD)
    team, coach = (cast.service, cast.sol) if serves else (cast.north, cast.mel)
    Membership.objects.create(person=who, team=team, since=BEGAN)
    call = take_in(talk, Origin(title, "", f"{i:064}", who, who, kind)).call
    analyse_call(call.pk)
    now = timezone.now()
    Call.objects.filter(pk=call.pk).update(
        started_at=now - timedelta(days=2), manager_from=now - timedelta(days=1)
    )
    call.refresh_from_db()
    talks = [a_talk(coach, who, kind=of) for of in TALKS]
    writing.prepare(viewer_of(who), seen(who, talks[0]), "This call.", call)
    said = [turn.text for turn in call.transcript.conversation().turns]
    return {
        "title": title,
        "kind": str(call.kind),
        "coach": coach.email.partition("@")[0],
        "talks": [talk.pk for talk in talks],
        "said": said,
    }
