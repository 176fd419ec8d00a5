"""Make a call of a conversation: its row, its people, its transcript, its place in the queue."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from ridealong.conversation import Conversation, Kind, Side
from ridealong.conversation.text import count_words
from ridealong.conversation.us import FREE_MAIL, domain_of
from ridealong.report.cast import Cast
from ridealong.web.audit.record import record
from ridealong.web.calls.incoming.sided import sided
from ridealong.web.calls.incoming.who import Known, coach_of, owner_of
from ridealong.web.calls.models import Analysis, Call, Customer, Participant, Transcript
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.calls.owning import hand_to, team_of
from ridealong.web.people.models import Organisation, Person

_DOMAIN = 120
FEWEST_WORDS = 20
"""A shorter talk with the same words may be another one; its date tells them apart."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a conversation came from."""

    name: str
    """The file's name, without its folder."""
    format: str
    sha256: str
    by: Person | None
    owner: Person | None = None
    """Whose it is, where somebody said so."""
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of it."""

    call: Call
    new: bool
    """False: it was here already."""


def take_in(conversation: Conversation, origin: Origin, known: Known | None = None) -> TakenIn:
    """Make a call of a conversation, unless the same talk is here already."""
    known = known or Known.now()
    ours = known.ours(conversation)
    alone = origin.owner if not ours else None
    if alone:
        ours = [alone.name, alone.email, alone.short]
    talk, named = sided(conversation, ours, origin.kind)
    key = content_key(talk)
    there = Call.objects.filter(content_key=key).first()
    if there is not None:
        return TakenIn(_claimed(there, origin), new=False)
    try:
        with transaction.atomic():
            people = _people(talk, known)
            if alone and len(who := {talk.person(s.id) for s in named}) == 1:
                people |= {s.id: alone for s in talk.speakers if talk.person(s.id) in who}
            return TakenIn(_made(talk, origin, people, key), new=True)
    except IntegrityError:
        return TakenIn(Call.objects.get(content_key=key), new=False)


def _claimed(call: Call, origin: Origin) -> Call:
    """A call that is here already; nobody's becomes theirs of whom it is said now."""
    if call.owner_id is None and origin.owner is not None:
        with transaction.atomic():
            call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
            if call.owner_id is None:
                hand_to(call, origin.owner)
                record(origin.by, "call.given", call, about=origin.owner)
    return call


def content_key(conversation: Conversation) -> str:
    """Of what is said, by which of the voices, in which order.

    A short talk also by its date, and one without any word by its times.
    """
    voices: dict[str | None, int] = {}
    digest = hashlib.sha256()
    words = 0
    for turn in conversation.turns:
        voice = voices.setdefault(turn.speaker, len(voices))
        digest.update(f"{voice} {' '.join(turn.text.casefold().split())}\n".encode())
        words += count_words(turn.text)
    if words < FEWEST_WORDS:
        digest.update(str(conversation.started_at or "").encode())
    if not words:
        digest.update(str([(t.start_s, t.end_s) for t in conversation.turns]).encode())
    return digest.hexdigest()


def _people(conversation: Conversation, known: Known) -> dict[str, Person]:
    """Who of us each speaker is, by the speaker's id."""
    found = ((s.id, known.person(s, conversation.format)) for s in conversation.speakers)
    return {speaker: person for speaker, person in found if person is not None}


def _made(
    conversation: Conversation, origin: Origin, people: Mapping[str, Person], key: str
) -> Call:
    owner = origin.owner or owner_of(conversation, people)
    coach = coach_of(conversation, people) if conversation.kind is Kind.COACHING else None
    held_at = _plausible(conversation.started_at)
    started_at = held_at or timezone.now()
    call = Call.objects.create(
        kind=str(conversation.kind),
        title=title_of(conversation, origin)[:200],
        started_at=started_at,
        dated=held_at is not None,
        duration_s=conversation.duration_s,
        turns=len(conversation.turns),
        words=sum(count_words(t.text) for t in conversation.turns),
        source_name=origin.name[:200],
        source_format=origin.format,
        source_sha256=origin.sha256,
        content_key=key,
        customer=customer_of(conversation),
        owner=owner,
        coach=coach if coach != owner else None,
        team=team_of(owner, started_at.date()),
        added_by=origin.by,
        held_back=str(conversation.kind) in OF_A_TEAM and Organisation.get().consent_needed,
    )
    Participant.objects.bulk_create(participants(call, conversation, people))
    Transcript.of(call, conversation).save(force_insert=True)
    Analysis.objects.create(call=call)
    record(origin.by, "call.added", call, about=owner, format=origin.format)
    return call


def _plausible(moment: datetime | None) -> datetime | None:
    """When it was held, unless the source says something that cannot be."""
    latest = timezone.now() + timedelta(days=366)
    return moment if moment and _EARLIEST <= moment <= latest else None


_EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)


def title_of(conversation: Conversation, origin: Origin) -> str:
    """The source's own title, else the people, else the file's name."""
    return conversation.title or Cast(conversation).title() or origin.name or "Untitled"


def customer_of(conversation: Conversation) -> Customer | None:
    """The customer by the domain of somebody's address on their side."""
    for speaker in (*conversation.speakers, *conversation.attendees):
        domain = domain_of(speaker.email) if speaker.email else ""
        if len(domain) > _DOMAIN or domain in FREE_MAIL:
            continue
        if speaker.side is Side.THEM and domain:
            known = Customer.objects.filter(domain=domain).first()
            name = domain.split(".", maxsplit=1)[0].replace("-", " ").title()
            return (
                known or Customer.objects.get_or_create(name=name, defaults={"domain": domain})[0]
            )
    return None


def participants(
    call: Call, conversation: Conversation, people: Mapping[str, Person]
) -> list[Participant]:
    """A row for everybody who speaks, not saved yet."""
    turns: dict[str | None, int] = {}
    for turn in conversation.turns:
        turns[turn.speaker] = turns.get(turn.speaker, 0) + 1
    return [
        Participant(
            call=call,
            speaker=s.id,
            name=(s.name or "")[:120],
            side=str(s.side or ""),
            role=str(s.role or ""),
            because=s.because[:200],
            person=people.get(s.id),
            turns=turns.get(s.id, 0),
        )
        for s in conversation.speakers
        if not s.pseudo
    ]
