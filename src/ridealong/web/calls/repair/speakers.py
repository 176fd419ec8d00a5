"""Somebody says who a speaker is: the whole call follows, and the next call of theirs knows it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from ridealong.conversation import Conversation, Kind, Role, Side, Speaker
from ridealong.conversation.told import no_person, say
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.incoming.who import keys_to_remember
from ridealong.web.calls.models import Call
from ridealong.web.calls.owning import hand_to
from ridealong.web.calls.repair.follow import held, people_of, rewrite
from ridealong.web.people.models import Alias, Person
from ridealong.web.people.policy import Action, may
from ridealong.web.people.viewer import Viewer

OWNS = (Role.SELLER, Role.AGENT, Role.REP)
"""The roles of whose call it is."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a speaker."""

    side: Side | None
    """None: it is no person at all."""
    role: Role | None = None
    """None: what one of that side is in such a talk."""
    person: Person | None = None
    """Who of us; None for somebody else, or where it does not matter."""


def say_who(viewer: Viewer, call: Call, speaker: str, said: Said) -> Call:
    """Say who a speaker of a call is.

    Raises:
        PermissionDenied: the viewer may not correct this call.
        ValidationError: there is no such speaker.
    """
    if not may(viewer, Action.CORRECT, call):
        raise PermissionDenied
    with transaction.atomic():
        call = held(call)
        before = call.transcript.conversation()
        known = before.by_id.get(speaker)
        if known is None or known not in before.speakers:
            raise ValidationError(_("There is no such speaker in this call. Load the page again."))
        after = _told(before, known, said, viewer.person.name)
        people = _people(call, after, known, said)
        _follow(viewer, call, after, people, known)
        rewrite(call, after, people)
        record(
            viewer.person,
            "speaker.told",
            call,
            about=said.person or call.owner_id,
            side=str(said.side or "nobody"),
        )
        remember(viewer.person, known, after.format, said)
    return call


def _told(conversation: Conversation, speaker: Speaker, said: Said, by: str) -> Conversation:
    if said.side is None:
        return no_person(conversation, speaker.id, by)
    return say(conversation, speaker.id, said.side, said.role, by)


def _people(
    call: Call, conversation: Conversation, speaker: Speaker, said: Said
) -> dict[str, Person]:
    """Who of us each speaker is now; whoever sits across is none of us."""
    people = people_of(call)
    who = conversation.person(speaker.id)
    for one in conversation.speakers:
        if conversation.person(one.id) == who:
            people.pop(one.id, None)
            if said.person is not None:
                people[one.id] = said.person
        elif one.side is Side.THEM:
            people.pop(one.id, None)
    return people


def _follow(
    viewer: Viewer,
    call: Call,
    conversation: Conversation,
    people: dict[str, Person],
    speaker: Speaker,
) -> None:
    """Whose call it is, and who coached, where that was not known."""
    person = people.get(speaker.id)
    role = conversation.by_id[speaker.id].role
    if person is None:
        return
    if role in OWNS and call.owner_id is None and may(viewer, Action.ASSIGN, call):
        hand_to(call, person)
        record(viewer.person, "call.given", call, about=person)
    coaches = role is Role.COACH and conversation.kind is Kind.COACHING
    if coaches and call.coach_id is None and call.owner_id != person.pk:
        call.coach = person
        call.save(update_fields=["coach"])


def remember(by: Person, speaker: Speaker, source_format: str, said: Said) -> None:
    """Keep what a recorder calls somebody for their next call, or no longer believe it."""
    for kind, value in keys_to_remember(speaker, source_format):
        if said.person is None:
            wrong = Alias.objects.filter(kind=kind, value=value)
            if kind == Alias.Kind.NAME and wrong.delete()[0]:
                record(by, "alias.forgotten")
            continue
        row, made = Alias.objects.get_or_create(
            kind=kind, value=value, defaults={"person": said.person}
        )
        if not made and row.person_id != said.person.pk:
            row.person = said.person
            row.save(update_fields=["person"])
            made = True
        if made:
            record(by, "alias.remembered", about=said.person)
