"""Somebody says what kind of conversation it is: roles, readers and consent follow."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ridealong.conversation import Conversation
from ridealong.conversation import Kind as ConversationKind
from ridealong.conversation.told import turn_into, was_said
from ridealong.web.audit.record import record
from ridealong.web.calls.analysing.work import manager_from
from ridealong.web.calls.incoming.sided import sided
from ridealong.web.calls.incoming.who import coach_of
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import OF_A_TEAM
from ridealong.web.calls.repair.consent import waits
from ridealong.web.calls.repair.follow import held, people_of, rewrite
from ridealong.web.people.models import Organisation, Person
from ridealong.web.people.policy import may_turn_into
from ridealong.web.people.viewer import Viewer


def turn(viewer: Viewer, call: Call, kind: ConversationKind) -> Call:
    """Say what kind of conversation a call is.

    Raises:
        PermissionDenied: it is not theirs to say.
    """
    with transaction.atomic():
        call = held(call)
        if not may_turn_into(viewer, call, kind):
            raise PermissionDenied
        if call.kind == kind:
            return call
        was, call.kind = call.kind, kind.value
        people = people_of(call)
        conversation = _turned(call.transcript.conversation(), kind, people)
        _readers(call, conversation, people, was)
        call.save(update_fields=["kind", "coach", "manager_from", "held_back"])
        rewrite(call, conversation, people)
        record(viewer.person, "call.turned", call, about=call.owner_id, kind=kind.value, was=was)
    return call


def _turned(
    conversation: Conversation, kind: ConversationKind, people: dict[str, Person]
) -> Conversation:
    turned = turn_into(conversation, kind)
    ours = [
        *Organisation.get().domains.split(),
        *(s.id for s in turned.speakers if s.id in people and not was_said(s)),
    ]
    return sided(turned, ours, kind)[0]


def _readers(call: Call, conversation: Conversation, people: dict[str, Person], was: str) -> None:
    """Who reads it from now on: a team's call later its manager, others only the two."""
    call.coach = None
    if call.kind == ConversationKind.COACHING:
        coach = coach_of(conversation, people)
        call.coach = coach if coach and coach.pk != call.owner_id else None
    if call.kind not in OF_A_TEAM:
        call.manager_from = None
    elif was not in OF_A_TEAM and call.ready_at is not None:
        call.manager_from = manager_from(call, timezone.now())
    call.held_back = waits(call)
